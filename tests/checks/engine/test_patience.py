"""A side that cannot be read is asked ever more rarely, never more rarely than the bound, and at once when asked."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from checks.engine.model import Health
from checks.engine.patience import BY_ITSELF, LONGEST, Patience, by_itself

MINUTE = timedelta(minutes=1)


class Clock:
    """Stands still until it is moved."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def asked(interval: timedelta, cycles: int, spread: float = 1.0) -> list[int]:
    """Return in which of so many cycles a side is asked that never answers."""
    clock = Clock()
    patience = Patience(clock, lambda: spread)
    found: list[int] = []
    for cycle in range(cycles):
        if not patience.waits:
            found.append(cycle)
            patience.after(Health.DOWN, interval)
        clock.now += interval.total_seconds()
    return found


def test_the_pause_doubles_up_to_five_minutes() -> None:
    assert asked(MINUTE, 30) == [0, 1, 3, 7, 12, 17, 22, 27]


@pytest.mark.parametrize("interval", [timedelta(minutes=5), timedelta(hours=1)])
def test_cycles_that_are_far_apart_are_all_asked_in(interval: timedelta) -> None:
    assert asked(interval, 6) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("spread", [0.8, 1.2])
def test_whatever_chance_says_the_bound_holds_but_for_a_fifth(spread: float) -> None:
    cycles = asked(timedelta(seconds=1), 4_000, spread)

    assert max(b - a for a, b in pairwise(cycles)) <= LONGEST.total_seconds() * 1.2 + 1
    assert len(cycles) < 25


def test_an_answer_ends_it() -> None:
    patience = Patience(Clock(), lambda: 1.0)
    waited: list[bool] = []
    for health in (*[Health.DOWN] * 5, Health.DEGRADED, Health.DOWN, Health.DOWN):
        patience.after(health, MINUTE)
        waited.append(patience.waits)

    assert waited == [False, True, True, True, True, False, False, True]


def test_years_of_failures_overflow_nothing() -> None:
    patience = Patience(Clock(), lambda: 1.0)

    assert [patience.after(Health.DOWN, timedelta(days=1)) for _ in range(2_000)][-1] is None
    assert [patience.after(Health.DOWN, MINUTE) for _ in range(2_000)][-1] == LONGEST


def test_who_asked_is_known_within_and_forgotten_after() -> None:
    assert not BY_ITSELF.get()
    with by_itself(true=False):
        assert not BY_ITSELF.get()
        with by_itself(true=True):
            assert BY_ITSELF.get()
        assert not BY_ITSELF.get()
    assert not BY_ITSELF.get()


def test_in_a_run_that_nobody_watches_nothing_is_asked_for() -> None:
    with by_itself(true=True):
        with by_itself(true=False):
            assert BY_ITSELF.get()
        assert BY_ITSELF.get()
    assert not BY_ITSELF.get()
