"""One cycle: both readings, the snapshot made of them, the report judged from it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from checks.engine import thrift
from checks.engine.check import Check
from checks.engine.judge import ended, judge
from checks.engine.model import Health, Report, SourceState
from checks.engine.pairs import pairs
from checks.engine.patience import Patience, by_itself
from checks.engine.phrase import Phrase
from checks.engine.plan import JournalEntry
from checks.engine.ports import ClientTimeReading, EconomicReading, Memory
from checks.engine.refusals import joined
from checks.engine.sides import Sides
from checks.engine.snapshot import Part, Reading, Rules, Snapshot
from checks.engine.trouble import Trouble

T = TypeVar("T")
SIDES = ("clienttime", "economic")


def nobody(side: str) -> None:
    """Hear that a side has answered, where nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What both sides answered in one cycle."""

    clienttime: ClientTimeReading
    economic: EconomicReading
    tables: Phrase | None = None
    """Why ClientTime's tables keep everything from being written, None where they do not."""

    @property
    def states(self) -> tuple[SourceState, ...]:
        """Return both sources as the operator sees them."""
        return (self.clienttime.state, self.economic.state)

    @property
    def calls_today(self) -> int:
        """Return how much of the day's call budget is used."""
        return dict(self.economic.state.counts).get("calls_today", 0)

    def worse(self, why: Phrase) -> Readings:
        """Return the same readings from a ClientTime that can be read and yet is not as it should be."""
        state = self.clienttime.state
        health = Health.DEGRADED if state.health is Health.OK else state.health
        detail = joined(state.detail, why) if state.detail else why
        clienttime = replace(self.clienttime, state=replace(state, health=health, detail=detail))
        return replace(self, clienttime=clienttime, tables=why)

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """Return what is wrong with the sides themselves, each once."""
        found = [Trouble("schema", self.tables, grave=True)] if self.tables else []
        for state in self.states:
            if state.health is Health.OK or state.detail is None or state.detail == self.tables:
                continue
            foreign = state.detail.en == OTHER_BOOKS.en
            found.append(Trouble("agreement" if foreign else state.name, state.detail, foreign))
        return tuple(found)


@dataclass(slots=True)
class Cycle:
    """Keeps the last snapshot, so that a side that cannot be read keeps its rows, dated."""

    rules: Rules
    deadline: timedelta
    snapshot: Snapshot | None = None
    patience: Patience = field(default_factory=Patience)
    budget: int = thrift.BUDGET
    _failed: ClientTimeReading | None = None
    """What ClientTime answered when it could not be read, for the cycles in which it is left alone."""

    async def read(
        self,
        sides: Sides,
        asked: bool = True,
        interval: timedelta = timedelta(),
        answered: Callable[[str], None] = nobody,
    ) -> Readings:
        """Read both sides at once, and tell which has `answered`; whatever they do, it ends within the deadline.

        A ClientTime that cannot be read is asked ever more rarely, unless somebody `asked`. e-conomic is asked in
        every cycle: its own budget and pauses bound that.
        """
        seconds = self.deadline.total_seconds()
        with by_itself(not asked):
            clienttime, economic = await asyncio.gather(
                _told(self._clienttime(sides, asked, interval), lambda: answered(SIDES[0])),
                _told(bounded(sides.economic.read(), seconds, late_economic(seconds)), lambda: answered(SIDES[1])),
            )
        return Readings(clienttime, self._dated(_own_books(economic, sides.agreement)))

    def _dated(self, economic: EconomicReading) -> EconomicReading:
        """Let an e-conomic that cannot be read say of when its rows are, as ClientTime does."""
        if economic.state.health is not Health.DOWN or self.snapshot is None:
            return economic
        return replace(economic, state=replace(economic.state, as_of=self.snapshot.debtors.as_of))

    async def _clienttime(self, sides: Sides, asked: bool, interval: timedelta) -> ClientTimeReading:
        if self._failed is not None and not asked and self.patience.waits:
            return self._failed
        seconds = self.deadline.total_seconds()
        reading = await bounded(sides.clienttime.read(), seconds, late_clienttime(seconds))
        pause = self.patience.after(reading.state.health, interval)
        if reading.state.health is not Health.DOWN:
            self._failed = None
            return reading
        last = self.snapshot.customers.as_of if self.snapshot else None
        state = replace(reading.state, as_of=last, next_try=sides.now() + pause if pause else None)
        self._failed = replace(reading, state=state)
        return self._failed

    def judge(
        self,
        checks: Iterable[Check],
        readings: Readings,
        memory: Memory,
        started: datetime,
        now: datetime,
        fixes: tuple[JournalEntry, ...] = (),
    ) -> Report:
        """Freeze what was read into a snapshot, beside what was fixed before, and ask every check."""
        self.snapshot = replace(self._frozen(readings, memory, now), fixes=fixes)
        words = memory.ignored()
        results = judge(checks, self.snapshot, words)
        for key in ended(results, words, self.rules.day(now)):
            memory.unignore(key)
        _agree(self.snapshot, memory)
        return Report(started, now, readings.states, results, readings.economic.agreement, readings.calls_today)

    def _frozen(self, readings: Readings, memory: Memory, now: datetime) -> Snapshot:
        old = self.snapshot or Snapshot(now, self.rules)
        ct, ec = readings.clienttime, readings.economic
        snapshot = Snapshot(
            now,
            self.rules,
            customers=_kept(old.customers, ct.customers),
            invoices=_kept(old.invoices, ct.invoices),
            debtors=_kept(old.debtors, ec.debtors),
            drafts=_kept(old.drafts, ec.drafts),
            booked=_kept(old.booked, ec.booked),
            journal=_kept(old.journal, ec.journal),
            entries=_kept(old.entries, ec.entries),
            periods=_kept(old.periods, ec.periods),
            currencies=ec.currencies if ec.currencies.complete else old.currencies,
            troubles=(*readings.troubles, *thrift.troubles(readings.calls_today, self.budget)),
            lasting=old.lasting,
        )
        sightings = _sightings(snapshot, memory)
        return replace(snapshot, sightings=sightings, beginnings=memory.beginnings(), agreed=memory.agreed())


def _agree(snapshot: Snapshot, memory: Memory) -> None:
    """Remember which links are equal now: the next cycle can tell what was changed on one side since."""
    if not snapshot.missing((Part.CUSTOMERS, Part.DEBTORS)):
        found = pairs(snapshot)
        equal = [(pair.customer, pair.debtor) for pair in found if not pair.found.real]
        memory.agree(equal, [(pair.customer, pair.debtor) for pair in found if pair.found.real])


def _kept(old: Reading[T], new: Reading[T]) -> Reading[T]:
    """A failed read keeps the rows of the last complete one, with the reason why they are old."""
    return new if new.fault is None else Reading(old.rows, old.as_of, new.fault)


def _sightings(snapshot: Snapshot, memory: Memory) -> dict[tuple[Part, str], datetime]:
    keys = {
        Part.CUSTOMERS: tuple(customer.key for customer in snapshot.customers.rows),
        Part.INVOICES: tuple(invoice.key for invoice in snapshot.invoices.rows),
        Part.DEBTORS: tuple(str(debtor.number) for debtor in snapshot.debtors.rows),
    }
    seen: dict[tuple[Part, str], datetime] = {}
    for part, known in keys.items():
        if snapshot.reading(part).complete:
            seen |= memory.sightings(part, known, snapshot.now)
    return seen


async def bounded(reading: Awaitable[T], seconds: float, late: T) -> T:
    """Return what was read, or `late` when it does not come within the time."""
    try:
        async with asyncio.timeout(seconds):
            return await reading
    except TimeoutError:
        return late


async def _told(reading: Awaitable[T], over: Callable[[], None]) -> T:
    try:
        return await reading
    finally:
        over()


def _own_books(reading: EconomicReading, agreement: int | None) -> EconomicReading:
    """Leave another agreement's books out: compared with them, every link would look broken."""
    if agreement is None or reading.agreement in (None, agreement):
        return reading
    fault = OTHER_BOOKS.with_(found=reading.agreement, expected=agreement)
    state = replace(reading.state, health=Health.DEGRADED, detail=fault)
    return replace(_unread_economic(fault, reading.agreement, state), account=reading.account)


OTHER_BOOKS = Phrase(
    "The e-conomic tokens belong to agreement {found}, and the site file says {expected}. Another firm's books are "
    "not compared with: put the tokens or [economic] agreement_number right.",
    "Nøglerne til e-conomic hører til aftale {found}, og opsætningen siger {expected}. Der sammenlignes ikke med et "
    "andet firmas bøger: ret nøglerne eller [economic] agreement_number.",
)
LATE = Phrase(
    "{system} did not answer within {seconds} s. See whether its server is busy; ctmon doctor looks further.",
    "{system} svarede ikke inden for {seconds} s. Se efter, om serveren er optaget; ctmon doctor ser nærmere efter.",
)


def late_clienttime(seconds: float) -> ClientTimeReading:
    """Return the reading of a ClientTime that did not answer in time."""
    fault = LATE.with_(system="ClientTime", seconds=f"{seconds:g}")
    state = SourceState("clienttime", Health.DOWN, detail=fault)
    return ClientTimeReading(Reading(fault=fault), Reading(fault=fault), state)


def late_economic(seconds: float) -> EconomicReading:
    """Return the reading of an e-conomic that did not answer in time."""
    fault = LATE.with_(system="e-conomic", seconds=f"{seconds:g}")
    return _unread_economic(fault, None, SourceState("economic", Health.DOWN, detail=fault))


def _unread_economic(fault: Phrase, agreement: int | None, state: SourceState) -> EconomicReading:
    return EconomicReading(
        debtors=Reading(fault=fault),
        drafts=Reading(fault=fault),
        booked=Reading(fault=fault),
        journal=Reading(fault=fault),
        entries=Reading(fault=fault),
        periods=Reading(fault=fault),
        agreement=agreement,
        state=state,
    )
