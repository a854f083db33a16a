"""Suggestions: a claim where the evidence is alone on both sides, and nothing anywhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.engine.matching import compare, suggestions
from checks.engine.model import Suggestion
from checks.engine.records import Customer, Debtor
from checks.engine.snapshot import Part
from tests.support.builders import OTHER_CVR, customer, debtor, failed, snapshot

ELSEWHERE = {"address": "Havnevej 3", "zip": "4600", "city": "Køge"}


def claims(*rows: Customer | Debtor) -> list[tuple[str, int]]:
    found = suggestions(snapshot(*rows))
    return [(s.customer_code, s.customer_number) for claims in found.by_customer.values() for s in claims]


def claim(ours: Customer, theirs: Debtor) -> Suggestion | None:
    return next(iter(suggestions(snapshot(ours, theirs)).for_customer(ours)), None)


def test_cvr_and_name_together_are_safe() -> None:
    found = claim(customer(foreign_id=None), debtor())

    assert found is not None
    assert (found.safe, found.against) == (True, ())
    assert 0.999 < found.confidence < 1
    assert found.evidence[:4] == ("cvr", "name", "address", "zip")


def test_both_sides_see_the_same_claim() -> None:
    ours, theirs = customer(foreign_id=None), debtor()
    found = suggestions(snapshot(ours, theirs))

    assert len(found.for_debtor(theirs)) == 1
    assert found.for_debtor(theirs)[0] == replace(
        found.for_customer(ours)[0], name=ours.name or "", place="8000 Aarhus C"
    )


def test_each_side_is_told_name_and_place_of_the_other_one() -> None:
    ours = customer(foreign_id=None, name="Hansen Byg", zip=None, city=None, address=("Nørregade 12", "8000 C"))
    theirs = debtor(name="Hansen Byg ApS", **ELSEWHERE)
    found = suggestions(snapshot(ours, theirs))

    assert [(s.name, s.place) for s in found.for_customer(ours)] == [("Hansen Byg ApS", "4600 Køge")]
    assert [(s.name, s.place) for s in found.for_debtor(theirs)] == [("Hansen Byg", "8000 C")]


def test_the_cvr_number_alone_is_no_claim() -> None:
    assert claim(customer(foreign_id=None), debtor(name="Café Ofelia", **ELSEWHERE)) is None


def test_a_company_that_moved_is_known_by_number_and_name() -> None:
    found = claim(customer(foreign_id=None), debtor(**ELSEWHERE))

    assert found is not None
    assert (found.safe, set(found.against)) == (True, {"address", "zip"})


def test_a_company_that_took_another_name_is_known_by_number_and_address_and_never_safe() -> None:
    found = claim(customer(foreign_id=None), debtor(name="Café Ofelia"))

    assert found is not None
    assert (found.safe, found.against) == (False, ("name",))


@pytest.mark.parametrize("theirs", [{"cvr": None}, {"cvr": None, "name": "HANSEN  BYG APS"}])
def test_name_and_address_are_safe_where_no_number_is_known(theirs: dict[str, str | None]) -> None:
    found = claim(customer(foreign_id=None), debtor(**theirs))

    assert found is not None
    assert found.safe


@pytest.mark.parametrize(
    "theirs",
    [
        {"cvr": OTHER_CVR},
        {"cvr": "12345678"},
        {"cvr": None, "name": "Hansen Byg A/S"},
        {"cvr": None, "name": "Hansen Byg & Co. ApS"},
        {"cvr": None, "zip": None, "city": None, "address": None},
        {"barred": True},
    ],
    ids=["another company's number", "no number at all", "another form", "a word more", "no address", "barred"],
)
def test_what_is_never_safe(theirs: dict[str, str | bool | None]) -> None:
    found = claim(customer(foreign_id=None), debtor(**theirs))

    assert found is None or not found.safe


@pytest.mark.parametrize(
    "theirs",
    [
        {"cvr": None, **ELSEWHERE},
        {"cvr": None, "name": "Hansen El ApS"},
        {"cvr": None, "name": "Hansen Byg Holding ApS"},
        {"cvr": OTHER_CVR, "name": "Hansen Byg Ejendomme ApS"},
        {"cvr": OTHER_CVR, **ELSEWHERE},
    ],
)
def test_rather_nothing_than_a_guess(theirs: dict[str, str | None]) -> None:
    assert claim(customer(foreign_id=None), debtor(**theirs)) is None


def test_an_equal_number_alone_is_never_a_claim() -> None:
    ours = customer("20042", None, name="Café Ofelia", cvr=None, zip="4600", address=(), city=None)

    assert claim(ours, debtor(20042)) is None


def test_two_candidates_on_either_side_are_none() -> None:
    assert claims(customer(foreign_id=None), debtor(1), debtor(2)) == []
    assert claims(customer("1", None), customer("2", None), debtor()) == []


def test_a_linked_debtor_is_no_candidate_and_neither_is_a_linked_or_inactive_customer() -> None:
    assert claims(customer("1", None, cvr=None), customer("2", "20042"), debtor()) == []
    assert claims(customer(), debtor(), debtor(20043)) == []
    assert claims(customer(foreign_id=None, active=False), debtor()) == []


def test_where_several_share_a_cvr_number_the_name_decides_and_nothing_is_safe() -> None:
    school = customer("2", None, name="Skolen ved Åen", cvr="13748136", zip="8200")
    linked = (customer("1", "1", name="Aarhus Kommune"), debtor(1, name="Aarhus Kommune"))

    assert claims(*linked, school, debtor(2, name="Børnehaven Solsikken")) == []
    found = suggestions(snapshot(*linked, school, debtor(2, name="Skolen ved Åen"))).for_customer(school)
    assert [(s.customer_number, s.safe) for s in found] == [(2, False)]


def test_no_debtor_is_claimed_twice() -> None:
    by_cvr = customer("1", None, name="Gammelt Navn ApS")
    by_name = customer("2", None, cvr=None)

    assert claims(by_cvr, by_name, debtor()) == []


def test_two_twins_each_have_their_own() -> None:
    ours = (customer("1", None, name="Lind VVS ApS", cvr=None), customer("2", None, name="Lind VVS A/S", cvr=None))
    theirs = (debtor(7, name="Lind VVS A/S", cvr=None), debtor(8, name="Lind VVS ApS", cvr=None))

    assert sorted(claims(*ours, *theirs)) == [("1", 8), ("2", 7)]


def test_a_dangling_link_may_be_safe_and_a_shared_one_never() -> None:
    dangling = suggestions(snapshot(customer(foreign_id="99999"), debtor())).for_customer(customer())
    shared = suggestions(
        snapshot(
            customer("1", "7"),
            customer("2", "7", name="Café Ofelia", cvr=OTHER_CVR),
            debtor(7),
            debtor(8, name="Café Ofelia", cvr=OTHER_CVR),
        )
    )

    assert [s.safe for s in dangling] == [True]
    assert [(s.customer_number, s.safe) for s in shared.by_customer["K2"]] == [(8, False)]


def test_a_malformed_number_is_suggested_only_where_somebody_vouches_for_it() -> None:
    assert claims(customer(foreign_id="020042"), debtor()) == [("1042", 20042)]
    assert claims(customer(foreign_id="020042"), debtor(cvr=None)) == [("1042", 20042)]
    assert claims(customer(foreign_id="020042"), debtor(name="Café Ofelia", cvr=OTHER_CVR, **ELSEWHERE)) == []
    assert claims(customer("1", "020042"), customer("2", "20042"), debtor()) == []


@pytest.mark.parametrize("part", [Part.CUSTOMERS, Part.DEBTORS])
def test_half_a_list_claims_nothing(part: Part) -> None:
    ours = customer(foreign_id=None)

    assert suggestions(failed(snapshot(ours, debtor()), part)).for_customer(ours) == ()


def test_the_comparison_shows_each_field_and_which_way_it_speaks() -> None:
    lines = {e.field: e for e in compare(customer(email=None, zip="8200"), debtor(email="a@b.example"))}

    assert (lines["cvr"].speaks, lines["name"].speaks, lines["zip"].speaks) == ("for", "for", "against")
    assert (lines["email"].clienttime, lines["email"].economic, lines["email"].speaks) == (
        None,
        "a@b.example",
        "neutral",
    )
    assert lines["address"].economic == "Nørregade 12, 2. tv"


def test_a_masked_cpr_number_speaks_neither_way() -> None:
    lines = compare(customer(name="Mette 0101**-****"), debtor(name="Mette 0101**-****"))

    assert next(e.speaks for e in lines if e.field == "name") == "neutral"
