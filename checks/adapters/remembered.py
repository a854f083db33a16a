"""Records made from rows, made once for as long as a row stays as it is: most rows never change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")
Cells = tuple[object, ...]


@dataclass(slots=True)
class Remembered(Generic[T]):
    """Keeps the rows of the last reading with their records."""

    _made: dict[Cells, T] = field(default_factory=dict[Cells, T])

    def records(self, rows: Sequence[Cells], make: Callable[[Cells], T]) -> tuple[T, ...]:
        """Return the record of every row, in their order; only new and changed rows are made."""
        old = self._made
        made = {row: old[row] if row in old else make(row) for row in rows}
        self._made = made
        return tuple(made[row] for row in rows)
