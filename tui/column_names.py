"""What a column is called without what its table adds to every name: CustomerCity, kun_navn and FakDato say city, name
and date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tui.mapped import plain_name

PREFIX = re.compile(r"[^\W\d_]{1,8}_(?=.)|[A-ZÆØÅ]?[a-zæøå]{1,5}(?=[A-ZÆØÅ])")
TABLE_PREFIX = re.compile(r"tbl_?(?=.)|[^\W\d_]{1,4}_(?=.)", re.IGNORECASE)
LEAST, SHARE = 4, 0.6
"""How many columns, and which part of them, have a prefix that means nothing."""
PLURALS = ("", "s", "r", "er", "es", "hoved", "header")


def bare_names(table: str) -> tuple[str, ...]:
    """Return the plain names of a table: as it is, and without a prefix."""
    found = TABLE_PREFIX.match(table)
    names = (plain_name(table), plain_name(table[found.end() :]) if found else "")
    return tuple(name for name in dict.fromkeys(names) if name)


def aliases(table: str, columns: Iterable[str]) -> Mapping[str, str]:
    """Return further plain names of the columns, each with its column; what two would be called is neither's."""
    listed = tuple(columns)
    common = _common(listed)
    pairs = [(alias, column) for column in listed for alias in set(_of(table, column, common))]
    often = Counter(alias for alias, _ in pairs)
    return {alias: column for alias, column in pairs if often[alias] == 1}


def loosely(name: str) -> str:
    """Return a name as it is written where there were no Danish letters: beloeb is Belob, aendret Andret."""
    return name.replace("oe", "o").replace("ae", "a").replace("aa", "a")


def _common(columns: tuple[str, ...]) -> str:
    found = Counter(match[0] for column in columns if (match := PREFIX.match(column)))
    prefix, often = next(iter(found.most_common(1)), ("", 0))
    return prefix if often >= LEAST and often >= SHARE * len(columns) else ""


def _of(table: str, column: str, common: str) -> Iterator[str]:
    plain = plain_name(column)
    if loosely(plain) != plain:
        yield loosely(plain)
    rest = column.removeprefix(common) if common else column
    if rest != column:
        yield plain_name(rest)
    for name in bare_names(table):
        for stem in {name, *(name.removesuffix(end) for end in PLURALS if end and len(name) > len(end) + 3)}:
            if plain.startswith(stem) and len(plain) > len(stem) + 1:
                yield plain[len(stem) :]
