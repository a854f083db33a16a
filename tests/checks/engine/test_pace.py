"""What keeps the cycles apart: another interval counts from the latest cycle, and a pause lets none begin."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from checks.engine.local import LocalMonitor
from tests.support.door import door
from tests.support.troubled import troubled

SECOND = timedelta(seconds=1)


@asynccontextmanager
async def running(folder: Path) -> AsyncGenerator[LocalMonitor]:
    """Let the engine cycle, and rest after its first cycle."""
    with troubled(folder) as holm:
        async with door(holm) as at:
            cycling = asyncio.create_task(at.monitor.run())
            while rest_of(at.monitor) is None:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.02)
            yield at.monitor
            cycling.cancel()


def rest_of(monitor: LocalMonitor) -> asyncio.Timeout | None:
    """Return the rest between two cycles, None in a cycle."""
    return monitor._rest  # pyright: ignore[reportPrivateUsage]  # its beginning and its last moment are met by nothing else


async def more(monitor: LocalMonitor, than: int, within: float) -> bool:
    """Tell whether another cycle is done in time."""
    try:
        async with asyncio.timeout(within):
            while monitor.board.pulse.cycle <= than:  # noqa: ASYNC110 - the board is all there is to look at
                await asyncio.sleep(0.02)
    except TimeoutError:
        return False
    return True


async def test_another_interval_reads_when_it_is_due_and_not_before(tmp_path: Path) -> None:
    async with running(tmp_path) as monitor:
        before = monitor.board.pulse.cycle

        for interval in (timedelta(minutes=2), timedelta(minutes=1)):
            await monitor.pace(interval)
            await asyncio.sleep(0.1)
        assert monitor.board.pulse.cycle == before

        await monitor.pace(SECOND)
        assert await more(monitor, before, within=5)


async def test_the_board_says_when_the_next_reading_begins_by_itself(tmp_path: Path) -> None:
    async with running(tmp_path) as monitor:

        def ahead() -> float | None:
            due = monitor.board.pulse.due
            return None if due is None else (due - monitor.sides.now()).total_seconds()

        assert ahead() == pytest.approx(60, abs=5)
        await monitor.pace(timedelta(minutes=5))
        assert ahead() == pytest.approx(300, abs=5)
        await monitor.pause(True)
        assert ahead() is None
        await monitor.pause(False)
        await more(monitor, monitor.board.pulse.cycle, within=5)
        assert ahead() == pytest.approx(300, abs=5)


async def test_a_pause_in_a_rest_that_has_begun_lets_no_cycle_begin(tmp_path: Path) -> None:
    async with running(tmp_path) as monitor:
        await monitor.pace(SECOND)
        before = monitor.board.pulse.cycle

        await monitor.pause(True)

        assert not await more(monitor, before, within=2.5)
        await monitor.pace(SECOND)  # whatever interval it would be
        assert not await more(monitor, before, within=0.3)


async def test_a_pause_at_the_very_moment_in_which_the_rest_ends_lets_none_begin_either(tmp_path: Path) -> None:
    async with running(tmp_path) as monitor:
        before = monitor.board.pulse.cycle
        rest = rest_of(monitor)
        assert rest is not None
        rest.reschedule(asyncio.get_running_loop().time() - 1)
        while not rest.expired():  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0)

        await monitor.pause(True)

        assert not await more(monitor, before, within=0.5)


@pytest.mark.long
async def test_while_paused_a_cycle_can_be_asked_for_and_is_followed_by_none(tmp_path: Path) -> None:
    async with running(tmp_path) as monitor:
        await monitor.pace(SECOND)
        await monitor.pause(True)
        before = monitor.board.pulse.cycle

        await monitor.refresh()

        assert await more(monitor, before, within=5)
        assert not await more(monitor, before + 1, within=1.5)


@pytest.mark.long
async def test_resuming_reads_at_once_and_then_at_the_interval(tmp_path: Path) -> None:
    async with running(tmp_path) as monitor:
        await monitor.pause(True)
        before = monitor.board.pulse.cycle

        await monitor.pause(False)

        assert await more(monitor, before, within=5)
        await monitor.pace(SECOND)
        assert await more(monitor, before + 1, within=5)
