"""Both systems as a plan needs them, with the guard that every plan passes first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from checks.engine import refusals as no
from checks.engine import shape
from checks.engine.again import look_again
from checks.engine.check import Check
from checks.engine.errors import Fault
from checks.engine.lookup import Absent, Found, Unknown
from checks.engine.model import Finding
from checks.engine.phrase import Phrase
from checks.engine.plan import Refused
from checks.engine.ports import ClientTime, ClientTimeReading, DebtorDocument, Economic, KnownShapes
from checks.engine.records import Customer
from checks.engine.snapshot import Snapshot

TABLES = "ClientTime's tables"
CLIENTTIME, ECONOMIC = "clienttime", "economic"


def no_password(text: str) -> None:
    """Take no password: this ClientTime has none, or has it from where nobody types."""


def to_nobody(side: str) -> None:
    """Tell nobody which side is asked."""


@dataclass(frozen=True, slots=True)
class Sides:
    """`agreement` is the configured number, None where nothing may ever be written.

    `known` is what is on record of ClientTime's tables, None where no record of them is kept.
    """

    clienttime: ClientTime
    economic: Economic
    checks: Mapping[str, Check]
    agreement: int | None
    now: Callable[[], datetime]
    known: KnownShapes | None = None
    take_password: Callable[[str], None] = no_password
    """Has ClientTime log in with another password from now on."""
    asks: Callable[[str], None] = to_nobody
    """Hears which side is asked from now on, before each question."""

    async def closed(self) -> Refused | None:
        """Refuse what must not be written at all: into other books, or into tables that are not as on record."""
        return await self.wrong_agreement() or await self.changed_tables()

    async def wrong_agreement(self) -> Refused | None:
        """Ask e-conomic whose books these are; anything but the configured agreement refuses."""
        if self.agreement is None:
            return Refused(no.NO_AGREEMENT)
        self.asks(ECONOMIC)
        match await self.economic.agreement():
            case Found(value=number) if number == self.agreement:
                return None
            case Found(value=number):
                return Refused(no.WRONG_AGREEMENT.with_(expected=self.agreement, found=number))
            case Absent():
                return Refused(no.AGREEMENT_UNKNOWN)
            case Unknown(reason=reason):
                return Refused(no.joined(no.AGREEMENT_UNKNOWN, reason))

    async def changed_tables(self) -> Refused | None:
        """Ask ClientTime how its tables are declared now; anything but what is on record refuses."""
        if self.known is None:
            return None
        self.asks(CLIENTTIME)
        now = no.answered(await self.clienttime.shapes(), TABLES)
        if isinstance(now, Refused):
            return now
        try:
            known = self.known.known()
        except Fault as fault:
            return Refused(fault.phrase)
        if shape.of_role(known, shape.CUSTOMER) is None:
            return Refused(shape.NOT_ON_RECORD)
        changes = shape.differences(known, now)
        return Refused(shape.stopped(changes)) if changes else None

    def noted(self, reading: ClientTimeReading, operator: str) -> Phrase | None:
        """Put on record what was read completely for the first time; return why nothing may be written, or None."""
        if self.known is None or not reading.shapes:
            return None
        complete = {shape.CUSTOMER: reading.customers.complete, shape.INVOICE: reading.invoices.complete}
        try:
            known = self.known.known()
            fresh = tuple(s for s in reading.shapes if complete[s.role] and shape.of_role(known, s.role) is None)
            if fresh:
                self.known.keep((*known, *fresh), operator, self.now())
        except Fault as fault:
            return fault.phrase
        changes = shape.differences(known, reading.shapes)
        return shape.stopped(changes) if changes else None

    async def customer(self, key: str, code: str) -> Customer | Refused:
        """Read one ClientTime customer afresh."""
        self.asks(CLIENTTIME)
        return no.answered(await self.clienttime.customer(key), f"ClientTime {code}")

    async def debtor(self, number: int) -> DebtorDocument | Refused:
        """Read one e-conomic customer afresh."""
        self.asks(ECONOMIC)
        return no.answered(await self.economic.debtor(number), f"e-conomic {number}")

    async def taken(self, number: int, by_other_than: str) -> Refused | None:
        """Refuse a number that another ClientTime customer holds."""
        self.asks(CLIENTTIME)
        holders = no.answered(await self.clienttime.holders(str(number)), f"ClientTime → {number}")
        if isinstance(holders, Refused):
            return holders
        other = next((holder for holder in holders if holder.key != by_other_than), None)
        if other is None:
            return None
        return Refused(no.TAKEN.with_(number=number, code=other.code, name=no.name(other.name)))

    def no_longer(self, finding: Finding, snapshot: Snapshot) -> Refused | None:
        """Refuse when the finding is not what it was, judged by the same check on fresh records."""
        match look_again(self.checks[finding.check], snapshot, finding.key):
            case Found(value=fresh) if fresh.basis == finding.basis:
                return None
            case Found():
                return Refused(no.CHANGED_SINCE.with_(key=finding.key))
            case Absent():
                return Refused(no.GONE.with_(key=finding.key))
            case Unknown(reason=reason):
                return Refused(reason)


def moved(shown: Customer, fresh: Customer) -> Refused | None:
    """Refuse when the foreign id is not the one that was shown."""
    if fresh.foreign_id == shown.foreign_id:
        return None
    was, found = no.cell(shown.foreign_id), no.cell(fresh.foreign_id)
    return Refused(no.LINK_CHANGED.with_(shown=was, found=found))
