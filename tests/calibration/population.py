"""The whole true world: singles and families until there are as many as asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tests.calibration.dice import Dice, dice
from tests.calibration.entities import Entity
from tests.calibration.families import FAMILIES
from tests.calibration.firms import SINGLES

RELATED = {"typical": 0.07, "harsh": 0.16}
"""The chance that the next one is a family rather than a single: families are several at once."""


def population(seed: object, size: int, profile: str) -> tuple[Entity, ...]:
    """Return so many entities, no two with one CVR but branches and institutions."""
    source, made = dice(seed, "population", profile), list[Entity]()
    taken: dict[str, str] = {}
    while len(made) < size:
        for entity in _next(source, len(made), RELATED[profile]):
            owner = entity.family if "one-cvr" in entity.kinds else str(entity.id)
            if not entity.cvr or taken.setdefault(entity.cvr, owner) == owner:
                made.append(replace(entity, id=len(made)))
    return tuple(made[:size])


def _next(source: Dice, number: int, related: float) -> Iterable[Entity]:
    if source.hit(related):
        return source.weighted(FAMILIES)(source, number)
    return (source.weighted(SINGLES)(source, number),)
