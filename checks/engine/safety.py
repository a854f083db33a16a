"""What may be linked in bulk without a second look: a promise, so precision comes first."""

from __future__ import annotations

from dataclasses import dataclass

from checks.engine.address import Verdict
from checks.engine.evidence import Says, Weighed
from checks.engine.traits import Traits

CERTAIN = 5.0
"""Odds (logarithm, base 2) that are asked for."""
APART = 8.0
"""Points by which every rival has to be behind."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim as safety sees it: `rival` are the points of the strongest pair that has one of the two in it."""

    ours: Traits
    theirs: Traits
    weighed: Weighed
    points: float
    rival: float
    odds: float
    twice: bool = False
    """Another record of either system has the CVR or EAN number of one of the two."""


def safe(pair: Pair) -> bool:
    """Tell whether two things that do not depend on each other say the same, and nothing says otherwise."""
    if pair.odds < CERTAIN or pair.points - pair.rival < APART or _speaks_against(pair):
        return False
    return _proved(pair) or _described(pair)


def _speaks_against(pair: Pair) -> bool:
    if pair.twice or pair.ours.personal or pair.theirs.personal:
        return True
    name = pair.weighed.of("name")
    if name.says in {Says.TELLING, Says.OTHER, Says.UNKNOWN}:
        return True
    return any(pair.weighed.of(field).says is Says.OTHER for field in ("cvr", "form", "ean"))


def _proved(pair: Pair) -> bool:
    """The CVR or EAN number of one company alone, and a name that fits."""
    numbers = [pair.weighed.of("cvr"), pair.weighed.of("ean")]
    return any(w.says is Says.SAME and w.points >= 9.5 for w in numbers) and pair.weighed.name.points >= 4


def _described(pair: Pair) -> bool:
    """Without a number: the whole name, and the whole address, which few share."""
    name = pair.weighed.name
    known = name.whole and name.points >= (6 if name.exact else 8)
    at = pair.weighed.of("address")
    lives = pair.weighed.address in {Verdict.SAME, Verdict.COSMETIC} and at.says is Says.SAME
    if name.exact and name.points >= 10:
        lives = at.says in {Says.SAME, Says.NEAR, Says.CROWD} and at.points >= 4
    forms = {pair.ours.name.form, pair.theirs.name.form}
    seconded = pair.weighed.of("email").says is Says.SAME or pair.weighed.of("number").points > 0
    return (
        known and lives and (len(forms) == 1 or seconded or (name.exact and name.points >= 8 and at.says is Says.SAME))
    )
