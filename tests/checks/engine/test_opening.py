"""An opening holds for its hour and no longer; what is over is said for a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from checks.engine.opening import LASTS, OVER, Opening, closed
from checks.engine.refusals import FIXES_OFF

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
OPENING = Opening(NOON, NOON + LASTS, "anna", "called")


@pytest.mark.parametrize("minutes", [0, 1, 59.99])
def test_it_holds_for_an_hour(minutes: float) -> None:
    now = NOON + timedelta(minutes=minutes)

    assert OPENING.holds(now)
    assert closed(OPENING, now) is None


@pytest.mark.parametrize("minutes", [60, 61, 600])
def test_then_it_is_over_and_says_whose_it_was_and_when_it_ended(minutes: int) -> None:
    now = NOON + timedelta(minutes=minutes)

    why = closed(OPENING, now)

    assert not OPENING.holds(now)
    assert why == OVER.with_(end=OPENING.end, operator="anna")


def test_an_opening_of_last_week_is_not_the_reason_any_more() -> None:
    assert closed(OPENING, NOON + timedelta(days=7)) == FIXES_OFF


def test_without_one_a_site_is_closed() -> None:
    assert closed(None, NOON) == FIXES_OFF


def test_a_clock_put_back_behind_its_start_closes_it() -> None:
    now = NOON - timedelta(minutes=1)

    assert not OPENING.holds(now)
    assert closed(OPENING, now) == FIXES_OFF
