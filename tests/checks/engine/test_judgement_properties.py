"""What holds of every two records and every office, whatever is written in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from checks.engine import assignment
from checks.engine.address import Address, Verdict, address, same_street
from checks.engine.company import company, same_name
from checks.engine.evidence import Rarities, weigh
from checks.engine.identifiers import cvr
from checks.engine.likeness import likeness, plain_rarity
from checks.engine.matching import suggestions
from checks.engine.model import Suggestion
from checks.engine.records import Customer, Debtor
from checks.engine.snapshot import Snapshot
from checks.engine.staleness import staleness
from checks.engine.traits import traits_of
from tests.support.builders import OTHER_CVR, VALID_CVR, customer, debtor, snapshot
from tests.support.offices import NAMES, STREETS, customers, debtors, offices, shuffled

Test = TypeVar("Test", bound=Callable[..., None])
ANYTHING = st.text(max_size=60)
WORD = st.sampled_from(("Hansen", "Byg", "ApS", "A/S", "&", "og", "v/", "Mette", "(LUKKET)", "E/F", "14-18", "Holding"))
WORDS = st.lists(WORD | st.sampled_from(("Møller", "Müller", "Moeller")), max_size=7)
NAME = ANYTHING | WORDS.map(" ".join) | st.sampled_from(NAMES)
PIECE = st.sampled_from(["Nørregade", "Gl.", "12", "12A", "-", ",", "2.", "tv", "st", "8000", "Aarhus", "c/o", "\n"])
LINE = ANYTHING | st.lists(PIECE, max_size=9).map(" ".join) | st.sampled_from(STREETS)


def often(test: Test) -> Test:
    """Run a property on 20,000 examples in the long run."""
    return settings(
        deadline=None, max_examples=20_000, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
    )(test)


def seldom(test: Test) -> Test:
    """Run a property on a few examples, the same each time."""
    return settings(deadline=None, derandomize=True, max_examples=25, suppress_health_check=[HealthCheck.too_slow])(
        test
    )


def at(line: str, zip_: str = "8000", city: str = "Aarhus C") -> Address:
    return address((line,), zip_, city, None)


def names_weigh_alike(ours: str, theirs: str) -> None:
    a, b = company(ours), company(theirs)

    assert likeness(a, b, plain_rarity) == likeness(b, a, plain_rarity)
    assert same_name(ours, theirs) == same_name(theirs, ours)


def streets_agree_alike(ours: str, theirs: str) -> None:
    a, b = at(ours), at(theirs)

    assert same_street(a, a) == Verdict.SAME
    if a.pieces and b.pieces:
        there, back = same_street(a, b), same_street(b, a)
        assert there == back or {there, back} == {Verdict.INCOMPLETE, Verdict.DIFFERENT}  # a house number is missing


def records_weigh_alike(ours: Customer, theirs: Debtor) -> None:
    rarities = Rarities(lambda key: float(len(key) % 9))
    a, b = traits_of(ours), traits_of(theirs)

    there, back = weigh(a, replace(b, meant=None), rarities), weigh(b, replace(a, meant=None), rarities)

    assume(there.address is back.address)
    assert {w.field: (round(w.points, 6), w.says) for w in there.weights} == {
        w.field: (round(w.points, 6), w.says) for w in back.weights
    }


def any_text_is_judged(name: str, line: str, zip_: str, city: str, number: str) -> None:
    ours = customer("1", number, name=name, address=(line, city), zip=zip_, city=city, cvr=number, email=line)
    theirs = debtor(1, name=line, address=name, zip=city, city=zip_, cvr=number, ean=number, email=name)

    found = suggestions(snapshot(ours, theirs, customer("2", None, name=line), debtor(2, name=name)))
    staleness(ours, theirs)

    assert all(0 < s.confidence < 1 for told in found.by_customer.values() for s in told)


def safe_claims(whole: Snapshot) -> list[tuple[Suggestion, Customer, Debtor]]:
    ours = {row.key: row for row in whole.customers.rows}
    found = suggestions(whole).by_customer
    return [
        (s, ours[key], whole.debtor_by_number[s.customer_number]) for key, told in found.items() for s in told if s.safe
    ]


def what_is_safe_has_nothing_against_it(whole: Snapshot) -> None:
    safe = safe_claims(whole)

    assert len({s.customer_number for s, _, _ in safe}) == len(safe)
    for _, ours, theirs in safe:
        numbers = {cvr(ours.cvr), cvr(theirs.cvr)} - {None}
        assert len(numbers) < 2
        assert not theirs.barred
        assert "010190-1234" not in (ours.cvr, theirs.cvr)
        assert ours.active
        held = [row for row in whole.debtors.rows if cvr(row.cvr) in numbers]
        assert len(held) < 2


def the_order_of_rows_is_nothing(whole: Snapshot, order: list[int]) -> None:
    assert suggestions(shuffled(whole, order)) == suggestions(whole)


POINTS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(-20, 30), max_size=14)


def chances_add_up(points: dict[tuple[int, int], float]) -> None:
    odds = assignment.odds(points)
    chance = {pair: 1 / (1 + 2.0**-value) for pair, value in odds.items()}

    assert all(0 <= one <= 1 for one in chance.values())
    for side in (0, 1):
        for record in range(5):
            assert sum(one for pair, one in chance.items() if pair[side] == record) <= 1 + 1e-3
    back = assignment.odds(dict(reversed(points.items())))
    assert all(abs(back[pair] - value) < 1e-3 for pair, value in odds.items())


SHORT = [
    seldom(given(NAME, NAME)(names_weigh_alike)),
    seldom(given(LINE, LINE)(streets_agree_alike)),
    seldom(given(customers("1"), debtors(1))(records_weigh_alike)),
    seldom(given(NAME, LINE, ANYTHING, ANYTHING, ANYTHING)(any_text_is_judged)),
    seldom(given(offices())(what_is_safe_has_nothing_against_it)),
    seldom(given(offices(), st.permutations(range(5)))(the_order_of_rows_is_nothing)),
    seldom(given(POINTS)(chances_add_up)),
]
LONG = [
    often(given(NAME, NAME)(names_weigh_alike)),
    often(given(LINE, LINE)(streets_agree_alike)),
    often(given(customers("1"), debtors(1))(records_weigh_alike)),
    often(given(NAME, LINE, ANYTHING, ANYTHING, ANYTHING)(any_text_is_judged)),
    often(given(offices())(what_is_safe_has_nothing_against_it)),
    often(given(offices(), st.permutations(range(5)))(the_order_of_rows_is_nothing)),
    often(given(POINTS)(chances_add_up)),
]


@pytest.mark.parametrize("holds", SHORT, ids=lambda test: test.__name__)
def test_it_holds_of_a_few(holds: Callable[[], None]) -> None:
    holds()


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("holds", LONG, ids=lambda test: test.__name__)
def test_it_holds_of_twenty_thousand(holds: Callable[[], None]) -> None:
    holds()


@pytest.mark.parametrize("number", [VALID_CVR, "DK-13 74 81 36", "13748136.0"])
def test_a_conflict_of_valid_numbers_is_never_safe_though_all_else_is_the_same(number: str) -> None:
    found = suggestions(snapshot(customer(foreign_id=None, cvr=number), debtor(cvr=OTHER_CVR)))

    assert not any(s.safe for told in found.by_customer.values() for s in told)
