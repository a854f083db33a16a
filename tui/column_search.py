"""Looks for the columns of one table: by the usual names, by its keys, by names that mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checks.adapters import usual_names
from checks.adapters.discovery import FoundTable
from checks.engine.phrase import Phrase
from tui import column_words as words
from tui.column_names import aliases, loosely
from tui.mapped import Entry, Ground, Sure, emptied, mark, plain_name, toml, toml_list, turned
from tui.section import is_name
from tui.texts import proposal as texts

DATE = r"date|time"
AMOUNT = r"dec|num|money|float|real"


@dataclass(slots=True)
class ColumnSearch:
    """A column answers for one key only."""

    table: FoundTable | None
    section: str
    usual: Mapping[str, str]
    column: dict[str, str] = field(default_factory=dict[str, str])
    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])
    columns: Mapping[str, str] = field(init=False)
    """Declared types by column, without what a site file could not name: SQLite lets a name have any length."""
    aliases: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        kinds: Mapping[str, str] = self.table.kinds if self.table else {}
        self.columns = {column: kind for column, kind in kinds.items() if is_name(column)}
        self.aliases = aliases(self.table.name, self.columns) if self.table else {}
        for key, name in self.usual.items():
            self.entries[key] = Entry(toml(name), Ground.ABSENT)
            if key != "customer" and (found := self.exact(name)):
                self.put(key, found, self._named(key, found, texts.USUAL), Sure.SURE)

    def exact(self, name: str) -> str | None:
        """Return a free column of this name in the catalogue's spelling."""
        return next((c for c in self._free() if c.casefold() == name.casefold()), None)

    def first(self, names: Iterable[str]) -> str | None:
        """Return the free column that has the first of these names."""
        there = self._free()
        free = {plain_name(column): column for column in reversed(there)}
        others = {alias: column for alias, column in self.aliases.items() if column in there} | free
        wanted = list(names)
        found = next((free[name] for name in wanted if name in free), None)
        return found or next((others[one] for name in wanted for one in (name, loosely(name)) if one in others), None)

    def put(self, key: str, column: str, reason: Phrase, sure: Sure = Sure.LIKELY, value: str | None = None) -> None:
        """Let a column answer for a key."""
        usual = self.usual.get(key, words.MARK).casefold() == column.casefold()
        self.column[key] = column
        self.entries[key] = Entry(value or toml(column), Ground.FOUND if usual else Ground.PROPOSED, reason, sure)

    def leave_out(self, key: str, reason: Phrase | None = None) -> None:
        """Comment a key out."""
        self.entries[key] = Entry(self.entries[key].value, Ground.ABSENT, reason)
        self.column.pop(key, None)

    def by_words(self, meanings: Mapping[str, tuple[str, ...]]) -> None:
        """Look for each key that has no column yet."""
        for key, names in meanings.items():
            if key not in self.column and (found := self.first((plain_name(self.usual[key]), *names))):
                vague = plain_name(found) in words.VAGUE or not self._fits(key, found)
                self.put(key, found, self._named(key, found, texts.LOOKS), Sure.PERHAPS if vague else Sure.LIKELY)

    def by_pattern(self, key: str, pattern: str, sure: Sure = Sure.PERHAPS) -> None:
        """Look for a key by what its column's name is like."""
        if key not in self.column:
            found = next((c for c in self._free() if re.fullmatch(pattern, plain_name(c))), None)
            if found:
                self.put(key, found, self._named(key, found, texts.LOOKS), sure)

    def opposite(self, key: str, names: tuple[str, ...]) -> None:
        """Look for a column that says the opposite; a date does so by being there, where it may be empty."""
        if key in self.column or (found := self.first(names)) is None:
            return
        if mode_of(self.columns[found]) != "timestamp":
            self.put(key, found, texts.OPPOSITE.with_(column=found), value=turned(found))
        elif self._may_be_empty(found):
            self.put(key, found, texts.ENDED.with_(column=found), Sure.PERHAPS, emptied(found))
        else:
            self.leave_out(key, texts.NEVER_EMPTY.with_(column=found))

    def street(self) -> None:
        """Find the lines of the address, in the order of the table."""
        usual = [found for name in usual_names.ADDRESS if (found := self.exact(name))]
        lines = usual or [c for c in self._free() if self._called(c, words.STREET)]
        ground = Ground.FOUND if usual else Ground.PROPOSED if lines else Ground.ABSENT
        reason = texts.USUAL if usual else self._named("address", ", ".join(lines), texts.LOOKS) if lines else None
        self.entries["address"] = Entry(
            toml_list(lines or usual_names.ADDRESS), ground, reason, Sure.SURE if usual else Sure.LIKELY
        )

    def sums(self) -> None:
        """Take a mere amount for gross where it cannot be the net one; alone it could be either, and that is asked."""
        if "gross" in self.column:
            return
        found = self.first(words.SUMS)
        if "net" in self.column and found:
            self.put("gross", found, texts.BESIDE_NET.with_(column=found, net=self.column["net"]), Sure.PERHAPS)
        elif "net" not in self.column and (found := found or self._only(AMOUNT)):
            self.leave_out("gross", texts.EITHER.with_(column=found))

    def day(self) -> None:
        """Take the only date there is for the invoice's, unless it plainly marks what was sent."""
        found = None if "date" in self.column else self._only(DATE)
        if found and plain_name(found) not in words.MARKS:
            self.put("date", found, texts.ONLY_DATE.with_(column=found), Sure.PERHAPS)

    def mark(self) -> None:
        """Find the mark of what was sent; where its type does not tell a time from a flag, none is proposed."""
        self.entries["transfer"] = Entry(mark("timestamp", words.MARK), Ground.ABSENT)
        usual = self.exact(words.MARK)
        found, certain = (usual, Sure.SURE) if usual else (self.first(words.MARKS), Sure.LIKELY)
        if found is None:
            found, certain = self.first(words.OTHER_MARKS), Sure.PERHAPS
        mode = mode_of(self.columns[found]) if found else None
        if found and mode:
            why = texts.MARKS if certain is Sure.LIKELY else texts.MAY_MARK
            reason = texts.USUAL if usual else why.with_(column=found, kind=self.columns[found])
            self.put("transfer", found, reason, certain, mark(mode, found))
        elif number := next((c for c in self._free() if words.NUMBERED.fullmatch(plain_name(c))), None):
            self.leave_out("transfer", texts.NUMBERED.with_(column=number))

    def told(self, key: str, column: str) -> Phrase:
        """Return what a key that was found by its name says of itself."""
        return self._named(key, column, texts.LOOKS)

    def _named(self, key: str, column: str, phrase: Phrase) -> Phrase:
        what = texts.what(self.section, key)
        said = Phrase(phrase.en.replace("{what}", what.en), phrase.da.replace("{what}", what.da))
        extra = [texts.UNIQUE] if self.table and key in {"code", "number"} and self.table.alone(column) else []
        extra += [] if self._fits(key, column) else [texts.OTHER_KIND.with_(kind=self.columns[column])]
        return texts.joined(said.with_(column=column), *extra)

    def _fits(self, key: str, column: str) -> bool:
        """Tell whether a column's type is one of those that the key's values have; a type that tells nothing fits."""
        kind, wanted = self.columns.get(column, ""), words.KINDS.get(key)
        return wanted is None or not kind or fits_type(kind, wanted)

    def _called(self, column: str, pattern: str) -> bool:
        others = (alias for alias, there in self.aliases.items() if there == column)
        return any(re.fullmatch(pattern, name) for name in (plain_name(column), *others))

    def _only(self, pattern: str) -> str | None:
        """Return the only free column whose type is like this."""
        found = [column for column in self._free() if fits_type(self.columns[column], pattern)]
        return found[0] if len(found) == 1 else None

    def _may_be_empty(self, column: str) -> bool:
        there = self.table.columns if self.table else ()
        return any(one.nullable for one in there if one.name == column)

    def _free(self) -> list[str]:
        return [column for column in self.columns if column not in self.column.values()]


def mode_of(kind: str) -> str | None:
    """Return how a column of this type marks what was sent, None where the type does not tell."""
    if _version(kind):
        return None
    kind = kind.casefold()
    if "date" in kind or "time" in kind:
        return "timestamp"
    return "flag" if re.match(r"bit|bool|(tiny|small)?int", kind) else None


def fits_type(kind: str, pattern: str) -> bool:
    """Tell whether a declared type is like this."""
    return re.search(pattern, kind, re.IGNORECASE) is not None and not _version(kind)


def _version(kind: str) -> bool:
    """Tell a row version, which a SQL Server calls so, from a time."""
    return kind == "timestamp"
