"""D8, D18, D24: what never answers, answers late or answers at great length; it is left at any moment."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from pathlib import Path

import pytest

from checks.adapters import reach_words
from checks.adapters.sqlserver import SqlServerDatabase
from checks.engine import cycle
from checks.engine.lookup import Unknown
from checks.engine.model import Health
from tests.support.sample import sample
from tests.support.served_firm import served_firm
from tests.support.tds.faults import Deed, Door, Fault
from tests.support.telling import is_told, many, served

DRIVERS = sample(["freetds", "microsoft"])
LIST = r"SELECT .+ FROM \[dbo\]\.\[Customer\] ORDER"
PAGE = 4_096
"""Bytes of a page of memory, in which /proc counts."""
TOLERABLE = 8 * 2**20
"""Bytes by which five readings of a table may grow the process: one of it takes more."""


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.long
@pytest.mark.parametrize("query_timeout", [1, 0], ids=["the driver's time", "ours alone"])
async def test_d8_a_question_that_hangs_is_given_up_while_the_program_goes_on(
    tmp_path: Path, driver: str, query_timeout: int
) -> None:
    with served(driver, tmp_path, faults=(Fault(Deed.MUTE, LIST),)) as place:
        clienttime = place.opened(query_timeout=query_timeout, login_timeout=1)
        asked = asyncio.create_task(clienttime.read())
        turns = 0
        async with asyncio.timeout(8):
            while not asked.done():
                turns += 1
                await asyncio.sleep(0.01)
        again = await clienttime.read()

    assert asked.result().customers.fault is not None
    assert not asked.result().customers.rows
    assert turns > 50
    assert again.state.health is Health.OK


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.long
async def test_d8_leaving_does_not_wait_for_what_hangs(tmp_path: Path, driver: str) -> None:
    with served(driver, tmp_path, faults=(Fault(Deed.MUTE, LIST),)) as place:
        clienttime = place.opened()
        asked = asyncio.create_task(clienttime.read())
        await asyncio.sleep(0.5)

        started = time.monotonic()
        asked.cancel()
        await clienttime.close()

        assert time.monotonic() - started < 0.5


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.long
async def test_d18_a_long_reading_can_be_left_at_once(tmp_path: Path, driver: str) -> None:
    with served(driver, tmp_path, many(60_000)) as place:
        clienttime = place.opened()
        started = time.monotonic()
        await clienttime.read()
        whole = time.monotonic() - started
        asked = asyncio.create_task(clienttime.read())
        await asyncio.sleep(whole / 4)
        assert not asked.done()

        started = time.monotonic()
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        left = time.monotonic() - started
        one = await clienttime.customer("7")

        assert left < 0.2
        assert not isinstance(one, Unknown)
        assert time.monotonic() - started < min(1.0, whole / 2)  # the server was told to stop, too


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d24_a_server_that_stops_in_tls_is_given_up_in_time(tmp_path: Path, driver: str) -> None:
    with served(driver, tmp_path, door=Door.TLS_STALL) as place:
        clienttime = place.opened(login_timeout=2)
        started = time.monotonic()
        reading = asyncio.create_task(clienttime.read())
        turns = 0
        while not reading.done():
            turns += 1
            await asyncio.sleep(0.01)
        took = time.monotonic() - started

        assert is_told(reading.result(), reach_words.STALLED)
        assert 1.4 < took < 3
        assert turns > 50
        database = clienttime.database
        assert isinstance(database, SqlServerDatabase)
        assert database.hanging <= 1

        started = time.monotonic()
        await clienttime.close()
        assert time.monotonic() - started < 0.5


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d18_a_reading_that_outlasts_the_cycle_is_left_and_what_was_known_stays(
    tmp_path: Path, driver: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served_firm(driver, tmp_path, monkeypatch) as at:
        before = at.listed
        at.monitor.cycle_of.deadline = timedelta(seconds=0.5)
        at.server.faults.add(Fault(Deed.DELAY, LIST, seconds=3))

        started = time.monotonic()
        reading = asyncio.create_task(at.due())
        await asyncio.sleep(0.3)
        waited = at.monitor.board.pulse.waiting
        await reading

        assert time.monotonic() - started < 1.5
        assert (waited, at.monitor.board.pulse.waiting) == (("clienttime",), ())
        assert at.clienttime.detail is not None
        assert at.clienttime.detail.en == cycle.LATE.en
        assert {name: keys for name, (_, keys) in at.listed.items()} == {n: keys for n, (_, keys) in before.items()}

        at.monitor.cycle_of.deadline = timedelta(seconds=20)
        assert (await at.due()).sources[0].health is Health.OK
        assert at.listed == before


@pytest.mark.long
@pytest.mark.parametrize("driver", DRIVERS)
async def test_d18_reading_a_long_table_again_and_again_takes_no_more_memory(tmp_path: Path, driver: str) -> None:
    with served(driver, tmp_path, many(20_000)) as place:
        clienttime = place.opened()
        for _ in range(2):
            assert len((await clienttime.read()).customers.rows) == 20_000
        before = _resident()

        for _ in range(5):
            assert len((await clienttime.read()).customers.rows) == 20_000

    assert _resident() - before < TOLERABLE


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE
