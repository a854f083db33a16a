"""Work that never comes back costs a thread; what comes back late is let go of, and never handed on."""

from __future__ import annotations

import threading
import time

import pytest

from checks.adapters.watchdog import MOST_HANGING, GivenUp, TooMany, Watchdog


def test_what_comes_back_in_time_is_returned_or_raised() -> None:
    watchdog: Watchdog[int] = Watchdog("test", print)

    assert watchdog.run(lambda: 7, 5) == 7
    with pytest.raises(ZeroDivisionError):
        watchdog.run(lambda: 1 // 0, 5)
    assert watchdog.hanging == 0


def test_what_hangs_is_given_up_and_its_late_result_let_go_of() -> None:
    late: list[int] = []
    release, over = threading.Event(), threading.Event()

    def let_go(value: int) -> None:
        late.append(value)
        over.set()

    watchdog = Watchdog("test", let_go)

    def hang() -> int:
        release.wait(20)
        return 7

    with pytest.raises(GivenUp):
        watchdog.run(hang, 0.05)
    assert watchdog.hanging == 1
    assert late == []

    release.set()
    assert over.wait(10)
    assert late == [7]


def test_no_more_is_begun_while_so_much_hangs() -> None:
    release = threading.Event()
    watchdog: Watchdog[bool] = Watchdog("test", print)
    for _ in range(MOST_HANGING):
        with pytest.raises(GivenUp):
            watchdog.run(lambda: release.wait(20), 0.01)

    with pytest.raises(TooMany):
        watchdog.run(lambda: True, 5)

    release.set()
    end = time.monotonic() + 10
    while watchdog.hanging and time.monotonic() < end:
        time.sleep(0.01)
    assert watchdog.run(lambda: True, 5)
