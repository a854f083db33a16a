"""Does a plan: guards, intent on disk, compare-and-set, read back, outcome on disk. The only door to a write."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, replace
from datetime import timedelta

from checks.engine import refusals as no
from checks.engine.errors import JournalFault
from checks.engine.lookup import Absent, Found, Unknown
from checks.engine.phrase import Phrase
from checks.engine.plan import Change, FixPlan, JournalEntry, Outcome, Refused, State, System
from checks.engine.ports import Claim, CutOffTaken, DebtorDocument, Journal, Written
from checks.engine.pushing import properties, source_moved
from checks.engine.records import Debtor
from checks.engine.sides import Sides

SURE = timedelta(minutes=10)
"""After so long nothing of the write is under way any more: it leaves within a minute of the intent, and what stands
on its way keeps a call for four minutes at most."""
MINUTES = int(SURE.total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class Runner:
    """Applies plans one at a time and settles what an earlier run left open."""

    sides: Sides
    journal: Journal
    claim: Claim
    operator: str
    lag: float = 1.5
    """Seconds between two looks at a record that may not show a write yet."""

    async def apply(self, plan: FixPlan, reason: str = "") -> Outcome:
        """Write what the plan shows, or nothing. Every way out but a guard's is on disk."""
        with self.claim.hold() as free:
            if not free:
                return Outcome(State.REFUSED, no.HELD)
            if refused := await self._guard(plan):
                return Outcome(State.REFUSED, refused.reason)
            try:
                entry = self.journal.intend(plan, self.operator, reason)
            except JournalFault as fault:
                return Outcome(State.REFUSED, fault.phrase)
            written = await self._write(plan, entry)
            return self._concluded(entry, written)

    async def settle(self) -> tuple[JournalEntry, ...]:
        """Ask the target systems about every write whose outcome is not known; returns what stays open."""
        with self.claim.hold() as free:
            if not free or self.journal.broken():
                return self._unsettled()
            for entry in self._unsettled():
                written = await self._asked(entry)
                if written.state is not State.UNKNOWN or entry.state is State.OPEN:
                    self._concluded(entry.number, written)
            return self._unsettled()

    def _unsettled(self) -> tuple[JournalEntry, ...]:
        return tuple(entry for entry in self.journal.entries() if entry.unsettled)

    async def _guard(self, plan: FixPlan) -> Refused | None:
        if plan.blocked:
            return Refused(plan.blocked)
        if plan.expired(self.sides.now()):
            return Refused(no.TOO_OLD)
        if broken := self.journal.broken():
            return Refused(broken)
        if refused := self._open_on(plan):
            return refused
        return await self.sides.closed() or await self._target_moved(plan)

    def _open_on(self, plan: FixPlan) -> Refused | None:
        place = (plan.target.system, plan.target.record)
        entry = next((e for e in self._unsettled() if (e.target.system, e.target.record) == place), None)
        return Refused(no.UNRESOLVED.with_(entry=entry.number)) if entry else None

    async def _target_moved(self, plan: FixPlan) -> Refused | None:
        """Ask once more for what the plan rests on beside the value itself, which compare-and-set guards."""
        number = plan.target.customer_number
        if plan.undo_of is not None or number is None:
            return None
        if plan.target.system is System.ECONOMIC:
            return await source_moved(self.sides, plan)
        document = await self.sides.debtor(number)
        if isinstance(document, Refused):
            return document
        if document.debtor.barred:
            return Refused(no.BARRED.with_(number=number, name=no.name(document.debtor.name)))
        return await self.sides.taken(number, plan.target.record)

    async def _write(self, plan: FixPlan, entry: int) -> Written:
        try:
            return await self._send(plan)
        except asyncio.CancelledError as cut:
            left = Written(State.UNKNOWN, CUT_OFF, accepted=isinstance(cut, CutOffTaken))
            with contextlib.suppress(JournalFault):  # the intent stands there: an open entry is asked for as well
                self.journal.conclude(entry, left)
            raise
        except Exception as defect:  # noqa: BLE001 - whatever broke, the write may have happened: say unknown
            return Written(State.UNKNOWN, BROKE.with_(kind=type(defect).__name__))

    async def _send(self, plan: FixPlan) -> Written:
        if plan.target.system is System.CLIENTTIME:
            change = plan.changes[0]
            return await self.sides.clienttime.link(plan.target.record, change.before, change.after)
        debtor = Debtor(int(plan.target.record), plan.target.name)
        return await self.sides.economic.push(DebtorDocument(debtor, plan.document), plan.changes)

    def _concluded(self, entry: int, written: Written) -> Outcome:
        try:
            self.journal.conclude(entry, written)
        except JournalFault as fault:
            return Outcome(State.UNKNOWN, no.joined(written.message, fault.phrase), entry, written.seen)
        return Outcome(written.state, written.message, entry, written.seen)

    async def _asked(self, entry: JournalEntry) -> Written:
        """Ask what became of a write. "As before" is no proof in e-conomic while the call may still be under way.

        ClientTime's database answers only once a write that still runs there has ended.
        """
        written = await self._ask(entry)
        if written.state is not State.NOT_DONE or entry.target.system is System.CLIENTTIME:
            return written
        if self.sides.now() - entry.at < SURE:
            return replace(
                written, state=State.UNKNOWN, message=MAY_YET.with_(minutes=MINUTES), accepted=entry.accepted
            )
        await asyncio.sleep(self.lag)  # what became of it in the last moment may not be shown at once
        written = await self._ask(entry)
        if written.state is State.NOT_DONE and entry.accepted:
            return replace(written, state=State.CONFLICT, message=TAKEN_YET_OLD.with_(minutes=MINUTES))
        return written

    async def _ask(self, entry: JournalEntry) -> Written:
        if entry.target.system is System.CLIENTTIME:
            answer = await self.sides.clienttime.customer(entry.target.record)
            match answer:
                case Found(value=customer):
                    return judged(entry.changes, {"foreign_id": customer.foreign_id})
                case Absent():
                    return Written(State.CONFLICT, NOT_THERE)
                case Unknown(reason=reason):
                    return Written(State.UNKNOWN, no.joined(STILL_UNKNOWN, reason))
        document = await self.sides.economic.debtor(int(entry.target.record))
        match document:
            case Found(value=found):
                return judged(entry.changes, properties(found))
            case Absent():
                return Written(State.CONFLICT, NOT_THERE)
            case Unknown(reason=reason):
                return Written(State.UNKNOWN, no.joined(STILL_UNKNOWN, reason))


def judged(changes: tuple[Change, ...], now: dict[str, str | None]) -> Written:
    """Return what became of a write, from what stands in the target now."""
    seen = tuple(Change(c.field, c.before, now.get(c.field)) for c in changes)
    if all(now.get(c.field) == c.after for c in changes):
        return Written(State.DONE, FOUND_DONE, seen)
    if all(now.get(c.field) == c.before for c in changes):
        return Written(State.NOT_DONE, FOUND_NOT_DONE, seen)
    return Written(State.CONFLICT, FOUND_OTHER, seen)


CUT_OFF = Phrase(
    "Cut off before the answer came: it may or may not have been written. The next start asks.",
    "Afbrudt, før svaret kom: det er måske skrevet, måske ikke. Næste start spørger.",
)
BROKE = Phrase(
    "A defect of this program ({kind}) came between the write and its answer: it may or may not have been "
    "written. The next start asks.",
    "En fejl i programmet ({kind}) kom mellem skrivningen og svaret: det er måske skrevet, måske ikke. "
    "Næste start spørger.",
)
FOUND_DONE = Phrase(
    "Asked afterwards: it was written, and the value stands there.",
    "Spurgt bagefter: det blev skrevet, og værdien står der.",
)
FOUND_NOT_DONE = Phrase(
    "Asked afterwards: it was not written, the old value stands there.",
    "Spurgt bagefter: det blev ikke skrevet, den gamle værdi står der.",
)
MAY_YET = Phrase(
    "Asked afterwards: the old value stands there as yet, but the write may still be carried out. It counts as not "
    "written {minutes} minutes after it was sent.",
    "Spurgt bagefter: den gamle værdi står der foreløbig, men skrivningen kan stadig nå at blive udført. Den regnes "
    "for ikke sket {minutes} minutter efter afsendelsen.",
)
TAKEN_YET_OLD = Phrase(
    "e-conomic answered that it had taken the write, and still has the old value more than {minutes} minutes later. "
    "Somebody may have put it back. Look at the customer there before you make a new plan.",
    "e-conomic svarede, at det havde taget imod skrivningen, og har stadig den gamle værdi mere end {minutes} minutter "
    "senere. Nogen kan have rettet den tilbage. Se på kunden der, før du laver en ny plan.",
)
FOUND_OTHER = Phrase(
    "Asked afterwards: another value stands there, neither the old nor the new one. Look at the record.",
    "Spurgt bagefter: der står en anden værdi, hverken den gamle eller den nye. Se på kunden.",
)
NOT_THERE = Phrase(
    "Asked afterwards: the record is not there any more.", "Spurgt bagefter: kunden findes ikke længere."
)
STILL_UNKNOWN = Phrase(
    "The outcome is still unknown: the system could not be asked.",
    "Udfaldet er stadig ukendt: systemet kunne ikke spørges.",
)
