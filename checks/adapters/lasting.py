"""An answer that holds for a while, so that it is not asked for in every cycle."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Lasting(Generic[T]):
    """The last answer and when it was given; a failure is not kept."""

    lasts: timedelta
    _answer: tuple[datetime, T] | None = None

    async def at(self, now: datetime, ask: Callable[[], Awaitable[T]]) -> tuple[datetime, T]:
        """Return the answer and when it was given, asking where the last one is too old."""
        if self._answer is None or not timedelta() <= now - self._answer[0] < self.lasts:
            self.forget()
            self._answer = (now, await ask())
        return self._answer

    @property
    def last(self) -> tuple[datetime, T] | None:
        """Return the answer and when it was given, without asking."""
        return self._answer

    def forget(self) -> None:
        """Have it asked for again."""
        self._answer = None
