"""Without the newer services the same is found the classic way, and only then; what fails stays unknown."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from checks.adapters.budget import Budget
from checks.adapters.economic import EconomicApi, open_economic
from checks.demo.simulator import Fault, FaultKind, Simulator
from checks.engine.model import Health
from checks.engine.ports import EconomicReading
from checks.engine.records import Document
from checks.engine.snapshot import Rules
from tests.support.agreement import AGREEMENT, GRANT, HASTY, SECRET, Token, entry, standing, world, year

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
NEWER = ("/journalsapi", "/bookedEntriesapi")
JOURNALS = ({"journalNumber": 1, "name": "Daglig"}, {"journalNumber": 2, "name": "Honorarer"})
YEARS = (year("2025", closed=True), year("2026"))
GONE = (FaultKind.STATUS_404, FaultKind.STATUS_403)
THERE = (
    FaultKind.STATUS_500,
    FaultKind.HTML_503,
    FaultKind.CUT,
    FaultKind.TRUNCATED,
    pytest.param(FaultKind.SILENT, marks=pytest.mark.long),
)


@dataclass(slots=True)
class Site:
    """An e-conomic, the client in front of it, and a clock that a test turns."""

    simulator: Simulator
    url: str
    api: EconomicApi
    at: datetime = NOON
    reading: EconomicReading = field(init=False)

    async def paths(self, minutes: float = 1) -> list[str]:
        """Read once more after so many minutes and return what was asked."""
        self.at += timedelta(minutes=minutes)
        before = len(self.simulator.calls)
        self.reading = await self.api.read()
        return [call.path for call in self.simulator.calls[before:]]

    def without(self, kind: FaultKind, *paths: str) -> None:
        """Let these services answer so."""
        for path in paths:
            self.simulator.fault(Fault(kind, path, method="*"))

    def numbers(self) -> tuple[list[str | None], list[str | None]]:
        """Return the numbers of the lines that wait and of those that are booked, as last read."""
        return _numbers(self.reading.journal.rows), _numbers(self.reading.entries.rows)


def _numbers(rows: tuple[Document, ...]) -> list[str | None]:
    return [row.number for row in rows]


@asynccontextmanager
async def site(
    folder: Path, *, roles: tuple[str, ...] = ("SuperUser",), go_live: date | None = None
) -> AsyncGenerator[Site]:
    books = replace(world(), journals=JOURNALS, accounting_years=YEARS)
    with standing(folder, books, roles) as there:
        clock: list[Site] = []
        api = open_economic(
            *(there.url, there.url, Token(SECRET), Token(GRANT)),
            rules=Rules(go_live=go_live),
            budget=Budget(folder, AGREEMENT),
            deadline=10,
            pace=HASTY,
            now=lambda: clock[0].at,
        )
        clock.append(Site(there.simulator, there.url, api))
        yield clock[0]
        await api.close()


@pytest.mark.parametrize("kind", GONE)
async def test_both_ways_tell_the_same_lines(kind: FaultKind, tmp_path: Path) -> None:
    async with site(tmp_path) as there, site(tmp_path) as other:
        await there.paths()
        other.without(kind, *NEWER)
        await other.paths()

        assert other.reading.journal.rows == there.reading.journal.rows != ()
        assert other.reading.entries.rows == there.reading.entries.rows != ()
        assert (there.reading.journal.detour, there.reading.entries.detour) == (None, None)
        assert other.reading.state.health is Health.OK
        for reading in (other.reading.journal, other.reading.entries):
            assert reading.detour is not None
            assert kind.value.removeprefix("status-") in reading.detour.text()


@pytest.mark.parametrize("kind", THERE)
async def test_a_service_that_is_there_and_fails_is_not_gone_around(kind: FaultKind, tmp_path: Path) -> None:
    async with site(tmp_path) as there:
        there.without(kind, *NEWER)
        asked = await there.paths()

        assert not any(path.startswith(("/journals/", "/accounting-years/")) for path in asked)
        assert not there.reading.journal.complete
        assert not there.reading.entries.complete


async def test_a_role_that_is_missing_on_both_surfaces_is_unknown_and_told_once(tmp_path: Path) -> None:
    async with site(tmp_path, roles=("Sales",)) as there:
        await there.paths()

        assert (there.reading.journal.complete, there.reading.entries.complete) == (False, False)
        assert there.reading.drafts.complete
        assert there.reading.state.health is Health.DEGRADED
        assert there.reading.state.detail is not None
        assert "journal lines, booked entries" in there.reading.state.detail.text()


@pytest.mark.parametrize("kind", [FaultKind.STATUS_500, FaultKind.CUT, FaultKind.TRUNCATED])
async def test_one_journal_or_year_that_fails_makes_the_whole_place_unknown(kind: FaultKind, tmp_path: Path) -> None:
    async with site(tmp_path) as there:
        there.without(FaultKind.STATUS_404, *NEWER)
        there.simulator.fault(Fault(kind, "/journals/2/entries", query="skippages"))
        there.simulator.fault(Fault(kind, "/accounting-years/2025/entries", query="skippages"))
        await there.paths()

        assert not there.reading.journal.complete
        assert not there.reading.entries.complete


async def test_at_rest_every_journal_and_every_open_year_costs_one_call_and_the_rest_nothing(tmp_path: Path) -> None:
    async with site(tmp_path) as there:
        there.without(FaultKind.STATUS_404, *NEWER)
        await there.paths()

        usual = {"/customers", "/invoices/drafts", "/invoices/booked"}
        classic = {"/journals/1/entries", "/journals/2/entries", "/accounting-years/2026/entries"}
        assert sorted(await there.paths(1)) == sorted(usual | classic)
        assert sorted(await there.paths(1)) == sorted(usual | classic | {"/journals", "/accounting-years"})


async def test_what_is_new_in_the_ledger_is_found_and_a_payment_left_out(tmp_path: Path) -> None:
    async with site(tmp_path) as there:
        there.without(FaultKind.STATUS_404, *NEWER)
        await there.paths()
        there.simulator.add_booked_entry(entry(5, type=10, customerNumber=20001, customerInvoiceNumber=999, amount=1.0))
        there.simulator.add_booked_entry(entry(6, type=2, customerNumber=20001, customerInvoiceNumber=998, amount=1.0))

        await there.paths()
        assert there.numbers()[1] == ["10234", "888", "999"]


async def test_a_line_that_moves_to_a_journal_made_just_now_stays_in_sight(tmp_path: Path) -> None:
    async with site(tmp_path) as there:
        there.without(FaultKind.STATUS_404, *NEWER)
        await there.paths()
        there.simulator.move(5, 2)
        await there.paths()

        assert there.numbers()[0] == ["777"]
        assert [row.journal for row in there.reading.journal.rows] == [2]


async def test_a_line_that_is_gone_has_the_journals_listed_anew(tmp_path: Path) -> None:
    async with site(tmp_path) as there:
        there.without(FaultKind.STATUS_404, *NEWER)
        await there.paths()
        tokens = {"X-AppSecretToken": SECRET, "X-AgreementGrantToken": GRANT}
        async with httpx.AsyncClient() as bookkeeper:
            assert (await bookkeeper.delete(f"{there.url}/journals/1/entries/5", headers=tokens)).status_code == 204

        assert "/journals" in await there.paths(0.5)
        assert there.numbers()[0] == []


async def test_the_newer_service_is_tried_again_after_an_hour_and_taken_when_it_is_back(tmp_path: Path) -> None:
    async with site(tmp_path) as there:
        there.without(FaultKind.STATUS_404, *NEWER)
        await there.paths()
        assert not any(path.startswith(NEWER) for path in await there.paths(59))

        there.simulator.clear_faults()
        asked = await there.paths(2)
        assert any(path.startswith("/journalsapi") for path in asked)
        assert not any(path.startswith("/journals/") for path in asked)
        assert (there.reading.journal.detour, there.reading.entries.detour) == (None, None)
        assert there.numbers() == (["777"], ["10234", "888"])


async def test_years_that_end_before_anything_is_looked_for_are_not_asked(tmp_path: Path) -> None:
    async with site(tmp_path, go_live=date(2026, 6, 1)) as there:
        there.without(FaultKind.STATUS_404, *NEWER)

        assert "/accounting-years/2025/entries" not in await there.paths()
