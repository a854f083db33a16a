"""A machine's clock that is days off e-conomic's, either way: what has changed is seen, the calls are kept."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checks.adapters.answer import Answer
from checks.adapters.budget import Budget
from checks.adapters.economic import EconomicApi
from checks.adapters.status import refused
from checks.engine.model import Health
from tests.support.agreement import Standing, customer, standing, world
from tests.support.paged_firm import small_pages

OFF = [timedelta(days=days) for days in (-400, -3, -1, 0, 1, 3, 400, 15_000)]
ids = [str(off.days) for off in OFF]
PATH = "/customers"


@asynccontextmanager
async def off_by(folder: Path, off: timedelta) -> AsyncGenerator[tuple[Standing, EconomicApi]]:
    """Serve pages of two customers to a client whose clock is off by so much."""
    with standing(folder, world(customers=9)) as there:
        api = there.api()
        api.now = api.wire.now = api.wire.budget.now = lambda: datetime.now(UTC) + off
        yield there, api
        await api.close()


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let more than two rows be read by their changes."""
    small_pages(monkeypatch)


@pytest.mark.parametrize("off", OFF, ids=ids)
async def test_what_is_changed_is_seen_in_the_next_cycle(tmp_path: Path, off: timedelta) -> None:
    async with off_by(tmp_path, off) as (there, api):
        first = await api.read()
        there.simulator.upsert_customer(customer(20007, name="Nyt navn"))
        before = len(there.simulator.calls)

        second = await api.read()

        asked = [call.parameter("filter") for call in there.simulator.calls[before:] if call.path == PATH]
        assert all(one is not None and one.startswith("lastUpdated") for one in asked)
        assert first.state.health is second.state.health is Health.OK
        assert {row.number: row.name for row in second.debtors.rows}[20007] == "Nyt navn"


@pytest.mark.parametrize("off", OFF, ids=ids)
async def test_the_difference_is_told(tmp_path: Path, off: timedelta) -> None:
    async with off_by(tmp_path, off) as (_, api):
        reading = await api.read()

        assert reading.account is not None
        assert reading.account.ahead is not None
        assert abs(reading.account.ahead - off.total_seconds()) < 5


async def test_where_no_time_is_told_everything_is_read(tmp_path: Path) -> None:
    async with off_by(tmp_path, timedelta(days=3)) as (there, api):
        await api.read()
        api.wire.ahead = None
        there.simulator.upsert_customer(customer(20007, name="Nyt navn"))

        swept = await api.read()

        assert "Nyt navn" in {row.name for row in swept.debtors.rows}


@pytest.mark.parametrize("off", OFF, ids=ids)
def test_a_pause_until_a_time_is_as_long_by_whatever_clock(off: timedelta) -> None:
    headers = {"date": "Tue, 24 Nov 2026 12:00:00 GMT", "retry-after": "Tue, 24 Nov 2026 12:00:30 GMT"}
    there = datetime(2026, 11, 24, 12, tzinfo=UTC)

    found = refused(Answer(429, headers, b"{}"), PATH, "host", lambda: there + off)

    assert found is not None
    assert found.wait == 30.0


@pytest.mark.parametrize("days", [1, 3, 6])
def test_a_clock_that_is_put_right_finds_the_calls_of_the_true_day(tmp_path: Path, days: int) -> None:
    off = [timedelta()]
    budget = Budget(tmp_path, 7, now=lambda: datetime(2026, 11, 24, 12, tzinfo=UTC) + off[0])
    for wrong in (timedelta(), timedelta(days=days), timedelta()):
        off[0] = wrong
        budget.spend()
        budget.flush()

    assert budget.used == 2
