"""One cheap call to each thing: what answers is counted, what does not is named, and nothing is guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from checks.adapters.answer import Answer
from checks.adapters.clock import ahead
from checks.adapters.economic_look import Looked
from checks.demo.simulator import Fault, FaultKind
from checks.engine.snapshot import PLACES, Part
from tests.support.agreement import AGREEMENT, opened, standing

READ = {Part.DEBTORS, *PLACES, Part.PERIODS}
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def look(folder: Path, *faults: Fault, roles: tuple[str, ...] = ("SuperUser",)) -> Looked:
    with standing(folder, roles=roles) as there:
        for fault in faults:
            there.simulator.fault(fault)
        api = there.api()
        found = await api.look()
        await api.close()
        return found


async def test_everything_answers_with_eight_calls(tmp_path: Path) -> None:
    found = await look(tmp_path)

    assert (dict(found.faults), found.calls, found.today) == ({}, 8, 8)
    assert dict(found.rows) == {
        Part.DEBTORS: 3,
        Part.DRAFTS: 1,
        Part.BOOKED: 2,
        Part.JOURNAL: 2,
        Part.ENTRIES: 4,
        Part.PERIODS: 2,
    }
    assert found.identity is not None
    assert found.identity.agreement == AGREEMENT
    assert found.years is not None
    assert [(year.first, year.closed) for year in found.years] == [(date(2025, 1, 1), True), (date(2026, 1, 1), False)]
    assert found.ahead is not None
    assert abs(found.ahead) < 5


@pytest.mark.parametrize(
    ("role", "unasked"),
    [
        ("Sales", {Part.JOURNAL, Part.ENTRIES, Part.PERIODS}),
        ("Bookkeeping", {None, Part.DEBTORS, Part.DRAFTS, Part.BOOKED}),
    ],
)
async def test_a_missing_role_costs_only_what_needs_it(tmp_path: Path, role: str, unasked: set[Part | None]) -> None:
    found = await look(tmp_path, roles=(role,))

    assert found.faults.keys() == unasked
    assert found.rows.keys() == READ - unasked
    assert all("a role or a module is missing" in why.text() for why in found.faults.values())


async def test_a_withdrawn_service_of_periods_has_its_second_choice(tmp_path: Path) -> None:
    found = await look(tmp_path, Fault(FaultKind.STATUS_403, path_prefix="/accountingyearsapi", method="*"))

    assert found.faults == {}
    assert Part.PERIODS not in found.rows
    assert found.without_barred is not None
    assert found.years


async def test_withdrawn_services_of_journals_and_ledger_have_their_classic_way(tmp_path: Path) -> None:
    gone = [Fault(FaultKind.STATUS_404, path, method="*") for path in ("/journalsapi", "/bookedEntriesapi")]
    found = await look(tmp_path, *gone)

    assert found.faults == {}
    assert (found.rows[Part.JOURNAL], found.rows[Part.ENTRIES]) == (2, 4)
    assert found.detours.keys() == {Part.JOURNAL, Part.ENTRIES}
    assert all("404" in why.text() for why in found.detours.values())


async def test_dead_tokens_are_not_tried_by_everybody(tmp_path: Path) -> None:
    found = await look(tmp_path, Fault(FaultKind.STATUS_401, method="*"))

    assert found.faults.keys() == {None, *READ}
    assert found.calls == 1


async def test_a_dead_host_is_told_for_every_place(tmp_path: Path) -> None:
    api = opened("http://127.0.0.1:9", tmp_path)
    found = await api.look()
    await api.close()

    assert found.faults.keys() == {None, *READ}
    assert (found.identity, found.ahead, found.years, dict(found.rows)) == (None, None, None, {})


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("Tue, 24 Nov 2026 12:00:00 GMT", -0.5),
        ("Tue, 24 Nov 2026 11:50:00 GMT", 599.5),
        ("Tue, 24 Nov 2026 13:00:00 GMT", -3600.5),
        ("", None),
        ("soon", None),
        ("Tue, 99 Nov 2026 99:00:30 GMT", None),
    ],
)
def test_the_clock_is_compared_with_what_the_answer_says(told: str, seconds: float | None) -> None:
    assert ahead(Answer(200, {"date": told}, b""), NOON) == seconds


def test_half_of_the_way_there_and_back_is_left_out() -> None:
    told = Answer(200, {"date": "Tue, 24 Nov 2026 12:00:00 GMT"}, b"", seconds=4.0)

    assert ahead(told, NOON + timedelta(seconds=3)) == 0.5
