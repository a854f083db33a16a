"""Customers of e-conomic that are there twice, and by what that shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks.engine.address import Verdict, address, same_street
from checks.engine.company import company
from checks.engine.identifiers import cvr, ean
from checks.engine.records import Debtor
from checks.engine.snapshot import grouped
from checks.engine.text import blank
from checks.engine.town import zip_key

MOST = 3
"""Customers with one EAN that may still be a slip; more are one place that takes the invoices of many."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A customer that was there before under other numbers; `shown_by` is ean, cvr or name."""

    debtor: Debtor
    others: tuple[Debtor, ...]
    shown_by: str


def twins(debtors: Iterable[Debtor]) -> tuple[Twin, ...]:
    """Return the younger one of each two, by number; barred ones are out of use.

    Municipalities and branches share a CVR number on purpose, so it counts only beside the same name. Two valid
    CVR numbers that differ are two companies, whatever else is equal.
    """
    rows = sorted((debtor for debtor in debtors if not debtor.barred), key=lambda debtor: debtor.number)
    found: dict[int, Twin] = {}
    for shown_by, group in (*_by_ean(rows), *_by_cvr(rows), *_by_name(rows)):
        for place, debtor in enumerate(group[1:], 1):
            found.setdefault(debtor.number, Twin(debtor, group[:place], shown_by))
    return tuple(found[number] for number in sorted(found))


def _by_ean(rows: list[Debtor]) -> Iterator[tuple[str, tuple[Debtor, ...]]]:
    same = grouped((number, debtor) for debtor in rows if (number := ean(debtor.ean)))
    return (("ean", group) for group in same.values() if 1 < len(group) <= MOST)


def _by_cvr(rows: list[Debtor]) -> Iterator[tuple[str, tuple[Debtor, ...]]]:
    same = grouped(
        ((number, core), debtor)
        for debtor in rows
        if (number := cvr(debtor.cvr)) and (core := company(debtor.name).core)
    )
    return (("cvr", group) for group in same.values() if len(group) > 1 and not _places(group))


def _by_name(rows: list[Debtor]) -> Iterator[tuple[str, tuple[Debtor, ...]]]:
    same = grouped(
        ((core, postcode), debtor)
        for debtor in rows
        if (core := company(debtor.name).core) and (postcode := zip_key(debtor.zip)) and not blank(debtor.address)
    )
    for group in same.values():
        for place, debtor in enumerate(group[1:], 1):
            if others := tuple(other for other in group[:place] if _one(other, debtor)):
                yield "name", (*others, debtor)


def _one(first: Debtor, second: Debtor) -> bool:
    """Tell whether two of one name and postcode are one: same street, and no proof against it."""
    for proof in (cvr, ean):
        ours, theirs = (proof(d.cvr if proof is cvr else d.ean) for d in (first, second))
        if ours and theirs and ours != theirs:
            return False
    forms = {company(debtor.name).form for debtor in (first, second)} - {None}
    one, other = (address((d.address or "",), d.zip, d.city, d.country) for d in (first, second))
    return len(forms) < 2 and same_street(one, other) <= Verdict.COSMETIC


def _places(group: tuple[Debtor, ...]) -> bool:
    """Tell whether each has an EAN of its own: one authority's places, all under its name."""
    numbers = [number for debtor in group if (number := ean(debtor.ean))]
    return len(numbers) == len(group) == len(set(numbers))
