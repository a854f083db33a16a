"""Records made from rows, made once for as long as a row stays as it is: most rows never change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from checks.adapters.columns import Columns, uncollected

T = TypeVar("T")
STRETCH = 500
"""Rows that are compared and made together."""
NUMBERS = {int, float, bool, Decimal}
"""Types whose equal values read differently, 20042 and 20042.0: SQLite may hold one and then the other."""


@dataclass(slots=True)
class Remembered(Generic[T]):
    """Keeps the cells of the last reading with their records."""

    _columns: Columns = ()
    _records: tuple[T, ...] = ()
    _kinds: list[set[type]] = field(default_factory=list[set[type]])

    def records(self, columns: Columns, key: int, make: Callable[[Columns], Sequence[T]]) -> tuple[T, ...]:
        """Return the record of every row, in their order; only new and changed rows are made.

        `key` is the column that tells where a stretch of rows stood before, when others came or went in front of it.
        """
        if columns is self._columns:
            return self._records
        kinds = [set(map(type, cells)) & NUMBERS for cells in columns]
        if kinds != self._kinds or any(len(several) > 1 for several in kinds):
            self._columns, self._records, self._kinds = (), (), kinds
        found: list[T] = []
        place = 0
        with uncollected():
            for start in range(0, len(columns[0]), STRETCH):
                stretch = [cells[start : start + STRETCH] for cells in columns]
                place = self._place(stretch[key][0], key, place)
                end = place + len(stretch[key])
                before, known = [cells[place:end] for cells in self._columns], self._records[place:end]
                if before == stretch:
                    found += known
                    place = end
                else:
                    found += _made(stretch, before, known, make) if known else make(stretch)
        self._columns, self._records = columns, tuple(found)
        return self._records

    def _place(self, cell: object, key: int, expected: int) -> int:
        try:
            return self._columns[key].index(cell, expected)
        except (IndexError, ValueError):
            return expected


def _made(stretch: Columns, before: Columns, known: Sequence[T], make: Callable[[Columns], Sequence[T]]) -> list[T]:
    """Return the records of a stretch in which rows differ from those that stood in its place."""
    by_row = dict(zip(zip(*before, strict=True), known, strict=True))
    rows = list(zip(*stretch, strict=True))
    if fresh := [row for row in rows if row not in by_row]:
        by_row.update(zip(fresh, make(list(zip(*fresh, strict=True))), strict=True))
    return [by_row[row] for row in rows]
