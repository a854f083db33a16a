"""One table of a site file while it is read: every key is asked for by name and kind, the rest are unknown."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar, cast

from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from tui.toml_lines import line_of

T = TypeVar("T")
Table = Mapping[str, object]
_DURATION = re.compile(r"(\d+)(s|m|h)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours"}
LONGEST_NAME = 128
"""Characters of a table's or column's name in SQL Server."""


class ConfigFault(Fault):
    """The site file cannot be used: which file and line, what is wrong, what to write instead."""


@dataclass(slots=True)
class Section:
    """`path` is the table's name, () for the top of the file; `text` is the whole file, for its lines."""

    file: Path
    text: str
    path: tuple[str, ...]
    table: Table
    asked: set[str] = field(default_factory=set[str])

    def fault(self, phrase: Phrase, key: str | None = None) -> ConfigFault:
        """Return the fault with file and line in front of it."""
        path = (*self.path, key) if key else self.path
        where = (("file", str(self.file)), ("line", line_of(self.text, path)), ("key", ".".join(path)))
        return ConfigFault(
            Phrase("{file}:{line}: " + phrase.en, "{file}:{line}: " + phrase.da, (*where, *phrase.values))
        )

    def section(self, key: str, required: bool = False) -> Section | None:
        """Return the table of this name below this one."""
        value = self._take(key, required)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self._wrong(key, value, TABLE)
        return Section(self.file, self.text, (*self.path, key), cast(Table, value))

    def string(self, key: str, default: str | None = None, required: bool = False) -> str | None:
        """Return a text; blank ones count as missing."""
        value = self._typed(key, str, TEXT, required)
        return default if value is None or not value.strip() else value

    def required(self, key: str) -> str:
        """Return a text that has to be there."""
        value = self.string(key, required=True)
        if value is None:
            raise self.fault(BLANK, key)
        return value

    def name(self, key: str) -> str | None:
        """Return the name of a table or column, or None where it is not mapped."""
        value = self.string(key)
        return None if value is None else self.identifier(key, value)

    def identifier(self, key: str, value: str) -> str:
        """Return a name that a database can have."""
        if "\0" in value or any(len(part) > LONGEST_NAME for part in value.split(".")):
            raise self.fault(NO_NAME, key)
        return value

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of column names; a single text counts as a list of one."""
        value = self._take(key)
        if value is None:
            return ()
        items = [value] if isinstance(value, str) else self._list(key, value)
        if not all(isinstance(item, str) for item in items):
            raise self._wrong(key, value, LIST)
        return tuple(self.identifier(key, str(item)) for item in items if str(item).strip())

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of values, numbers as their text."""
        value = self._take(key)
        if value is None:
            return default
        items = self._list(key, value)
        if not all(isinstance(item, str | int) for item in items):
            raise self._wrong(key, value, LIST)
        return tuple(map(str, items))

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self._typed(key, bool, BOOL)
        return default if value is None else value

    def number(self, key: str, default: int | None, least: int = 0) -> int | None:
        """Return a whole number of at least `least`."""
        value = self._typed(key, int, NUMBER)
        if value is None:
            return default
        if isinstance(value, bool):
            raise self._wrong(key, value, NUMBER)
        if value < least:
            raise self.fault(TOO_SMALL.with_(least=least, found=value), key)
        return value

    def day(self, key: str) -> date | None:
        """Return a date, also one that stands in quotes."""
        value = self._take(key)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                raise self._wrong(key, value, DATE) from None
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        raise self._wrong(key, value, DATE)

    def duration(self, key: str, default: timedelta, least: timedelta = timedelta(seconds=1)) -> timedelta:
        """Return a time span written as 60s, 5m or 1h."""
        value = self._take(key)
        if value is None:
            return default
        found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is None:
            raise self._wrong(key, value, SPAN)
        try:
            span = timedelta(**{_UNITS[found[2]]: int(found[1])})
        except OverflowError:
            raise self._wrong(key, value, SPAN) from None
        if span < least:
            raise self.fault(TOO_SHORT.with_(least=f"{least.total_seconds():g}s", found=str(value)), key)
        return span

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """Return one of these words."""
        value = self.string(key, default) or default
        if value not in choices:
            raise self.fault(NO_CHOICE.with_(found=value, choices=", ".join(choices)), key)
        return value

    def value(self, key: str) -> object:
        """Return whatever stands there, for a key that has several forms."""
        return self._take(key)

    def done(self) -> None:
        """Refuse what nobody asked for, naming the nearest key there is."""
        for key in self.table:
            if key not in self.asked:
                near = difflib.get_close_matches(key, self.asked, 1, 0.5)
                phrase = NEAREST.with_(near=near[0]) if near else UNKNOWN.with_(known=", ".join(sorted(self.asked)))
                raise self.fault(phrase, key)

    def _list(self, key: str, value: object) -> list[object]:
        if isinstance(value, list):
            return cast("list[object]", value)
        raise self._wrong(key, value, LIST)

    def _take(self, key: str, required: bool = False) -> object:
        self.asked.add(key)
        if required and key not in self.table:
            raise self.fault(MISSING, key)
        return self.table.get(key)

    def _typed(self, key: str, kind: type[T], wanted: Phrase, required: bool = False) -> T | None:
        value = self._take(key, required)
        if value is None or isinstance(value, kind):
            return value
        raise self._wrong(key, value, wanted)

    def _wrong(self, key: str, value: object, wanted: Phrase) -> ConfigFault:
        found = KINDS.get(type(value).__name__, type(value).__name__)
        return self.fault(
            Phrase(
                "{key} must be " + wanted.en + ", and is {found}.",
                "{key} skal være " + wanted.da + ", og er {found}.",
                (("found", found),),
            ),
            key,
        )


KINDS = {"str": "text", "int": "number", "float": "number", "bool": "true/false", "list": "list", "dict": "table"}
TEXT = Phrase("a text in quotes", "en tekst i anførselstegn")
TABLE = Phrase("a table", "en tabel")
LIST = Phrase("a list of texts", "en liste af tekster")
BOOL = Phrase("true or false", "true eller false")
NUMBER = Phrase("a whole number", "et helt tal")
DATE = Phrase("a date like 2024-01-01", "en dato som 2024-01-01")
SPAN = Phrase("a time span like “60s”, “5m” or “1h”", "et tidsrum som “60s”, “5m” eller “1h”")
BLANK = Phrase("{key} is blank.", "{key} er tom.")
MISSING = Phrase("{key} is missing.", "{key} mangler.")
NO_NAME = Phrase("{key} is not a name that a database can have.", "{key} er ikke et navn, en database kan have.")
TOO_SMALL = Phrase("{key} must be at least {least}, and is {found}.", "{key} skal mindst være {least}, og er {found}.")
TOO_SHORT = Phrase("{key} must be at least {least}, and is {found}.", "{key} skal mindst være {least}, og er {found}.")
NO_CHOICE = Phrase(
    "{key} must be one of {choices}, and is “{found}”.", "{key} skal være en af {choices}, og er “{found}”."
)
NEAREST = Phrase("there is no key {key}. Did you mean “{near}”?", "der findes ingen nøgle {key}. Mente du “{near}”?")
UNKNOWN = Phrase("there is no key {key}. There are: {known}.", "der findes ingen nøgle {key}. Der er: {known}.")
