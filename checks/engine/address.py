"""Two Danish addresses side by side: the same, the same but for form, one incomplete, or different."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from checks.engine.identifiers import near_digits
from checks.engine.street import LONGEST, Street, chunks, street
from checks.engine.text import fold, tidy
from checks.engine.town import COUNTRIES, country_key, lands, same_town, zip_key

_DENMARK = frozenset({"danmark", "denmark", "dk"})
LONG = 8
"""Letters that a street's name needs before one typing error in it may be overlooked."""
_ZIP_AND_TOWN = re.compile(
    r"(?P<zip>(?:dk|se|s|no|n|fo|gl|de|d)?[- ]?\d{3}(?:\d{0,2}| \d\d))\s+(?P<city>[^\W\d][^\d]*)", re.I
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
    pieces, postcode, town, land = list(chunks(lines)), tidy(zip), tidy(city), tidy(country)
    if len(pieces) > 1 and _is_country(pieces[-1], land):
        land = land or pieces[-1]
        pieces.pop()
    if postcode and not town and (both := _ZIP_AND_TOWN.fullmatch(postcode)):
        postcode, town = both["zip"], both["city"]
    if lifted := _town_among(pieces, postcode):
        index, match = lifted
        before = match.groupdict().get("street", "")
        pieces[index : index + 1] = [before] if before else []
        postcode, town = postcode or match["zip"], town or match["city"]
    if len(pieces) > 1 and town and fold(pieces[-1]) == fold(town):
        pieces.pop()
    if not postcode and len(town) <= LONGEST and (both := _ZIP_AND_TOWN.fullmatch(town)):
        postcode, town = both["zip"], both["city"]
    return Address(tuple(pieces), postcode, town, land)


def _is_country(piece: str, land: str) -> bool:
    if not land:
        return fold(piece) in _DENMARK | COUNTRIES
    return fold(piece) in _DENMARK or country_key(piece) == country_key(land) != "dk"


def _town_among(pieces: list[str], postcode: str) -> tuple[int, re.Match[str]] | None:
    """Find the last piece with a postcode and a town that do not contradict the column."""
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if len(piece) > LONGEST:
            continue
        match = (_ZIP_AND_TOWN.fullmatch(piece) if index else None) or _RUN_ON.fullmatch(piece)
        if match and (not postcode or zip_key(match["zip"]) == zip_key(postcode)):
            return index, match
    return None


def verdicts(ours: Address, theirs: Address) -> Mapping[str, Verdict]:
    """Return the verdict of each field that we hold; what is blank on our side is never a difference."""
    same_zip = zip_key(ours.zip) == zip_key(theirs.zip)
    same_land = bool(lands(ours.country, ours.zip) & lands(theirs.country, theirs.zip))
    found = {
        "address": same_street(ours, theirs) if ours.pieces else Verdict.SAME,
        "zip": _if(same_zip, ours.zip, theirs.zip),
        "city": _if(same_town(ours.city, theirs.city, same_zip and bool(ours.zip)), ours.city, theirs.city),
        "country": _if(same_land, ours.country, theirs.country),
    }
    if found["zip"] is Verdict.DIFFERENT and _zip_slip(ours, theirs, found):
        found["zip"] = Verdict.INCOMPLETE
    if found["address"] is Verdict.COSMETIC and _typing_error(ours, theirs) and max(found.values()) > Verdict.COSMETIC:
        found["address"] = Verdict.DIFFERENT
    return found


def _zip_slip(ours: Address, theirs: Address, found: Mapping[str, Verdict]) -> bool:
    """Tell whether one postcode has a slip: one digit or a swap, and the street and the town say the same."""
    town = bool(ours.city and theirs.city) and same_town(ours.city, theirs.city, same_zip=True)
    return (
        town
        and found["address"] < Verdict.INCOMPLETE
        and near_digits(*(zip_key(one.zip).zfill(4) for one in (ours, theirs)))
    )


def same_street(ours: Address, theirs: Address) -> Verdict:
    """Return how far the street parts agree."""
    if ours.text == theirs.text:
        return Verdict.SAME
    if not theirs.pieces:
        return Verdict.DIFFERENT
    a, b = street(ours.pieces), street(theirs.pieces)
    if a.names and b.names:
        around = max(_house(a, b), _around(a, b))
        slip = around <= Verdict.COSMETIC and any(
            one_error(x, y) for x in a.names | {a.title} for y in b.names | {b.title}
        )
        if a.names & b.names or slip:
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
    fields = ("house", "last", "floor", "door", "care_of", "box")
    return bool(b.rest - a.rest) or any(getattr(b, name) and not getattr(a, name) for name in fields)


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
    """Tell whether two long street names are one typing error apart: two letters swapped, one too many, or one
    hit beside its key.

    Any other letter in place of one is not: Mosevænget and Rosevænget are two streets.
    """
    short, long = sorted((ours, theirs), key=len)
    if _slip_in_ending(ours, theirs) or _slip_in_ending(theirs, ours):
        return True
    if len(short) < LONG or short[:1] != long[:1]:
        return False
    at = next((n for n, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) == len(long):
        swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
        return swapped or (_neighbours(short[at], long[at]) and short[at + 1 :] == long[at + 1 :])
    return short[at:] == long[at + 1 :]


def _slip_in_ending(right: str, wrong: str) -> bool:
    """Tell whether the one ends as streets do, and the other nearly so behind the same beginning: Vibevønget."""
    ending = next((one for one in _ENDINGS if right.endswith(one) and len(right) > len(one) + 2), None)
    if ending is None or any(wrong.endswith(one) for one in _ENDINGS):
        return False
    start = right.removesuffix(ending)
    return wrong.startswith(start) and _one_edit(ending, wrong.removeprefix(start))


def _one_edit(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    at = next((n for n, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) == len(long):
        return short[at + 1 :] == long[at + 1 :] or (
            short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
        )
    return short[at:] == long[at + 1 :]


_ENDINGS = (
    "vænget", "vanget", "parken", "bakken", "toften", "stræde", "strade", "haven", "marken", "vangen", "engen",
    "brinken", "skrænten", "lunden", "allé", "alle", "gade", "torvet", "pladsen", "vej",
)  # fmt: skip


def _neighbours(a: str, b: str) -> bool:
    """Tell whether two letters lie side by side on a Danish keyboard; two vowels make another word more often."""
    if a in _VOWELS and b in _VOWELS:
        return False
    places = [(row.index(key), n) for key in (a, b) for n, row in enumerate(_KEYBOARD) if key in row]
    if len(places) < 2:
        return False
    (x, row), (y, other) = places
    return (row == other and abs(x - y) == 1) or (
        abs(row - other) == 1 and y - x in ((0, -1) if other > row else (0, 1))
    )


_VOWELS = "aeiouyæøå"
_KEYBOARD = ("qwertyuiopå", "asdfghjklæø", "zxcvbnm")
