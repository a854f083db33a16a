"""The day's budget: up to 60 % nothing changes, up to 90 % cycles come ever more rarely, then only asked ones."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checks.engine.thrift import RAREST, rest, troubles
from tests.support.door import door
from tests.support.troubled import troubled

MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("used", "expected"),
    [
        (0, MINUTE),
        (29_999, MINUTE),
        (37_500, MINUTE * (1 + (RAREST - 1) / 2)),
        (45_000, timedelta(hours=12)),
        (60_000, timedelta(hours=12)),
    ],
)
def test_the_rest_follows_what_is_used(used: int, expected: timedelta) -> None:
    assert abs(rest(MINUTE, used, 50_000, NOON) - expected) < timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("used", "left", "does"),
    [
        (30_000, "20000 are left", "1.0 times"),
        (37_500, "12500 are left", "5.5 times"),
        (46_500, "3500 are left", "only when asked"),
        (60_000, "0 are left", "only when asked"),
    ],
)
def test_a_budget_that_runs_short_is_told_with_what_is_left_and_stretched_and_what_to_do(
    used: int, left: str, does: str
) -> None:
    (told,) = troubles(used, 50_000)

    assert (told.what, told.grave) == ("budget", False)
    for part in (left, does, "[monitor] interval"):
        assert part in told.said.text()


def test_a_budget_that_lasts_is_no_trouble() -> None:
    assert not list(troubles(29_999, 50_000))


def test_it_is_set_aside_until_it_gets_worse() -> None:
    first, later, worse = (next(troubles(used, 50_000)).degree for used in (31_000, 44_000, 46_000))

    assert first == later != worse


def test_it_never_gets_shorter_while_more_is_used() -> None:
    rests = [rest(MINUTE, used, 50_000, NOON) for used in range(0, 50_001, 500)]

    assert rests == sorted(rests)


def test_an_interval_that_reaches_into_tomorrow_stays() -> None:
    late = datetime(2026, 11, 24, 23, 50, tzinfo=UTC)

    assert rest(timedelta(hours=1), 49_000, 50_000, late) == timedelta(hours=1)


def test_a_budget_of_nothing_is_used_up() -> None:
    assert rest(MINUTE, 0, 0, NOON) == timedelta(hours=12)


async def test_in_the_reserve_no_cycle_comes_by_itself_and_one_that_is_asked_for_does(tmp_path: Path) -> None:
    with troubled(tmp_path) as holm:
        async with door(holm) as at:
            at.monitor.board = replace(at.monitor.board, pulse=replace(at.monitor.board.pulse, budget=5))
            cycling = asyncio.create_task(at.monitor.run())
            await until(lambda: at.monitor.board.pulse.cycle == 2)  # the first one was the door's own
            await at.monitor.pace(timedelta(seconds=1))
            await asyncio.sleep(1.5)
            assert at.monitor.board.pulse.cycle == 2

            await at.monitor.refresh()
            await until(lambda: at.monitor.board.pulse.cycle == 3)
            cycling.cancel()


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what the board shows."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - the board is all there is to look at
            await asyncio.sleep(0.02)
