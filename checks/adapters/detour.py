"""A place of the newer surface, and the classic way to it while its service or its role is missing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from checks.adapters.call_fault import CallFault, Kind
from checks.engine.phrase import Phrase

T = TypeVar("T")
SERVICE_MISSING = frozenset({Kind.MISSING, Kind.ROLE})
"""Only these: a service that fails, is late or answers nonsense is there, and its place is unknown until it is well."""
TRIED_AGAIN = timedelta(hours=1)


@dataclass(slots=True)
class Detour:
    """Which of the two ways a place is asked; the newer one is tried again once an hour."""

    _fault: CallFault | None = None
    _at: datetime | None = None

    async def taken(
        self, now: datetime, newer: Callable[[], Awaitable[T]], classic: Callable[[], Awaitable[T]]
    ) -> tuple[T, Phrase | None]:
        """Return what was found, and why it was asked the classic way, None where it was not; raises CallFault."""
        why = self._remembered(now)
        if why is None:
            try:
                found = await newer()
            except CallFault as missing:
                if missing.kind not in SERVICE_MISSING:
                    raise
                why = missing.again()
                self._fault, self._at = why, now
            else:
                self._fault = None
                return found, None
        try:
            return await classic(), why.phrase
        except CallFault as second:
            # A role that is missing on both surfaces is one reason, told of the way that is meant.
            raise (why.again() if second.kind is why.kind else second) from None

    def _remembered(self, now: datetime) -> CallFault | None:
        if self._at is None or not timedelta() <= now - self._at < TRIED_AGAIN:
            return None
        return self._fault
