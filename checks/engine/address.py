"""Two Danish addresses side by side: the same, the same but for form, one incomplete, or different."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from checks.engine.street import Street, chunks, street
from checks.engine.text import fold, tidy
from checks.engine.town import country_key, same_town, zip_key

LONG = 10
"""Letters that a street's name needs before one typing error in it may be overlooked."""
_ZIP_AND_TOWN = re.compile(
    r"(?P<zip>(?:dk|se|s|no|n|fo|de|d)?[- ]?\d{3}(?:\d{0,2}| \d\d))\s+(?P<city>[^\W\d][^\d]*)", re.I
)
_RUN_ON = re.compile(r"(?P<street>.*\w\.?)\s+(?P<zip>(?:dk-?\s?)?\d{4})\s+(?P<city>[^\W\d][^\d]*)", re.I)


class Verdict(IntEnum):
    """How far two addresses agree; from `INCOMPLETE` on a person should know."""

    SAME = 0
    COSMETIC = 1
    INCOMPLETE = 2
    DIFFERENT = 3


@dataclass(frozen=True, slots=True)
class Address:
    """An address as read: the pieces of its street part, and the town wherever it was written."""

    pieces: tuple[str, ...] = ()
    zip: str = ""
    city: str = ""
    country: str = ""

    @property
    def text(self) -> str:
        """Return the street part on one line."""
        return ", ".join(self.pieces)


@lru_cache(maxsize=65_536)
def address(lines: tuple[str, ...], zip: str | None, city: str | None, country: str | None) -> Address:
    """Read the columns; a postcode and town that stand among the lines are lifted out."""
    pieces, postcode, town = list(chunks(lines)), tidy(zip), tidy(city)
    land = tidy(country)
    if len(pieces) > 1 and country_key(pieces[-1]) != "dk" and country_key(pieces[-1]) == country_key(land):
        pieces.pop()
    if len(pieces) > 1 and fold(pieces[-1]) in {"danmark", "denmark", "dk"}:
        pieces.pop()
    for index in range(len(pieces) - 1, -1, -1):
        match = _ZIP_AND_TOWN.fullmatch(pieces[index]) if index else None
        match = match or _RUN_ON.fullmatch(pieces[index])
        if match and (not postcode or zip_key(match["zip"]) == zip_key(postcode)):
            street_part = match.groupdict().get("street", "")
            pieces[index : index + 1] = [street_part] if street_part else []
            postcode, town = postcode or match["zip"], town or match["city"]
            break
    if len(pieces) > 1 and town and fold(pieces[-1]) == fold(town):
        pieces.pop()
    if not postcode and (match := _ZIP_AND_TOWN.fullmatch(town)):
        postcode, town = match["zip"], match["city"]
    return Address(tuple(pieces), postcode, town, land)


def verdicts(ours: Address, theirs: Address) -> Mapping[str, Verdict]:
    """Return the verdict of each field that we hold; what is blank on our side is never a difference."""
    same_zip = zip_key(ours.zip) == zip_key(theirs.zip)
    found = {
        "address": same_street(ours, theirs) if ours.pieces else Verdict.SAME,
        "zip": _if(same_zip, ours.zip, theirs.zip),
        "city": _if(same_town(ours.city, theirs.city, same_zip and bool(ours.zip)), ours.city, theirs.city),
        "country": _if(country_key(ours.country) == country_key(theirs.country), ours.country, theirs.country),
    }
    if found["address"] is Verdict.COSMETIC and _typing_error(ours, theirs) and max(found.values()) > Verdict.COSMETIC:
        found["address"] = Verdict.DIFFERENT
    return found


def same_street(ours: Address, theirs: Address) -> Verdict:
    """Return how far the street parts agree."""
    if ours.text == theirs.text:
        return Verdict.SAME
    if not theirs.pieces:
        return Verdict.DIFFERENT
    a, b = street(ours.pieces), street(theirs.pieces)
    if a.names and b.names:
        around = max(_house(a, b), _around(a, b))
        if a.names & b.names or (around <= Verdict.COSMETIC and one_error(a.title, b.title)):
            return around
        return Verdict.DIFFERENT
    if a.names or b.names:
        return _half(a, b)
    if (a.box or b.box) and a.box != b.box:
        return Verdict.DIFFERENT if a.box and b.box else Verdict.INCOMPLETE
    return max(_either("".join(sorted(a.rest)), "".join(sorted(b.rest))), _either(a.care_of, b.care_of))


def drops(ours: Address, theirs: Address) -> bool:
    """Tell whether their street part says something that ours leaves out, and a push would lose."""
    a, b = street(ours.pieces), street(theirs.pieces)
    parts = ((a.last, b.last), (a.floor, b.floor), (a.door, b.door), (a.care_of, b.care_of), (a.box, b.box))
    return bool(b.rest - a.rest) or any(more and not less for less, more in parts)


def _if(same: bool, ours: str, theirs: str) -> Verdict:
    if not ours or ours == theirs:
        return Verdict.SAME
    return Verdict.COSMETIC if same else Verdict.DIFFERENT


def _house(a: Street, b: Street) -> Verdict:
    if a.house != b.house:
        return Verdict.DIFFERENT
    return max(_either(a.last, b.last), _either(a.floor, b.floor), _either(a.door, b.door))


def _around(a: Street, b: Street) -> Verdict:
    lines = Verdict.COSMETIC
    if a.rest != b.rest:
        lines = Verdict.INCOMPLETE if a.rest <= b.rest or b.rest <= a.rest else Verdict.DIFFERENT
    return max(lines, _either(a.care_of, b.care_of), _either(a.box, b.box))


def _half(a: Street, b: Street) -> Verdict:
    """One side has street and house: a box or a place instead is incomplete, another street is different."""
    whole, part = (a, b) if a.names else (b, a)
    if part.box and not part.rest:
        return Verdict.INCOMPLETE
    lines = part.rest - whole.rest
    return Verdict.INCOMPLETE if lines <= whole.names and whole is b else Verdict.DIFFERENT


def _either(ours: str, theirs: str) -> Verdict:
    if ours == theirs:
        return Verdict.COSMETIC
    return Verdict.DIFFERENT if ours and theirs else Verdict.INCOMPLETE


def _typing_error(ours: Address, theirs: Address) -> bool:
    a, b = street(ours.pieces).names, street(theirs.pieces).names
    return bool(a and b and not a & b)


def one_error(ours: str, theirs: str) -> bool:
    """Tell whether two long street names are one typing error apart: two letters swapped, or one too many.

    Another letter in place of one is not: Østergade and Vestergade, Rosenvænget and Risenvænget are two streets.
    """
    short, long = sorted((ours, theirs), key=len)
    if len(short) < LONG or short[:1] != long[:1]:
        return False
    at = next((n for n, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) == len(long):
        return short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return short[at:] == long[at + 1 :]
