"""What may be linked in bulk without a second look: a promise, so precision comes first."""

from __future__ import annotations

from dataclasses import dataclass

from checks.engine.address import Verdict
from checks.engine.doubt import Doubt
from checks.engine.evidence import Weighed
from checks.engine.traits import Traits
from checks.engine.weight import Says

CERTAIN = 4.0
"""Odds (logarithm, base 2) that are asked for."""
APART = 8.0
"""Points by which every rival has to be behind."""

NAMES = {Says.TELLING: Doubt.WORD, Says.OTHER: Doubt.NAME, Says.UNKNOWN: Doubt.NAME}


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


def doubt(pair: Pair) -> Doubt | None:
    """Return the first reason that forbids it; None where two things that do not depend on each other say the same,
    and nothing says otherwise."""
    return _contradicted(pair) or _unproved(pair)


def _contradicted(pair: Pair) -> Doubt | None:
    if pair.ours.personal or pair.theirs.personal:
        return Doubt.PERSONAL
    for field in (Doubt.CVR, Doubt.EAN):
        if pair.weighed.of(field.value).says is Says.OTHER:
            return field
    if pair.twice:
        return Doubt.TWICE
    if pair.weighed.of("form").says is Says.OTHER:
        return Doubt.FORM
    return NAMES.get(pair.weighed.of("name").says)


def _unproved(pair: Pair) -> Doubt | None:
    if pair.points - pair.rival < APART:
        return Doubt.RIVAL
    if not (_proved(pair) or _described(pair)):
        others = (weight for weight in pair.weighed.weights if weight.field not in {"name", "form"})
        return Doubt.THIN if any(weight.points > 0 for weight in others) else Doubt.NAME_ONLY
    return Doubt.UNSURE if pair.odds < CERTAIN else None


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
