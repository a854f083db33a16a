"""One reading of everything in e-conomic: each part complete on its own, or faulted on its own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from checks.adapters import documents
from checks.adapters.answer import Json
from checks.adapters.call_fault import CallFault
from checks.adapters.classic_journals import ClassicJournals
from checks.adapters.classic_ledger import LATE_NUMBERS, ClassicLedger, Ledger
from checks.adapters.detour import Detour
from checks.adapters.http import Wire
from checks.adapters.lasting import Lasting
from checks.adapters.origin import Origin
from checks.adapters.pages import Collection, Swept, by_cursor, classic, count
from checks.adapters.periods import periods
from checks.adapters.permission import told
from checks.adapters.replica import Replica, Since, records
from checks.adapters.round import Round
from checks.adapters.row import Row
from checks.adapters.tally import Tail, Waiting
from checks.engine.details import Identity
from checks.engine.phrase import Phrase
from checks.engine.records import Debtor, Document, Period
from checks.engine.snapshot import Part, Reading

T = TypeVar("T")

DRAFT_ENTRIES = "/journalsapi/v15.0.0/draft-entries"
BOOKED_ENTRIES = "/bookedEntriesapi/v4.0.0/booked-entries"
MARGIN = timedelta(days=60)
"""Invoices may carry an earlier date in e-conomic than the day from which ClientTime's are expected."""
OVERLAP = timedelta(days=1)
"""Changes are asked for by the day: whether e-conomic minds a time of day in a filter is not known."""
FARTHEST = 60 * 365 * 86_400.0
"""Seconds by which a clock is believed to be ahead; one that was never set begins in 1970 and is behind."""
HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Replicas:
    """What is kept from one reading to the next."""

    debtors: Replica[Debtor] = field(default_factory=lambda: Replica(documents.debtor))
    drafts: Replica[Document] = field(default_factory=lambda: Replica(documents.draft))
    booked: Replica[Document] = field(default_factory=lambda: Replica(documents.booked))
    entries: Replica[Document] = field(default_factory=lambda: Replica(documents.entry, counted=False))
    journals: ClassicJournals = field(default_factory=ClassicJournals)
    ledger: ClassicLedger = field(default_factory=ClassicLedger)
    to_journal: Detour = field(default_factory=Detour)
    to_entries: Detour = field(default_factory=Detour)
    waiting: Waiting = field(default_factory=Waiting)
    tail: Tail = field(default_factory=Tail)
    periods: Lasting[tuple[Period, ...]] = field(default_factory=lambda: Lasting(HOUR))
    identity: Lasting[Identity] = field(default_factory=lambda: Lasting(HOUR))


@dataclass(frozen=True, slots=True)
class Places:
    """Reads the parts over one wire within one round; `faults` collects why parts failed, None the agreement.

    At rest that is one call for each of five parts: what has changed, or all that waits in the journals. The
    agreement and the periods are asked for once an hour, as their answers last; a write asks for itself.
    """

    wire: Wire
    rest: Origin
    openapi: Origin
    go_live: date | None
    round: Round
    now: Callable[[], datetime]
    kept: Replicas = field(default_factory=Replicas)
    faults: dict[Part | None, Phrase] = field(default_factory=dict[Part | None, Phrase])
    detours: dict[Part, Phrase] = field(default_factory=dict[Part, Phrase])
    """Why a part was asked the classic way."""

    async def whose(self) -> int | None:
        """Return the agreement that the tokens belong to, or None where that could not be read."""
        if self.wire.dead_tries:
            self.kept.identity.forget()
        try:
            return (await self.kept.identity.at(self.now(), self.identity))[1].agreement
        except CallFault as found:
            self.faults[None] = found.phrase
        except Exception as defect:  # noqa: BLE001 - as below
            self.faults[None] = DEFECT.with_(kind=type(defect).__name__)
        return None

    async def identity(self) -> Identity:
        """Ask for the agreement that the tokens belong to, and what they may do; raises CallFault."""
        answer = await self.wire.get(self.rest.at("/self"), self.round)
        found = documents.identity(answer.document())
        self.wire.budget.belongs_to(found.agreement)
        return found

    async def debtors(self) -> Reading[Debtor]:
        """Read the customers."""
        customers = Collection(self.rest, "/customers", "customerNumber")
        return await self._reading(Part.DEBTORS, self._renewed(self.kept.debtors, customers, self._updated))

    async def drafts(self) -> Reading[Document]:
        """Read the draft invoices."""
        drafts = Collection(self.rest, "/invoices/drafts", "draftInvoiceNumber")
        return await self._reading(Part.DRAFTS, self._renewed(self.kept.drafts, drafts, self._updated))

    async def booked(self) -> Reading[Document]:
        """Read the booked invoices from shortly before the go-live; none is ever changed."""
        booked = Collection(self.rest, "/invoices/booked", "bookedInvoiceNumber", self._since)
        return await self._reading(Part.BOOKED, self._renewed(self.kept.booked, booked, _beyond("bookedInvoiceNumber")))

    async def journal(self) -> Reading[Document]:
        """Read the customer invoices that wait in any journal."""

        async def classic_way() -> tuple[Document, ...]:
            return await self.kept.journals.lines(self.wire, self.rest, self.round, self.now())

        asked = self.kept.to_journal.taken(self.now(), self._journal, classic_way)
        return await self._reading(Part.JOURNAL, self._noted(Part.JOURNAL, asked))

    async def entries(self) -> Reading[Document]:
        """Read the customers' lines of booked invoices; the ledger only grows."""

        async def classic_way() -> tuple[Document, ...]:
            return await self.kept.ledger.entries(Ledger(self.wire, self.rest, self.round, self._first), self.now())

        asked = self.kept.to_entries.taken(self.now(), self._entries, classic_way)
        return await self._reading(Part.ENTRIES, self._noted(Part.ENTRIES, asked))

    async def periods(self) -> Reading[Period]:
        """Read the accounting periods."""
        began = self.now()
        try:
            at, found = await self.kept.periods.at(began, self._periods)
            return Reading(found, at)
        except CallFault as fault:
            return self._unread(Part.PERIODS, told(fault, Part.PERIODS, self._told))
        except Exception as defect:  # noqa: BLE001 - as below
            return self._unread(Part.PERIODS, DEFECT.with_(kind=type(defect).__name__))

    def plausible(self, debtors: Reading[Debtor], *others: Reading[Document]) -> Reading[Debtor]:
        """Return the customers, or a fault when the list is empty although documents name customers."""
        named = any(document.customer_number for other in others for document in other.rows)
        if debtors.rows or not debtors.complete or not named:
            return debtors
        self.faults[Part.DEBTORS] = EMPTY
        return Reading(fault=EMPTY)

    @property
    def _told(self) -> Identity | None:
        last = self.kept.identity.last
        return None if last is None else last[1]

    @property
    def _first(self) -> date | None:
        return self.go_live - MARGIN if self.go_live else None

    @property
    def _since(self) -> str:
        return f"date$gte:{self._first}" if self._first else ""

    async def _renewed(
        self, replica: Replica[T], collection: Collection, changed: Callable[[Since], str | None]
    ) -> tuple[T, ...]:
        async def whole() -> Swept:
            return await classic(self.wire, collection, self.round)

        async def changes(since: Since) -> Swept | None:
            if (asked := changed(since)) is None:
                return None
            return await classic(self.wire, replace(collection, filter=_both(collection.filter, asked)), self.round)

        return await replica.renewed(self.now(), whole, changes)

    def _updated(self, since: Since) -> str | None:
        """Ask by e-conomic's own day: a clock that is days ahead would leave out what has changed since.

        None where e-conomic has never told a time: then nothing is known of what is left out.
        """
        ahead = self.wire.ahead
        if ahead is None:
            return None
        read = since.read.astimezone(UTC) - timedelta(seconds=min(max(ahead, 0), FARTHEST))
        return f"lastUpdated$gte:{(read - OVERLAP).date()}"

    async def _journal(self) -> tuple[Document, ...]:
        kind = f"entryTypeNumber$eq:{documents.MANUAL_CUSTOMER_INVOICE}"
        lines = Collection(self.openapi, DRAFT_ENTRIES, "entryNumber", kind)

        async def least(swept: Swept) -> int:
            return await self.kept.waiting.least(swept.rows.keys(), self.now(), lambda: self._count(lines))

        swept = await by_cursor(self.wire, lines, self.round, least)
        return tuple((await records(swept.rows, documents.journal_line)).values())

    async def _count(self, collection: Collection) -> int:
        return await count(self.wire, collection, self.round)

    async def _entries(self) -> tuple[Document, ...]:
        rows = await self.kept.entries.renewed(self.now(), self._whole_ledger, self._new_entries)
        self.kept.tail.settle()
        return rows

    async def _whole_ledger(self) -> Swept:
        """Read both kinds of invoices, one after the other's filter: it can only name one."""
        sweeps = (self._invoices(kind) for kind in documents.INVOICES)
        found = dict[int | str, Json]()
        for answer in await asyncio.gather(*sweeps, return_exceptions=True):
            if isinstance(answer, BaseException):
                raise answer
            found |= answer
        return Swept(found)

    async def _invoices(self, kind: int) -> dict[int | str, Json]:
        swept = await by_cursor(self.wire, self._ledger(f"type$eq:{kind}"), self.round)
        return _named(swept)

    async def _new_entries(self, since: Since) -> Swept | None:
        """Read what was entered since, whatever it is, if there is more than was; what is no invoice is left out here.

        None where lines are gone, which are never deleted.
        """
        floor = max(since.key - LATE_NUMBERS, 0)
        lines, known = self._ledger(f"entryNumber$gt:{floor}"), self.kept.tail.beyond(floor)
        there = await self._count(lines)
        if known is not None and len(known) == there:
            return Swept({})

        async def least(_: Swept) -> int:
            return there

        swept = await by_cursor(self.wire, lines, self.round, least)
        if known is not None and not known <= swept.rows.keys():
            return None
        self.kept.tail.listed(floor, swept.rows.keys())
        return Swept({k: row for k, row in _named(swept).items() if Row(row).whole("type") in documents.INVOICES})

    def _ledger(self, asked: str) -> Collection:
        """Return the lines of the ledger that name a customer."""
        asked = _both("customerNumber$gt:0", asked, self._since)
        return Collection(self.openapi, BOOKED_ENTRIES, "entryNumber", asked)

    async def _periods(self) -> tuple[Period, ...]:
        return tuple(await periods(self.wire, self.rest, self.openapi, self.round))

    async def _reading(self, part: Part, rows: Awaitable[Iterable[T]]) -> Reading[T]:
        began = self.now()
        try:
            found = tuple(await rows)
            return Reading(found, began, detour=self.detours.get(part))
        except CallFault as found:
            return self._unread(part, told(found, part, self._told))
        except Exception as defect:  # noqa: BLE001 - a row that breaks the program makes this part unknown, no more
            return self._unread(part, DEFECT.with_(kind=type(defect).__name__))

    async def _noted(self, part: Part, asked: Awaitable[tuple[tuple[T, ...], Phrase | None]]) -> tuple[T, ...]:
        rows, why = await asked
        if why is not None:
            self.detours[part] = why
        return rows

    def _unread(self, part: Part, why: Phrase) -> Reading[Any]:
        self.faults[part] = why
        return Reading(fault=why)


def _named(swept: Swept) -> dict[int | str, Json]:
    """Return the rows that name a customer, whatever was asked for."""
    return {key: row for key, row in swept.rows.items() if row.get("customerNumber") is not None}


def _both(*clauses: str) -> str:
    """Join what has to be true at once; an empty clause asks for nothing."""
    return "$and:".join(clause for clause in clauses if clause)


def _beyond(key: str) -> Callable[[Since], str]:
    return lambda since: f"{key}$gt:{since.key}"


EMPTY = Phrase(
    "e-conomic gave an empty list of customers, although its invoices name some. It is read again in the next cycle.",
    "e-conomic gav en tom kundeliste, skønt dets fakturaer nævner kunder. Der læses igen i næste omgang.",
)
DEFECT = Phrase(
    "A defect of this program came in between ({kind}); please report it.",
    "En fejl i programmet kom i vejen ({kind}); meld den venligst.",
)
