"""One sweep over everything in e-conomic that is read: each part complete on its own, or faulted on its own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

from checks.adapters import documents
from checks.adapters.answer import Json
from checks.adapters.call_fault import CallFault
from checks.adapters.http import Wire
from checks.adapters.origin import Origin
from checks.adapters.pages import PAGE, Collection, by_cursor, classic
from checks.adapters.periods import periods
from checks.adapters.round import Round
from checks.adapters.row import Row
from checks.engine.phrase import Phrase
from checks.engine.records import Debtor, Document, Period
from checks.engine.snapshot import Part, Reading

T = TypeVar("T")

DRAFT_ENTRIES = "/journalsapi/v15.0.0/draft-entries"
BOOKED_ENTRIES = "/bookedEntriesapi/v4.0.0/booked-entries"
MARGIN = timedelta(days=60)
"""Invoices may carry an earlier date in e-conomic than the day from which ClientTime's are expected."""


@dataclass(frozen=True, slots=True)
class Places:
    """Reads the parts over one wire within one round; `faults` collects why parts failed, None the agreement."""

    wire: Wire
    rest: Origin
    openapi: Origin
    go_live: date | None
    round: Round
    now: Callable[[], datetime]
    faults: dict[Part | None, Phrase] = field(default_factory=dict[Part | None, Phrase])

    async def whose(self) -> int | None:
        """Return the agreement that the tokens belong to, or None where that could not be read."""
        try:
            return await self.agreement()
        except CallFault as found:
            self.faults[None] = found.phrase
        except Exception as defect:  # noqa: BLE001 - as below
            self.faults[None] = DEFECT.with_(kind=type(defect).__name__)
        return None

    async def agreement(self) -> int:
        """Return the agreement that the tokens belong to; raises CallFault."""
        answer = await self.wire.get(self.rest.at("/self"), self.round)
        number = Row(answer.document()).required("agreementNumber")
        self.wire.budget.belongs_to(number)
        return number

    async def debtors(self) -> Reading[Debtor]:
        """Read all customers."""
        rows = self._classic("/customers", "customerNumber", documents.debtor)
        return await self._reading(Part.DEBTORS, rows)

    async def drafts(self) -> Reading[Document]:
        """Read all draft invoices."""
        rows = self._classic("/invoices/drafts", "draftInvoiceNumber", documents.draft)
        return await self._reading(Part.DRAFTS, rows)

    async def booked(self) -> Reading[Document]:
        """Read the booked invoices from shortly before the go-live."""
        rows = self._classic("/invoices/booked", "bookedInvoiceNumber", documents.booked, self._since)
        return await self._reading(Part.BOOKED, rows)

    async def journal(self) -> Reading[Document]:
        """Read the customer invoices that wait in any journal."""
        kind = f"entryTypeNumber$eq:{documents.MANUAL_CUSTOMER_INVOICE}"
        rows = self._cursor(DRAFT_ENTRIES, documents.journal_line, kind)
        return await self._reading(Part.JOURNAL, rows)

    async def entries(self) -> Reading[Document]:
        """Read the customers' lines of booked invoices: both kinds, since a filter can only name one."""
        return await self._reading(Part.ENTRIES, self._entries())

    async def periods(self) -> Reading[Period]:
        """Read the accounting periods."""
        return await self._reading(Part.PERIODS, periods(self.wire, self.rest, self.openapi, self.round))

    def plausible(self, debtors: Reading[Debtor], *others: Reading[Document]) -> Reading[Debtor]:
        """Return the customers, or a fault when the list is empty although documents name customers."""
        named = any(document.customer_number for other in others for document in other.rows)
        if debtors.rows or not debtors.complete or not named:
            return debtors
        self.faults[Part.DEBTORS] = EMPTY
        return Reading(fault=EMPTY)

    @property
    def _since(self) -> str:
        return f"date$gte:{self.go_live - MARGIN}" if self.go_live else ""

    async def _entries(self) -> list[Document]:
        sweeps = (self._entries_of(kind) for kind in documents.INVOICES)
        found = list[Document]()
        for answer in await asyncio.gather(*sweeps, return_exceptions=True):
            if isinstance(answer, BaseException):
                raise answer
            found += answer
        return [document for document in found if document.customer_number is not None]

    async def _entries_of(self, kind: int) -> list[Document]:
        clauses = (f"type$eq:{kind}", "customerNumber$gt:0", self._since)
        asked = "$and:".join(clause for clause in clauses if clause)
        return await self._cursor(BOOKED_ENTRIES, documents.entry, asked)

    async def _classic(self, path: str, key: str, record: Callable[[Json], T], asked: str = "") -> list[T]:
        rows = await classic(self.wire, Collection(self.rest, path, key, asked), self.round)
        return await recorded(rows, record)

    async def _cursor(self, path: str, record: Callable[[Json], T], asked: str) -> list[T]:
        rows = await by_cursor(self.wire, Collection(self.openapi, path, "entryNumber", asked), self.round)
        return await recorded(rows, record)

    async def _reading(self, part: Part, rows: Awaitable[Iterable[T]]) -> Reading[T]:
        began = self.now()
        try:
            return Reading(tuple(await rows), began)
        except CallFault as found:
            why = found.phrase
        except Exception as defect:  # noqa: BLE001 - a row that breaks the program makes this part unknown, no more
            why = DEFECT.with_(kind=type(defect).__name__)
        self.faults[part] = why
        return Reading(fault=why)


async def recorded(rows: Sequence[Json], record: Callable[[Json], T]) -> list[T]:
    """Make records of rows, letting others have their turn between pages: a key must not wait for a ledger."""
    found: list[T] = []
    for start in range(0, len(rows), PAGE):
        found += [record(row) for row in rows[start : start + PAGE]]
        await asyncio.sleep(0)
    return found


EMPTY = Phrase(
    "e-conomic gave an empty list of customers, although its invoices name some. It is read again in the next cycle.",
    "e-conomic gav en tom kundeliste, skønt dets fakturaer nævner kunder. Der læses igen i næste omgang.",
)
DEFECT = Phrase(
    "A defect of this program came in between ({kind}); please report it.",
    "En fejl i programmet kom i vejen ({kind}); meld den venligst.",
)
