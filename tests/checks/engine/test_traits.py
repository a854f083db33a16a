"""A record taken apart: what it is compared by, and what never."""

from __future__ import annotations

import pytest

from checks.engine.blocks import keys
from checks.engine.doubt import Doubt
from checks.engine.matching import suggestions
from checks.engine.records import Customer
from checks.engine.traits import traits_of
from tests.support.builders import VALID_CVR, customer, debtor, snapshot

PERSONAL = {
    "name": customer(foreign_id=None, name="Hansen Byg ApS 010190-1234"),
    "masked in the name": customer(foreign_id=None, name="Hansen Byg ApS 0101**-****"),
    "cvr": customer(foreign_id=None, cvr="010190-1234"),
    "ean": customer(foreign_id=None, ean="0101901234"),
    "address": customer(foreign_id=None, address=("Nørregade 12, 2. tv", "010190-1234")),
    "email": customer(foreign_id=None, email="010190-1234@hansen.example"),
    "code": customer("0101901234", None),
    "town": customer(foreign_id=None, city="Aarhus C 0101901234"),
}


def test_both_systems_are_read_into_the_same_terms() -> None:
    ours, theirs = traits_of(customer(foreign_id=None)), traits_of(debtor())

    assert (ours.name, ours.zip, ours.town, ours.cvr, ours.house) == (
        theirs.name,
        theirs.zip,
        theirs.town,
        theirs.cvr,
        theirs.house,
    )
    assert (ours.number, theirs.number) == (1042, 20042)


def test_a_number_that_fails_its_check_digit_is_kept_beside_as_digits() -> None:
    wrong = traits_of(customer(cvr="13748137"))

    assert (wrong.cvr, wrong.digits) == (None, "13748137")


def test_a_malformed_foreign_id_says_whom_it_means_and_a_sound_one_nothing_more() -> None:
    assert traits_of(customer(foreign_id="020042")).meant == 20042
    assert traits_of(customer(foreign_id="20042")).meant is None


@pytest.mark.parametrize(("mail", "domain"), [("a@hansen.example", "hansen.example"), ("a@gmail.com", ""), (None, "")])
def test_a_mailbox_that_anybody_may_have_says_nothing_of_the_firm(mail: str | None, domain: str) -> None:
    assert traits_of(customer(email=mail)).domain == domain


@pytest.mark.parametrize("field", PERSONAL)
def test_a_personal_number_is_in_no_key_and_makes_nothing_safe(field: str) -> None:
    row: Customer = PERSONAL[field]

    found = suggestions(snapshot(row, debtor())).for_customer(row)

    assert traits_of(row).personal
    assert not any("0190" in key or "1234" in key for key in keys(traits_of(row)))
    assert [(s.safe, s.doubt) for s in found] == [(False, Doubt.PERSONAL)]


@pytest.mark.parametrize("number", [VALID_CVR, "5798000420007", "86 12 34 56", "**-****"])
def test_other_numbers_are_no_personal_ones(number: str) -> None:
    assert not traits_of(customer(cvr=number, ean=number)).personal
