"""A refused login is never tried again by itself, and not often when somebody asks: accounts lock."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checks.adapters.login_pause import LoginPause
from checks.adapters.refused_logins import Attempt, RefusedLogins
from checks.adapters.sqlserver_fault import LoginFault
from checks.engine.errors import LoginRefused, SourceFault
from checks.engine.phrase import plain

REFUSED = LoginFault(plain("refused"))
WHO = Attempt("sql01", "ct", "p")


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
            pause.look(WHO, by_itself)
        except SourceFault:
            pass
        else:
            tried.append(second)
            pause.refused(WHO, REFUSED) if locks else pause.not_here(WHO, SourceFault(plain("not here")))
        clock.now += 1
    return tried


def test_by_itself_it_is_tried_once_and_never_again() -> None:
    assert attempts(100_000, by_itself=True) == [0]


def test_whoever_asks_every_second_tries_ever_more_rarely_and_at_least_every_five_minutes() -> None:
    assert attempts(1_400, by_itself=False) == [0, 30, 90, 210, 450, 750, 1_050, 1_350]


def test_a_missing_database_is_looked_for_every_thirty_seconds_and_when_asked() -> None:
    assert attempts(100, by_itself=True, locks=False) == [0, 30, 60, 90]
    assert attempts(5, by_itself=False, locks=False) == [0, 1, 2, 3, 4]


def test_during_the_pause_the_refusal_is_told_again() -> None:
    pause = LoginPause(Clock())
    pause.refused(WHO, REFUSED)

    with pytest.raises(LoginRefused, match="refused"):
        pause.look(WHO, by_itself=False)


@pytest.mark.parametrize("login", [("ct", "other"), ("other", "p"), ("c", "tp")])
def test_another_login_is_tried_at_once(login: tuple[str, str]) -> None:
    pause = LoginPause(Clock())
    pause.refused(WHO, REFUSED)

    pause.look(Attempt("sql01", *login), by_itself=True)


def test_after_an_accepted_login_nothing_is_held_against_it() -> None:
    pause = LoginPause(Clock())
    pause.refused(WHO, REFUSED)
    pause.accepted(WHO)

    pause.look(WHO, by_itself=True)


def test_the_password_is_not_kept() -> None:
    pause = LoginPause(Clock())
    pause.refused(replace(WHO, password="hemmeligt"), REFUSED)

    assert "hemmeligt" not in repr(pause)


def test_what_another_process_was_let_in_with_is_held_against_nobody(tmp_path: Path) -> None:
    pause, other = (LoginPause(Clock(), RefusedLogins(tmp_path)) for _ in range(2))
    pause.refused(WHO, REFUSED)
    other.accepted(WHO)

    pause.look(WHO, by_itself=True)


def test_a_refusal_that_cannot_be_kept_on_disk_is_remembered_by_the_process_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    pause = LoginPause(Clock(), RefusedLogins(tmp_path / "file" / "logins"))
    pause.refused(WHO, REFUSED)

    with pytest.raises(LoginRefused, match="refused"):
        pause.look(WHO, by_itself=False)
