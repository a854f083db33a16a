"""One table of a site file while it is read: every key is asked for by name and kind, the rest are unknown."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar, cast

from checks.adapters.clean_text import shown
from checks.adapters.schema import split
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from tui.texts import config as texts
from tui.toml_lines import line_of

T = TypeVar("T")
Table = Mapping[str, object]
_DURATION = re.compile(r"(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)(ms|s|m|h)")
_UNITS = {"ms": "milliseconds", "s": "seconds", "m": "minutes", "h": "hours"}
LONGEST_NAME = 128
"""Characters of a table's or column's name in SQL Server."""
LARGEST = 2**53
"""A number beyond this loses digits in JSON."""
SECOND, LONGEST = timedelta(seconds=1), timedelta(days=7)
ALIKE, NEAR = 0.75, 0.5
"""How alike a key must be to be taken for a missing one, and to be named as the nearest."""
SHOWN = 60
"""Characters of a text that a message repeats."""


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
        name = _clipped(".".join(path))
        where = (("file", str(self.file)), ("line", line_of(self.text, path)), ("key", name))
        return ConfigFault(
            Phrase("{file}:{line}: " + phrase.en, "{file}:{line}: " + phrase.da, (*where, *phrase.values))
        )

    def section(self, key: str, required: bool = False) -> Section | None:
        """Return the table of this name below this one."""
        value = self._take(key)
        if value is None and required:
            raise self.missing(key, texts.NO_SECTION)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self._wrong(key, value, texts.TABLE)
        return Section(self.file, self.text, (*self.path, key), cast(Table, value))

    def string(self, key: str, default: str | None = None, required: bool = False) -> str | None:
        """Return a text without control characters; blank ones count as missing."""
        value = self._text(key, required)
        if value is not None and any(unicodedata.category(letter) == "Cc" for letter in value):
            raise self.fault(texts.CONTROLS, key)
        return default if value is None else value

    def table_name(self, key: str) -> str:
        """Return the name of a table, with or without its schema."""
        value = self._required(key)
        for part in split(value):
            self._identifier(key, part)
        return value

    def column(self, key: str) -> str:
        """Return the name of a column that has to be mapped."""
        return self._identifier(key, self._required(key))

    def name(self, key: str) -> str | None:
        """Return the name of a column, or None where it is not mapped."""
        value = self._text(key)
        return None if value is None else self._identifier(key, value)

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of column names; a single text counts as a list of one."""
        value = self._take(key)
        if value is None:
            return ()
        items = [value] if isinstance(value, str) else self._list(key, value)
        if not all(isinstance(item, str) for item in items):
            raise self._wrong(key, value, texts.LIST)
        return tuple(self._identifier(key, str(item)) for item in items if str(item).strip())

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of values, numbers as their text."""
        value = self._take(key)
        if value is None:
            return default
        items = self._list(key, value)
        if any(isinstance(item, bool) or not isinstance(item, str | int) for item in items):
            raise self._wrong(key, value, texts.LIST)
        return tuple(map(str, items))

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self._typed(key, bool, texts.BOOL)
        return default if value is None else value

    def number(self, key: str, least: int = 0, most: int = LARGEST) -> int | None:
        """Return a whole number between these two, or None where there is none."""
        value = self._typed(key, int, texts.NUMBER)
        if value is None:
            return None
        if isinstance(value, bool):
            raise self._wrong(key, value, texts.NUMBER)
        if value > most:
            raise self.fault(texts.TOO_LARGE_NUMBER.with_(most=most), key)
        if value < least:
            raise self.fault(texts.TOO_SMALL.with_(least=least, found=max(value, -LARGEST)), key)
        return value

    def count(self, key: str, default: int, least: int, most: int) -> int:
        """Return a whole number that has a default."""
        value = self.number(key, least, most)
        return default if value is None else value

    def day(self, key: str) -> date | None:
        """Return a date, also one that stands in quotes."""
        value = self._take(key)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                raise self._wrong(key, value, texts.DATE) from None
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        raise self._wrong(key, value, texts.DATE)

    def duration(self, key: str, default: timedelta, most: timedelta = LONGEST) -> timedelta:
        """Return a time span written as 60s, 5m or 1h, of a second at least."""
        value = self._take(key)
        if value is None:
            return default
        found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is None:
            raise self._wrong(key, value, texts.SPAN)
        span = timedelta(**{_UNITS[found[2]]: float(found[1])})
        if span < SECOND:
            raise self.fault(texts.TOO_SMALL.with_(least="1s", found=found[0]), key)
        if span > most:
            raise self.fault(texts.TOO_LARGE_NUMBER.with_(most=f"{most // timedelta(hours=1)}h"), key)
        return span

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """Return one of these words."""
        value = self.string(key, default) or default
        if value not in choices:
            raise self.fault(texts.NO_CHOICE.with_(found=_clipped(value), choices=", ".join(choices)), key)
        return value

    def is_table(self, key: str) -> bool:
        """Tell the form of a key that has several."""
        return isinstance(self._take(key), dict)

    def done(self) -> None:
        """Refuse what nobody asked for, naming the nearest key there is."""
        for key in self.table:
            if key not in self.asked:
                raise self._unknown(key, self.asked)

    def missing(self, key: str, phrase: Phrase) -> ConfigFault:
        """Return the fault of a key that has to be there: of its misspelling where there is one."""
        unknown = [other for other in self.table if other not in self.asked]
        near = difflib.get_close_matches(key, unknown, 1, ALIKE)
        return self._unknown(near[0], (key,)) if near else self.fault(phrase, key)

    def _unknown(self, key: str, known: Iterable[str]) -> ConfigFault:
        near = difflib.get_close_matches(key.casefold()[:SHOWN], known, 1, NEAR)
        if near:
            return self.fault(texts.NEAREST.with_(near=near[0]), key)
        return self.fault(texts.UNKNOWN.with_(known=", ".join(sorted(known))), key)

    def _required(self, key: str) -> str:
        value = self._text(key, required=True)
        if value is None:
            raise self.fault(texts.BLANK, key)
        return value

    def _identifier(self, key: str, value: str) -> str:
        if not is_name(value):
            raise self.fault(texts.NO_NAME, key)
        return value

    def _text(self, key: str, required: bool = False) -> str | None:
        value = self._typed(key, str, texts.TEXT, required)
        return value if value is not None and value.strip() else None

    def _list(self, key: str, value: object) -> list[object]:
        if isinstance(value, list):
            return cast("list[object]", value)
        raise self._wrong(key, value, texts.LIST)

    def _take(self, key: str, required: bool = False) -> object:
        self.asked.add(key)
        if required and key not in self.table:
            raise self.missing(key, texts.MISSING)
        return self.table.get(key)

    def _typed(self, key: str, kind: type[T], wanted: Phrase, required: bool = False) -> T | None:
        value = self._take(key, required)
        if value is None or isinstance(value, kind):
            return value
        raise self._wrong(key, value, wanted)

    def _wrong(self, key: str, value: object, wanted: Phrase) -> ConfigFault:
        found = texts.KINDS[type(value).__name__]
        if isinstance(value, str) and wanted in {texts.DATE, texts.SPAN}:
            found = Phrase("“{found}”", "“{found}”", (("found", _clipped(value)),))
        en, da = texts.WRONG_KIND.en, texts.WRONG_KIND.da
        en = en.replace("{wanted}", wanted.en).replace("{found}", found.en)
        da = da.replace("{wanted}", wanted.da).replace("{found}", found.da)
        return self.fault(Phrase(en, da, found.values), key)


def is_name(text: str) -> bool:
    """Tell whether a table or column can be called so."""
    # SQL Server counts a letter beyond the basic plane twice.
    return bool(text.strip()) and "\0" not in text and len(text.encode("utf-16-le")) <= 2 * LONGEST_NAME


def _clipped(text: str) -> str:
    """Return a text from the file as a message can repeat it."""
    text = shown(text)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
