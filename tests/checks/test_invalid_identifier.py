"""Numbers whose check digit fails, with the right one where the other side has it; other countries' are silent."""

from __future__ import annotations

import pytest

from checks.engine.check import run
from checks.engine.model import Finding, Severity
from checks.engine.records import Customer, Debtor
from checks.engine.slips import one_slip
from checks.invalid_identifier import CHECK
from tests.support.builders import OTHER_CVR, VALID_CVR, customer, debtor, snapshot

EAN = "5798000000018"


def found(*rows: Debtor | Customer) -> tuple[Finding, ...]:
    return run(CHECK, snapshot(*rows)).findings


def test_a_cvr_number_whose_check_digit_fails_is_told_with_the_right_one_of_the_other_side() -> None:
    (one,) = found(customer(cvr="13784136"), debtor())

    assert (one.key, one.cause, one.severity) == ("invalid-identifier:1042", "cvr", Severity.INFO)
    text = one.summary.text("en")
    assert text == f"Hansen Byg ApS: CVR number 13784136 cannot be right; e-conomic has {VALID_CVR}"


def test_the_wrong_number_may_be_e_conomics() -> None:
    (one,) = found(customer(), debtor(cvr="1374813"))

    assert one.summary.text("da").endswith(f"; ClientTime har {VALID_CVR}")


def test_a_right_number_that_is_no_slip_away_is_not_named() -> None:
    (one,) = found(customer(cvr="12345679"), debtor(cvr=OTHER_CVR))

    assert one.summary.text("en") == "Hansen Byg ApS: CVR number 12345679 cannot be right"


def test_an_ean_with_a_wrong_digit_is_told() -> None:
    (one,) = found(customer(ean="5798000000019"), debtor(ean=EAN))

    assert one.cause == "ean"
    assert EAN in one.summary.text("en")


def test_an_unlinked_debtor_is_told_under_its_own_number() -> None:
    assert [one.key for one in found(debtor(cvr="12345679"))] == ["invalid-identifier:20042"]
    assert [one.key for one in found(debtor(cvr="12345679"), customer("20042", None))] == [
        "invalid-identifier:20042#e-conomic"
    ]


def test_the_values_are_masked_with_the_names() -> None:
    (one,) = found(customer(cvr="13784136"), debtor())

    assert VALID_CVR not in one.summary.text("en", mask=True)


@pytest.mark.parametrize(
    "value",
    [None, "", " ", "-", "0", "00000000", "13 74 81 36", "DK-13748136", "SE 13748136", "13748136.0", "0101**-****"],
)
def test_a_right_number_in_any_form_and_none_at_all_are_silent(value: str | None) -> None:
    assert found(customer(cvr=value), debtor()) == ()


@pytest.mark.parametrize(
    "row",
    [
        customer(cvr="DE123456789"),
        customer(cvr="123456789", country="Tyskland"),
        customer(cvr="123456", country="Færøerne"),
        customer(cvr="12345679", active=False),
        debtor(cvr="12345679", barred=True),
        customer(ean="5798 0000 0001 8"),
    ],
    ids=str,
)
def test_other_countries_and_what_is_out_of_use_are_silent(row: Customer | Debtor) -> None:
    assert found(row) == ()


@pytest.mark.parametrize("typed", ["13784136", "13748137", "1374836", "137481366"])
def test_a_slip_is_a_swap_a_digit_one_missing_or_one_too_many(typed: str) -> None:
    assert one_slip(typed, VALID_CVR)


@pytest.mark.parametrize("typed", ["31748163", VALID_CVR, "", "25313763", "13948137"])
def test_more_than_one_slip_is_another_number(typed: str) -> None:
    assert not one_slip(typed, VALID_CVR)
