"""Who has whom, when each may have one at most: the odds of every pair in the light of all its rivals.

Each pair has weight 2^points; a set of pairs in which nobody stands twice is as likely as the product of its weights.
The chance of a pair over all such sets is found by passing messages along the pairs until they settle; for sets of
pairs (matchings) they always do, and to one answer (Bayati and others, 2007: the monomer-dimer model).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from math import fsum, log2
from typing import TypeVar

L = TypeVar("L", bound=Hashable)
R = TypeVar("R", bound=Hashable)

ROUNDS = 24
SETTLED = 1e-6
MOST = 60.0


def odds(points: Mapping[tuple[L, R], float]) -> Mapping[tuple[L, R], float]:
    """Return the logarithm (base 2) of the odds of each pair, rivals on both sides considered."""
    weight = {pair: 2.0 ** min(MOST, value) for pair, value in points.items()}
    lefts, rights = _sides(weight)
    to_right = dict.fromkeys(weight, 1.0)
    to_left = dict.fromkeys(weight, 1.0)
    for _ in range(ROUNDS):
        moved = _pass(weight, lefts, to_left, to_right)
        moved = max(moved, _pass(weight, rights, to_right, to_left))
        if moved < SETTLED:
            break
    return {pair: log2(weight[pair] * to_right[pair] * to_left[pair]) for pair in weight}


def _sides(weight: Mapping[tuple[L, R], float]) -> tuple[list[list[tuple[L, R]]], list[list[tuple[L, R]]]]:
    lefts: dict[L, list[tuple[L, R]]] = {}
    rights: dict[R, list[tuple[L, R]]] = {}
    for pair in weight:
        lefts.setdefault(pair[0], []).append(pair)
        rights.setdefault(pair[1], []).append(pair)
    return list(lefts.values()), list(rights.values())


def _pass(
    weight: Mapping[tuple[L, R], float],
    side: list[list[tuple[L, R]]],
    arrived: Mapping[tuple[L, R], float],
    sent: dict[tuple[L, R], float],
) -> float:
    """Tell every pair how free its one end is of its other pairs; return by how much that moved."""
    moved = 0.0
    for pairs in side:
        if len(pairs) == 1:
            continue
        calls = [weight[pair] * arrived[pair] for pair in pairs]
        for n, pair in enumerate(pairs):
            free = 1.0 / (1.0 + fsum(call for m, call in enumerate(calls) if m != n))
            moved = max(moved, abs(free - sent[pair]) / free)
            sent[pair] = free
    return moved
