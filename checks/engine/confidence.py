"""How often a claim with so many points is right: a table made by tests/calibration, shipped as numbers."""

from __future__ import annotations

from bisect import bisect_right

CLAIM = 0.5
"""Confidence from which on a pair is claimed."""
TABLE: tuple[tuple[float, float], ...] = tuple((float(n), round(1 / (1 + 2.0**-n), 4)) for n in range(-8, 16))


def confidence(odds: float) -> float:
    """Return the share of right ones among claims with these odds (logarithm, base 2), 0 to 1."""
    at = bisect_right(TABLE, (odds, 2.0))
    if at == 0:
        return TABLE[0][1]
    if at == len(TABLE):
        return TABLE[-1][1]
    (x0, y0), (x1, y1) = TABLE[at - 1], TABLE[at]
    return round(y0 + (y1 - y0) * (odds - x0) / (x1 - x0), 3)
