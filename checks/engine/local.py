"""The monitor in this process: reads, freezes, compares, groups, tells; plans and applies."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import TypeVar

from checks.engine import refusals as no
from checks.engine import thrift
from checks.engine.board import Board, Notice, Panel, Pulse, Update, changes
from checks.engine.check import Check
from checks.engine.cpr import mask_cpr
from checks.engine.cycle import SIDES, Cycle, Readings
from checks.engine.details import Details, Lately
from checks.engine.errors import Fault, JournalFault
from checks.engine.history import Recorded
from checks.engine.model import Finding, Report
from checks.engine.opening import Opening, closed
from checks.engine.patience import by_hand, by_itself
from checks.engine.phrase import Phrase
from checks.engine.plan import FixPlan, JournalEntry, Outcome, Refused, Request, State
from checks.engine.plan_wait import PlanWait
from checks.engine.planner import plan, plan_undo
from checks.engine.ports import Ignored, Journal, Memory
from checks.engine.runner import Runner
from checks.engine.sides import Sides

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the site file says of this engine; `operator` is the name that goes into the journal.

    Without `fixes` a site may be written to while an opening holds; with `read_only` never.
    """

    operator: str
    fixes: bool = False
    interval: timedelta = timedelta(seconds=60)
    budget: int = thrift.BUDGET
    disabled: tuple[str, ...] = ()
    read_only: bool = False


@dataclass(slots=True)
class LocalMonitor:
    """Fulfils `Monitor`. Call `run` in a task for a screen, or `cycle` once for a command."""

    sides: Sides
    journal_file: Journal
    memory: Memory
    runner: Runner
    cycle_of: Cycle
    settings: Settings
    board: Board = field(default_factory=Board)
    report: Report | None = None
    _plans: dict[str, tuple[FixPlan, Request | int]] = field(default_factory=dict[str, tuple[FixPlan, "Request | int"]])
    _lately: Lately = field(default_factory=Lately)
    _notices: deque[tuple[int, Notice]] = field(default_factory=lambda: deque[tuple[int, Notice]](maxlen=100))
    _told: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _wanted: asyncio.Event = field(default_factory=asyncio.Event)
    _asked: bool = True
    """Whether somebody waits for the next cycle; the first one is asked for by the start."""
    _cycling: asyncio.Lock = field(default_factory=asyncio.Lock)
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _rested: float = 0.0
    _rest: asyncio.Timeout | None = None
    """The time between two cycles, while it runs."""
    _wait: PlanWait = field(init=False)
    _closed: bool = False
    _leaving: bool = False
    _stopped: Phrase | None = None
    """Why the tables' own state keeps everything from being written, as it was last told."""

    def __post_init__(self) -> None:
        """Show every panel from the first moment, as not known yet."""
        self._wait = PlanWait(lambda side: self._pulse(asking=side))
        self.sides = replace(self.sides, asks=self._wait.asks)
        self.cycle_of.budget = self.settings.budget
        panels = {check.id: Panel(check.id) for check in self.checks}
        self.board = Board(
            MappingProxyType(panels), Pulse(interval=self.settings.interval, budget=self.settings.budget)
        )

    @property
    def checks(self) -> tuple[Check, ...]:
        """Return the checks that are switched on, in the order of their panels."""
        return tuple(c for c in self.sides.checks.values() if c.id not in self.settings.disabled)

    async def run(self) -> None:
        """Cycle until closed: at once, then at every interval or when asked."""
        with by_itself(not self._asked):
            await self.settle()
        while not self._closed:
            self._wanted.clear()
            asked, self._asked = self._asked, False
            with by_hand(asked):
                await self.cycle(asked)
            await self._rest_until_due()
            if self.board.pulse.unresolved:  # asked again until the system has answered
                with by_itself(not self._asked):
                    await self.settle()

    def begin_by_itself(self) -> None:
        """Take the first cycle for one that nobody asked for: a login that was refused before is not tried again."""
        self._asked = False

    async def settle(self) -> tuple[JournalEntry, ...]:
        """Ask what became of writes that an earlier run left open; returns what is still unknown."""
        async with self._writing:
            before = [entry for entry in self.journal_file.entries() if entry.unsettled]
            left = await self.runner.settle() if before else ()
        for entry in before:
            if entry.number not in {e.number for e in left}:
                self._tell(SETTLED.with_(entry=entry.number), grave=False)
        self._refresh_pulse()
        return left

    async def cycle(self, asked: bool = True) -> Report:
        """Read both sides concurrently, judge, and put the result on the board; `asked` by somebody, or just due."""
        async with self._cycling:
            started = self.sides.now()
            self._pulse(reading=True, reading_since=started, waiting=SIDES)
            interval = self.board.pulse.interval
            readings = self._noted(await self.cycle_of.read(self.sides, asked, interval, self._answered))
            fixes = tuple(entry for entry in self.journal_file.entries() if entry.state is State.DONE)
            report = self.cycle_of.judge(self.checks, readings, self.memory, started, self.sides.now(), fixes)
            self.report = report
            self._lately.take(readings.states, readings.economic.account, report.finished)
            panels = {r.check: self.board.panels[r.check].after(r, report.finished) for r in report.results}
            self.board = replace(self.board, panels=MappingProxyType(panels))
            self._rested = asyncio.get_running_loop().time()
            self._refresh_pulse(readings)
            self._tell_due()
            return report

    def _answered(self, side: str) -> None:
        self._pulse(waiting=tuple(other for other in self.board.pulse.waiting if other != side))

    async def watch(self) -> AsyncIterator[Update]:
        """Yield the whole board first, then every change of it."""
        seen, told, sent = Board(), 0, Pulse()
        while not self._closed:
            self._changed.clear()
            board = self.board
            notices = tuple(notice for number, notice in self._notices if number > told)
            told = self._told
            panels = changes(seen, board)
            if panels or notices or board.pulse != sent or not seen.panels:
                yield Update(board.pulse, panels, notices)
            seen, sent = board, board.pulse
            await self._changed.wait()

    async def refresh(self, check: str | None = None) -> None:
        """Start a cycle now; one cycle reads what every panel needs."""
        self._ask()

    async def log_in(self, password: str) -> None:
        """Take another password for ClientTime; the cycle that it asks for logs in with it, once."""
        self.sides.take_password(password)
        self._ask()

    async def plan(self, request: Request) -> FixPlan | Refused:
        """Read the records concerned afresh and say exactly what would be written."""
        finding = self.finding(request.finding)
        snapshot = self.cycle_of.snapshot
        if snapshot is None:
            return Refused(no.NOT_READ_YET)
        if finding is None:
            return Refused(no.UNKNOWN_FINDING.with_(key=request.finding))
        with self._wait.planning():
            return self._kept(await plan(self.sides, request, finding, snapshot), request)

    async def undo(self, entry: int) -> FixPlan | Refused:
        """Plan the inverse of a recorded fix."""
        found = next((e for e in self.journal_file.entries() if e.number == entry), None)
        if found is None:
            return Refused(no.NO_ENTRY.with_(entry=entry))
        with self._wait.planning():
            return self._kept(await plan_undo(self.sides, found), entry)

    async def renew(self, plan: str) -> FixPlan | Refused:
        """Read again for a plan that is too old; what has changed meanwhile is a refusal that says so."""
        if plan not in self._plans:
            return Refused(no.NO_PLAN)
        old, asked = self._plans.pop(plan)
        fresh = await (self.undo(asked) if isinstance(asked, int) else self.plan(asked))
        if isinstance(fresh, Refused) or fresh.changes == old.changes:
            return fresh
        self._plans.pop(fresh.id, None)
        return Refused(no.overtaken(old, fresh))

    async def apply(self, plan: str, reason: str = "") -> Outcome:
        """Do what the plan says, once; then look at both systems again."""
        async with self._writing:  # asked for inside: while it waited for another write, much can have happened
            if self._leaving:
                return Outcome(State.REFUSED, no.LEAVING)
            if plan not in self._plans:
                return Outcome(State.REFUSED, no.NO_PLAN)
            if why_not := self._closed_to_writes():
                return Outcome(State.REFUSED, why_not)
            outcome = await self.runner.apply(self._plans[plan][0], mask_cpr(reason))
            if outcome.entry is not None:
                self._plans.pop(plan, None)
        self._refresh_pulse()
        self._ask()
        return outcome

    async def ignore(self, key: str, reason: str, until: date | None = None) -> Phrase | None:
        """Set a finding aside, bound to its cause and the values compared."""
        finding = self.finding(key)
        if finding is None:
            return no.UNKNOWN_FINDING.with_(key=key)
        if not reason.strip():
            return REASON_WANTED
        if until is not None and until < self.cycle_of.rules.day(self.sides.now()):
            return no.DAY_PASSED.with_(day=until)
        word = Ignored(
            key,
            finding.basis,
            mask_cpr(reason.strip()),
            self.settings.operator,
            self.sides.now(),
            until.isoformat() if until else None,
        )
        return await self._remember(lambda: self.memory.ignore(word))

    async def end_ignore(self, key: str) -> Phrase | None:
        """Take a finding back into its list."""
        if not any(word.key == key for word in self.memory.ignored()):
            return NOT_IGNORED.with_(key=key)
        return await self._remember(lambda: self.memory.unignore(key))

    async def pause(self, paused: bool) -> None:
        """Stop the cycles, also in a rest that has begun, or resume them with one at once."""
        self._pulse(paused=paused)
        self._reschedule()
        if not paused:
            self._ask()

    async def pace(self, interval: timedelta) -> None:
        """Change the time between two cycles; never under a second. Counts from the latest cycle."""
        self._pulse(interval=max(interval, timedelta(seconds=1)))
        self._reschedule()

    async def journal(self) -> tuple[Recorded, ...]:
        """Return everything on record, oldest first; none where the board says that it cannot be read."""
        try:
            return self.journal_file.history()
        except JournalFault:
            return ()

    async def details(self) -> Details:
        """Return what is known of each place and of the tokens; it reads nothing for it."""
        return self._lately.details(self.cycle_of.snapshot, self.cycle_of.rules)

    def leave(self) -> None:
        """Begin no write from here on; the one in hand goes on."""
        self._leaving = True

    async def close(self) -> None:
        """Finish the write in hand, then let go of both systems."""
        self._closed = True
        self._wanted.set()
        self._changed.set()
        async with self._writing:
            await self.sides.clienttime.close()
            await self.sides.economic.close()

    def _ask(self) -> None:
        self._asked = True
        self._wanted.set()

    async def _rest_until_due(self) -> None:
        """Wait until a cycle is due or asked for; while paused none is due."""
        while not self._wanted.is_set():
            due = self._due()
            if due is not None and due <= asyncio.get_running_loop().time():
                return
            with suppress(TimeoutError):
                async with asyncio.timeout_at(due) as self._rest:
                    await self._wanted.wait()
            self._rest = None

    def _reschedule(self) -> None:
        if self._rest is not None and not self._rest.expired():  # one that has is asked anew before a cycle begins
            self._rest.reschedule(self._due())
        self._tell_due()

    def _tell_due(self) -> None:
        due = self._due()
        rest = None if due is None else timedelta(seconds=due - asyncio.get_running_loop().time())
        self._pulse(due=None if rest is None else self.sides.now() + rest)

    def _due(self) -> float | None:
        pulse = self.board.pulse
        rest = thrift.rest(pulse.interval, pulse.calls_today, pulse.budget, self.sides.now())
        return None if pulse.paused else self._rested + rest.total_seconds()

    @property
    def writing(self) -> bool:
        """Tell whether a write is in hand."""
        return self._writing.locked()

    def finding(self, key: str) -> Finding | None:
        """Return a finding of the board by its key."""
        return next((p.findings[key] for p in self.board.panels.values() if key in p.findings), None)

    def _noted(self, readings: Readings) -> Readings:
        """Put on record how the tables are declared; where that has changed, the source says so, and a notice once."""
        why = self.sides.noted(readings.clienttime, self.settings.operator)
        if why is not None and why != self._stopped:
            self._tell(why, grave=True)
        self._stopped = why
        return readings if why is None else readings.worse(why)

    def _kept(self, made: FixPlan | Refused, asked: Request | int) -> FixPlan | Refused:
        if isinstance(made, Refused):
            return made
        if why_not := self._closed_to_writes():
            made = replace(made, blocked=why_not)
        self._plans[made.id] = (made, asked)
        while len(self._plans) > 200:
            self._plans.pop(next(iter(self._plans)))
        return made

    def _closed_to_writes(self) -> Phrase | None:
        """Return why nothing may be written now; what a broken journal says of openings opens nothing."""
        if self.settings.read_only:
            return no.READ_ONLY
        if self.settings.fixes:
            return None
        return self.journal_file.broken() or closed(self.journal_file.opening(), self.sides.now())

    def open_by(self) -> Opening | None:
        """Return the opening that lets a read-only site be written to just now, or None."""
        opening = self._opening()
        return opening if opening is not None and closed(opening, self.sides.now()) is None else None

    def _opening(self) -> Opening | None:
        needless = self.settings.fixes or self.settings.read_only
        return None if needless else self.journal_file.opening()

    async def _remember(self, word: Callable[[], object]) -> Phrase | None:
        try:
            word()
        except Fault as fault:
            return fault.phrase
        self._wanted.set()
        return None

    def _tell(self, text: Phrase, grave: bool) -> None:
        self._told += 1
        self._notices.append((self._told, Notice(self.sides.now(), text, grave)))
        self._changed.set()

    def _refresh_pulse(self, readings: Readings | None = None) -> None:
        left = sum(entry.unsettled for entry in self.journal_file.entries())
        pulse = replace(
            self.board.pulse,
            unresolved=left,
            opening=self._opening(),
            journal_fault=self.journal_file.broken(),
        )
        if readings is not None:
            pulse = replace(
                pulse,
                sources=readings.states,
                agreement=readings.economic.agreement,
                calls_today=readings.calls_today,
                cycle=pulse.cycle + 1,
                reading=False,
                reading_since=None,
            )
        self.board = replace(self.board, pulse=pulse)
        self._changed.set()

    def _pulse(self, **members: object) -> None:
        self.board = replace(self.board, pulse=replace(self.board.pulse, **members))  # type: ignore[arg-type]  # names are ours
        self._changed.set()


SETTLED = Phrase(
    "Journal entry {entry} was left open by an earlier run; the system was asked and its outcome recorded.",
    "Post {entry} i journalen stod åben fra en tidligere kørsel; systemet er spurgt, og udfaldet er noteret.",
)
REASON_WANTED = Phrase("An ignore needs a reason.", "At ignorere kræver en begrundelse.")
NOT_IGNORED = Phrase("{key} is not ignored.", "{key} er ikke ignoreret.")
