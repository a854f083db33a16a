"""How long a side that cannot be read is left alone: longer each time, up to a bound, until somebody asks."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta

from checks.engine.model import Health

LONGEST = timedelta(minutes=5)
"""Where cycles are farther apart than this, none is left out."""

BY_ITSELF: ContextVar[bool] = ContextVar("BY_ITSELF", default=False)
"""Whether nobody asked for what is done just now: a refused login, say, is then not tried again at all."""


BY_HAND: ContextVar[bool] = ContextVar("BY_HAND", default=False)
"""Whether somebody at a screen asked for this reading, who may have put something right meanwhile."""


@contextmanager
def by_hand(true: bool) -> Generator[None]:
    """Let everything that is done within know that a person asks; a run without a screen is asked by nobody."""
    token = BY_HAND.set(true)
    try:
        yield
    finally:
        BY_HAND.reset(token)


@contextmanager
def by_itself(true: bool) -> Generator[None]:
    """Let everything that is done within know whether somebody asked for it; in a run that nobody watches none did."""
    token = BY_ITSELF.set(true or BY_ITSELF.get())
    try:
        yield
    finally:
        BY_ITSELF.reset(token)


def _spread() -> float:
    # Several screens on one server that comes back should not all call in the same second.
    return random.uniform(0.8, 1.2)  # noqa: S311 - no secret


@dataclass(slots=True)
class Patience:
    """Counts the failures in a row; after each the pause is twice as long as before."""

    clock: Callable[[], float] = time.monotonic
    spread: Callable[[], float] = _spread
    _failures: int = 0
    _until: float = 0.0

    @property
    def waits(self) -> bool:
        """Tell whether the side is still to be left alone."""
        return self._failures > 0 and self.clock() < self._until

    def after(self, health: Health, interval: timedelta) -> timedelta | None:
        """Note how a reading went; return how long nothing is asked where that is longer than a cycle."""
        if health is not Health.DOWN:
            self._failures = 0
            return None
        self._failures += 1
        # The first failure costs nothing: the next cycle asks again.
        pause = min(interval * (1 << min(self._failures - 1, 16)), max(LONGEST, interval))
        if pause <= interval:
            self._until = self.clock()
            return None
        pause *= self.spread()
        self._until = self.clock() + pause.total_seconds()
        return pause
