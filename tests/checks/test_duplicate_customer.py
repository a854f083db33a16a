"""A customer that e-conomic has twice; whoever shares a number on purpose is silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.duplicate_customer import CHECK
from checks.engine.check import run
from checks.engine.model import Finding, Severity
from checks.engine.records import Customer, Debtor
from tests.support.builders import OTHER_CVR, customer, debtor, snapshot

EAN, OTHER_EAN = "5798000000018", "5798000000025"
TWIN = {"name": "Hansen Byg", "address": "Søndergade 3", "zip": "8600"}
SCHOOL = {"name": "Egelund Kommune", "address": "Skolevej 4", "zip": "4600"}


def found(*rows: Debtor | Customer) -> tuple[Finding, ...]:
    return run(CHECK, snapshot(*rows)).findings


def test_the_same_cvr_number_and_name_is_told_of_the_younger_one() -> None:
    (one,) = found(debtor(20077, **TWIN), debtor(20042), customer())

    assert (one.key, one.cause, one.severity) == ("duplicate-customer:20077", "cvr", Severity.INFO)
    assert one.summary.text("en") == "20077 Hansen Byg is there already as 20042"
    assert one.why is not None
    assert "linked to 20042" in one.why.text("en")


def test_the_same_ean_is_told_whatever_the_name_is() -> None:
    (one,) = found(debtor(1, name="Egelund Skole", cvr=None, ean=EAN), debtor(2, name="Skolen", cvr=None, ean=EAN))

    assert (one.key, one.cause) == ("duplicate-customer:2", "ean")


def test_the_same_name_and_address_is_told_though_form_and_number_are_missing() -> None:
    (one,) = found(debtor(1), debtor(2, name="HANSEN BYG", address="Nørregade 12, 2.tv.", cvr=None))

    assert (one.key, one.cause) == ("duplicate-customer:2", "name")


def test_three_of_one_company_are_two_findings() -> None:
    assert [one.key for one in found(debtor(1), debtor(2), debtor(3))] == [f"duplicate-customer:{n}" for n in (2, 3)]


def test_why_says_where_clienttime_is_linked_to_both() -> None:
    (one,) = found(debtor(1), debtor(2), customer("11", "1"), customer("12", "2"))

    assert one.why is not None
    assert "1, 2" in one.why.text("da")


@pytest.mark.parametrize(
    "second",
    [
        debtor(2, name="Hansen Byg, afd. Syd ApS", address="Havnegade 1", zip="6000"),
        debtor(2, name="Hansen Byg, afd. Nord ApS"),
        debtor(2, name="Hansen Byg Holding ApS"),
        debtor(2, cvr=OTHER_CVR),
        debtor(2, cvr=None, address="Nørregade 14"),
        debtor(2, cvr=None, address="Nørregade 12, 3. tv"),
        debtor(2, cvr=None, zip="8600", city="Silkeborg"),
        debtor(2, cvr=None, name="Hansen Byg A/S"),
        debtor(2, barred=True),
    ],
    ids=str,
)
def test_a_branch_a_sister_a_neighbour_and_a_barred_one_are_silent(second: Debtor) -> None:
    assert found(debtor(1), second) == ()


def test_places_of_one_authority_share_its_cvr_number_and_name() -> None:
    places = [debtor(n, **SCHOOL, ean=number) for n, number in ((1, EAN), (2, OTHER_EAN))]

    assert found(*(replace(place, address=f"Skolevej {place.number}") for place in places)) == ()
    assert found(*(replace(place, name=f"Sted {place.number}", ean=None) for place in places)) == ()


def test_one_ean_for_many_is_no_slip() -> None:
    assert found(*(debtor(n, name=f"Sted {n}", cvr=None, ean=EAN) for n in range(1, 6))) == ()


def test_customers_without_data_are_not_one() -> None:
    blank = {"address": None, "zip": None, "city": None, "cvr": None}

    assert found(*(debtor(n, name="Anonymiseret kunde", **blank) for n in (1, 2, 3))) == ()
