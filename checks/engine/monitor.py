"""The engine's face: commands call it in process, the screen through a pipe, and neither can tell."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Protocol

from checks.engine.board import Update
from checks.engine.details import Details
from checks.engine.history import Recorded
from checks.engine.phrase import Phrase
from checks.engine.plan import FixPlan, Outcome, Refused, Request


class Monitor(Protocol):
    """Watches both systems and puts findings right on request."""

    def watch(self) -> AsyncIterator[Update]:
        """Yield the whole board first, then every change of it."""
        ...

    async def refresh(self, check: str | None = None) -> None:
        """Start a cycle now; `check` names the panel that asked."""
        ...

    async def log_in(self, password: str) -> None:
        """Take another password for ClientTime, and read with it at once."""
        ...

    async def plan(self, request: Request) -> FixPlan | Refused:
        """Read the records concerned afresh and say exactly what would be written."""
        ...

    async def renew(self, plan: str) -> FixPlan | Refused:
        """Read again for a plan that is too old: the same plan with a new age, or a refusal that says what
        has changed meanwhile."""
        ...

    async def apply(self, plan: str, reason: str = "") -> Outcome:
        """Do what the plan says, once, with intent and outcome on disk."""
        ...

    async def undo(self, entry: int) -> FixPlan | Refused:
        """Plan the inverse of a recorded fix."""
        ...

    async def ignore(self, key: str, reason: str, until: date | None = None) -> Phrase | None:
        """Set a finding aside; returns why not, or None when it was."""
        ...

    async def end_ignore(self, key: str) -> Phrase | None:
        """Take a finding back; returns why not, or None when it was."""
        ...

    async def pause(self, paused: bool) -> None:
        """Stop or resume the cycles; asking for one by hand still works."""
        ...

    async def pace(self, interval: timedelta) -> None:
        """Change the time between two cycles."""
        ...

    async def journal(self) -> tuple[Recorded, ...]:
        """Return everything on record, oldest first: fixes, and the openings and confirmations between them."""
        ...

    async def details(self) -> Details | None:
        """Return what is known of each place and of the tokens; None where nobody is left to answer."""
        ...

    async def close(self) -> None:
        """Finish the write in hand, then let go of everything."""
        ...
