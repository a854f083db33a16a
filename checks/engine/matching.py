"""Which debtor an unlinked customer is: suggestions with their evidence, or none rather than a guess.

First version: the same valid CVR number, else the same name and postcode; one candidate on both sides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from checks.engine import compared
from checks.engine.company import company, one_company
from checks.engine.identifiers import cvr
from checks.engine.links import Fault, Link, alone, link_of, links
from checks.engine.model import Suggestion
from checks.engine.plan import Evidence
from checks.engine.records import Customer, Debtor
from checks.engine.snapshot import Snapshot
from checks.engine.town import zip_key

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The claimed pairs, by the customer's key and by the debtor's number; best first."""

    by_customer: Mapping[str, tuple[Suggestion, ...]]
    by_debtor: Mapping[int, tuple[Suggestion, ...]]

    def for_customer(self, customer: Customer) -> tuple[Suggestion, ...]:
        """Return the debtors that this customer may be."""
        return self.by_customer.get(customer.key, ())

    def for_debtor(self, debtor: Debtor) -> tuple[Suggestion, ...]:
        """Return the customers that this debtor may be."""
        return self.by_debtor.get(debtor.number, ())


NONE = Suggestions({}, {})


def suggestions(snapshot: Snapshot) -> Suggestions:
    """Return every pair that the evidence claims; none while one of the two lists is not complete."""
    if not (snapshot.customers.complete and snapshot.debtors.complete):
        return NONE
    return snapshot.shared(_suggestions)


def compare(customer: Customer, debtor: Debtor) -> tuple[Evidence, ...]:
    """Return field by field what both sides hold and whether it speaks for one company or against."""
    return compared.evidence(customer, debtor)


def _suggestions(snapshot: Snapshot) -> Suggestions:
    waiting = [link.customer for link in links(snapshot) if _seeks(link)]
    free = [debtor for debtor in snapshot.debtors.rows if _free(snapshot, debtor)]
    crowd = _crowd(snapshot)
    pairs = dict(_pairs(waiting, free, _by_name))
    pairs |= {c: d for c, d in _pairs(waiting, free, _by_cvr) if _tells(c, d, crowd)}
    pairs |= dict(_meant(snapshot))
    claims = [
        (c, d, _claim(link, d, crowd))
        for c, d in _one_to_one(pairs.items())
        if (link := link_of(snapshot, c.key)) and link.customer == c and alone(snapshot, c)
    ]
    return Suggestions(
        {c.key: (replace(claim, name=d.name, place=_place(c, d, 1)),) for c, d, claim in claims},
        {d.number: (replace(claim, name=c.name or "", place=_place(c, d, 0)),) for c, d, claim in claims},
    )


def _place(customer: Customer, debtor: Debtor, side: int) -> str:
    """Return postcode and town of one of the two."""
    told = compared.values(customer, debtor)
    return " ".join(part for field in ("zip", "city") if (part := told[field][side]))


def _seeks(link: Link) -> bool:
    return link.customer.active and (link.empty or link.fault is not None)


def _free(snapshot: Snapshot, debtor: Debtor) -> bool:
    return not debtor.barred and debtor.number not in snapshot.linked and debtor.number not in snapshot.meant


def _pairs(
    customers: Iterable[Customer],
    debtors: Iterable[Debtor],
    key: Callable[[Customer | Debtor], Hashable | None],
) -> list[tuple[Customer, Debtor]]:
    left, right = _keyed(customers, key), _keyed(debtors, key)
    return [
        (ours[0], theirs[0])
        for value, ours in left.items()
        if len(ours) == len(theirs := right.get(value, [])) == 1 and not _conflict(ours[0], theirs[0])
    ]


def _keyed(rows: Iterable[T], key: Callable[[T], Hashable | None]) -> Mapping[Hashable, list[T]]:
    lists: dict[Hashable, list[T]] = defaultdict(list)
    for row in rows:
        if (found := key(row)) is not None:
            lists[found].append(row)
    return lists


def _by_cvr(row: Customer | Debtor) -> Hashable | None:
    return cvr(row.cvr)


def _by_name(row: Customer | Debtor) -> Hashable | None:
    name, postcode = company(row.name), zip_key(row.zip)
    return (name.core, postcode) if name.core and postcode else None


def _conflict(customer: Customer, debtor: Debtor) -> bool:
    """Two valid, different CVR numbers are two companies, and so are two legal forms without one."""
    ours, theirs = cvr(customer.cvr), cvr(debtor.cvr)
    if ours and theirs:
        return ours != theirs
    forms = {company(customer.name).form, company(debtor.name).form} - {None}
    return len(forms) > 1


def _tells(customer: Customer, debtor: Debtor, crowd: frozenset[str]) -> bool:
    """Every school of a municipality has its CVR number: where several share one, the name has to agree."""
    return cvr(debtor.cvr) not in crowd or one_company(customer.name, debtor.name)


def _meant(snapshot: Snapshot) -> list[tuple[Customer, Debtor]]:
    """What a malformed foreign id plainly means, where the debtor is there, free, and its name or CVR agrees."""
    found: list[tuple[Customer, Debtor]] = []
    for number, holders in snapshot.meant.items():
        debtor = snapshot.debtor_by_number.get(number)
        alone = len(holders) == 1 and number not in snapshot.linked
        if alone and debtor and not debtor.barred and compared.agrees(holders[0], debtor):
            found.append((holders[0], debtor))
    return found


def _one_to_one(pairs: Iterable[tuple[Customer, Debtor]]) -> list[tuple[Customer, Debtor]]:
    """Leave out every debtor that is claimed twice: the list is empty rather than a guess."""
    by_debtor = _keyed(pairs, lambda pair: pair[1].number)
    return [claims[0] for claims in by_debtor.values() if len(claims) == 1]


def _crowd(snapshot: Snapshot) -> frozenset[str]:
    """Return the CVR numbers that more than one company of a side has: branches, schools, duplicates."""
    ours = Counter(cvr(customer.cvr) for customer in snapshot.customers.rows)
    theirs = Counter(cvr(debtor.cvr) for debtor in snapshot.debtors.rows)
    return frozenset(number for side in (ours, theirs) for number, times in side.items() if number and times > 1)


def _claim(link: Link, debtor: Debtor, crowd: frozenset[str]) -> Suggestion:
    speaks = compared.verdicts(link.customer, debtor)
    evidence = tuple(field for field, says in speaks.items() if says == compared.FOR)
    against = tuple(field for field, says in speaks.items() if says == compared.AGAINST)
    known = {"cvr", "name"} <= set(evidence) and cvr(debtor.cvr) not in crowd
    return Suggestion(
        link.customer.code,
        debtor.number,
        confidence=_confidence(evidence, against),
        safe=known and link.fault not in (Fault.SHARED, Fault.MISLINKED),
        evidence=evidence,
        against=against,
    )


def _confidence(evidence: tuple[str, ...], against: tuple[str, ...]) -> float:
    found = set(evidence)
    if {"cvr", "name"} <= found:
        base = 0.97
    elif "cvr" in found:
        base = 0.9
    else:
        base = 0.8 if {"name", "zip"} <= found else 0.7
    helped = base + 0.02 * len(found - {"cvr", "name"}) - 0.1 * len(against)
    return round(min(0.99, max(0.3, helped)), 2)
