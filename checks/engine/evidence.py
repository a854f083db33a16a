"""What speaks for and against two records being one company: points a field, which add up.

A point is one bit: it doubles the odds. What few records have says more than what many have, so the points of what
agrees come from a count (`Census`); what contradicts has fixed points, told in `AGAINST`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from checks.engine.address import Verdict, same_street
from checks.engine.identifiers import near_cvr, near_digits
from checks.engine.likeness import Likeness, likeness, most, one_slip
from checks.engine.text import loose
from checks.engine.traits import Traits
from checks.engine.weight import Says, Weight

Census = Callable[[str], float]
"""Points of a key (`blocks.keys`) that two records share: the logarithm of how few have it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two records compared: every field that says something, and what the decision has to know beside the points."""

    weights: tuple[Weight, ...]
    name: Likeness
    address: Verdict | None
    """None where one side has no street."""

    @property
    def points(self) -> float:
        """Return the sum."""
        return sum(weight.points for weight in self.weights)

    def of(self, field: str) -> Weight:
        """Return the weight of a field; one that says nothing has no points."""
        return next((weight for weight in self.weights if weight.field == field), Weight(field, 0.0, Says.UNKNOWN))


ZIP = 1.0
ALONE = "nobody else"
"""A key that no record has: its points are those of one that only the two have."""
UNIQUE = 13.0
"""Points of a CVR number that only the two have; the number of records makes it neither more nor less."""
CROWDED = 9.5
"""Points of a CVR number below which it is one that several companies share."""


class Rarities(dict[str, float]):
    """The points of every word that was asked for, while the counts are the same."""

    def __init__(self, census: Census) -> None:
        super().__init__()
        self.census = census

    def __missing__(self, word: str) -> float:
        found = self[word] = min(most(word), self.census(f"t{word}"))
        return found


def weigh(ours: Traits, theirs: Traits, rarities: Rarities) -> Weighed:
    """Compare two records field by field."""
    census = rarities.census
    name = likeness(ours.name, theirs.name, rarities.__getitem__, (ours.town, theirs.town))
    verdict = same_street(ours.place, theirs.place) if ours.place.pieces and theirs.place.pieces else None
    found = [
        _cvr(ours, theirs, name, census),
        _name(name),
        _form(ours, theirs),
        *_place(ours, theirs, verdict, census),
        _ean(ours, theirs, census),
        _email(ours, theirs, census),
        _number(ours, theirs),
        _meant(ours, theirs),
    ]
    return Weighed(tuple(weight for weight in found if weight is not None), name, verdict)


def _cvr(ours: Traits, theirs: Traits, name: Likeness, census: Census) -> Weight | None:
    if ours.cvr and theirs.cvr:
        if ours.cvr != theirs.cvr:
            return Weight("cvr", AGAINST["cvr"], Says.OTHER)
        shared = census(f"c{ours.cvr}")
        alone = shared >= census(ALONE)
        points = UNIQUE if alone else UNIQUE - 1.2 * (census(ALONE) - shared)
        if name.points <= 0 and not alone:
            return Weight("cvr", 2.0, Says.CROWD)
        return Weight("cvr", points - (5.0 if name.telling else 0.0), Says.SAME if points >= CROWDED else Says.CROWD)
    if ours.digits and theirs.digits:
        if near_cvr(ours.digits, theirs.digits):
            return Weight("cvr", 6.0, Says.NEAR)
        return Weight("cvr", AGAINST["digits"], Says.OTHER)
    return None


def _name(name: Likeness) -> Weight | None:
    if not name.points and not name.words:
        return None
    if name.telling:
        return Weight("name", name.points, Says.TELLING, tuple(sorted(name.telling)))
    if name.points <= 0:
        return Weight("name", name.points, Says.OTHER)
    return Weight("name", name.points, Says.SAME if name.exact else Says.ALIKE)


def _form(ours: Traits, theirs: Traits) -> Weight | None:
    """A company that changes its form keeps its CVR number; without one, another form is more likely a twin."""
    a, b = ours.name.form, theirs.name.form
    if a is None or b is None:
        return None
    if a == b:
        return Weight("form", 0.5, Says.SAME)
    converted = ours.cvr is not None and ours.cvr == theirs.cvr
    return Weight("form", AGAINST["converted" if converted else "form"], Says.OTHER)


def _place(ours: Traits, theirs: Traits, verdict: Verdict | None, census: Census) -> tuple[Weight | None, ...]:
    """Where both have a street the postcode is part of what the address says; one point of it is told apart."""
    found = _address(ours, theirs, verdict, census)
    if found is None or found.field == "zip" or not ours.zip or not theirs.zip:
        return (found,)
    point = ZIP if ours.zip == theirs.zip else -ZIP
    zip_ = Weight("zip", point, Says.SAME if point > 0 else Says.OTHER)
    return (replace(found, points=found.points - point), zip_)


def _address(ours: Traits, theirs: Traits, verdict: Verdict | None, census: Census) -> Weight | None:
    same_zip = ours.zip == theirs.zip if ours.zip and theirs.zip else None
    if verdict is None:
        return _zip(ours, same_zip, census)
    if verdict is Verdict.DIFFERENT:
        return _moved(ours, theirs, same_zip)
    if same_zip is False:
        return _slipped(ours, theirs)
    known = [census(f"a{house}") for house in (ours.house, theirs.house) if house and same_zip]
    points = min(8.0, *known) if known else 5.0
    less = 0.5 if verdict is Verdict.INCOMPLETE else 0.0
    return Weight("address", max(1.0, points - less), Says.SAME if points > 6.0 else Says.CROWD)


def _slipped(ours: Traits, theirs: Traits) -> Weight:
    """The same street and house under another postcode: a slip where the town or all but one digit is the same."""
    if ours.town & theirs.town or near_digits(ours.zip, theirs.zip):
        return Weight("address", 5.0, Says.NEAR)
    return Weight("address", -1.0, Says.OTHER)


def _zip(ours: Traits, same_zip: bool | None, census: Census) -> Weight | None:
    if same_zip is None:
        return None
    return Weight("zip", min(5.0, census(f"z{ours.zip}"))) if same_zip else Weight("zip", AGAINST["zip"], Says.OTHER)


def _moved(ours: Traits, theirs: Traits, same_zip: bool | None) -> Weight:
    """Another street: companies move, and most of them not far."""
    a, b = ours.street, theirs.street
    if a.names and b.names and a.house and a.house == b.house:
        slipped = one_slip(loose(a.title), loose(b.title))
        if same_zip and a.names & b.names:
            return Weight("address", 2.0, Says.NEAR)
        if slipped and (same_zip or near_digits(ours.zip, theirs.zip)):
            return Weight("address", 5.0 if same_zip else 3.5, Says.NEAR)
    return Weight("address", AGAINST["street"] if same_zip else AGAINST["address"], Says.OTHER)


def _ean(ours: Traits, theirs: Traits, census: Census) -> Weight | None:
    if not ours.ean or not theirs.ean:
        return None
    if ours.ean != theirs.ean:
        return Weight("ean", AGAINST["ean"], Says.OTHER)
    return Weight("ean", min(12.0, census(f"e{ours.ean}")))


def _email(ours: Traits, theirs: Traits, census: Census) -> Weight | None:
    if not ours.email or not theirs.email:
        return None
    if ours.email == theirs.email:
        points = min(9.0, census(f"m{ours.email}"))
        return Weight("email", points, Says.SAME if points > 7.0 else Says.CROWD)
    if ours.domain and ours.domain == theirs.domain:
        return Weight("email", min(4.0, census(f"d{ours.domain}") - 2), Says.ALIKE)
    return Weight("email", AGAINST["email"], Says.OTHER)


def _number(ours: Traits, theirs: Traits) -> Weight | None:
    return Weight("number", 5.0) if ours.number and ours.number == theirs.number else None


def _meant(ours: Traits, theirs: Traits) -> Weight | None:
    return Weight("foreign_id", 9.0) if ours.meant and ours.meant == theirs.number else None


AGAINST = {
    "cvr": -9.0,
    "digits": -1.0,
    "form": -6.0,
    "converted": -2.0,
    "zip": -3.0,
    "street": -0.5,
    "address": -4.5,
    "ean": -6.0,
    "email": -0.7,
}
