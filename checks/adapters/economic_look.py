"""One cheap call to each thing that is read of e-conomic: does it answer, how many are there, whose tokens are it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from checks.adapters import documents
from checks.adapters.call_fault import CallFault, Kind
from checks.adapters.classic_journals import JOURNALS
from checks.adapters.classic_ledger import path_of
from checks.adapters.clock import ahead
from checks.adapters.detour import SERVICE_MISSING
from checks.adapters.http import Wire
from checks.adapters.origin import Origin
from checks.adapters.pages import Collection, classic, count
from checks.adapters.periods import PERIODS, YEARS
from checks.adapters.permission import told
from checks.adapters.places import BOOKED_ENTRIES, DEFECT, DRAFT_ENTRIES
from checks.adapters.round import Round
from checks.adapters.row import Row
from checks.engine.details import Identity
from checks.engine.phrase import Phrase
from checks.engine.records import Period
from checks.engine.snapshot import Part


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found: how many rows each place has, or why it could not be asked (None is the agreement).

    `ahead` is by how many seconds this machine's clock is before e-conomic's, None where that told no time. `years`
    are the accounting years, None where they could not be asked. `without_barred` tells that only the classic
    surface answers for the periods, which does not tell a barred one; `detours` are the other places for which only
    that answers, and why.
    """

    rows: Mapping[Part, int]
    faults: Mapping[Part | None, Phrase]
    identity: Identity | None
    years: tuple[Period, ...] | None
    ahead: float | None
    without_barred: Phrase | None
    calls: int
    today: int
    round_trip: float | None
    detours: Mapping[Part, Phrase] = field(default_factory=dict[Part, Phrase])


@dataclass(slots=True)
class Look:
    """One look, within one round."""

    wire: Wire
    rest: Origin
    openapi: Origin
    round: Round
    own: int | None = None
    rows: dict[Part, int] = field(default_factory=dict[Part, int])
    faults: dict[Part | None, Phrase] = field(default_factory=dict[Part | None, Phrase])
    identity: Identity | None = None
    years: tuple[Period, ...] | None = None
    ahead: float | None = None
    without_barred: Phrase | None = None
    detours: dict[Part, Phrase] = field(default_factory=dict[Part, Phrase])

    async def found(self) -> Looked:
        """Ask whose tokens these are, then everything else at once, but of no other books; never raises."""
        await self._noted(None, self._self())
        if self.identity is None or self.own in (None, self.identity.agreement):
            await self._everything()
        told = (self.identity, self.years, self.ahead, self.without_barred)
        calls = (self.round.calls, self.wire.budget.used, self.round.fastest)
        return Looked(self.rows, self.faults, *told, *calls, self.detours)

    async def _everything(self) -> None:
        await asyncio.gather(
            self._noted(Part.DEBTORS, self._counted(Part.DEBTORS, "/customers")),
            self._noted(Part.DRAFTS, self._counted(Part.DRAFTS, "/invoices/drafts")),
            self._noted(Part.BOOKED, self._counted(Part.BOOKED, "/invoices/booked")),
            self._noted(Part.JOURNAL, self._either(Part.JOURNAL, DRAFT_ENTRIES, self._in_journals)),
            self._noted(Part.ENTRIES, self._either(Part.ENTRIES, BOOKED_ENTRIES, self._in_years)),
            self._noted(Part.PERIODS, self._periods()),
        )

    async def _noted(self, part: Part | None, asked: Awaitable[None]) -> None:
        try:
            await asked
        except CallFault as found:
            self.faults[part] = told(found, part, self.identity)
        except Exception as defect:  # noqa: BLE001 - what broke while asking is no answer
            self.faults[part] = DEFECT.with_(kind=type(defect).__name__)

    async def _self(self) -> None:
        answer = await self.wire.get(self.rest.at("/self"), self.round)
        self.ahead = ahead(answer, self.wire.now())
        self.identity = documents.identity(answer.document())
        self.wire.budget.belongs_to(self.identity.agreement)

    async def _counted(self, part: Part, path: str) -> None:
        self.rows[part] = await self._results([path])

    async def _results(self, paths: Iterable[str]) -> int:
        asked = [self.rest.at(f"{path}?skippages=0&pagesize=1") for path in paths]
        answers = [await self.wire.get(url, self.round) for url in asked]
        return sum(Row(answer.document()).inner("pagination").required("results") for answer in answers)

    async def _numbered(self, part: Part, path: str) -> None:
        self.rows[part] = await count(self.wire, Collection(self.openapi, path, ""), self.round)

    async def _either(self, part: Part, path: str, classic_way: Callable[[], Awaitable[int]]) -> None:
        """Ask the newer service, and the classic surface where that service or its role is missing."""
        try:
            await self._numbered(part, path)
        except CallFault as found:
            if found.kind not in SERVICE_MISSING:
                raise
            self.rows[part] = await classic_way()
            self.detours[part] = found.phrase

    async def _in_journals(self) -> int:
        journals = (await classic(self.wire, Collection(self.rest, JOURNALS, "journalNumber"), self.round)).rows
        return await self._results(f"{JOURNALS}/{number}/entries" for number in journals)

    async def _in_years(self) -> int:
        years = (await classic(self.wire, Collection(self.rest, YEARS, "year"), self.round)).rows.values()
        return await self._results(path_of(self.rest, year) for year in years)

    async def _periods(self) -> None:
        years = (await classic(self.wire, Collection(self.rest, YEARS, "year"), self.round)).rows.values()
        self.years = tuple(_year(Row(year)) for year in years)
        try:
            await self._numbered(Part.PERIODS, PERIODS)
        except CallFault as found:
            if found.kind not in {Kind.MISSING, Kind.ROLE}:
                raise
            self.without_barred = found.phrase


def _year(row: Row) -> Period:
    first, last = row.day("fromDate"), row.day("toDate")
    return Period(first or date.max, last or date.min, row.flag("closed"))


async def swapped(wire: Wire, rest: Origin, seconds: float) -> bool:
    """Tell whether tokens that were not accepted are, each in the other's place."""
    other = Wire(wire.origins, wire.agreement_grant, wire.app_secret, wire.budget, wire.pace, wire.now)
    try:
        await other.get(rest.at("/self"), Round(seconds))
    except CallFault:
        return False
    finally:
        await other.close()
    return True


SWAPPED = Phrase(
    "The two tokens of e-conomic are swapped: each is accepted in the other's place. Put each where the other is.",
    "De to e-conomic-nøgler er byttet om: hver godkendes på den andens plads. Sæt hver på den andens plads.",
)
