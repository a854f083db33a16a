"""The border for a whole column: what is plainly harmless passes together, anything else cell by cell.

Each function returns exactly what `border` returns for each cell by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal, InvalidOperation
from types import NoneType
from typing import Any, cast

from checks.adapters import border
from checks.adapters.clean_text import SHORTEST
from checks.adapters.columns import Columns, Once
from checks.adapters.personal_numbers import PersonalNumbers
from checks.engine.cpr import rules_out_cpr

Cells = Sequence[object]
Texts = Sequence[str | None]
SEAM = "|"
"""Stands between cells that are looked at together: printable, no blank, and in no number."""
FEW = 16
"""Cells that are not worth being looked at together."""
SHORT = 10**9
"""Whole numbers below it are shorter than a personal number."""

WHOLE_DAY = timedelta(days=1)


def texts(cells: Cells) -> Texts:
    """Return each cell as one trimmed line; blank is None."""
    return _trimmed(cells, border.text)


def raw_texts(cells: Cells) -> Texts:
    """Return each cell as text with its blanks as they stand."""
    if _harmless(cells) is not None:
        return cast("Texts", cells)
    return _halved(cells, raw_texts, border.raw_text)


def codes(cells: Cells, numbers: PersonalNumbers) -> Sequence[str]:
    """Return each code or key as the records carry it; a blank one is empty."""
    if type(cells[0]) is int and set(map(type, cells)) == {int} and max(map(abs, cast("Sequence[int]", cells))) < SHORT:
        return list(map(str, cells))
    found = _trimmed(cells, numbers.code)
    return cast("Sequence[str]", found) if all(found) else [code or "" for code in found]


def addresses(columns: Columns) -> list[tuple[str, ...]]:
    """Return the lines of each row that are not blank, in the order of the columns."""
    together = [_harmless(cells) for cells in columns]
    if all(joined is not None and not _ragged(joined) for joined in together):
        return [tuple(filter(None, row)) for row in cast("Any", zip(*columns, strict=True))]
    count = len(columns[0])
    if count <= FEW:
        return [tuple(line for cell in row for line in border.lines(cell)) for row in zip(*columns, strict=True)]
    half = count // 2
    return addresses([cells[:half] for cells in columns]) + addresses([cells[half:] for cells in columns])


def amounts(cells: Cells) -> Sequence[Decimal | None]:
    """Return amounts; None for what is not plainly a number."""
    if set(map(type, cells)) <= {Decimal, NoneType}:
        exact = cast("Sequence[Decimal | None]", cells)
        there = [amount for amount in exact if amount is not None]
        try:
            if not there or -border.LARGEST < min(there) <= max(there) < border.LARGEST:
                return exact
        except InvalidOperation:
            pass  # one of them is not a number
    return list(map(border.amount, cells))


@dataclass(slots=True)
class Moments:
    """Dates and times in a zone, None the machine's; days on which its clocks change go cell by cell."""

    zone: tzinfo | None
    _days: Once[Day | None] = field(init=False)
    _written: Once[border.Moment] = field(init=False)

    def __post_init__(self) -> None:
        self._days = Once(lambda day: _day(day, self.zone))
        self._written = Once(self._one)

    def of(self, cells: Cells) -> tuple[Sequence[date | None], Sequence[datetime | None]]:
        """Return the dates, and the aware times of those that have a time of day."""
        kinds = set(map(type, cells))
        if kinds <= {datetime, NoneType}:
            return self._split(cast("Sequence[datetime | None]", cells))
        found = self._written.all(cells) if kinds <= {date, str, NoneType} else list(map(self._one, cells))
        return [day for day, _ in found], [at for _, at in found]

    def _split(self, cells: Sequence[datetime | None]) -> tuple[list[date | None], list[datetime | None]]:
        days, dates, times = self._days, list[date | None](), list[datetime | None]()
        for cell in cells:
            day = days[cell.date()] if cell is not None and cell.tzinfo is None else None
            if cell is None or day is None:
                one, at = self._one(cell)
            else:
                one, begins, begins_utc = day
                passed = cell - begins
                at = begins_utc + passed if passed else None
            dates.append(one)
            times.append(at)
        return dates, times

    def _one(self, cell: object) -> border.Moment:
        return border.moment(cell, self.zone)


Day = tuple[date, datetime, datetime]
"""A day at both ends of which a zone is equally far from UTC, when it begins there, and when in UTC."""


def _day(day: date, zone: tzinfo | None) -> Day | None:
    begins = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - as a column without a zone has it
    try:
        ends = begins + WHOLE_DAY
        offset = _offset(begins, zone)
        if offset is None or offset != _offset(ends, zone):
            return None
        _ = ends - offset
        return day, begins, (begins - offset).replace(tzinfo=UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _offset(local: datetime, zone: tzinfo | None) -> timedelta | None:
    return zone.utcoffset(local) if zone else local.astimezone().utcoffset()


def _trimmed(cells: Cells, one: Callable[[object], str | None]) -> Texts:
    joined = _harmless(cells)
    if joined is None:
        return _halved(cells, lambda half: _trimmed(half, one), one)
    plain = cast("Texts", cells)
    if _ragged(joined):
        return [(text and text.strip()) or None for text in plain]
    return plain if all(plain) else [text or None for text in plain]


def _halved(cells: Cells, together: Callable[[Cells], Texts], one: Callable[[object], str | None]) -> Texts:
    """Look at halves by themselves, until what is not harmless is among few."""
    if len(cells) <= FEW:
        return list(map(one, cells))
    half = len(cells) // 2
    return [*together(cells[:half]), *together(cells[half:])]


def _harmless(cells: Cells) -> str | None:
    """Return the texts joined, where they are texts and none is changed by the border but for blanks around it."""
    try:
        there = cast("Sequence[str]", cells)
        joined = SEAM.join(there)
    except TypeError:
        return None if None not in cells else _harmless([cell for cell in cells if cell is not None])
    longest = max(map(len, there), default=0)
    if longest > border.LONGEST or not joined.isprintable() or (longest >= SHORTEST and not rules_out_cpr(joined)):
        return None
    return joined


def _ragged(joined: str) -> bool:
    """Tell whether a text begins or ends with a blank; of those, only the one of ASCII is printable."""
    return f" {SEAM}" in joined or f"{SEAM} " in joined or joined.startswith(" ") or joined.endswith(" ")
