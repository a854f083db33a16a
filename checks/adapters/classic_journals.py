"""The customer invoices that wait in any journal, asked journal by journal: the classic surface has no list of all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from checks.adapters.answer import Json
from checks.adapters.call_fault import CallFault, Kind
from checks.adapters.classic_documents import JOURNAL_TYPES, journal_line
from checks.adapters.http import Wire
from checks.adapters.lasting import Lasting
from checks.adapters.origin import Origin
from checks.adapters.pages import Collection, classic, together
from checks.adapters.replica import records
from checks.adapters.round import Round
from checks.adapters.row import Row
from checks.engine.records import Document

JOURNALS = "/journals"
LASTS = timedelta(minutes=2)
"""So long may a line stay hidden that came in a journal which was made since; no finding is that young."""
WANTED = "$or:".join(f"entryType$eq:{name}" for name in JOURNAL_TYPES)


@dataclass(slots=True)
class ClassicJournals:
    """A line that is gone may have moved to a journal that was read before it, or is new: then all is read again."""

    _journals: Lasting[tuple[int, ...]] = field(default_factory=lambda: Lasting(LASTS))
    _known: frozenset[int | str] = frozenset()

    async def lines(self, wire: Wire, rest: Origin, round_: Round, now: datetime) -> tuple[Document, ...]:
        """Return every line that waits; raises CallFault."""
        rows = await self._swept(wire, rest, round_, now)
        if rows is None or not self._known <= rows.keys():
            self._journals.forget()
            rows = await self._rows(wire, rest, round_, now)
        found = await records(rows, journal_line)
        self._known = frozenset(rows)
        return tuple(found.values())

    async def _swept(self, wire: Wire, rest: Origin, round_: Round, now: datetime) -> dict[int | str, Json] | None:
        """Return the lines, None where a journal that was there a while ago is not any more."""
        remembered = self._journals.last
        try:
            return await self._rows(wire, rest, round_, now)
        except CallFault as found:
            if found.kind is Kind.MISSING and found.genuine and remembered is not None:
                return None
            raise

    async def _rows(self, wire: Wire, rest: Origin, round_: Round, now: datetime) -> dict[int | str, Json]:
        async def listed() -> tuple[int, ...]:
            swept = await classic(wire, Collection(rest, JOURNALS, "journalNumber"), round_)
            return tuple(Row(row).required("journalNumber") for row in swept.rows.values())

        _, journals = await self._journals.at(now, listed)
        asked = [Collection(rest, f"{JOURNALS}/{n}/entries", "journalEntryNumber", WANTED) for n in journals]
        return await together(wire, asked, round_)
