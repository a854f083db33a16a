"""What each system knows of an entity: one side lives in the past, or never had the number."""

from __future__ import annotations

from dataclasses import replace

from tests.calibration import trades
from tests.calibration.entities import Address, Entity, address_abroad, new_address
from tests.calibration.firms import core_name, incorporate
from tests.calibration.people import SURNAMES, person
from tests.calibration.rates import Rates

HARD = frozenset(
    {"namesake", "private", "farm", "spelt-alike", "chain", "association", "estate", "twin", "group", "telling-word"}
)
"""Kinds that a name alone never tells apart: with the address gone too, not even a person could."""


def apart(entity: Entity, rates: Rates) -> tuple[Entity, Entity]:
    """Return the entity as ClientTime and as e-conomic know it, troubles marked on both."""
    dice, known = rates.dice, _number(entity, rates)
    old = now = entity
    sure = known == "both" and bool(entity.cvr)
    if rates.hit("moved", 1.0 if sure else 0.12 if entity.kinds & HARD else 0.6):
        old = replace(old, address=_elsewhere(entity, rates)).marked("moved")
        # A company that moves out often changes its name as well: then only the number says who it was.
        old = renamed(old, rates) if sure and rates.hit("renamed", 3) else old
    elif rates.hit("renamed", 1.6 if sure else 0.35):
        old = renamed(entity, rates)
    elif entity.name.form in ("ApS", "A/S") and "twin" not in entity.kinds and rates.hit("converted"):
        form = "ApS" if entity.name.form == "A/S" else "A/S"
        old = replace(old, name=replace(entity.name, form=form)).marked("converted")
    elif entity.kind in ("trader", "partnership") and entity.name.core and rates.hit("incorporated"):
        now, known = incorporate(dice, entity), "both"
    ours, theirs = (now, old) if dice.hit(0.7) else (old, now)
    if known in ("neither", "theirs"):
        ours = replace(ours, cvr="")
    if known in ("neither", "ours"):
        theirs = replace(theirs, cvr="")
    return ours, theirs


def _number(entity: Entity, rates: Rates) -> str:
    if rates.hit("cvr-missing-both", 0.3 if entity.kinds & {"twin"} else 1.0):
        return "neither"
    # e-conomic has the number more often: it asks the register.
    return rates.dice.weighted((("theirs", 0.6), ("ours", 0.4))) if rates.hit("cvr-missing-one") else "both"


def _elsewhere(entity: Entity, rates: Rates) -> Address:
    address, dice = entity.address, rates.dice
    if address.country != "DK":
        return address_abroad(dice, address.country)
    # A house stays where it is: its owners only get another chairman.
    near = entity.kind == "owners" or dice.hit(0.6)
    return new_address(dice, (address.zip, address.city) if near else None, flat=0.25)


def renamed(entity: Entity, rates: Rates) -> Entity:
    """Return the entity under its earlier name: a marriage, an earlier owner, a wholly other brand."""
    name, dice = entity.name, rates.dice
    if entity.kind in ("private", "trader") and not name.core and name.owner:
        first = name.owner.rsplit(" ", 1)[0]
        return replace(entity, name=replace(name, owner=f"{first} {dice.choice(SURNAMES)}")).marked(
            "renamed", "married"
        )
    if entity.kind == "trader":
        return replace(entity, name=replace(name, owner=person(dice))).marked("renamed", "new-owner")
    if entity.kind not in ("company", "partnership", "dead", "greenlandic"):
        return entity
    # A name that only gained or changed a trade is as common as a wholly new one.
    head = name.core.split()[0]
    core = core_name(dice) if dice.hit(0.6) else f"{head} {dice.choice(trades.TRADES)}"
    return replace(entity, name=replace(name, core=core)).marked("renamed") if core != name.core else entity
