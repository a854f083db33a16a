"""What differs about a linked pair: a finding, a quieter one, or nothing; and who is a stranger instead."""

from __future__ import annotations

import pytest

from checks.engine.check import discover, run
from checks.engine.model import Severity
from checks.engine.records import Customer, Debtor
from checks.engine.staleness import FRESH, LIMITS, staleness
from tests.support.builders import OTHER_CVR, customer, debtor, snapshot

CHECKS = {check.id: check for check in discover()}


def told(ours: Customer, theirs: Debtor) -> list[tuple[str, Severity, str | None]]:
    """Return what the two checks of a linked pair say."""
    whole = snapshot(ours, theirs)
    found = [f for name in ("stale-address", "broken-link") for f in run(CHECKS[name], whole).findings]
    return [(finding.key.partition(":")[0], finding.severity, finding.cause) for finding in found]


@pytest.mark.parametrize(
    "theirs",
    [
        debtor(address="Havnevej 3"),
        debtor(address="Nørregade 12, 2. th"),
        debtor(zip="4600", city="Køge"),
        debtor(name="Lindgreen Byg ApS"),
        debtor(name="Hansen Byg A/S"),
    ],
    ids=["moved", "another door", "another town", "a new name", "a new form"],
)
def test_a_real_difference_is_a_warning(theirs: Debtor) -> None:
    assert told(customer(), theirs) == [("stale-address", Severity.WARNING, None)]


@pytest.mark.parametrize(
    "theirs",
    [
        debtor(address="Nørregade 12"),
        debtor(address="c/o Jens Lind, Nørregade 12, 2. tv"),
        debtor(address="Postboks 12\nNørregade 12, 2. tv"),
        debtor(zip="8001"),
        debtor(address="Gl. Rye\nNørregade 12, 2. tv"),
        debtor(name="Hansen Byg ApS, Aarhus"),
    ],
    ids=["no floor", "care of", "a box", "a slip of the postcode", "a place", "its town behind the name"],
)
def test_what_one_side_leaves_out_is_told_quietly(theirs: Debtor) -> None:
    assert told(customer(), theirs) == [("stale-address", Severity.INFO, None)]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (customer(), debtor(address="NORREGADE 12 2.TV", zip="DK-8000", city="Århus", country=None)),
        (customer(name="Løkke Byg ApS"), debtor(name="LOEKKE BYG A.p.S.")),
        (customer(name="Hansen Byg ApS"), debtor(name="ZZ Hansen Byg ApS (LUKKET)")),
        (customer(address=(), zip=None, city=None), debtor()),
    ],
    ids=["address", "name", "marks", "blank in ClientTime"],
)
def test_form_is_never_told(ours: Customer, theirs: Debtor) -> None:
    assert told(ours, theirs) == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a marriage", ("Mette Olsen", "Mette Dahl")),
        ("a new owner", ("Salon Mette v/Mette Olsen", "Salon Mette v/Karen Dahl")),
        ("a new form", ("Lindgreen Byg I/S", "Lindgreen Byg ApS")),
    ],
)
def test_a_change_of_name_at_the_same_place_is_stale(name: str, change: tuple[str, str]) -> None:
    ours, theirs = customer(name=change[0], cvr=None), debtor(name=change[1], cvr=None)

    assert told(ours, theirs) == [("stale-address", Severity.WARNING, None)], name


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (customer(), debtor(name="Café Ofelia", cvr=OTHER_CVR, address="Havnevej 3", zip="4600", city="Køge")),
        (customer(cvr=None), debtor(name="Café Ofelia", cvr=None, address="Havnevej 3", zip="4600", city="Køge")),
        (customer(cvr=None), debtor(name="Hansen Byg Holding ApS", cvr=None)),
        (customer(name="E/F Nørregade 14", cvr=None), debtor(name="E/F Nørregade 16", cvr=None)),
    ],
    ids=["by number", "by name and place", "a sister of the group", "the neighbours"],
)
def test_a_stranger_is_mislinked_and_never_stale(ours: Customer, theirs: Debtor) -> None:
    assert [(key, cause) for key, _, cause in told(ours, theirs)] == [("broken-link", "mislinked")]


@pytest.mark.parametrize("field", ["name", "city", "country"])
def test_a_value_that_e_conomic_cut_at_its_limit_is_not_stale(field: str) -> None:
    long = "Hansen " * 100
    cut = {field: long[: LIMITS[field]]}

    assert staleness(customer(**{field: long}), debtor(**cut)) == FRESH


@pytest.mark.parametrize("short", [0, 1])
def test_an_address_that_was_cut_is_not_stale_and_one_that_ends_otherwise_is(short: int) -> None:
    line = "Nørregade 12, 2. tv, " + "indgang gennem porten " * 40
    ours = customer(address=(line,))

    assert staleness(ours, debtor(address=line[: LIMITS["address"] - short])) == FRESH
    assert staleness(ours, debtor(address=("Havnevej 3" + line)[: LIMITS["address"]])).real


def test_a_value_that_is_just_shorter_than_the_limit_was_not_cut() -> None:
    assert staleness(customer(name="Hansen " * 100), debtor(name=("Hansen " * 100)[: LIMITS["name"] - 5])).real


def test_number_and_mail_are_told_beside_a_difference_and_never_alone() -> None:
    ours = customer(cvr="13748136", email="a@hansen.example", ean="5798000420007")

    assert staleness(ours, debtor(cvr=None, email="b@hansen.example")) == FRESH
    beside = staleness(ours, debtor(address="Havnevej 3", cvr=None, email="b@hansen.example")).beside
    assert {difference.field for difference in beside} == {"cvr", "ean", "email"}


def test_it_says_what_a_push_would_lose() -> None:
    assert staleness(customer(address=("Nørregade 12",)), debtor()).drops
    assert not staleness(customer(), debtor(address="Nørregade 12")).drops


@pytest.mark.parametrize("field", ["name", "city", "zip"])
def test_a_personal_number_never_differs(field: str) -> None:
    assert staleness(customer(**{field: "Mette 0101**-****"}), debtor()) == FRESH
