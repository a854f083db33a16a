"""Series of invoice numbers, and the numbers that are missing in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from checks.engine.text import tidy

JUMP = 25
"""Numbers in a row that may be missing; more are a new block of numbers, not a gap."""
SPARSE = 4
"""One number missing for so many that are there, or more: no series without gaps, so none is missed."""
_NUMBER = re.compile(r"(?P<prefix>.*?)(?P<digits>[0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class Gap:
    """Missing numbers in a row, as they would be written; `after` is the number that follows them."""

    first: str
    last: str
    count: int
    after: str


def gaps(ours: Iterable[str], theirs: Iterable[str]) -> Iterator[Gap]:
    """Yield what neither side has, series by series, between numbers that both sides reach.

    A series is what stands before the last digits: K-2001 and 2001 are two. Beyond the window that both cover a
    number may only be too new for the one, or too old for the other.
    """
    mine, other = _series(ours), _series(theirs)
    for prefix in sorted(mine.keys() & other.keys()):
        low = max(min(mine[prefix]), min(other[prefix]))
        high = min(max(mine[prefix]), max(other[prefix]))
        known = {n: text for n, text in (other[prefix] | mine[prefix]).items() if low <= n <= high}
        found = [(a + 1, b) for a, b in pairwise(sorted(known)) if 1 < b - a <= JUMP + 1]
        if sum(after - first for first, after in found) * SPARSE <= len(known):
            yield from (_gap(known, prefix, first, after) for first, after in found)


def _series(numbers: Iterable[str]) -> Mapping[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for number in numbers:
        if match := _NUMBER.fullmatch(text := tidy(number)):
            found.setdefault(match["prefix"], {})[int(match["digits"])] = text
    return found


def _gap(known: Mapping[int, str], prefix: str, first: int, after: int) -> Gap:
    width = len(known[after]) - len(prefix) if known[after][len(prefix) :].startswith("0") else 0
    start, end = (f"{prefix}{number:0{width}d}" for number in (first, after - 1))
    return Gap(start, end, after - first, known[after])
