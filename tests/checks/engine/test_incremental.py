"""A change is judged as if all had been judged anew, and costs what hangs together with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.engine import contest
from checks.engine.evidence import Rarities, Weighed, weigh
from checks.engine.matching import suggestions
from checks.engine.records import Customer, Debtor
from checks.engine.snapshot import Reading, Snapshot
from checks.engine.traits import Traits
from tests.calibration.world import links
from tests.support.builders import NOW, OTHER_CVR, customer, debtor, snapshot
from tests.support.offices import CELLS, CVRS, NAMES, STREETS, customers, debtors, linked, offices

EDITS = ("add ours", "add theirs", "drop ours", "drop theirs", "link", "rename", "move", "number", "bar", "close")


def following(before: Snapshot, ours: list[Customer], theirs: list[Debtor]) -> Snapshot:
    """Return the next cycle's snapshot, which keeps what lasts."""
    return Snapshot(
        NOW, before.rules, Reading(tuple(ours), NOW), debtors=Reading(tuple(theirs), NOW), lasting=before.lasting
    )


@dataclass(frozen=True, slots=True)
class Edit:
    """One change between two cycles, drawn blindly: which row is meant is taken from what is there."""

    kind: str
    at: int
    choice: int
    ours: Customer
    theirs: Debtor

    def apply(self, ours: list[Customer], theirs: list[Debtor]) -> None:
        """Change the two lists."""
        match self.kind:
            case "add ours":
                ours.append(self.ours)
            case "add theirs":
                theirs.append(self.theirs)
            case "drop ours" if ours:
                ours.pop(self.at % len(ours))
            case "drop theirs" if theirs:
                theirs.pop(self.at % len(theirs))
            case "bar" if theirs:
                row = theirs[self.at % len(theirs)]
                theirs[self.at % len(theirs)] = replace(row, barred=not row.barred)
            case _ if ours:
                ours[self.at % len(ours)] = self._changed(ours[self.at % len(ours)])
            case _:
                pass

    def _changed(self, row: Customer) -> Customer:
        match self.kind:
            case "link":
                return linked(row, CELLS[self.choice % len(CELLS)])
            case "rename":
                return replace(row, name=NAMES[self.choice % len(NAMES)])
            case "move":
                return replace(row, address=(STREETS[self.choice % len(STREETS)],))
            case "number":
                return replace(row, cvr=CVRS[self.choice % len(CVRS)])
            case _:
                return replace(row, active=not row.active)


@st.composite
def edits(draw: st.DrawFn, most: int) -> list[Edit]:
    return [
        Edit(
            draw(st.sampled_from(EDITS)),
            draw(st.integers(0, 9)),
            draw(st.integers(0, 19)),
            draw(customers(str(10 + n))),
            draw(debtors(10 + n)),
        )
        for n in range(draw(st.integers(1, most)))
    ]


def follows(whole: Snapshot, changes: list[Edit]) -> None:
    ours, theirs, now = list(whole.customers.rows), list(whole.debtors.rows), whole
    suggestions(now)
    for change in changes:
        change.apply(ours, theirs)
        now = following(now, ours, theirs)
        assert suggestions(now) == suggestions(snapshot(*ours, *theirs)), change


@settings(deadline=None, derandomize=True, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(offices(), edits(4))
def test_after_any_change_the_claims_are_those_of_a_fresh_look(whole: Snapshot, changes: list[Edit]) -> None:
    follows(whole, changes)


@pytest.mark.long
@pytest.mark.timeout(1800)
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(offices(8), edits(8))
def test_after_many_changes_of_many_offices_too(whole: Snapshot, changes: list[Edit]) -> None:
    follows(whole, changes)


@pytest.fixture
def weighings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count how often two records are compared."""
    counted = [0]

    def counting(ours: Traits, theirs: Traits, rarities: Rarities) -> Weighed:
        counted[0] += 1
        return weigh(ours, theirs, rarities)

    monkeypatch.setattr(contest, "weigh", counting)
    return counted


@pytest.mark.long
def test_one_changed_customer_of_two_thousand_costs_few_comparisons(weighings: list[int]) -> None:
    whole = links("a change", 2000).snapshot
    suggestions(whole)
    whole_cost, weighings[0] = weighings[0], 0
    rows = list(whole.customers.rows)
    rows[7] = replace(rows[7], name="Helt Nyt Navn ApS", address=("Strandvejen 999",))

    changed = following(whole, rows, list(whole.debtors.rows))
    found = suggestions(changed)

    assert 0 < weighings[0] < whole_cost / 20
    weighings[0] = 0
    assert suggestions(following(changed, rows, list(whole.debtors.rows))) == found
    assert weighings[0] == 0


def test_whoever_loses_a_partner_contests_the_one_of_a_customer_who_shares_nothing_with_the_change() -> None:
    home = {"zip": "4600", "city": "Køge"}
    ours = [
        customer("1", None, name="Jens Lind", cvr=None, address=("Havnevej 3",), **home),
        customer("2", None, name="Quistorff Tømrer v/Jens Lind", cvr=OTHER_CVR, address=("Havnevej 3",), **home),
    ]
    theirs = [
        debtor(7, name="Jens Lind", cvr=None, address="Havnevej 3", **home),
        debtor(8, name="Quistorff Tømrer", cvr=OTHER_CVR, address="Mosevej 9", zip="9990", city="Skagen"),
    ]
    before = snapshot(*ours, *theirs)
    claimed = suggestions(before).by_customer

    after = suggestions(following(before, ours, theirs[:1]))

    assert set(claimed) == {"K1", "K2"}
    assert after == suggestions(snapshot(*ours, theirs[0]))
    assert after.by_customer.get("K1") != claimed["K1"]


def test_a_link_that_stands_holds_its_debtor_when_only_a_rival_of_it_changes() -> None:
    linked_one = customer("1", "1", name=None, address=(), zip=None, city=None, cvr=None)  # it shares nothing with it
    copy = customer("2", None, cvr=None)
    theirs = [debtor(1), debtor(2, cvr=None, address="Havnevej 3")]
    before = snapshot(linked_one, copy, *theirs)
    suggestions(before)

    changed = replace(copy, email="ny@eksempel.example")
    kept = suggestions(following(before, [linked_one, changed], theirs)).by_customer
    fresh = suggestions(snapshot(linked_one, changed, *theirs)).by_customer

    assert kept == fresh != {}
