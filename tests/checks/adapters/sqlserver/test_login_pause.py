"""A refused login is not tried again by itself: accounts lock."""

from __future__ import annotations

from itertools import pairwise

import pytest

from checks.adapters.login_pause import FIRST, LONGEST, LoginPause
from checks.engine.errors import SourceFault
from checks.engine.phrase import plain

REFUSED = SourceFault(plain("refused"))


class Clock:
    """Stands still until it is moved."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def attempts(pause: LoginPause, clock: Clock, seconds: int, grows: bool = True) -> list[int]:
    """Ask once a second, and be refused; return when it was tried."""
    tried: list[int] = []
    for second in range(seconds):
        try:
            pause.look("ct", "p")
        except SourceFault:
            pass
        else:
            tried.append(second)
            pause.refused("ct", "p", REFUSED, grows)
        clock.now += 1
    return tried


def test_in_five_minutes_of_asking_every_second_it_is_tried_four_times() -> None:
    clock = Clock()

    assert attempts(LoginPause(clock), clock, 300) == [0, 30, 90, 210]


def test_the_pause_grows_to_its_longest_and_no_further() -> None:
    clock = Clock()
    tried = attempts(LoginPause(clock), clock, 6_000)

    between = [b - a for a, b in pairwise(tried)]
    assert between[0] == FIRST
    assert set(between[5:]) == {LONGEST}


def test_a_missing_database_is_looked_for_every_thirty_seconds() -> None:
    clock = Clock()

    assert attempts(LoginPause(clock), clock, 100, grows=False) == [0, 30, 60, 90]


def test_during_the_pause_the_refusal_is_told_again() -> None:
    pause = LoginPause(Clock())
    pause.refused("ct", "p", REFUSED)

    with pytest.raises(SourceFault, match="refused"):
        pause.look("ct", "p")


@pytest.mark.parametrize("login", [("ct", "other"), ("other", "p"), ("c", "tp")])
def test_another_login_is_tried_at_once(login: tuple[str, str]) -> None:
    pause = LoginPause(Clock())
    pause.refused("ct", "p", REFUSED)

    pause.look(*login)


def test_after_an_accepted_login_a_pause_begins_anew() -> None:
    clock = Clock()
    pause = LoginPause(clock)
    attempts(pause, clock, 300)
    pause.accepted()

    assert attempts(pause, clock, 100) == [0, 30, 90]


def test_the_password_is_not_kept() -> None:
    pause = LoginPause(Clock())
    pause.refused("ct", "hemmeligt", REFUSED)

    assert "hemmeligt" not in repr(pause)
