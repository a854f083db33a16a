"""Numbers that cannot be right: a check digit that fails, and the right number that a slip of the hand made it from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.engine.cpr import holds_cpr
from checks.engine.identifiers import cvr, ean
from checks.engine.records import Customer, Debtor
from checks.engine.text import tidy
from checks.engine.town import country_key

_FOREIGN = re.compile(r"(?!DK|SE|NR|NO)[A-Z]{2}[ -]?[0-9A-Z]", re.IGNORECASE)
"""A VAT number of another country: its letters in front are not those that Danes write before a CVR number."""
FIELDS = ("cvr", "ean")


@dataclass(frozen=True, slots=True)
class Slip:
    """A number of one side that cannot be right; `meant` is the other side's where one slip lies between them."""

    field: str
    value: str
    ours: bool
    meant: str | None = None


def slips(customer: Customer | None, debtor: Debtor | None) -> tuple[Slip, ...]:
    """Return what cannot be right in a customer, its debtor, or both of a link."""
    found: list[Slip] = []
    for field in FIELDS:
        for ours, side, other in ((True, customer, debtor), (False, debtor, customer)):
            if side is not None and _wrong(field, value := tidy(getattr(side, field)), side.country):
                found.append(Slip(field, value, ours, _meant(field, value, getattr(other, field, None))))
    return tuple(found)


def _wrong(field: str, value: str, country: str | None) -> bool:
    """Tell whether a value claims to be a number and is none; zeros and dashes stand for no number at all."""
    if not re.search("[1-9]", value) or holds_cpr(value):
        return False
    if field == "ean":
        return ean(value) is None
    return country_key(country) == "dk" and not _FOREIGN.match(value) and cvr(value) is None


def _meant(field: str, value: str, other: str | None) -> str | None:
    right = cvr(other) if field == "cvr" else ean(other)
    return right if right and one_slip(re.sub("[^0-9]", "", value), right) else None


def one_slip(typed: str, right: str) -> bool:
    """Tell whether one digit is wrong, missing or too many, or two neighbours are swapped."""
    if len(typed) == len(right):
        apart = [place for place, (a, b) in enumerate(zip(typed, right, strict=True)) if a != b]
        if len(apart) == 2 and apart[1] == apart[0] + 1:
            return typed[apart[0]] == right[apart[1]] and typed[apart[1]] == right[apart[0]]
        return len(apart) == 1
    short, long = sorted((typed, right), key=len)
    return len(long) == len(short) + 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
