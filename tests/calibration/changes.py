"""What may be the matter with a linked pair, each with its verdict: real, incomplete, undecidable, another customer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.calibration import places, streets, trades
from tests.calibration.case import Verdict
from tests.calibration.dice import Dice
from tests.calibration.entities import Address, Entity, Name, address_abroad, neighbour, new_address
from tests.calibration.firms import core_name, incorporate
from tests.calibration.numbers import new_cvr, slip
from tests.calibration.people import SURNAMES, person
from tests.calibration.slips import typo

ALL = frozenset({"name", "address", "zip", "city", "country"})
ZIPS = frozenset(code for code, _ in places.DANISH)


@dataclass(frozen=True, slots=True)
class Change:
    """The other side's entity after something happened. `sure` wants the CVR on both sides, as only it decides then."""

    entity: Entity
    verdict: Verdict
    sure: bool = False


Maker = Callable[[Dice, Entity], Change | None]


def street(dice: Dice, entity: Entity) -> Change | None:
    """Give another street, most often one that looks like it."""
    address = entity.address
    alike = [b if address.street == a else a for a, b in streets.SIMILAR if address.street in (a, b)]
    tail = next((tail for tail in streets.TAILS if address.street.endswith(tail)), "")
    if tail and dice.hit(0.7):
        alike += [address.street[: -len(tail)] + other for other in streets.TAILS if other != tail]
    other = dice.choice(alike or streets.DANISH)
    return (
        _address(entity, replace(address, street=other), "street")
        if other != address.street and _plain(address)
        else None
    )


def number(dice: Dice, entity: Entity) -> Change | None:
    """Give another house number: 1 against 11, 12 against 21, any other."""
    old = entity.address.number
    digits = str(old)
    other = int(dice.choice((f"{digits}1", f"1{digits}", digits[::-1], str(old + 2 * dice.randint(1, 9)))))
    changed = replace(entity.address, number=other)
    fits = _plain(entity.address) and not entity.address.to and other not in (0, old) and other < 1000
    return _address(entity, changed, "house-number") if fits else None


def house_letter(dice: Dice, entity: Entity) -> Change | None:
    """Give another letter, or one where there was none."""
    address = entity.address
    other = dice.choice([one for one in ("", "A", "B", "C", "D") if one != address.letter])
    return (
        _address(entity, replace(address, letter=other), "house-letter") if _plain(address) and not address.to else None
    )


def flat(dice: Dice, entity: Entity) -> Change | None:
    """Give another floor or door; both sides have one."""
    address = entity.address
    if not address.floor or address.door not in ("tv", "th", "mf"):
        return None
    door = replace(address, door=dice.choice([one for one in ("tv", "th", "mf") if one != address.door]))
    floor = replace(address, floor=dice.choice([one for one in ("st", "1", "2", "3", "4") if one != address.floor]))
    return _address(entity, dice.choice((door, floor)), "flat")


def town(dice: Dice, entity: Entity) -> Change | None:
    """Give the same street and number in another town."""
    code, city = dice.choice(places.DANISH)
    if entity.address.country != "DK" or code == entity.address.zip or entity.kind == "owners":
        return None
    verdict = Verdict(real=frozenset({"zip"}), free=frozenset({"city"}), kinds=frozenset({"other-town"}))
    return Change(replace(entity, address=replace(entity.address, zip=code, city=city)), verdict)


def moved(dice: Dice, entity: Entity) -> Change | None:
    """Give another place altogether."""
    old = entity.address
    new = new_address(dice, (old.zip, old.city) if entity.kind == "owners" or dice.hit(0.5) else None, flat=0.3)
    if old.country != "DK" or old.box or new.box or new.street == old.street:
        return None
    real = frozenset({"address", "zip"}) if new.zip != old.zip else frozenset({"address"})
    free = frozenset({"city"}) if new.zip != old.zip else frozenset[str]()
    return Change(replace(entity, address=new), Verdict(real=real, free=free, kinds=frozenset({"moved"})))


def abroad(dice: Dice, entity: Entity) -> Change | None:
    """Give an address in another country."""
    if entity.address.country != "DK" or entity.address.box or entity.kind == "owners":
        return None
    new = address_abroad(dice, dice.choice(("SE", "DE", "NO")))
    verdict = Verdict(
        real=frozenset({"address", "zip"}), free=frozenset({"city", "country"}), kinds=frozenset({"abroad"})
    )
    return Change(replace(entity, address=new), verdict)


def care_of(dice: Dice, entity: Entity) -> Change | None:
    """Give another name after c/o."""
    if not entity.address.care_of:
        return None
    return _address(entity, replace(entity.address, care_of=f"Advokat {person(dice)}"), "care-of-changed")


def name(dice: Dice, entity: Entity) -> Change | None:
    """Give another name: a marriage, a new owner, a new form, a wholly new one; the CVR stays."""
    old, sure = entity.name, False
    if entity.kind in ("private", "trader") and old.owner and not old.core:
        first, last = old.owner.rsplit(" ", 1)
        new, kind = replace(old, owner=f"{first} {dice.choice([one for one in SURNAMES if one != last])}"), "married"
    elif entity.kind == "trader" and old.owner:
        new, kind = replace(old, owner=person(dice)), "new-owner"
    elif old.form in ("ApS", "A/S") and dice.hit(0.4):
        new, kind, sure = replace(old, form="A/S" if old.form == "ApS" else "ApS"), "new-form", True
    elif entity.kind in ("company", "dead", "partnership"):
        new, kind, sure = replace(old, core=core_name(dice)), "renamed", True
    else:
        return None
    if new == old:
        return None
    return Change(replace(entity, name=new), Verdict(real=frozenset({"name"}), kinds=frozenset({kind})), sure)


def no_flat(dice: Dice, entity: Entity) -> Change | None:
    """Leave the floor out."""
    bare = replace(entity.address, floor="", door="")
    return _incomplete(entity, bare, "no-flat") if entity.address.floor and not entity.address.box else None


def no_care_of(dice: Dice, entity: Entity) -> Change | None:
    """Leave the c/o out."""
    return _incomplete(entity, replace(entity.address, care_of=""), "no-care-of") if entity.address.care_of else None


def no_place(dice: Dice, entity: Entity) -> Change | None:
    """Leave the place name out."""
    return _incomplete(entity, replace(entity.address, place=""), "no-place") if entity.address.place else None


def box(dice: Dice, entity: Entity) -> Change | None:
    """Give a post box instead of the street."""
    old = entity.address
    if not _plain(old) or old.floor or old.place or old.care_of:
        return None
    bare = replace(old, street="", number=0, letter="", to=0, box=str(dice.randint(11, 2600)))
    return _incomplete(entity, bare, "box-for-street")


def part_of_range(dice: Dice, entity: Entity) -> Change | None:
    """Give the first number of a range."""
    old = entity.address
    return _incomplete(entity, replace(old, to=0), "part-of-range") if old.to else None


def zip_slip(dice: Dice, entity: Entity) -> Change | None:
    """Give a mistyped postcode that is no other town's."""
    wrong = slip(dice, entity.address.zip) if entity.address.country == "DK" else ""
    if not wrong or wrong in ZIPS or wrong == entity.address.zip or len(wrong) != 4:
        return None
    verdict = Verdict(incomplete=frozenset({"zip"}), kinds=frozenset({"zip-slip"}))
    return Change(replace(entity, address=replace(entity.address, zip=wrong)), verdict)


def head_office(dice: Dice, entity: Entity) -> Change | None:
    """Leave the branch out of the name."""
    if entity.kind != "branch":
        return None
    verdict = Verdict(incomplete=frozenset({"name"}), kinds=frozenset({"head-office"}))
    return Change(replace(entity, name=replace(entity.name, branch="")), verdict)


def street_slip(dice: Dice, entity: Entity) -> Change | None:
    """Mistype a long street word once: form, unless that is another street."""
    wrong = typo(dice, entity.address.street, 8)
    if wrong in streets.DANISH or wrong == entity.address.street:
        return None
    verdict = Verdict(kinds=frozenset({"street-slip"}))
    return Change(replace(entity, address=replace(entity.address, street=wrong)), verdict)


def undecidable(dice: Dice, entity: Entity) -> Change | None:
    """Mistype the name, leave the form or the owner out, make the trader a company: nobody can say for sure."""
    old = entity.name
    if entity.kind == "trader" and old.core and dice.hit(0.4):
        made = incorporate(dice, entity)
        return Change(made, Verdict(free=ALL, kinds=frozenset({"incorporated"})), sure=True)
    if old.form and old.core and dice.hit(0.5):
        new = replace(old, form="")
    elif old.core and old.owner and entity.kind == "trader":
        new = replace(old, owner="")
    else:
        new = replace(old, core=typo(dice, old.core), owner=typo(dice, old.owner))
    return Change(replace(entity, name=new), Verdict(free=frozenset({"name"}), kinds=frozenset({"name-undecidable"})))


def sister(dice: Dice, entity: Entity) -> Change | None:
    """Link to another company of the group, at the same address."""
    if entity.kind != "company":
        return None
    core = f"{entity.name.core} {dice.choice([word for word in trades.HELD if word not in entity.name.core])}"
    return _stranger(replace(entity, name=Name(core, "ApS"), cvr=new_cvr(dice)), "sister", sure=True)


def namesake(dice: Dice, entity: Entity) -> Change | None:
    """Link to somebody of the same name in another town."""
    if not entity.cvr or entity.kind not in ("company", "trader") or entity.address.country != "DK":
        return None
    return _stranger(replace(entity, address=new_address(dice), cvr=new_cvr(dice), email=""), "namesake", sure=True)


def next_door(dice: Dice, entity: Entity) -> Change | None:
    """Link to the association next door."""
    if entity.kind != "owners" or not entity.name.core[-1:].isdigit():
        return None
    house = neighbour(dice, entity.address)
    road = entity.name.core.rstrip("0123456789-")
    there = entity.address if entity.address.care_of else house
    other = replace(entity, name=replace(entity.name, core=f"{road}{house.house}"), address=there, cvr=new_cvr(dice))
    return _stranger(other, "next-door") if other.name.core != entity.name.core else None


def successor(dice: Dice, entity: Entity) -> Change | None:
    """Link to the firm that moved in where this one was."""
    if not entity.cvr or entity.kind != "company":
        return None
    other = replace(entity, name=Name(core_name(dice), "ApS"), cvr=new_cvr(dice), email="")
    return _stranger(other, "successor", sure=True)


REAL: tuple[tuple[Maker, float], ...] = (
    (street, 2), (number, 2), (house_letter, 1.2), (flat, 3), (town, 1), (moved, 2.5),
    (abroad, 0.3), (care_of, 3), (name, 3),
)  # fmt: skip
INCOMPLETE: tuple[tuple[Maker, float], ...] = (
    (no_flat, 3), (no_care_of, 4), (no_place, 5), (box, 1), (part_of_range, 6), (zip_slip, 1), (head_office, 8),
)  # fmt: skip
MISLINKED: tuple[tuple[Maker, float], ...] = ((sister, 1), (namesake, 1), (next_door, 6), (successor, 0.5))


def _plain(address: Address) -> bool:
    return address.country == "DK" and not address.box and bool(address.street) and not address.care_of


def _address(entity: Entity, address: Address, kind: str) -> Change:
    return Change(replace(entity, address=address), Verdict(real=frozenset({"address"}), kinds=frozenset({kind})))


def _incomplete(entity: Entity, address: Address, kind: str) -> Change:
    return Change(replace(entity, address=address), Verdict(incomplete=frozenset({"address"}), kinds=frozenset({kind})))


def _stranger(entity: Entity, kind: str, *, sure: bool = False) -> Change:
    return Change(entity, Verdict(mislinked=True, kinds=frozenset({"mislinked", kind})), sure)
