"""Who has whom when each may have one at most; small enough to be worked out by hand."""

from __future__ import annotations

from itertools import combinations

import pytest

from checks.engine.assignment import odds

Points = dict[tuple[str, int], float]


def chance(value: float) -> float:
    return 1 / (1 + float(2.0**-value))


def exact(points: Points) -> dict[tuple[str, int], float]:
    """Return the chance of each pair by adding up every set of pairs in which nobody stands twice."""
    total, having = 0.0, dict.fromkeys(points, 0.0)
    for size in range(len(points) + 1):
        for chosen in combinations(points, size):
            if len({a for a, _ in chosen}) == len({b for _, b in chosen}) == size:
                weight = 2.0 ** sum(points[pair] for pair in chosen)
                total += weight
                for pair in chosen:
                    having[pair] += weight
    return {pair: sum_ / total for pair, sum_ in having.items()}


def test_a_pair_alone_keeps_its_odds() -> None:
    assert odds({("a", 1): 3.0}) == {("a", 1): 3.0}
    assert odds({}) == {}


@pytest.mark.parametrize(
    "points",
    [
        {("a", 1): 3.0, ("a", 2): 3.0},
        {("a", 1): 6.0, ("b", 1): 2.0},
        {("a", 1): 6.0, ("b", 1): 6.0, ("b", 2): 6.0},
        {("a", 1): -4.0, ("a", 2): 9.0, ("b", 2): 8.0, ("c", 2): 1.0},
    ],
)
def test_without_a_ring_the_chances_are_exact(points: Points) -> None:
    found = odds(points)

    for pair, right in exact(points).items():
        assert chance(found[pair]) == pytest.approx(right, abs=1e-4)


def test_two_equal_candidates_share_and_neither_is_likely() -> None:
    found = odds({("a", 1): 9.0, ("a", 2): 9.0})

    assert found["a", 1] == found["a", 2]
    assert chance(found["a", 1]) < 0.5


def test_whoever_has_a_better_partner_leaves_the_other_one_free() -> None:
    both = odds({("a", 1): 12.0, ("b", 1): 6.0, ("b", 2): 6.0})

    assert chance(both["b", 2]) > 0.9
    assert chance(both["b", 1]) < 0.1


def test_a_ring_settles_near_the_truth() -> None:
    points = {("a", 1): 8.0, ("a", 2): 1.0, ("b", 1): 1.0, ("b", 2): 8.0}
    found = odds(points)

    for pair, right in exact(points).items():
        assert chance(found[pair]) == pytest.approx(right, abs=0.02)
