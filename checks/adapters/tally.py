"""What is known of how many rows a list has, so that its service need not be asked for it each time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

Keys = Set[int | str]
LASTS = timedelta(minutes=2)
"""So long may lines that came be hidden by a list that ends just where it did before."""


@dataclass(slots=True)
class Waiting:
    """The rows of a list that comes and goes, as they were when they were last counted."""

    _keys: Keys | None = None
    _at: datetime | None = None

    async def least(self, keys: Keys, now: datetime, count: Callable[[], Awaitable[int]]) -> int:
        """Return how many rows there are at least; the very rows that were counted just now need no counting."""
        if self._keys == keys and self._at is not None and timedelta() <= now - self._at < LASTS:
            return 0
        there = await count()
        if there <= len(keys):
            self._keys, self._at = frozenset(keys), now
        return there


@dataclass(slots=True)
class Tail:
    """The last rows of a list that only grows: while they are as many as before, there is nothing new.

    What was listed counts as known only when it is settled: after it was taken over.
    """

    _from: int | None = None
    _keys: frozenset[int] = frozenset()
    _listed: tuple[int, frozenset[int]] | None = None

    def beyond(self, key: int) -> frozenset[int] | None:
        """Return the keys above this one, or None where those were never read."""
        self._listed = None
        if self._from is None or key < self._from:
            return None
        return frozenset(known for known in self._keys if known > key)

    def listed(self, key: int, keys: Keys) -> None:
        """Note all the keys above this one."""
        self._listed = key, frozenset(int(found) for found in keys)

    def settle(self) -> None:
        """Keep what was listed."""
        if self._listed is not None:
            self._from, self._keys = self._listed
            self._listed = None
