"""After a first whole reading only what has changed is read, and nothing is missed."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from checks.adapters.economic import EconomicApi
from checks.adapters.replica import WHOLE_AGAIN
from checks.demo.simulator.fault import Fault, FaultKind
from checks.engine.model import Health
from checks.engine.ports import EconomicReading
from tests.support.agreement import GRANT, SECRET, Standing, customer, entry, invoice, standing, world

MANY = 2500
PLACES = ("/customers", "/invoices/drafts", "/invoices/booked", "/journalsapi", "/bookedEntriesapi")
BOOKED = tuple(invoice("bookedInvoiceNumber", number) for number in range(1, 1502))
LEDGER = tuple(
    entry(number, type=(1, 10, 2)[number % 3], customerNumber=20001, customerInvoiceNumber=number, amount=1.0)
    for number in range(1, 3001)
)


@asynccontextmanager
async def large(folder: Path) -> AsyncGenerator[tuple[Standing, EconomicApi, EconomicReading]]:
    """Serve an agreement of several pages that has been read whole, and the end of its ledger listed once."""
    with standing(folder, world(MANY, booked=BOOKED, booked_entries=LEDGER)) as there:
        api = there.api()
        await api.read()
        first = await api.read()
        assert first.state.health is Health.OK
        try:
            yield there, api, first
        finally:
            await api.close()


def asked(there: Standing, before: int) -> list[str]:
    """Return the paths of the calls after the first so many."""
    return [call.path for call in there.simulator.calls[before:]]


def delete(there: Standing, number: int) -> None:
    """Delete a customer as somebody in e-conomic would."""
    tokens = {"X-AppSecretToken": SECRET, "X-AgreementGrantToken": GRANT}
    assert httpx.delete(f"{there.url}/customers/{number}", headers=tokens).status_code == 204


async def test_at_rest_every_place_is_asked_once_and_the_rows_are_the_very_same(tmp_path: Path) -> None:
    async with large(tmp_path) as (there, api, first):
        before = len(there.simulator.calls)

        second = await api.read()

        calls = asked(there, before)
        assert len(calls) == len(PLACES)
        assert all(any(path.startswith(place) for path in calls) for place in PLACES)
        assert second.debtors.rows is first.debtors.rows
        assert second.booked.rows is first.booked.rows
        assert second.entries.rows is first.entries.rows
        assert second.debtors.as_of is not None
        assert first.debtors.as_of is not None
        assert second.debtors.as_of > first.debtors.as_of
        assert dict(second.state.counts)["calls"] == len(PLACES)


async def test_a_changed_customer_and_a_new_one_are_seen_at_once(tmp_path: Path) -> None:
    async with large(tmp_path) as (there, api, first):
        there.simulator.upsert_customer(customer(20007, name="Nyt navn"))
        there.simulator.upsert_customer(customer(30000))
        before = len(there.simulator.calls)

        second = await api.read()

        assert len(asked(there, before)) == len(PLACES)
        changed = {row.number: row.name for row in set(second.debtors.rows) - set(first.debtors.rows)}
        assert changed == {20007: "Nyt navn", 30000: "Kunde 30000 ApS"}
        assert [row.number for row in second.debtors.rows] == [*range(20001, 20001 + MANY), 30000]


async def test_a_deleted_customer_is_noticed_by_the_count(tmp_path: Path) -> None:
    async with large(tmp_path) as (there, api, _):
        delete(there, 21000)

        second = await api.read()

        assert second.debtors.complete
        assert 21000 not in {row.number for row in second.debtors.rows}
        assert len(second.debtors.rows) == MANY - 1


async def test_one_deleted_and_one_new_do_not_hide_each_other(tmp_path: Path) -> None:
    async with large(tmp_path) as (there, api, _):
        delete(there, 21000)
        there.simulator.upsert_customer(customer(30000))

        second = await api.read()

        assert {row.number for row in second.debtors.rows} == {*range(20001, 20001 + MANY), 30000} - {21000}


async def test_a_number_that_was_given_out_again_is_the_new_customer(tmp_path: Path) -> None:
    async with large(tmp_path) as (there, api, _):
        delete(there, 21000)
        there.simulator.upsert_customer(customer(21000, name="En helt anden"))

        second = await api.read()

        assert next(row.name for row in second.debtors.rows if row.number == 21000) == "En helt anden"


async def test_what_is_booked_is_seen_with_a_number_of_any_size(tmp_path: Path) -> None:
    async with large(tmp_path) as (there, api, _):
        there.simulator.add_booked(invoice("bookedInvoiceNumber", 90001))
        second = await api.read()
        there.simulator.add_booked(invoice("bookedInvoiceNumber", 50000))  # booked with a number of its own

        third = await api.read()

        assert [row.number for row in second.booked.rows][-1] == "90001"
        assert [row.number for row in third.booked.rows][-2:] == ["50000", "90001"]


async def test_new_lines_of_the_ledger_are_seen_and_a_late_one_with_a_lower_number_too(tmp_path: Path) -> None:
    ledger = tuple(line for line in LEDGER if line["entryNumber"] != 2998)
    with standing(tmp_path, world(MANY, booked_entries=ledger)) as there:
        api = there.api()
        first = await api.read()
        late = next(line for line in LEDGER if line["entryNumber"] == 2998)
        payment = entry(3002, type=2, customerNumber=20001, customerInvoiceNumber=1, amount=1.0)
        for line in (late, entry(3001, type=1, customerNumber=20002, amount=2.0), payment):
            there.simulator.add_booked_entry(line)
        before = len(there.simulator.calls)

        second = await api.read()
        await api.close()

        assert len(asked(there, before)) == len(PLACES) + 1  # counted, then listed
        assert {row.id for row in second.entries.rows} - {row.id for row in first.entries.rows} == {"2998", "3001"}
        assert [int(row.id) for row in second.entries.rows] == sorted(int(row.id) for row in second.entries.rows)


async def test_an_agreement_that_fits_on_a_page_is_read_whole_each_time(tmp_path: Path) -> None:
    with standing(tmp_path) as there:
        api = there.api()
        await api.read()
        before = len(there.simulator.calls)

        await api.read()
        await api.close()

        queries = [call.parameter("filter") for call in there.simulator.calls[before:] if call.path == "/customers"]
        assert queries == [None]


@pytest.mark.parametrize("kind", [FaultKind.STATUS_403, FaultKind.TRUNCATED, FaultKind.HTML_200])
async def test_changes_that_cannot_be_read_leave_a_fault_and_are_seen_later(tmp_path: Path, kind: FaultKind) -> None:
    async with large(tmp_path) as (there, api, first):
        there.simulator.upsert_customer(customer(20007, name="Nyt navn"))
        there.simulator.fault(Fault(kind, path_prefix="/customers", method="*"))
        failed = await api.read()
        there.simulator.clear_faults()

        third = await api.read()

        assert failed.debtors.fault is not None
        assert failed.debtors.rows == ()
        assert failed.booked.complete
        assert "Nyt navn" in {row.name for row in third.debtors.rows}
        assert len(third.debtors.rows) == len(first.debtors.rows)


async def test_a_filter_that_is_refused_costs_a_whole_reading_and_no_more(tmp_path: Path) -> None:
    async with large(tmp_path) as (there, api, _):
        there.simulator.upsert_customer(customer(20007, name="Nyt navn"))
        there.simulator.fault(Fault(FaultKind.STATUS_400, path_prefix="/customers", method="*", times=1))

        second = await api.read()

        assert second.debtors.complete
        assert "Nyt navn" in {row.name for row in second.debtors.rows}


async def test_now_and_then_everything_is_read_again(tmp_path: Path) -> None:
    async with large(tmp_path) as (there, api, _):
        before = len(there.simulator.calls)
        api.now = lambda: datetime.now(UTC) + WHOLE_AGAIN

        await api.read()

        assert asked(there, before).count("/customers") == 3
        assert asked(there, before).count("/self") == 1


async def test_a_clock_that_was_put_back_is_no_reason_to_trust_what_is_kept(tmp_path: Path) -> None:
    async with large(tmp_path) as (there, api, _):
        before = len(there.simulator.calls)
        api.now = lambda: datetime.now(UTC) - timedelta(days=3)

        await api.read()

        assert asked(there, before).count("/customers") == 3
