"""A customer and a debtor field by field: what both hold and which way it speaks."""

from __future__ import annotations

from collections.abc import Mapping

from checks.engine.address import Address, Verdict, address, same_street
from checks.engine.company import company, one_company
from checks.engine.cpr import holds_cpr, without_cpr
from checks.engine.identifiers import cvr, ean
from checks.engine.likeness import alike
from checks.engine.plan import Evidence
from checks.engine.records import Customer, Debtor
from checks.engine.text import blank, tidy
from checks.engine.town import country_key, same_town, zip_key
from checks.engine.weight import Weight

FOR, AGAINST, NEUTRAL = "for", "against", "neutral"


ORDER = (
    *("cvr", "name", "form", "address", "zip", "city", "country", "ean", "email", "number"),
    *("foreign_id", "barred", "inactive"),
)
Pair = tuple[str | None, str | None]


def values(customer: Customer, debtor: Debtor) -> Mapping[str, Pair]:
    """Return ClientTime's value and e-conomic's value of each field, as the screen lines them up."""
    ours, theirs = addresses(customer, debtor)
    return {
        "cvr": (customer.cvr, debtor.cvr),
        "name": (customer.name, debtor.name),
        "address": (lined(customer.address), lined((debtor.address or "",))),
        "zip": (customer.zip or ours.zip or None, debtor.zip or theirs.zip or None),
        "city": (customer.city or ours.city or None, debtor.city or theirs.city or None),
        "country": (customer.country, debtor.country),
        "ean": (customer.ean, debtor.ean),
        "email": (customer.email, debtor.email),
        "number": (customer.code, str(debtor.number)),
    }


def addresses(customer: Customer, debtor: Debtor) -> tuple[Address, Address]:
    """Return both addresses as read."""
    return (
        address(customer.address, customer.zip, customer.city, customer.country),
        address((debtor.address or "",), debtor.zip, debtor.city, debtor.country),
    )


def lined(lines: tuple[str, ...]) -> str | None:
    """Return address lines on one line, as they stand."""
    return ", ".join(part.strip() for line in lines for part in line.splitlines() if part.strip()) or None


def verdicts(customer: Customer, debtor: Debtor) -> Mapping[str, str]:
    """Return which way each field speaks; what one side does not know speaks neither way."""
    return {
        field: NEUTRAL if _unknown(pair) else _says(field, customer, debtor)
        for field, pair in values(customer, debtor).items()
    }


def evidence(customer: Customer, debtor: Debtor, weights: tuple[Weight, ...] = ()) -> tuple[Evidence, ...]:
    """Return the lines of why for the plan; what was weighed speaks as its points do."""
    speaks, points = verdicts(customer, debtor), {weight.field: weight.points for weight in weights}
    pairs = dict(values(customer, debtor))
    pairs |= {field: pair for field, pair in _aside(customer, debtor).items() if field in points}
    return tuple(
        Evidence(
            field,
            *pairs[field],
            _way(points[field]) if field in points else speaks.get(field, NEUTRAL),
            points.get(field),
        )
        for field in sorted(pairs, key=ORDER.index)
    )


def _way(points: float) -> str:
    return FOR if points > 0 else AGAINST


def _aside(customer: Customer, debtor: Debtor) -> Mapping[str, Pair]:
    """Return what is weighed and is no field that both have."""
    return {
        "form": (_form(customer.name), _form(debtor.name)),
        "foreign_id": (customer.foreign_id, str(debtor.number)),
        "barred": (None, None),
        "inactive": (None, None),
    }


def _form(name: str | None) -> str | None:
    """Return the legal form that a name ends in, as people write it."""
    form = company(without_cpr(name or "")).form
    return "ApS" if form == "aps" else form.upper() if form else None


def agrees(customer: Customer, debtor: Debtor) -> bool:
    """Tell whether more than the number says that they are one: the CVR number, or the name and nothing else not."""
    speaks = verdicts(customer, debtor)
    return speaks["cvr"] == FOR or (speaks["cvr"] == NEUTRAL and speaks["name"] == FOR)


def _unknown(pair: Pair) -> bool:
    return any(blank(value) or holds_cpr(value) for value in pair)


def _says(field: str, customer: Customer, debtor: Debtor) -> str:
    match field:
        case "cvr":
            return _proved(cvr(customer.cvr), cvr(debtor.cvr))
        case "ean":
            return _proved(ean(customer.ean), ean(debtor.ean))
        case "name":
            if one_company(customer.name, debtor.name):
                return FOR
            return NEUTRAL if alike(customer.name, debtor.name) else AGAINST
        case "address":
            verdict = same_street(*addresses(customer, debtor))
            return {Verdict.INCOMPLETE: NEUTRAL, Verdict.DIFFERENT: AGAINST}.get(verdict, FOR)
        case _:
            return _plain(field, customer, debtor)


def _proved(ours: str | None, theirs: str | None) -> str:
    if ours is None or theirs is None:
        return NEUTRAL
    return FOR if ours == theirs else AGAINST


def _plain(field: str, customer: Customer, debtor: Debtor) -> str:
    """Of these, only postcode and town can speak against; people change their mail, and most are Danes."""
    ours, theirs = addresses(customer, debtor)
    same_zip = zip_key(ours.zip) == zip_key(theirs.zip)
    match field:
        case "zip":
            return FOR if same_zip else AGAINST
        case "city":
            return NEUTRAL if same_town(ours.city, theirs.city, same_zip) else AGAINST
        case "country":
            return NEUTRAL if country_key(ours.country) == country_key(theirs.country) else AGAINST
        case "email":
            return FOR if tidy(customer.email).casefold() == tidy(debtor.email).casefold() else NEUTRAL
        case _:
            return FOR if zip_key(customer.code) == str(debtor.number) else NEUTRAL
