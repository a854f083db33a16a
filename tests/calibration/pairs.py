"""Linked pairs of which is known field by field whether they really differ, and which are no pair at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checks.engine.records import Customer, Debtor
from tests.calibration import changes
from tests.calibration.cards import as_customer, as_debtor, snapshot
from tests.calibration.case import Pairs, Verdict
from tests.calibration.changes import Change, Maker
from tests.calibration.dice import Dice, dice
from tests.calibration.entities import Entity
from tests.calibration.lettering import hand, letter
from tests.calibration.name_forms import other_form
from tests.calibration.numbers import written_cvr
from tests.calibration.people import person
from tests.calibration.population import population
from tests.calibration.worsen import Sheet

OUTCOMES = {
    "typical": (
        ("same", 0.72),
        ("real", 0.16),
        ("incomplete", 0.07),
        ("mislinked", 0.02),
        ("slip", 0.02),
        ("free", 0.01),
    ),
    "harsh": (("same", 0.42), ("real", 0.28), ("incomplete", 0.12), ("mislinked", 0.1), ("slip", 0.05), ("free", 0.03)),
}
COSMETIC = {"typical": 0.3, "harsh": 0.65}


@dataclass(frozen=True, slots=True)
class _Pair:
    ours: Entity
    theirs: Entity
    verdict: Verdict
    sure: bool = False


def pairs(seed: object, size: int = 5000, profile: str = "harsh") -> Pairs:
    """Return so many linked pairs; the same arguments give the same ones."""
    everyone = population(seed, size, profile)
    source = dice(seed, "pairs", profile)
    numbers = source.sample(range(20000 + 4 * size, 40000 + 12 * size), size)
    customers, debtors, truth = list[Customer](), list[Debtor](), dict[str, Verdict]()
    for place, (entity, number) in enumerate(zip(everyone, numbers, strict=True)):
        own = dice(seed, "pair", profile, place)
        pair = _pair(own, _housed(own, entity), everyone, profile)
        ours, theirs = _cards(own, pair, COSMETIC[profile])
        key = f"K{place:06d}"
        verdict = _blanked(own, ours, _land(ours, theirs, _cut(own, ours, theirs, pair.verdict)))
        truth[key] = replace(verdict, kinds=verdict.kinds | ours.kinds | theirs.kinds)
        customers.append(as_customer(ours, own, key, str(1000 + place), str(number)))
        debtors.append(as_debtor(theirs, own, number))
    source.shuffle(customers)
    source.shuffle(debtors)
    return Pairs(snapshot(customers, debtors), truth)


def _housed(source: Dice, entity: Entity) -> Entity:
    """Give some a c/o, so that there are enough of them to change or lose."""
    address = entity.address
    if source.hit(0.06) and not address.care_of and address.country == "DK":
        return replace(entity, address=replace(address, care_of=person(source), box=""))
    return entity


def _pair(source: Dice, entity: Entity, everyone: Sequence[Entity], profile: str) -> _Pair:
    outcome = source.weighted(OUTCOMES[profile])
    if outcome == "mislinked" and source.hit(0.4):
        return _stranger(source, entity, everyone)
    makers = {"real": changes.REAL, "incomplete": changes.INCOMPLETE, "mislinked": changes.MISLINKED}
    single: dict[str, Maker] = {"slip": changes.street_slip, "free": changes.undecidable}
    if outcome in makers:
        change = _first(source, entity, makers[outcome])
    else:
        change = single[outcome](source, entity) if outcome in single else None
    if change is None:
        return _Pair(entity, entity, Verdict(kinds=frozenset({"same"})))
    if outcome == "real" and source.hit(0.2):
        change = _second(source, change)
    one_way = source.hit(0.5)
    ours, theirs = (entity, change.entity) if one_way else (change.entity, entity)
    return _Pair(ours, theirs, change.verdict, change.sure)


def _first(source: Dice, entity: Entity, makers: Sequence[tuple[Maker, float]]) -> Change | None:
    """Return the first change of a random order that this customer can have."""
    order = sorted(makers, key=lambda one: source.random() ** (1 / one[1]), reverse=True)
    return next((change for maker, _ in order if (change := maker(source, entity))), None)


def _second(source: Dice, change: Change) -> Change:
    """Return the change with a second one on top: a new name beside a move, a lost floor beside a new name."""
    makers = changes.INCOMPLETE if change.verdict.real == frozenset({"name"}) else ((changes.name, 1.0),)
    other = _first(source, change.entity, makers)
    before, then = change.verdict, other.verdict if other else Verdict()
    # Another name at another place is one company only by its number, and a wholly new name not even by that.
    if other is None or before.incomplete or not change.entity.cvr or "renamed" in then.kinds:
        return change
    both = Verdict(
        before.real | then.real, before.incomplete | then.incomplete, before.free, False, before.kinds | then.kinds
    )
    return Change(other.entity, both, sure=True)


def _stranger(source: Dice, entity: Entity, everyone: Sequence[Entity]) -> _Pair:
    other = source.choice(everyone)
    if other.id == entity.id or (other.family and other.family == entity.family) or other.name == entity.name:
        return _Pair(entity, entity, Verdict(kinds=frozenset({"same"})))
    return _Pair(entity, other, Verdict(mislinked=True, kinds=frozenset({"mislinked", "stranger"})))


def _cards(source: Dice, pair: _Pair, chance: float) -> tuple[Sheet, Sheet]:
    # In a single field postcode and street are one value, and nobody could say which of them differs.
    whole = "zip" not in pair.verdict.real | pair.verdict.incomplete
    ours, theirs = _card(source, pair.ours, chance, whole=whole), _card(source, pair.theirs, chance, whole=whole)
    if not pair.sure:
        for side in source.weighted((((), 0.55), ((ours,), 0.15), ((theirs,), 0.15), ((ours, theirs), 0.15))):
            side.cvr = ""
    # A postcode is only mistyped where a town says so, and a town of its own is needed for that.
    if "zip-slip" in pair.verdict.kinds:
        ours.city, theirs.city = pair.ours.address.city, pair.theirs.address.city
    return ours, theirs


def _card(source: Dice, entity: Entity, chance: float, *, whole: bool) -> Sheet:
    way = hand(source, chance)
    way = way if whole else replace(way, one_field=False)
    where = letter(source, entity.address, way)
    cvr = written_cvr(source, entity.cvr) if entity.cvr and source.hit(0.2) else entity.cvr
    name = other_form(source, entity, chance)
    return Sheet(
        name, list(where.lines), where.zip, where.city, where.country, cvr, entity.ean, entity.email, way.kinds
    )


def _cut(source: Dice, ours: Sheet, theirs: Sheet, verdict: Verdict) -> Verdict:
    """Make some values longer than e-conomic's fields, so that only its copy is cut: form."""
    if verdict.real or verdict.incomplete or verdict.mislinked or verdict.free or not source.hit(0.02):
        return verdict
    if source.hit(0.7):
        tail = " - afdelingen for " + ", ".join(
            source.choice(("drift", "vedligehold", "udlejning", "haver", "tage")) for _ in range(40)
        )
        ours.name = theirs.name = ours.name.strip() + tail
        return replace(verdict, kinds=verdict.kinds | {"cut-name"})
    line = "Indgang gennem porten og " + ", ".join("til venstre ad gangen" for _ in range(28))
    ours.lines, theirs.lines = [*ours.lines, line], [*ours.lines, line]
    return replace(verdict, kinds=verdict.kinds | {"cut-address"})


def _land(ours: Sheet, theirs: Sheet, verdict: Verdict) -> Verdict:
    """Let the country differ only where both sides name one: an empty one may be any."""
    if "abroad" in verdict.kinds and ours.country and theirs.country:
        return replace(verdict, real=verdict.real | {"country"}, free=verdict.free - {"country"})
    return verdict


def _blanked(source: Dice, ours: Sheet, verdict: Verdict) -> Verdict:
    """Leave ClientTime's address out now and then: a blank there is never a difference."""
    if "zip" in verdict.incomplete or not source.hit(0.03):
        return verdict
    ours.lines, ours.zip, ours.city = [], "", ""
    lost = frozenset({"address", "zip", "city"})
    kinds = verdict.kinds | {"blank-in-clienttime"}
    return Verdict(verdict.real - lost, verdict.incomplete - lost, verdict.free - lost, verdict.mislinked, kinds)
