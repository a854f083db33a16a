"""A refused login is never tried again by itself, and not often when somebody asks: accounts lock."""

from __future__ import annotations

import pytest

from checks.adapters.login_pause import LoginPause
from checks.engine.errors import SourceFault
from checks.engine.phrase import plain

REFUSED = SourceFault(plain("refused"))


class Clock:
    """Stands still until it is moved."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def attempts(seconds: int, by_itself: bool, locks: bool = True) -> list[int]:
    """Ask once a second, and be refused; return when it was tried."""
    clock, tried = Clock(), list[int]()
    pause = LoginPause(clock)
    for second in range(seconds):
        try:
            pause.look("ct", "p", by_itself)
        except SourceFault:
            pass
        else:
            tried.append(second)
            pause.refused("ct", "p", REFUSED, locks)
        clock.now += 1
    return tried


def test_by_itself_it_is_tried_once_and_never_again() -> None:
    assert attempts(100_000, by_itself=True) == [0]


def test_whoever_asks_every_second_tries_twice_a_minute() -> None:
    assert attempts(100, by_itself=False) == [0, 30, 60, 90]


def test_a_missing_database_is_looked_for_every_thirty_seconds_and_when_asked() -> None:
    assert attempts(100, by_itself=True, locks=False) == [0, 30, 60, 90]
    assert attempts(5, by_itself=False, locks=False) == [0, 1, 2, 3, 4]


def test_during_the_pause_the_refusal_is_told_again() -> None:
    pause = LoginPause(Clock())
    pause.refused("ct", "p", REFUSED)

    with pytest.raises(SourceFault, match="refused"):
        pause.look("ct", "p", by_itself=False)


@pytest.mark.parametrize("login", [("ct", "other"), ("other", "p"), ("c", "tp")])
def test_another_login_is_tried_at_once(login: tuple[str, str]) -> None:
    pause = LoginPause(Clock())
    pause.refused("ct", "p", REFUSED)

    pause.look(*login, by_itself=True)


def test_after_an_accepted_login_nothing_is_held_against_it() -> None:
    pause = LoginPause(Clock())
    pause.refused("ct", "p", REFUSED)
    pause.accepted()

    pause.look("ct", "p", by_itself=True)


def test_the_password_is_not_kept() -> None:
    pause = LoginPause(Clock())
    pause.refused("ct", "hemmeligt", REFUSED)

    assert "hemmeligt" not in repr(pause)
