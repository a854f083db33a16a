"""A list that ends early, with an empty page or none after it, looks whole: what it lacks is unknown, never absent."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from itertools import product
from pathlib import Path

import pytest

from checks.adapters import tally
from checks.adapters.pages import SHORT
from checks.adapters.places import Replicas
from checks.demo.simulator import Fault, FaultKind
from checks.engine.model import Health
from tests.support.agreement import entry, standing
from tests.support.economic_bench import Bench, Verdicts, bench, says, truth, unknown, verdicts, wrong
from tests.support.economic_losses import PARTS, needing
from tests.support.economic_pages import BOOKED, CUSTOMERS, DRAFTS, ENTRIES, JOURNAL, PERIODS
from tests.support.paged_firm import books, journal_line, small_pages
from tests.support.sample import sample

Patch = pytest.MonkeyPatch
CURSORS = (JOURNAL, ENTRIES)
EVERY = (CUSTOMERS, DRAFTS, BOOKED, *CURSORS)
ENDS = (FaultKind.ENDED, FaultKind.EMPTY_PAGE)


@asynccontextmanager
async def paged(folder: Path, patch: Patch) -> AsyncGenerator[tuple[Bench, Verdicts]]:
    """Yield a firm whose places have several pages, read whole once."""
    small_pages(patch)
    async with bench(folder, patch) as at:
        for one in books().customers:
            at.firm.simulator.upsert_customer(one)
        yield at, await truth(at)


def fresh(at: Bench) -> None:
    """Have everything read whole again, as after a start."""
    at.api._kept = Replicas()  # pyright: ignore[reportPrivateUsage]  # a start of the program costs a second


@pytest.mark.parametrize("case", sample(product(ENDS, EVERY, (1, 2)), 3))
async def test_a_list_that_ends_early_while_it_is_read_whole_is_unknown(
    tmp_path: Path, monkeypatch: Patch, case: tuple[FaultKind, str, int]
) -> None:
    kind, place, page = case
    async with paged(tmp_path, monkeypatch) as (at, true):
        fresh(at)
        at.firm.simulator.fault(Fault(kind, place, nth=page))

        found = verdicts(await at.monitor.cycle())

        assert not wrong(found, true)
        assert needing(PARTS[place]) <= unknown(found)
        assert at.economic.health is Health.DEGRADED
        at.firm.simulator.clear_faults()
        assert verdicts(await at.monitor.cycle()) == true


@pytest.mark.parametrize("place", CURSORS)
async def test_the_operator_reads_how_many_there_are_and_how_many_came(
    tmp_path: Path, monkeypatch: Patch, place: str
) -> None:
    async with paged(tmp_path, monkeypatch) as (at, _):
        fresh(at)
        at.firm.simulator.fault(Fault(FaultKind.ENDED, place))

        await at.monitor.cycle()

        assert "e-conomic counts" in says(at.economic.detail, SHORT)


@pytest.mark.parametrize("kind", ENDS)
async def test_a_line_that_came_to_a_journal_is_not_hidden_by_a_list_that_ends_before_it(
    tmp_path: Path, monkeypatch: Patch, kind: FaultKind
) -> None:
    async with paged(tmp_path, monkeypatch) as (at, true):
        monkeypatch.setattr(tally, "LASTS", tally.LASTS * 0)  # some minutes later
        at.firm.simulator.add_draft_entry(journal_line(9, 10701))
        at.firm.simulator.fault(Fault(kind, JOURNAL, nth=2))

        found = verdicts(await at.monitor.cycle())

        assert "unposted-invoice" in unknown(found)
        assert not wrong(found, true)


async def test_what_was_entered_is_not_hidden_by_changes_that_end_early(tmp_path: Path, monkeypatch: Patch) -> None:
    async with paged(tmp_path, monkeypatch) as (at, true):
        await at.monitor.cycle()
        line = entry(99, type=10, customerNumber=20046, customerInvoiceNumber=10701, amount=1250.0)
        at.firm.simulator.add_booked_entry(line)
        for kind in ENDS:
            at.firm.simulator.fault(Fault(kind, ENTRIES))
            lost = verdicts(await at.monitor.cycle())
            at.firm.simulator.clear_faults()
            assert "unposted-invoice" in unknown(lost)

        found = verdicts(await at.monitor.cycle())

        gone = {key for key, _ in true["unposted-invoice"] or ()} - {key for key, _ in found["unposted-invoice"] or ()}
        assert gone == {"unposted-invoice:10701"}


async def test_lines_that_could_not_be_taken_over_are_listed_again(tmp_path: Path, monkeypatch: Patch) -> None:
    async with paged(tmp_path, monkeypatch) as (at, _):
        await at.monitor.cycle()
        at.firm.simulator.add_booked_entry(
            entry(98, type=10, customerNumber=20046, customerInvoiceNumber=10701, amount=1250.0)
        )
        made = at.api._kept.entries.record  # pyright: ignore[reportPrivateUsage]
        at.api._kept.entries.record = _broken  # type: ignore[assignment]  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue]
        lost = verdicts(await at.monitor.cycle())
        at.api._kept.entries.record = made  # pyright: ignore[reportPrivateUsage]

        found = verdicts(await at.monitor.cycle())

        assert "unposted-invoice" in unknown(lost)
        assert "unposted-invoice:10701" not in {key for key, _ in found["unposted-invoice"] or ()}


def _broken(_: object) -> None:
    raise ValueError


async def test_a_whole_ledger_that_lost_lines_is_not_taken_for_its_changes(tmp_path: Path, monkeypatch: Patch) -> None:
    async with paged(tmp_path, monkeypatch) as (at, true):
        await at.monitor.cycle()
        at.firm.simulator.fault(Fault(FaultKind.EMPTY_LIE, ENTRIES, times=2))  # the count and the list of the changes

        found = verdicts(await at.monitor.cycle())

        assert found == true


@pytest.mark.parametrize("kind", ENDS)
async def test_periods_that_end_early_are_unknown(tmp_path: Path, kind: FaultKind) -> None:
    with standing(tmp_path) as there:
        there.simulator.fault(Fault(kind, PERIODS))
        api = there.api()

        reading = await api.read()
        await api.close()

    assert reading.periods.fault is not None
    assert reading.periods.rows == ()
