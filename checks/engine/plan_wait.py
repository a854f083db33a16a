"""Which side a plan waits for: told once that takes long, and no longer than it lasts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass

SLOW = 2.0
"""Seconds from when on a plan takes long."""


@dataclass(slots=True)
class PlanWait:
    """`tell` gets the side's name, and None when nothing is waited for any more."""

    tell: Callable[[str | None], None]
    _side: str | None = None
    _slow: bool = False

    def asks(self, side: str) -> None:
        """Note which side is asked from now on."""
        moved, self._side = side != self._side, side
        if self._slow and moved:
            self.tell(side)

    @contextmanager
    def planning(self) -> Generator[None]:
        """Have what is asked within told, where it takes long."""
        timer = asyncio.get_running_loop().call_later(SLOW, self._turn_slow)
        try:
            yield
        finally:
            timer.cancel()
            if self._slow:
                self._slow = False
                self.tell(None)

    def _turn_slow(self) -> None:
        self._slow = True
        self.tell(self._side)
