"""A mapping proposed from the catalogue of a database, by names alone; the operator confirms it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from tui import column_words as words
from tui.section import is_name

Columns = Mapping[str, str]
"""Declared types by column."""
Tables = Mapping[str, Columns]


class Ground(Enum):
    """Why a name stands in the file."""

    CERTAIN = auto()
    FOUND = auto()
    PROPOSED = auto()
    GUESSED = auto()
    ABSENT = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of the mapping: its value as TOML, and why it stands there; an ABSENT one is commented out."""

    value: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class Mapped:
    """The entries of one table, by key."""

    entries: Mapping[str, Entry]

    @property
    def found(self) -> bool:
        """Tell whether the table itself is known or guessed."""
        return self.entries["table"].ground is not Ground.ABSENT

    def of(self, *grounds: Ground) -> tuple[str, ...]:
        """Return the keys that stand there for one of these reasons."""
        return tuple(key for key, entry in self.entries.items() if entry.ground in grounds)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Both tables of ClientTime."""

    customer: Mapped
    invoice: Mapped


def guessed() -> Proposal:
    """Return the names of the contract, for a database that was not looked into: three are certain."""
    certain = {"table", "code", "foreign_id"}
    customer = {
        key: Entry(entry.value, Ground.CERTAIN if key in certain else Ground.GUESSED)
        for key, entry in _defaults(words.CUSTOMER_TABLE, words.CUSTOMER, Ground.GUESSED).items()
    }
    customer["address"] = Entry(toml_list(words.ADDRESS), Ground.GUESSED)
    invoice = _defaults(words.INVOICE_TABLE, words.INVOICE, Ground.GUESSED)
    invoice["transfer"] = Entry(_mark("timestamp", words.MARK), Ground.GUESSED)
    return Proposal(Mapped(customer), Mapped(invoice))


def propose(tables: Tables) -> Proposal:
    """Return what evidently is what in these tables."""
    tables = {table: _nameable(columns) for table, columns in tables.items() if is_name(table)}
    name = _table(tables, words.CUSTOMER_TABLE, words.CUSTOMER_TABLES, _telling(words.CUSTOMER, words.CUSTOMER_WORDS))
    name = name or _betrayed(tables, words.CUSTOMER["foreign_id"])
    customer = _Search(tables.get(name or "", {}), words.CUSTOMER)
    customer.by_words(words.CUSTOMER_WORDS)
    customer.turned("active", words.INACTIVE)
    customer.street()
    bill = _table(tables, words.INVOICE_TABLE, words.INVOICE_TABLES, _telling(words.INVOICE, words.INVOICE_WORDS))
    invoice = _Search(tables.get(bill or "", {}), words.INVOICE)
    invoice.by_words(words.INVOICE_WORDS)
    invoice.turned("draft", words.FINAL)
    invoice.sums()
    invoice.mark()
    _relate(customer, invoice)
    return Proposal(
        Mapped({"table": _named(name, words.CUSTOMER_TABLE), **customer.entries}),
        Mapped({"table": _named(bill, words.INVOICE_TABLE), **invoice.entries}),
    )


def _relate(customer: _Search, invoice: _Search) -> None:
    """Find what refers to the customer: its key, else its code, and then the key is left out."""
    key, code = customer.column.get("key"), customer.column.get("code")
    found = invoice.exact(words.INVOICE["customer"])
    if found and key and plain(key) == plain(found):
        invoice.put("customer", found, Ground.FOUND)
        return
    by_key = invoice.first((*((plain(key),) if key and plain(key) != "id" else ()), *words.BY_KEY))
    by_code = invoice.first((*((plain(code),) if code else ()), *words.BY_CODE))
    if by_key and (key or not by_code):
        invoice.put("customer", by_key, Ground.PROPOSED)
    elif by_code:
        invoice.put("customer", by_code, Ground.PROPOSED)
        customer.leave_out("key")


@dataclass(slots=True)
class _Search:
    """Looks for the columns of one table; a column answers for one key only."""

    columns: Columns
    usual: Mapping[str, str]
    column: dict[str, str] = field(default_factory=dict[str, str])
    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])

    def __post_init__(self) -> None:
        for key, name in self.usual.items():
            self.entries[key] = Entry(toml(name), Ground.ABSENT)
            if key != "customer" and (found := self.exact(name)):
                self.put(key, found, Ground.FOUND)

    def exact(self, name: str) -> str | None:
        """Return a free column of this name in the catalogue's spelling."""
        return next((c for c in self._free() if c.casefold() == name.casefold()), None)

    def first(self, names: Iterable[str]) -> str | None:
        """Return the free column that has the first of these names."""
        free = {plain(column): column for column in reversed(self._free())}
        return next((free[name] for name in names if name in free), None)

    def put(self, key: str, column: str, ground: Ground, value: str | None = None) -> None:
        """Let a column answer for a key."""
        self.column[key] = column
        self.entries[key] = Entry(value or toml(column), ground)

    def leave_out(self, key: str) -> None:
        """Comment a key out."""
        self.entries[key] = Entry(self.entries[key].value, Ground.ABSENT)

    def by_words(self, meanings: Mapping[str, tuple[str, ...]]) -> None:
        """Look for each key that has no column yet."""
        for key, names in meanings.items():
            if key not in self.column and (found := self.first((plain(self.usual[key]), *names))):
                self.put(key, found, Ground.PROPOSED)

    def turned(self, key: str, names: tuple[str, ...]) -> None:
        """Look for a column that says the opposite."""
        if key not in self.column and (found := self.first(names)):
            self.put(key, found, Ground.PROPOSED, f"{{ column = {toml(found)}, not = true }}")

    def street(self) -> None:
        """Find the lines of the address, in the order of the table."""
        usual = [found for name in words.ADDRESS if (found := self.exact(name))]
        lines = usual or [c for c in self._free() if re.fullmatch(words.STREET, plain(c))]
        ground = Ground.FOUND if usual else Ground.PROPOSED if lines else Ground.ABSENT
        self.entries["address"] = Entry(toml_list(lines or words.ADDRESS), ground)

    def sums(self) -> None:
        """Take a mere amount for gross where it cannot be the net one."""
        if "gross" not in self.column and "net" in self.column and (found := self.first(words.SUMS)):
            self.put("gross", found, Ground.PROPOSED)

    def mark(self) -> None:
        """Find the mark of what was sent; where its type does not tell a time from a flag, none is proposed."""
        self.entries["transfer"] = Entry(_mark("timestamp", words.MARK), Ground.ABSENT)
        usual = self.exact(words.MARK)
        found = usual or self.first(words.MARKS)
        mode = _mode(self.columns[found]) if found else None
        if found and mode:
            self.put("transfer", found, Ground.FOUND if usual else Ground.PROPOSED, _mark(mode, found))

    def _free(self) -> list[str]:
        return [column for column in self.columns if column not in self.column.values()]


def plain(name: str) -> str:
    """Return a name as the words are written: small letters and digits only."""
    folded = name.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return "".join(letter for letter in folded if letter.isalnum())


def toml(text: str) -> str:
    """Return a text as TOML writes it; the rules of JSON are stricter but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_list(texts: Iterable[str]) -> str:
    """Return a list of texts as TOML writes it."""
    return f"[{', '.join(map(toml, texts))}]"


def _table(tables: Tables, usual: str, names: tuple[str, ...], tells: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the table that has most of the telling columns, of those whose names mean it; the usual name first."""
    by_name = {plain(table): table for table in reversed(list(tables))}
    exact = [table for table in tables if table.casefold() == usual.casefold()]
    meant = [*exact, *(by_name[name] for name in names if name in by_name)]
    return max(meant, key=lambda table: _told(tables[table], tells), default=None)


def _nameable(columns: Columns) -> Columns:
    """Leave out what a site file could not name; SQLite lets a name have any length."""
    return {column: kind for column, kind in columns.items() if is_name(column)}


def _telling(usual: Mapping[str, str], meanings: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Return the names of the columns without which a table is of no use."""
    return {key: (plain(usual[key]), *meanings[key]) for key in ("code", "foreign_id", "number") if key in meanings}


def _told(columns: Columns, tells: Mapping[str, tuple[str, ...]]) -> int:
    there = {plain(column) for column in columns}
    return sum(1 for names in tells.values() if there.intersection(names))


def _betrayed(tables: Tables, column: str) -> str | None:
    """Return the table that has a column which no other table has a reason to have."""
    return next((t for t, columns in tables.items() if column.casefold() in map(str.casefold, columns)), None)


def _named(table: str | None, usual: str) -> Entry:
    if table is None:
        return Entry(toml(f"dbo.{usual}"), Ground.ABSENT)
    odd = table[0] in '["' or table != table.strip()
    written = "dbo." + (f"[{table.replace(']', ']]')}]" if odd else table)
    return Entry(toml(written), Ground.FOUND if table.casefold() == usual.casefold() else Ground.PROPOSED)


def _mode(kind: str) -> str | None:
    kind = kind.casefold()
    if "date" in kind or "time" in kind:
        return "timestamp"
    return "flag" if re.match(r"bit|bool|(tiny|small)?int", kind) else None


def _mark(mode: str, column: str) -> str:
    return f"{{ mode = {toml(mode)}, column = {toml(column)} }}"


def _defaults(table: str, names: Mapping[str, str], ground: Ground) -> dict[str, Entry]:
    return {key: Entry(toml(name), ground) for key, name in {"table": f"dbo.{table}", **names}.items()}
