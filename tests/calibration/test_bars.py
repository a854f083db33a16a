"""What the judgement has to reach on offices that nothing was tuned on (docs/judgement.md has the figures)."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.calibration.pairs import pairs
from tests.calibration.report import claims
from tests.calibration.report_pairs import told
from tests.calibration.score import LinkScore, score
from tests.calibration.stale_score import StaleScore, stale_score
from tests.calibration.world import links

SEEDS = ("bar 1", "bar 2", "bar 3")
SIZE = 5000
pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]


@lru_cache
def linked(seed: str) -> LinkScore:
    case = links(seed, SIZE, "harsh")
    return score(claims(case.snapshot), case)


@lru_cache
def compared(seed: str) -> StaleScore:
    known = pairs(seed, SIZE, "harsh")
    return stale_score(told(known.snapshot), known)


@pytest.mark.parametrize("seed", SEEDS)
def test_claims_are_right_and_few_are_missing(seed: str) -> None:
    assert linked(seed).precision >= 0.98
    assert linked(seed).recall >= 0.93


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_safe_is_right(seed: str) -> None:
    assert linked(seed).safe_precision >= 0.998


def test_two_thirds_are_safe_over_all() -> None:
    scores = [linked(seed) for seed in SEEDS]

    assert sum(one.safe_recall * one.partnered for one in scores) / sum(one.partnered for one in scores) >= 0.65


@pytest.mark.parametrize("seed", SEEDS)
def test_confidence_is_how_often_it_is_right(seed: str) -> None:
    assert linked(seed).calibration <= 0.04


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_without_a_partner_are_seldom_lured(seed: str) -> None:
    assert linked(seed).lured <= 0.08


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_stale_is_found_and_little_else(seed: str) -> None:
    assert compared(seed).precision >= 0.97
    assert compared(seed).recall >= 0.99


@pytest.mark.parametrize("seed", SEEDS)
def test_a_stranger_is_told_from_what_is_stale(seed: str) -> None:
    assert compared(seed).told_apart >= 0.98
