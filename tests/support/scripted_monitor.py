"""A Monitor over boards that a test hands it: the real protocol, no engine behind it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from checks.engine.board import Board, Notice, Update, changes
from checks.engine.details import Details
from checks.engine.history import Recorded
from checks.engine.phrase import Phrase
from checks.engine.plan import FixPlan, Outcome, Refused, Request, State

NOT_SCRIPTED = Phrase("the script has no answer to this", "manuskriptet har intet svar på dette")


@dataclass(slots=True)
class ScriptedMonitor:
    """Shows the boards it is given; answers from its tables; `asked` tells what was asked of it.

    `plans` is by key of the finding, `renewed` and `outcomes` by id of the plan, `undos` by journal entry.
    """

    board: Board = field(default_factory=Board)
    plans: dict[str, FixPlan | Refused] = field(default_factory=dict[str, FixPlan | Refused])
    renewed: dict[str, FixPlan | Refused] = field(default_factory=dict[str, FixPlan | Refused])
    outcomes: dict[str, Outcome] = field(default_factory=dict[str, Outcome])
    undos: dict[int, FixPlan | Refused] = field(default_factory=dict[int, FixPlan | Refused])
    entries: list[Recorded] = field(default_factory=list[Recorded])
    known: Details | None = None
    refuses_ignore: Phrase | None = None
    asked: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])
    silent: bool = False
    """True: the engine does not answer at all, and `watch` says nothing either."""
    closed: bool = False
    _queues: list[asyncio.Queue[Update]] = field(default_factory=list[asyncio.Queue[Update]])

    async def watch(self) -> AsyncIterator[Update]:
        """Yield the whole board, then what `show` brings."""
        queue: asyncio.Queue[Update] = asyncio.Queue()
        self._queues.append(queue)
        if not self.silent:
            yield Update(self.board.pulse, changes(Board(), self.board))
        while True:
            yield await queue.get()

    def show(self, board: Board, *notices: Notice) -> None:
        """Let every watcher see another board."""
        update = Update(board.pulse, changes(self.board, board), notices)
        self.board = board
        for queue in self._queues:
            queue.put_nowait(update)

    def tell(self, *notices: Notice) -> None:
        """Let every watcher hear something, with the board as it is."""
        self.show(self.board, *notices)

    async def refresh(self, check: str | None = None) -> None:
        """Note the wish."""
        await self._heard("refresh", check)

    async def log_in(self, password: str) -> None:
        """Note the password."""
        await self._heard("log_in", password)

    async def plan(self, request: Request) -> FixPlan | Refused:
        """Answer from the table."""
        await self._heard("plan", request)
        return self.plans.get(request.finding, Refused(NOT_SCRIPTED))

    async def renew(self, plan: str) -> FixPlan | Refused:
        """Answer from the table."""
        await self._heard("renew", plan)
        return self.renewed.get(plan, Refused(NOT_SCRIPTED))

    async def apply(self, plan: str, reason: str = "") -> Outcome:
        """Answer from the table."""
        await self._heard("apply", plan, reason)
        return self.outcomes.get(plan, Outcome(State.REFUSED, NOT_SCRIPTED))

    async def undo(self, entry: int) -> FixPlan | Refused:
        """Answer from the table."""
        await self._heard("undo", entry)
        return self.undos.get(entry, Refused(NOT_SCRIPTED))

    async def ignore(self, key: str, reason: str, until: date | None = None) -> Phrase | None:
        """Answer as told."""
        await self._heard("ignore", key, reason, until)
        return self.refuses_ignore

    async def end_ignore(self, key: str) -> Phrase | None:
        """Answer as told."""
        await self._heard("end_ignore", key)
        return self.refuses_ignore

    async def pause(self, paused: bool) -> None:
        """Show the pulse as paused or not."""
        await self._heard("pause", paused)
        self.show(replace(self.board, pulse=replace(self.board.pulse, paused=paused)))

    async def pace(self, interval: timedelta) -> None:
        """Show the pulse with another interval."""
        await self._heard("pace", interval)
        self.show(replace(self.board, pulse=replace(self.board.pulse, interval=interval)))

    async def journal(self) -> tuple[Recorded, ...]:
        """Return the entries of the script."""
        await self._heard("journal")
        return tuple(self.entries)

    async def details(self) -> Details | None:
        """Return what the script knows of the sides."""
        await self._heard("details")
        return self.known

    async def close(self) -> None:
        """Note that it was let go."""
        self.closed = True

    def heard(self, word: str) -> Sequence[tuple[object, ...]]:
        """Return what was asked under this word, in order."""
        return [asked[1:] for asked in self.asked if asked[0] == word]

    async def _heard(self, *asked: object) -> None:
        self.asked.append(asked)
        if self.silent:
            await asyncio.Event().wait()
