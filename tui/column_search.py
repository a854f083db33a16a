"""Looks for the columns of one table: by the usual names, by its keys, by names that mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checks.adapters import usual_names
from checks.adapters.discovery import FoundTable
from checks.engine.phrase import Phrase
from tui import column_words as words
from tui.mapped import Entry, Ground, Sure, mark, plain_name, toml, toml_list, turned
from tui.section import is_name
from tui.texts import proposal as texts


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

    def __post_init__(self) -> None:
        kinds: Mapping[str, str] = self.table.kinds if self.table else {}
        self.columns = {column: kind for column, kind in kinds.items() if is_name(column)}
        for key, name in self.usual.items():
            self.entries[key] = Entry(toml(name), Ground.ABSENT)
            if key != "customer" and (found := self.exact(name)):
                self.put(key, found, self._named(key, found, texts.USUAL), Sure.SURE)

    def exact(self, name: str) -> str | None:
        """Return a free column of this name in the catalogue's spelling."""
        return next((c for c in self._free() if c.casefold() == name.casefold()), None)

    def first(self, names: Iterable[str]) -> str | None:
        """Return the free column that has the first of these names."""
        free = {plain_name(column): column for column in reversed(self._free())}
        return next((free[name] for name in names if name in free), None)

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
        """Look for a column that says the opposite."""
        if key not in self.column and (found := self.first(names)):
            self.put(key, found, texts.OPPOSITE.with_(column=found), value=turned(found))

    def street(self) -> None:
        """Find the lines of the address, in the order of the table."""
        usual = [found for name in usual_names.ADDRESS if (found := self.exact(name))]
        lines = usual or [c for c in self._free() if re.fullmatch(words.STREET, plain_name(c))]
        ground = Ground.FOUND if usual else Ground.PROPOSED if lines else Ground.ABSENT
        reason = texts.USUAL if usual else self._named("address", ", ".join(lines), texts.LOOKS) if lines else None
        self.entries["address"] = Entry(
            toml_list(lines or usual_names.ADDRESS), ground, reason, Sure.SURE if usual else Sure.LIKELY
        )

    def sums(self) -> None:
        """Take a mere amount for gross where it cannot be the net one."""
        if "gross" not in self.column and "net" in self.column and (found := self.first(words.SUMS)):
            self.put("gross", found, texts.BESIDE_NET.with_(column=found, net=self.column["net"]), Sure.PERHAPS)

    def mark(self) -> None:
        """Find the mark of what was sent; where its type does not tell a time from a flag, none is proposed."""
        self.entries["transfer"] = Entry(mark("timestamp", words.MARK), Ground.ABSENT)
        usual = self.exact(words.MARK)
        found = usual or self.first(words.MARKS)
        mode = mode_of(self.columns[found]) if found else None
        if found and mode:
            reason = texts.USUAL if usual else texts.MARKS.with_(column=found, kind=self.columns[found])
            self.put("transfer", found, reason, Sure.SURE if usual else Sure.LIKELY, mark(mode, found))

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
        return wanted is None or not kind or re.search(wanted, kind, re.IGNORECASE) is not None

    def _free(self) -> list[str]:
        return [column for column in self.columns if column not in self.column.values()]


def mode_of(kind: str) -> str | None:
    """Return how a column of this type marks what was sent, None where the type does not tell."""
    kind = kind.casefold()
    if "date" in kind or "time" in kind:
        return "timestamp"
    return "flag" if re.match(r"bit|bool|(tiny|small)?int", kind) else None
