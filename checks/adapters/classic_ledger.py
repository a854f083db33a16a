"""The customers' booked invoices, asked year by year: the classic surface has no list over all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from checks.adapters import classic_documents
from checks.adapters.answer import Json
from checks.adapters.classic_journals import LASTS
from checks.adapters.http import Wire
from checks.adapters.lasting import Lasting
from checks.adapters.origin import Origin
from checks.adapters.pages import Collection, Swept, classic, together
from checks.adapters.periods import YEARS
from checks.adapters.replica import Replica, Since
from checks.adapters.round import Round
from checks.adapters.row import Row
from checks.engine.records import Document

LATE_NUMBERS = 200
"""So many of the ledger's last entries are read again: two bookings at once need not show in their order."""
_TYPES = "$or:".join(f"entryType$eq:{name}" for name in classic_documents.LEDGER_TYPES)
WANTED = f"customer.customerNumber$gt:0$and:({_TYPES})"


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is asked of it in one round: the years from `first` on, all of them where that is None."""

    wire: Wire
    rest: Origin
    round: Round
    first: date | None


@dataclass(slots=True)
class ClassicLedger:
    """Kept up to date by the entries with higher numbers in the years that can be booked in, or just now could."""

    _entries: Replica[Document] = field(
        default_factory=lambda: Replica(classic_documents.entry, counted=False), repr=False
    )
    _years: Lasting[tuple[Json, ...]] = field(default_factory=lambda: Lasting(LASTS), repr=False)
    _open: frozenset[str] = frozenset()

    async def entries(self, ledger: Ledger, now: datetime) -> tuple[Document, ...]:
        """Return every customer's line of a booked invoice; raises CallFault."""
        _, years = await self._years.at(now, lambda: _listed(ledger))
        lists = {path_of(ledger.rest, year): Row(year).flag("closed") for year in years if _within(ledger, year)}
        still = frozenset(path for path, closed in lists.items() if not closed)

        async def whole() -> Swept:
            return await _read(ledger, lists)

        async def fresh(since: Since) -> Swept:
            # One that was closed since the last reading may have been booked in until then.
            booked_in = [path for path in lists if path in still or path in self._open]
            return await _read(ledger, booked_in, f"$and:entryNumber$gt:{max(since.key - LATE_NUMBERS, 0)}")

        rows = await self._entries.renewed(now, whole, fresh)
        self._open = still
        return rows


async def _listed(ledger: Ledger) -> tuple[Json, ...]:
    return tuple((await classic(ledger.wire, Collection(ledger.rest, YEARS, "year"), ledger.round)).rows.values())


def _within(ledger: Ledger, year: Json) -> bool:
    """Tell whether an invoice that is looked for can be in this year; one without an end may hold any."""
    last = Row(year).day("toDate")
    return ledger.first is None or last is None or last >= ledger.first


def path_of(rest: Origin, year: Json) -> str:
    """Return where a year's entries are, as e-conomic says it: one that was split has a letter, a slash is spelled."""
    return rest.link(rest.base, str(year.get("entries"))).removeprefix(rest.base)


async def _read(ledger: Ledger, paths: Iterable[str], more: str = "") -> Swept:
    since = f"$and:date$gte:{ledger.first}" if ledger.first else ""
    asked = [Collection(ledger.rest, path, "entryNumber", f"{WANTED}{since}{more}") for path in paths]
    return Swept(await together(ledger.wire, asked, ledger.round))
