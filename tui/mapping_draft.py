"""A mapping on its way from a proposal to what the operator has confirmed; a corrected table is looked through anew."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from checks.adapters.clean_text import shown
from checks.adapters.discovery import FoundTable
from checks.adapters.schema import split
from checks.engine.phrase import Phrase
from tui.column_search import mode_of
from tui.lines import EMPTY, LISTING, NOT, OUT, Choice, MappingLine
from tui.mapped import Entry, Ground, Mapped, Proposal, Sure, emptied, mark, table_path, toml, toml_list, turned
from tui.proposal import customers_of, invoices_of
from tui.section import is_name
from tui.texts import lines as texts
from tui.texts.proposal import BY_OPERATOR, what

DISPROVED: Mapping[str, Sequence[str]] = {
    "customer": ("key", "code"),
    "invoice": ("number", "customer", "date", "currency", "net", "vat", "gross"),
}
"""The lines of which at least one is wrong where a known invoice is shown as another one."""
NEEDED = frozenset({"table", "code", "foreign_id"})
TURNING, MARKING = ("active", "draft"), "transfer"
WAYS: Mapping[str, Callable[[str], str]] = {NOT: turned, EMPTY: emptied}
"""How a column answers that does not simply say yes, by what its name is typed after."""
CUSTOMER, INVOICE = "customer", "invoice"


@dataclass(slots=True)
class MappingDraft:
    """Fulfils `Lines`. `proposal` has what was proposed, with every answer so far in it."""

    tables: Sequence[FoundTable]
    proposal: Proposal
    _answered: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def lines(self) -> tuple[MappingLine, ...]:
        """Return every line; of invoices without a table only the table itself."""
        return (*self._of(CUSTOMER), *self._of(INVOICE))

    def line(self, section: str, key: str) -> MappingLine:
        """Return one line."""
        entry = self._mapped(section).entries[key]
        answered = (section, key) in self._answered
        return MappingLine(
            section, key, _said(entry), entry.ground, what(section, key), entry.reason, entry.sure, answered
        )

    def keys(self, section: str) -> tuple[str, ...]:
        """Return the keys of a section that have to be answered."""
        mapped = self._mapped(section)
        return tuple(mapped.entries) if mapped.found or section == CUSTOMER else ("table",)

    def choices(self, section: str, key: str) -> tuple[Choice, ...]:
        """Return the tables, or the columns of the table, that a line could name."""
        if key == "table":
            return tuple(Choice(f"{t.schema}.{t.name}", _rows(t)) for t in self.tables if is_name(t.name))
        kinds = {name: kind for name, kind in self._kinds(section).items() if is_name(name)}
        plain = tuple(Choice(name, kind) for name, kind in kinds.items())
        ways = ("", NOT, EMPTY) if key in TURNING else ("",)
        return tuple(replace(one, name=f"{way}{one.name}") for way in ways for one in plain)

    def remark(self, section: str, key: str) -> Phrase | None:
        """Return that a line's column was taken for another line as well; a key may be the number itself."""
        entries = self._mapped(section).entries
        if key == "table" or entries[key].ground is Ground.ABSENT:
            return None
        taken = set(_columns(entries[key].value))
        for other, entry in entries.items():
            both = taken & set(_columns(entry.value)) if (section, other) in self._answered else set[str]()
            if both and other not in {key, "table"} and "key" not in {key, other} and entry.ground is not Ground.ABSENT:
                return texts.TWICE.worded(what=what(section, other)).with_(column=shown(min(both)))
        return None

    def doubt(self) -> None:
        """Have the lines answered again by which a known invoice was shown wrongly."""
        for section, keys in DISPROVED.items():
            entries = dict(self._mapped(section).entries)
            for key in keys:
                if entries[key].ground is Ground.CONFIRMED:
                    entries[key] = replace(entries[key], ground=Ground.PROPOSED)
            self._answered -= {(section, key) for key in keys}
            self._put(section, Mapped(entries))

    def trust(self) -> None:
        """Take the lines as they stand by which a known invoice was shown rightly."""
        for section, keys in DISPROVED.items():
            for key in keys:
                if (section, key) not in self._answered:
                    self.answer(section, key, self.line(section, key).said)

    def answer(self, section: str, key: str, text: str) -> Phrase | None:
        """Take an answer: what is proposed, another name, or - for none; returns why it cannot be used."""
        wrong = self._table(section, text) if key == "table" else self._column(section, key, text)
        if wrong is None:
            self._answered.add((section, key))
        return wrong

    def _table(self, section: str, text: str) -> Phrase | None:
        mapped = self._mapped(section)
        there = self._found(mapped)
        if text == OUT:
            if section == CUSTOMER:
                return texts.NEEDED
            self._put(section, mapped.left_out())
            return None
        found = there if text == _said(mapped.entries["table"]) else self._named(text)
        if found is None:
            return _missing(text, [f"{table.schema}.{table.name}" for table in self.tables])
        if found is not there:
            self._look_through(section, found)
        entries = dict(self._mapped(section).entries)
        entries["table"] = _by_hand(entries["table"], toml(table_path(found.schema, found.name)))
        self._put(section, Mapped(entries))
        return None

    def _look_through(self, section: str, found: FoundTable) -> None:
        """Propose the columns of another table than the one before."""
        self._answered = {one for one in self._answered if one[0] != section}
        other = self._found(self._mapped(INVOICE if section == CUSTOMER else CUSTOMER))
        made = (
            customers_of(found, other, self.tables) if section == CUSTOMER else invoices_of(found, other, self.tables)
        )
        self._put(section, made)

    def _column(self, section: str, key: str, text: str) -> Phrase | None:
        mapped = self._mapped(section)
        entry = mapped.entries[key]
        if text == OUT:
            if key in NEEDED:
                return texts.NEEDED
            taken = replace(entry, ground=Ground.ABSENT)
        else:
            value = entry.value if text == _said(entry) else _written(key, text, self._kinds(section))
            if isinstance(value, Phrase):
                return value
            taken = _by_hand(entry, value)
        self._put(section, Mapped({**mapped.entries, key: taken}))
        return None

    def _of(self, section: str) -> tuple[MappingLine, ...]:
        return tuple(self.line(section, key) for key in self.keys(section))

    def _mapped(self, section: str) -> Mapped:
        return self.proposal.customer if section == CUSTOMER else self.proposal.invoice

    def _put(self, section: str, mapped: Mapped) -> None:
        proposal = self.proposal
        self.proposal = replace(proposal, customer=mapped) if section == CUSTOMER else replace(proposal, invoice=mapped)

    def _kinds(self, section: str) -> Mapping[str, str]:
        table = self._found(self._mapped(section))
        return table.kinds if table else {}

    def _found(self, mapped: Mapped) -> FoundTable | None:
        return self._named(_text(mapped.entries["table"].value)) if mapped.found else None

    def _named(self, written: str) -> FoundTable | None:
        schema, name = split(written)
        same = [
            t for t in self.tables if (t.schema.casefold(), t.name.casefold()) == (schema.casefold(), name.casefold())
        ]
        return next((table for table in same if table.name == name), same[0] if same else None)


def _written(key: str, answer: str, kinds: Mapping[str, str]) -> str | Phrase:
    """Return an answer as TOML, in the catalogue's spelling; or why it cannot be that."""
    way = next((way for way in WAYS if key in TURNING and answer.startswith(way) and answer not in kinds), "")
    names = answer.removeprefix(way)
    wanted = [name.strip() for name in names.split(",")] if key == LISTING and names not in kinds else [names]
    by_folded = {column.casefold(): column for column in kinds}
    columns = [name if name in kinds else by_folded.get(name.casefold()) for name in wanted]
    missing = next((name for name, column in zip(wanted, columns, strict=True) if column is None), None)
    if missing is not None:
        return _missing(missing, list(kinds))
    found = [column for column in columns if column is not None]
    if key == LISTING:
        return toml_list(found)
    if key == MARKING:
        return mark(mode_of(kinds[found[0]]) or "timestamp", found[0])
    return WAYS.get(way, toml)(found[0])


def _missing(name: str, there: list[str]) -> Phrase:
    by_folded = {other.casefold(): other for other in there}
    near = difflib.get_close_matches(name.casefold(), by_folded, 3, 0.4)
    names = [by_folded[one] for one in near] or sorted(there)[:8]
    return texts.NO_SUCH.with_(name=shown(name), there=", ".join(map(shown, names)) or "–")


def _by_hand(entry: Entry, value: str) -> Entry:
    """Return a line that was confirmed, or named by the operator."""
    if entry.value == value and entry.ground is not Ground.ABSENT:
        return replace(entry, ground=Ground.CONFIRMED)
    return Entry(value, Ground.CONFIRMED, BY_OPERATOR, Sure.SURE)


def _columns(value: str) -> Sequence[str]:
    """Return the columns that a value of the file names."""
    return [name.strip().removeprefix(NOT).removeprefix(EMPTY) for name in _text(value).split(",")]


def _rows(table: FoundTable) -> str:
    return "" if table.rows is None else f"{table.rows:,}".replace(",", " ")


def _said(entry: Entry) -> str:
    """Return what Enter stands for."""
    return OUT if entry.ground is Ground.ABSENT else _text(entry.value)


def _text(value: str) -> str:
    """Return a value of the file as it is typed."""
    found: object = tomllib.loads(f"value = {value}")["value"]
    if isinstance(found, list):
        return ", ".join(map(str, cast("list[object]", found)))
    if isinstance(found, dict):
        members = cast("dict[str, object]", found)
        return f"{NOT if 'not' in members else EMPTY if 'empty' in members else ''}{members['column']}"
    return str(found)
