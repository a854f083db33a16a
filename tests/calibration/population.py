"""The whole true world: singles and families until there are as many as asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tests.calibration.dice import Dice, dice
from tests.calibration.entities import Entity
from tests.calibration.families import FAMILIES
from tests.calibration.firms import SINGLES
from tests.calibration.trades import FREE_MAIL

PROVIDERS = ("kirkemail.dk", "greennet.gl", "olivant.fo")
RELATED = {"typical": 0.07, "harsh": 0.16}
"""The chance that the next one is a family rather than a single: families are several at once."""


def population(seed: object, size: int, profile: str) -> tuple[Entity, ...]:
    """Return so many entities, no two with one number, municipality, chain or mail who are not of one family."""
    source, registry, made = dice(seed, "population", profile), _Registry(), list[Entity]()
    while len(made) < size:
        for entity in _next(source, len(made), RELATED[profile]):
            if all(registry.grants(claim, owner) for claim, owner in _claims(entity)):
                made.append(replace(entity, id=len(made), email=registry.mail(entity, len(made))))
    return tuple(made[:size])


def _next(source: Dice, number: int, related: float) -> Iterable[Entity]:
    if source.hit(related):
        return source.weighted(FAMILIES)(source, number)
    return (source.weighted(SINGLES)(source, number),)


def _claims(entity: Entity) -> Iterator[tuple[str, str]]:
    if entity.cvr:
        yield f"cvr {entity.cvr}", entity.family if "one-cvr" in entity.kinds else str(entity.id)
    if entity.kind == "institution":
        yield f"municipality {entity.name.owner}", entity.family
    if entity.kind == "branch":
        yield f"chain {entity.name.core}", entity.family


@dataclass(slots=True)
class _Registry:
    owners: dict[str, str] = field(default_factory=dict[str, str])

    def grants(self, claim: str, owner: str) -> bool:
        return self.owners.setdefault(claim, owner) == owner

    def mail(self, entity: Entity, number: int) -> str:
        """Return the mail, changed where a stranger has that one or its domain already."""
        name, _, home = entity.email.partition("@")
        free = home in (*FREE_MAIL, *PROVIDERS)
        claim = f"mail {entity.email if free else home}"
        if not home or self.grants(claim, entity.family or str(number)):
            return entity.email
        front, _, land = home.rpartition(".")
        return f"{name}{number}@{home}" if free else f"{name}@{front}{number}.{land}"
