"""A collection of e-conomic as it was read whole once, kept up to date by reading what has changed since."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from checks.adapters.answer import Json
from checks.adapters.call_fault import CallFault, Kind
from checks.adapters.pages import PAGE, Swept

T = TypeVar("T")
WHOLE_AGAIN = timedelta(hours=4)
"""No change is known that reading the changes would not see; this is how long an unknown one could last."""


@dataclass(frozen=True, slots=True)
class Since:
    """From where on changes are asked for: when the replica was last right, and its highest key."""

    read: datetime
    key: int


Sweep = Callable[[], Awaitable[Swept]]
Changes = Callable[[Since], Awaitable[Swept | None]]
"""None where they cannot be told from here, so that everything has to be read."""


@dataclass(slots=True)
class Replica(Generic[T]):
    """Rows by their number; a failed reading leaves it as it was.

    Where rows can disappear (`counted`), e-conomic's count of the whole collection has to be that of the replica
    after each change; otherwise the collection is read whole again, at once.
    """

    record: Callable[[Json], T]
    counted: bool = True
    rows: tuple[T, ...] = ()
    _by_key: dict[int, T] = field(default_factory=dict[int, T])
    _left_out: int | None = None
    """How many rows the filter of the whole reading leaves out."""
    _swept: datetime | None = None
    _read: datetime | None = None

    async def renewed(self, now: datetime, whole: Sweep, changes: Changes) -> tuple[T, ...]:
        """Return all rows as they are now, in the order of their numbers; raises CallFault."""
        if not await self._caught_up(now, changes):
            swept = await whole()
            self._take({}, await records(swept.rows, self.record))
            self._left_out = None if swept.everything is None else swept.everything - len(swept.rows)
            self._swept = now
        self._read = now
        return self.rows

    async def _caught_up(self, now: datetime, changes: Changes) -> bool:
        if self._read is None or self._swept is None or self._whole_is_wanted(now, self._swept):
            return False
        try:
            swept = await changes(Since(self._read, max(self._by_key, default=0)))
        except CallFault as found:
            if found.kind is not Kind.REJECTED:  # a filter that it does not take
                raise
            return False
        if swept is None:
            return False
        fresh = await records(swept.rows, self.record)
        if self.counted and swept.everything != len(self._by_key.keys() | fresh.keys()) + (self._left_out or 0):
            return False
        self._take(self._by_key, fresh)
        return True

    def _whole_is_wanted(self, now: datetime, swept: datetime) -> bool:
        """One page costs one call in either way; and a clock that was put back says nothing."""
        if not timedelta() <= now - swept < WHOLE_AGAIN:
            return True
        return self.counted and (self._left_out is None or len(self._by_key) + self._left_out <= PAGE)

    def _take(self, old: Mapping[int, T], fresh: Mapping[int, T]) -> None:
        """Keep the very rows of the last time where nothing is new."""
        if all(self._by_key.get(key) == row for key, row in fresh.items()) and (old or len(fresh) == len(self._by_key)):
            return
        self._by_key = {**old, **fresh}
        self.rows = tuple(self._by_key[key] for key in sorted(self._by_key))


async def records(rows: Mapping[int | str, Json], record: Callable[[Json], T]) -> dict[int, T]:
    """Make records of rows, letting others have their turn between pages: a key must not wait for a ledger."""
    found: dict[int, T] = {}
    keys = list(rows)
    for start in range(0, len(keys), PAGE):
        for key in keys[start : start + PAGE]:
            made = record(rows[key])  # raises for a key that is no number
            found[int(key)] = made
        await asyncio.sleep(0)
    return found
