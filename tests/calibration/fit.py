"""Make the table of checks/engine/confidence.py: python -m tests.calibration.fit [SEED …]

Pairs of generated offices that have no rival are sorted by their points; the share of right ones, made to rise with
the points, is what was found. What stands in the table lies half way between that and the points themselves: another
firm may have more strangers than the generated ones, and a claim should rather be too humble.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from math import log2

from checks.engine.matching import unrivalled
from tests.calibration.world import links

KNOTS = tuple(range(-6, 13))
SEEDS = ("fit-1", "fit-2", "fit-3", "fit-4")
Point = tuple[float, float, int]
"""Points, share of right ones, how many."""


def main(seeds: Sequence[str]) -> None:
    """Print the table."""
    found = rising(counted(claim for seed in seeds for claim in judged(seed)))
    for odds, share, count in found:
        print(f"{odds:5.0f} {count:6} found {share:.4f} table {blended(odds, share, count):.2f}", file=sys.stderr)
    print("TABLE = (")
    for odds, share, count in found:
        print(f"    ({odds:.1f}, {blended(odds, share, count):.2f}),")
    print(")")


def judged(seed: str) -> Iterable[tuple[float, bool]]:
    """Yield the points of the best candidate of every customer, and whether it is right."""
    case = links(seed, 5000, "harsh")
    for key, number, points in unrivalled(case.snapshot):
        if key in case.accepted:
            yield points, number in case.accepted[key]


def counted(claims: Iterable[tuple[float, bool]]) -> list[Point]:
    """Return the share of right ones around every knot; half a wrong one is added, since none is never never."""
    right, all_ = dict.fromkeys(KNOTS, 0), dict.fromkeys(KNOTS, 0)
    for odds, good in claims:
        knot = min(KNOTS[-1], max(KNOTS[0], round(odds)))
        all_[knot] += 1
        right[knot] += good
    return [(float(knot), right[knot] / (all_[knot] + 0.5), all_[knot]) for knot in KNOTS]


def rising(points: Iterable[Point]) -> list[Point]:
    """Return the same with shares that never fall: neighbours that do are taken together (pool adjacent violators)."""
    pools: list[tuple[float, int, list[float]]] = []
    for odds, share, count in points:
        pools.append((share, count, [odds]))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, n, first), (b, m, last) = pools[-2], pools[-1]
            pools[-2:] = [((a * n + b * m) / max(1, n + m), n + m, first + last)]
    return [(odds, share, count) for share, count, knots in pools for odds in knots]


def blended(odds: float, share: float, count: int) -> float:
    """Return what the table says: half way, in bits, between what was found and the odds themselves."""
    least = 0.5 / (count + 1)
    found = min(1 - least, max(least, share))
    return (log2(found / (1 - found)) + odds) / 2


if __name__ == "__main__":
    main(sys.argv[1:] or SEEDS)
