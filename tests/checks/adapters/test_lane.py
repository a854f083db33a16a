"""Work runs in order in one thread; what hangs costs its thread and not the caller."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

import pytest

from checks.adapters.lane import MOST_HANGING, Lane, LaneBusy


async def soon(holds: Callable[[], bool]) -> bool:
    """Wait for something that takes a moment."""
    for _ in range(500):
        if holds():
            return True
        await asyncio.sleep(0.01)
    return False


async def test_work_runs_in_order_in_one_thread_of_its_own() -> None:
    lane = Lane("test")
    seen: list[tuple[int, str]] = []

    await asyncio.gather(
        *(lane.run(lambda n=n: seen.append((n, threading.current_thread().name))) for n in range(5))  # type: ignore[misc]  # a default binds n
    )

    assert seen == [(n, "test") for n in range(5)]
    lane.close()


async def test_what_the_work_raises_reaches_the_caller() -> None:
    lane = Lane("test")

    with pytest.raises(ZeroDivisionError):
        await lane.run(lambda: 1 // 0)

    assert await lane.run(lambda: "still working") == "still working"
    lane.close()


async def test_work_that_hangs_is_abandoned_and_the_lane_goes_on() -> None:
    lane = Lane("test", patience=0.1)
    release = threading.Event()

    with pytest.raises(LaneBusy):
        await lane.run(release.wait)

    assert await lane.run(lambda: "a new thread") == "a new thread"
    release.set()
    lane.close()


async def test_a_piece_of_work_may_have_a_time_of_its_own() -> None:
    lane = Lane("test", patience=60)
    release = threading.Event()
    begun = time.monotonic()

    with pytest.raises(LaneBusy):
        await lane.run(release.wait, 0.1)

    assert time.monotonic() - begun < 5
    assert await lane.run(lambda: "as ever") == "as ever"
    release.set()
    lane.close()


async def test_what_hangs_is_borne_a_few_times_only() -> None:
    lane = Lane("test", patience=0.02)
    release = threading.Event()
    begun: list[int] = []

    def hang() -> None:
        begun.append(1)
        release.wait(20)

    for _ in range(MOST_HANGING + 5):
        with pytest.raises(LaneBusy):
            await lane.run(hang)
    assert len(begun) == lane.hanging == MOST_HANGING + 1

    release.set()
    assert await soon(lambda: lane.hanging == 0)
    lane.patience = 10
    assert await lane.run(lambda: "as before") == "as before"
    lane.close()


async def test_an_abandoned_thread_ends_when_it_comes_back() -> None:
    lane = Lane("comes back", patience=0.02)
    release = threading.Event()
    with pytest.raises(LaneBusy):
        await lane.run(lambda: release.wait(20))

    release.set()

    assert await soon(lambda: "comes back" not in {thread.name for thread in threading.enumerate()})


async def test_the_loop_turns_while_the_work_blocks() -> None:
    lane = Lane("test")
    turns = 0
    work = asyncio.ensure_future(lane.run(lambda: time.sleep(0.2)))

    while not work.done():
        turns += 1
        await asyncio.sleep(0.01)

    assert turns > 5
    lane.close()
