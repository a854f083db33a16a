"""Which debtor an unlinked customer is: suggestions with their evidence, or none rather than a guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from checks.engine import assignment, compared
from checks.engine.blocks import Side
from checks.engine.confidence import CLAIM, calibrated, confidence
from checks.engine.contest import Around, Compared, Contest, Edge, Entry, Standing
from checks.engine.doubt import Doubt
from checks.engine.links import Fault, Link, alone, links
from checks.engine.model import Rival, Suggestion
from checks.engine.plan import Evidence
from checks.engine.records import Customer, Debtor
from checks.engine.safety import APART, Pair, doubt
from checks.engine.snapshot import Snapshot
from checks.engine.traits import traits_of
from checks.engine.weight import Says, Weight

LINKED, BARRED, INACTIVE = 12.0, -4.0, -3.0
"""Points of a link that stands, and of who is out of use on either side."""
RUNNERS_UP = 2
NOBODY = -99.0
NUMBER = 6.0
"""Points from which on a number speaks for one company alone, whatever its name."""
UNCONTESTED = 5.0
"""Points by which every rival is behind, where a pair is judged by itself."""
NEAR = 0.005
"""Confidence from which on a rival is told of, however far behind its points are."""
Strongest = Mapping[tuple[Side, int], list[tuple[float, Edge]]]
FAULTS = {Fault.SHARED: Doubt.SHARED, Fault.MISLINKED: Doubt.MISLINKED}


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The claimed pairs, by the customer's key and by the debtor's number; best first."""

    by_customer: Mapping[str, tuple[Suggestion, ...]] = field(default_factory=dict[str, tuple[Suggestion, ...]])
    by_debtor: Mapping[int, tuple[Suggestion, ...]] = field(default_factory=dict[int, tuple[Suggestion, ...]])

    def for_customer(self, customer: Customer) -> tuple[Suggestion, ...]:
        """Return the debtors that this customer may be."""
        return self.by_customer.get(customer.key, ())

    def for_debtor(self, debtor: Debtor) -> tuple[Suggestion, ...]:
        """Return the customers that this debtor may be."""
        return self.by_debtor.get(debtor.number, ())


NONE = Suggestions()


def suggestions(snapshot: Snapshot) -> Suggestions:
    """Return every pair that the evidence claims; none while one of the two lists is not complete."""
    if not (snapshot.customers.complete and snapshot.debtors.complete):
        return NONE
    return snapshot.shared(_suggestions)


def unrivalled(snapshot: Snapshot) -> Iterator[tuple[str, int, float]]:
    """Yield every customer whose best candidate nobody contests, that debtor, and its points: what is calibrated."""
    suggestions(snapshot)
    contest = snapshot.kept(Matcher).contest
    everybody: Around = (set(contest.entries[Side.OURS]), set(contest.entries[Side.THEIRS]))
    edges = _edges(contest, everybody)
    strongest, odds = _strongest(contest, edges), _odds(contest, edges, everybody[Side.OURS])
    for record, claims in _claims(contest, odds, edges).items():
        best = claims[0]
        if best.one.points - _rival(strongest, (record, best.record))[0] >= UNCONTESTED:
            number = contest.entries[Side.THEIRS][best.record].row.number
            yield contest.entries[Side.OURS][record].row.key, number, best.one.points


def compare(customer: Customer, debtor: Debtor, weights: tuple[Weight, ...] = ()) -> tuple[Evidence, ...]:
    """Return field by field what both sides hold and whether it speaks for one company or against."""
    return compared.evidence(customer, debtor, weights)


def weighed(snapshot: Snapshot, customer: Customer, debtor: Debtor) -> tuple[tuple[Weight, ...], float | None]:
    """Weigh any pair by the counts of this snapshot; return the weights and the points that it starts with.

    Where one of the lists is not complete the counts say nothing: there are no points.
    """
    if not (snapshot.customers.complete and snapshot.debtors.complete):
        return (), None
    suggestions(snapshot)
    contest = snapshot.kept(Matcher).contest
    found = contest.weigh(traits_of(customer), traits_of(debtor)).weights
    return (*found, *_out_of_use(customer, debtor)), contest.start


@dataclass(slots=True)
class Matcher:
    """Keeps what was compared and what came of it: `told` has the claim of each customer's record."""

    contest: Contest[Any] = field(default_factory=lambda: Contest[Any](traits_of, _zip))
    told: dict[int, tuple[str, int]] = field(default_factory=dict[int, tuple[str, int]])
    by_customer: dict[str, tuple[Suggestion, ...]] = field(default_factory=dict[str, tuple[Suggestion, ...]])
    by_debtor: dict[int, tuple[Suggestion, ...]] = field(default_factory=dict[int, tuple[Suggestion, ...]])

    def forget(self, record: int) -> None:
        """Drop what was claimed for a customer's record."""
        if claimed := self.told.pop(record, None):
            self.by_customer.pop(claimed[0], None)
            self.by_debtor.pop(claimed[1], None)

    def tell(self, record: int, key: str, claims: tuple[Suggestion, ...], seen_from_there: Suggestion) -> None:
        """Keep a claim, as it is seen from both sides."""
        number = seen_from_there.customer_number
        self.told[record] = (key, number)
        self.by_customer[key], self.by_debtor[number] = claims, (seen_from_there,)


def _suggestions(snapshot: Snapshot) -> Suggestions:
    matcher = snapshot.kept(Matcher)
    contest = matcher.contest
    around = contest.update(dict(_named(_ours(snapshot))), dict(_named(_theirs(snapshot))))
    for record in [record for record in matcher.told if record not in contest.entries[Side.OURS]]:
        matcher.forget(record)
    if any(around):
        _decide(matcher, contest.region(around))
    return Suggestions(dict(matcher.by_customer), dict(matcher.by_debtor))


def _zip(row: Customer | Debtor) -> str:
    return row.zip or ""


def _named(entries: Iterable[Entry[Any]]) -> Iterator[tuple[Hashable, Entry[Any]]]:
    return ((entry.name, entry) for entry in entries)


def _ours(snapshot: Snapshot) -> Iterator[Entry[Any]]:
    seen = Counter[tuple[str, str]]()
    for link in links(snapshot):
        customer = link.customer
        seen[customer.key, customer.code] += 1
        name = (customer.key, customer.code, seen[customer.key, customer.code])
        bias = 0.0 if customer.active else INACTIVE
        standing = Standing(link.fault, link.number if _sound(link) else None, alone(snapshot, customer))
        yield Entry(customer, name, _seeks(link), bias, standing)


def _theirs(snapshot: Snapshot) -> Iterator[Entry[Any]]:
    seen = Counter[int]()
    for debtor in snapshot.debtors.rows:
        seen[debtor.number] += 1
        name = (debtor.number, seen[debtor.number])
        bias = BARRED if debtor.barred else 0.0
        yield Entry(debtor, name, debtor.number not in snapshot.linked, bias)


def _sound(link: Link) -> bool:
    return link.debtor is not None and not link.fault and not link.empty


def _seeks(link: Link) -> bool:
    return link.customer.active and (link.empty or link.fault is not None)


def _odds(contest: Contest[Any], edges: Iterable[Edge], ours: Iterable[int]) -> Mapping[Edge, float]:
    """Return the odds of these pairs; a link that stands holds both of its ends."""
    points = {edge: calibrated(contest.compared[edge].points) for edge in edges}
    for record in ours:
        if (other := contest.held(record)) is not None:
            points[record, other] = max(points.get((record, other), 0.0), LINKED)
    return assignment.odds(points)


@dataclass(frozen=True, slots=True)
class Claim:
    """A pair with its odds, seen from the customer."""

    odds: float
    record: int
    one: Compared


def _decide(matcher: Matcher, region: Around) -> None:
    """Decide anew who has whom among records that hang together; all others keep what they have."""
    contest = matcher.contest
    edges = _edges(contest, region)
    odds = _odds(contest, edges, region[Side.OURS])
    ranking = Ranking(contest, odds, _strongest(contest, edges))
    for record in region[Side.OURS]:
        matcher.forget(record)
    for record, claims in _claims(contest, odds, edges).items():
        if confidence(claims[0].odds) < CLAIM or not _claimable(claims[0].one):
            continue
        entry = contest.entries[Side.OURS][record]
        told = tuple(_suggestion(ranking, record, claim) for claim in claims[: RUNNERS_UP + 1])
        near = tuple(one for one in told if one is told[0] or one.confidence >= 0.02)
        place = _place(entry.row, contest.entries[Side.THEIRS][claims[0].record].row, 0)
        matcher.tell(record, entry.row.key, near, replace(told[0], name=entry.row.name or "", place=place))


def _edges(contest: Contest[Any], region: Around) -> list[Edge]:
    """Return the pairs by name: a record's number says when it came, and must not decide between equals."""
    left, right = contest.entries
    return [
        (ours, theirs)
        for ours in sorted(region[0], key=lambda one: (left[one].name,))
        for theirs in sorted(contest.rivals(Side.OURS, ours), key=lambda one: (right[one].name,))
    ]


def _claimable(one: Compared) -> bool:
    """Tell whether a pair may be claimed at all: beside a name that speaks against, only by a number of its own."""
    numbers = ("cvr", "ean", "foreign_id")
    return one.weighed.name.points >= 0 or any(one.weighed.of(field).points > NUMBER for field in numbers)


def _claims(contest: Contest[Any], odds: Mapping[Edge, float], edges: Iterable[Edge]) -> Mapping[int, list[Claim]]:
    """Return the free partners of every customer that seeks one and that nobody has the same key as, best first."""
    found: dict[int, list[Claim]] = {}
    for ours, theirs in edges:
        entry = contest.entries[Side.OURS][ours]
        if entry.seeks and entry.standing.alone and contest.entries[Side.THEIRS][theirs].seeks:
            found.setdefault(ours, []).append(Claim(odds[ours, theirs], theirs, contest.compared[ours, theirs]))
    theirs_of = contest.entries[Side.THEIRS]
    for claims in found.values():
        claims.sort(key=lambda claim: (-claim.odds, theirs_of[claim.record].name))
    return found


def _strongest(contest: Contest[Any], edges: Iterable[Edge]) -> Strongest:
    """Return the two strongest of these pairs of every record."""
    found: dict[tuple[Side, int], list[tuple[float, Edge]]] = {}
    for edge in edges:
        for end in ((Side.OURS, edge[0]), (Side.THEIRS, edge[1])):
            best = found.setdefault(end, [])
            best.append((contest.compared[edge].points, edge))
            best.sort(key=lambda pair: -pair[0])
            del best[2:]
    return found


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a pair is judged beside: every other one."""

    contest: Contest[Any]
    odds: Mapping[Edge, float]
    strongest: Strongest

    def rival(self, pair: Edge, points: float) -> Rival | None:
        """Return who comes next, where it comes near: by its points, or by how likely it is."""
        behind, (ours, theirs) = _rival(self.strongest, pair)
        if (ours, theirs) == pair:
            return None
        likely = confidence(self.odds[ours, theirs])
        if likely < NEAR and points - behind >= APART:
            return None
        if ours == pair[0]:
            debtor: Debtor = self.contest.entries[Side.THEIRS][theirs].row
            return Rival(str(debtor.number), debtor.name, likely)
        customer: Customer = self.contest.entries[Side.OURS][ours].row
        return Rival(customer.code, customer.name or "", likely, ours=True)


def _suggestion(ranking: Ranking, record: int, claim: Claim) -> Suggestion:
    contest = ranking.contest
    entry, other = contest.entries[Side.OURS][record], contest.entries[Side.THEIRS][claim.record]
    customer: Customer = entry.row
    debtor: Debtor = other.row
    why = _doubt(ranking, entry, other, (record, claim.record), claim)
    weights = (*claim.one.weighed.weights, *_out_of_use(customer, debtor))
    ranked = sorted(weights, key=lambda weight: -weight.points)
    return Suggestion(
        customer.code,
        debtor.number,
        confidence=confidence(claim.odds),
        safe=why is None,
        evidence=tuple(weight.field for weight in ranked if weight.points > 0),
        against=tuple(weight.field for weight in reversed(ranked) if weight.points < 0),
        name=debtor.name,
        place=_place(customer, debtor, 1),
        weights=weights,
        doubt=why,
        rival=ranking.rival((record, claim.record), claim.one.points),
    )


def _doubt(ranking: Ranking, ours: Entry[Any], theirs: Entry[Any], edge: Edge, claim: Claim) -> Doubt | None:
    if theirs.row.barred:
        return Doubt.BARRED
    fault = ours.standing.fault
    if isinstance(fault, Fault) and fault in FAULTS:
        return FAULTS[fault]
    rival, twice = _rival(ranking.strongest, edge)[0], _twice(ranking.contest, ours, theirs)
    return doubt(
        Pair(traits_of(ours.row), traits_of(theirs.row), claim.one.weighed, claim.one.points, rival, claim.odds, twice)
    )


def _out_of_use(customer: Customer, debtor: Debtor) -> Iterator[Weight]:
    if debtor.barred:
        yield Weight("barred", BARRED, Says.OTHER)
    if not customer.active:
        yield Weight("inactive", INACTIVE, Says.OTHER)


def _rival(strongest: Strongest, pair: Edge) -> tuple[float, Edge]:
    """Return the strongest other pair that has one of the two in it, with its points; the pair itself for none."""
    others = (*strongest[Side.OURS, pair[0]], *strongest[Side.THEIRS, pair[1]])
    return max((other for other in others if other[1] != pair), key=itemgetter(0), default=(NOBODY, pair))


def _twice(contest: Contest[Any], ours: Entry[Any], theirs: Entry[Any]) -> bool:
    keys = {
        f"{letter}{value}"
        for one in (traits_of(ours.row), traits_of(theirs.row))
        for letter, value in (("c", one.cvr), ("e", one.ean))
        if value
    }
    return any(len(side) > 1 for key in keys for side in contest.blocks.holders(key))


def _place(customer: Customer, debtor: Debtor, side: int) -> str:
    """Return postcode and town of one of the two."""
    told = compared.values(customer, debtor)
    return " ".join(part for name in ("zip", "city") if (part := told[name][side]))
