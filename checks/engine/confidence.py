"""From points to how often a claim is right: numbers made by `python -m tests.calibration.fit` (docs/judgement.md)."""

from __future__ import annotations

from bisect import bisect_right

CLAIM = 0.6
"""Confidence from which on a pair is claimed at all."""
MOST = 0.9998
"""What no claim is above: only certainty would be 1."""
TABLE = (
    (-6.0, -2.60),
    (-5.0, -2.02),
    (-4.0, -1.02),
    (-3.0, -0.15),
    (-2.0, 0.40),
    (-1.0, 0.90),
    (0.0, 1.78),
    (1.0, 2.75),
    (2.0, 3.25),
    (3.0, 4.30),
    (4.0, 4.98),
    (5.0, 6.30),
    (6.0, 6.80),
    (7.0, 7.32),
    (8.0, 7.82),
    (9.0, 8.65),
    (10.0, 9.15),
    (11.0, 9.65),
    (12.0, 11.01),
)
"""Points of a pair that has no rival, and the logarithm (base 2) of the odds that it is right; straight in between."""


def calibrated(points: float) -> float:
    """Return the odds (logarithm, base 2) that a pair with so many points is right, if nobody else is in question."""
    at = min(max(1, bisect_right(TABLE, (points, 99.0))), len(TABLE) - 1)
    (x0, y0), (x1, y1) = TABLE[at - 1], TABLE[at]
    if points > x1:
        return y1 + points - x1
    if points < x0:
        return y0 + points - x0
    return y0 + (y1 - y0) * (points - x0) / (x1 - x0)


def confidence(odds: float) -> float:
    """Return the share of right ones among claims with these odds, rivals considered: 0 to 1."""
    against: float = 2.0 ** -max(-60.0, odds)
    return round(min(MOST, 1 / (1 + against)), 4)
