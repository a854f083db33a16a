"""The pipe: a Monitor that lives in another process, started, spoken to and, when it dies, started again."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import cast

from checks.engine.board import Board, Notice, Panel, Update, changes, updated
from checks.engine.details import Details
from checks.engine.history import Recorded
from checks.engine.phrase import Phrase
from checks.engine.plan import FixPlan, Outcome, Refused, Request, State
from tui.wire import WireFault, packed, receive

PATIENCE = 4.8
"""Seconds that the engine has for leaving: 4 s for a write in hand, and a little for its farewell."""

PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before an engine that died is started again, longer each time it does so at once."""

ASK_AGAIN = 0.2
"""Seconds before what an engine took with it is asked of the next."""

LONG_LIFE = 60.0
"""Seconds after which a death is not one that follows from the start."""


def nothing() -> None:
    """Let go of nothing."""


class EngineGone(Exception):
    """The engine ended before it answered."""


@dataclass(slots=True)
class Link:
    """Fulfils `Monitor`. `start` starts one engine process, with its secrets already handed over; `release`
    lets go of them once no engine will be started any more."""

    start: Callable[[], Awaitable[asyncio.subprocess.Process]]
    release: Callable[[], None] = nothing
    _process: asyncio.subprocess.Process | None = None
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _waiting: dict[int, asyncio.Future[object]] = field(default_factory=dict[int, "asyncio.Future[object]"])
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _closing: asyncio.Event = field(default_factory=asyncio.Event)

    async def watch(self) -> AsyncIterator[Update]:
        """Yield the engine's updates; after its death the findings stay, and a notice says what happens."""
        shown, deaths = Board(), 0
        while not self._closing.is_set():
            born = time.monotonic()
            async for update in self._one_life(shown):
                shown = updated(shown, update)
                yield update
            if self._closing.is_set():
                return
            deaths = 1 if time.monotonic() - born > LONG_LIFE else deaths + 1
            yield Update(shown.pulse, notices=(Notice(datetime.now(UTC), ENGINE_DIED, grave=True),))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PAUSES[min(deaths, len(PAUSES)) - 1]):
                    await self._closing.wait()

    async def _one_life(self, shown: Board) -> AsyncIterator[Update]:
        """Yield what one engine process says until it is gone."""
        try:
            self._process = await self.start()
        except OSError as error:
            why = error.strerror or type(error).__name__
            yield Update(shown.pulse, notices=(Notice(datetime.now(UTC), NO_ENGINE.with_(why=why), grave=True),))
            return
        if self._closing.is_set():
            await self._let_go(self._process)
            return
        self._ready.set()
        told = Board()
        with contextlib.suppress(EOFError, WireFault):
            async for update in self._updates(self._process):
                told = updated(told, update)
                merged = _merged(shown, told)
                difference = Update(merged.pulse, changes(shown, merged), update.notices)
                shown = merged
                yield difference
        self._ready.clear()
        await self._bury(self._process)

    async def _updates(self, process: asyncio.subprocess.Process) -> AsyncIterator[Update]:
        assert process.stdout is not None  # noqa: S101 - started with pipes
        while True:
            kind, number, value = cast("tuple[str, int, object]", await receive(process.stdout))
            if kind == "update":
                yield cast(Update, value)
            elif (waiting := self._waiting.pop(number, None)) and not waiting.done():
                if kind == "answer":
                    waiting.set_result(value)
                else:
                    waiting.set_exception(EngineGone())

    async def _bury(self, process: asyncio.subprocess.Process) -> None:
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(EngineGone())
        self._waiting.clear()
        await self._let_go(process)

    async def _let_go(self, process: asyncio.subprocess.Process) -> None:
        """Close its input, which tells it to finish the write in hand and leave; end it where it does not."""
        if process.stdin is not None:
            process.stdin.close()
        reading = asyncio.create_task(_read_out(process))
        try:
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        finally:
            reading.cancel()

    async def _call(self, method: str, *arguments: object) -> object:
        await self._ready.wait()
        process = self._process
        if process is None or process.stdin is None:
            raise EngineGone
        number = next(self._numbers)
        answer = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            process.stdin.write(packed((number, method, arguments)))
            await process.stdin.drain()
        except (ConnectionError, RuntimeError):
            self._waiting.pop(number, None)
            raise EngineGone from None
        return await answer

    async def refresh(self, check: str | None = None) -> None:
        """Start a cycle now."""
        with contextlib.suppress(EngineGone):
            await self._call("refresh", check)

    async def log_in(self, password: str) -> None:
        """Take another password for ClientTime; an engine that is started later has it from its first message."""
        with contextlib.suppress(EngineGone):
            await self._call("log_in", password)

    async def plan(self, request: Request) -> FixPlan | Refused:
        """Read the records concerned afresh and say exactly what would be written."""
        return await self._planned("plan", request)

    async def renew(self, plan: str) -> FixPlan | Refused:
        """Read again for a plan that is too old."""
        return await self._planned("renew", plan)

    async def undo(self, entry: int) -> FixPlan | Refused:
        """Plan the inverse of a recorded fix."""
        return await self._planned("undo", entry)

    async def _planned(self, method: str, argument: object) -> FixPlan | Refused:
        try:
            return cast("FixPlan | Refused", await self._call(method, argument))
        except EngineGone:
            return Refused(NOT_PLANNED)

    async def apply(self, plan: str, reason: str = "") -> Outcome:
        """Do what the plan says; an engine that dies meanwhile leaves it unknown until it has asked."""
        try:
            return cast(Outcome, await self._call("apply", plan, reason))
        except EngineGone:
            return Outcome(State.UNKNOWN, DIED_WRITING)

    async def ignore(self, key: str, reason: str, until: date | None = None) -> Phrase | None:
        """Set a finding aside; returns why not, or None when it was."""
        return await self._worded("ignore", key, reason, until)

    async def end_ignore(self, key: str) -> Phrase | None:
        """Take a finding back; returns why not, or None when it was."""
        return await self._worded("end_ignore", key)

    async def _worded(self, method: str, *arguments: object) -> Phrase | None:
        try:
            return cast("Phrase | None", await self._call(method, *arguments))
        except EngineGone:
            return NOT_PLANNED

    async def pause(self, paused: bool) -> None:
        """Stop or resume the cycles."""
        with contextlib.suppress(EngineGone):
            await self._call("pause", paused)

    async def pace(self, interval: timedelta) -> None:
        """Change the time between two cycles."""
        with contextlib.suppress(EngineGone):
            await self._call("pace", interval)

    async def journal(self) -> tuple[Recorded, ...]:
        """Return everything on record, oldest first."""
        return cast("tuple[Recorded, ...] | None", await self._insisted("journal")) or ()

    async def details(self) -> Details | None:
        """Return what is known of each place and of the tokens."""
        return cast("Details | None", await self._insisted("details"))

    async def _insisted(self, method: str) -> object:
        """Ask; where the engine died the next one is asked: none is no answer."""
        while not self._closing.is_set():
            try:
                return await self._call(method)
            except EngineGone:
                await asyncio.sleep(ASK_AGAIN)
        return None

    def part(self) -> None:
        """Ask the engine to leave, out of a signal handler and whatever holds the loop."""
        self._closing.set()
        process = self._process
        if process is not None and process.returncode is None and os.name == "posix":
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGTERM)

    async def close(self) -> None:
        """Close the pipe and wait: the engine finishes the write in hand, then leaves."""
        self._closing.set()
        self.release()
        if self._process is not None:
            await self._let_go(self._process)


async def _read_out(process: asyncio.subprocess.Process) -> None:
    """Read what nobody wants any more: a pipe that is full hides the end of its process."""
    while process.stdout is not None:
        try:
            if not await process.stdout.read(2**16):
                return
        except RuntimeError:  # somebody else still reads
            await asyncio.sleep(0.05)


def _merged(shown: Board, told: Board) -> Board:
    """A new engine knows nothing yet: what the last one found stays, until its own first result."""
    panels = {name: _elder(shown.panels.get(name), panel) for name, panel in told.panels.items()}
    return Board(MappingProxyType({**shown.panels, **panels}), told.pulse)


def _elder(shown: Panel | None, told: Panel) -> Panel:
    if shown is None or told.as_of is not None or shown.as_of is None:
        return told
    return replace(shown, status=told.status, reason=told.reason)


ENGINE_DIED = Phrase(
    "The engine stopped unexpectedly. What it showed stays; it is started again, and asks first what became "
    "of any write in hand.",
    "Motoren stoppede uventet. Det viste bliver stående; den startes igen og spørger først, hvad der blev af "
    "en eventuel skrivning.",
)
NO_ENGINE = Phrase(
    "The engine could not be started ({why}). It is tried again.",
    "Motoren kunne ikke startes ({why}). Der prøves igen.",
)
NOT_PLANNED = Phrase(
    "The engine stopped before it answered. Nothing was written; try again in a moment.",
    "Motoren stoppede, før den svarede. Intet er skrevet; prøv igen om lidt.",
)
DIED_WRITING = Phrase(
    "The engine stopped while it was writing: it may or may not have been written. The new one asks the "
    "system and records the outcome in the journal.",
    "Motoren stoppede, mens den skrev: det er måske skrevet, måske ikke. Den nye spørger systemet og noterer "
    "udfaldet i journalen.",
)
