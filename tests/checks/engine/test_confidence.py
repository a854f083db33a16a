"""From points to how often a claim is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.engine.confidence import CLAIM, MOST, TABLE, calibrated, confidence


def test_the_table_rises_on_both_sides() -> None:
    points, odds = zip(*TABLE, strict=True)

    assert list(points) == sorted(set(points))
    assert list(odds) == sorted(odds)


@given(st.floats(-100, 100), st.floats(0, 50))
def test_more_points_are_never_less_likely(points: float, more: float) -> None:
    assert calibrated(points + more) >= calibrated(points)
    assert confidence(points + more) >= confidence(points)


@pytest.mark.parametrize("place", range(len(TABLE)))
def test_it_is_what_the_table_says_at_its_rows(place: int) -> None:
    points, odds = TABLE[place]

    assert calibrated(points) == pytest.approx(odds)


def test_even_odds_are_a_half_and_nothing_is_certain() -> None:
    assert confidence(0) == 0.5
    assert confidence(1000) == MOST < 1
    assert 0 <= confidence(-1000) < CLAIM < 1


def test_the_paper_says_below_what_nothing_is_claimed() -> None:
    paper = (Path(__file__).parents[3] / "docs" / "judgement.md").read_text("utf-8")

    assert f"Below {CLAIM:.0%} nothing is claimed.".replace("%", " %") in " ".join(paper.split())
