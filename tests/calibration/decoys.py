"""Strangers who look like a customer that has no partner: what a matching that wants to please will take."""

from __future__ import annotations

from dataclasses import replace

from tests.calibration import trades
from tests.calibration.dice import Dice
from tests.calibration.entities import Entity, Name, neighbour, new_address
from tests.calibration.firms import company, core_name
from tests.calibration.numbers import new_cvr, p_number
from tests.calibration.people import MEN, WOMEN, person


def decoy(dice: Dice, entity: Entity, number: int) -> Entity:
    """Return somebody else: a sister, a neighbour, a relative, the shop that moved in, a firm of a similar name."""
    stranger = replace(
        entity, id=number, cvr=new_cvr(dice) if entity.cvr else "", site=p_number(dice), email="", ean=""
    )
    name, kind = entity.name, entity.kind
    if kind == "owners" and name.core[-1:].isdigit():
        there = neighbour(dice, entity.address)
        return replace(stranger, name=replace(name, core=f"{there.street} {there.house}"), address=there)
    if name.owner and not name.core:
        last = name.owner.split()[-1]
        other = f"{dice.choice((*MEN, *WOMEN))} {last}"
        return replace(
            stranger, name=replace(name, owner=other), address=entity.address if dice.hit(0.7) else new_address(dice)
        )
    if entity.cvr and dice.hit(0.07):
        return replace(company(dice, number), cvr=entity.cvr).marked("number-reused")
    ways = (_sister, _successor, _cousin, _trade)
    return dice.choice(ways)(dice, stranger)


def _sister(dice: Dice, stranger: Entity) -> Entity:
    word = dice.choice(trades.HELD)
    core = stranger.name.core
    core = core.replace(f" {word}", "") if core.endswith(f" {word}") else f"{core} {word}"
    return replace(stranger, kind="company", name=Name(core, stranger.name.form or "ApS"))


def _successor(dice: Dice, stranger: Entity) -> Entity:
    other = company(dice, stranger.id)
    return replace(other, address=stranger.address)


def _cousin(dice: Dice, stranger: Entity) -> Entity:
    head = stranger.name.core.split()[0]
    name = Name(f"{head} {dice.choice(trades.TRADES)}", stranger.name.form, stranger.name.owner and person(dice))
    home = (stranger.address.zip, stranger.address.city) if stranger.address.country == "DK" else None
    return replace(stranger, name=name, address=new_address(dice, home))


def _trade(dice: Dice, stranger: Entity) -> Entity:
    tail = stranger.name.core.split()[-1]
    head = core_name(dice).split()[0]
    return replace(
        stranger, name=replace(stranger.name, core=f"{head} {tail}"), address=neighbour(dice, stranger.address)
    )
