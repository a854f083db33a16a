"""What the calls of one cycle share: its end, its count, and the reason to stop."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

from checks.adapters.call_fault import CallFault, Kind, fault

MOST_REFUSALS = 48
"""A refusing or failing service is not called more often than this in one cycle (contract: 60)."""


@dataclass(slots=True)
class Way:
    """The way to one host: once a connection failed, one call tries on and the others wait for what it finds."""

    trouble: CallFault | None = None
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def passable(self) -> None:
        """Return when the host may be called; raises the fault of the one that tried in vain."""
        if self.trouble is None:
            return
        await self.over.wait()
        self.check()

    def check(self) -> None:
        """Raise while the connection is in trouble."""
        if self.trouble is not None:
            raise self.trouble.again()

    def tried_by(self, found: CallFault) -> bool:
        """Tell whether the caller, whose connection failed so, is the one to try on."""
        if self.trouble is not None or found.kind is not Kind.UNREACHABLE:
            return False
        self.trouble = found
        self.over.clear()
        return True

    def settle(self, lost: bool) -> None:
        """Let the others go on, or fail with the same fault."""
        if not lost:
            self.trouble = None
        self.over.set()


@dataclass(slots=True)
class Round:
    """Begins when it is made; `seconds` is how long it may take in all, retries included."""

    seconds: float
    calls: int = 0
    refusals: int = 0
    dead: CallFault | None = None
    ways: dict[str, Way] = field(default_factory=lambda: defaultdict[str, Way](Way))
    fastest: float | None = None
    _ends: float = field(default=0.0)

    def __post_init__(self) -> None:
        self._ends = asyncio.get_running_loop().time() + self.seconds

    @property
    def left(self) -> float:
        """Return the seconds that are left."""
        return max(0.0, self._ends - asyncio.get_running_loop().time())

    def check(self) -> None:
        """Raise when no further call may be made."""
        if self.dead is not None:
            raise self.dead.again()
        if self.left <= 0:
            raise self.late()

    def late(self) -> CallFault:
        """Return the fault of a cycle that ran out of time."""
        return fault(Kind.LATE, seconds=f"{self.seconds:g}")

    def answered(self, seconds: float) -> None:
        """Note how long an answer took."""
        self.fastest = seconds if self.fastest is None else min(self.fastest, seconds)

    def failed(self, found: CallFault) -> None:
        """Note a refusal; dead tokens and a service that only refuses end the cycle's calls."""
        self.refusals += 1
        if found.kind in {Kind.TOKEN, Kind.SPENT} or self.refusals >= MOST_REFUSALS:
            self.dead = self.dead or found
