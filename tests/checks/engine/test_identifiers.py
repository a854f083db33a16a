"""CVR, EAN and CPR numbers as people type them."""

from __future__ import annotations

import pytest

from checks.engine.cpr import holds_cpr, mask_cpr
from checks.engine.foreign_id import parse_foreign_id
from checks.engine.identifiers import cvr, ean, near_cvr, p_number, same_number, telephone


@pytest.mark.parametrize(
    "written",
    [
        "13748136",
        " 13 74 81 36 ",
        "DK-13748136",
        "CVR-nr. 13748136",
        "13748136.0",
        "SE13748136",
        "SE-nr. 13748136",
        "13.74.81.36",
        "13748136,0",
        "１３７４８１３６",
        "\u200b13748136",
        "Cvr.nr 13 74 81 36",
        "DK 13-74-81-36",
    ],
)
def test_a_valid_cvr_number_is_found_however_it_is_written(written: str) -> None:
    assert cvr(written) == "13748136"


@pytest.mark.parametrize("written", [None, "", "13748137", "1374813", "137481366", "00000000", "intet", "12345678"])
def test_what_fails_the_check_digit_is_no_cvr_number(written: str | None) -> None:
    assert cvr(written) is None


def test_an_ean_number_is_proved_by_its_check_digit() -> None:
    assert ean("5798 0004 2000 7") == ean("EAN 5798000420007") == "5798000420007"
    assert ean("5798000420008") is None
    assert ean("579800042000") is None
    assert ean(None) is None


@pytest.mark.parametrize("dress", ["EAN-nr. {}", "GLN {}", "EAN: {}", "{}.0", "ean nr {}", " {} "])
def test_an_ean_number_is_found_however_it_is_written(dress: str) -> None:
    assert ean(dress.format("5798000420007")) == "5798000420007"


@pytest.mark.parametrize(
    ("ours", "theirs"), [("13748136", "13784136"), ("13748136", "13748137"), ("DK-13748136", "23748136")]
)
def test_a_digit_or_a_swap_makes_a_near_miss(ours: str, theirs: str) -> None:
    assert near_cvr(ours, theirs)
    assert near_cvr(theirs, ours)


@pytest.mark.parametrize("theirs", ["13748136", "25313763", "1374813", "31847136", None])
def test_the_same_or_another_number_is_no_near_miss(theirs: str | None) -> None:
    assert not near_cvr("13748136", theirs)


def test_a_p_number_has_no_check_digit_and_is_never_a_personal_number() -> None:
    assert p_number("P-nr. 5012 345 678") == p_number("5012345678") == "5012345678"
    assert p_number("0101901234") is None
    assert p_number("501234567") is None


@pytest.mark.parametrize(
    "written", ["86123456", "+45 86 12 34 56", "0045 86123456", "45 86 12 34 56", "Tlf. 86-12-34-56"]
)
def test_a_telephone_number_is_its_last_eight_digits(written: str) -> None:
    assert telephone(written) == "86123456"


@pytest.mark.parametrize("written", ["12345678", "8612345", "+46 8 123 456 78", "", None])
def test_another_number_is_no_danish_telephone_number(written: str | None) -> None:
    assert telephone(written) is None


@pytest.mark.parametrize("cell", ["10023 ", "010023", "10.023", "10023,0", "10023.0", "１００２３", "10 023"])
def test_what_plainly_stands_for_a_customer_number_is_meant_and_malformed(cell: str) -> None:
    assert (parse_foreign_id(cell).meant, parse_foreign_id(cell).malformed) == (10023, True)


def test_a_cvr_number_where_a_customer_number_belongs_is_read_as_it_stands() -> None:
    assert parse_foreign_id("13748136").exact == 13748136


def test_identifiers_are_compared_without_their_dress() -> None:
    assert same_number("DK 13 74 81 36", "13748136.0")
    assert not same_number("13748136", "13748137")
    assert same_number(None, "")


@pytest.mark.parametrize("written", ["010190-1234", "0101901234", "610190-1234", "Mette 010190 1234 Olsen"])
def test_what_is_shaped_like_a_cpr_number_is_masked(written: str) -> None:
    assert "1234" not in mask_cpr(written)
    assert holds_cpr(written)
    assert holds_cpr(mask_cpr(written))


@pytest.mark.parametrize("written", [None, "", "13748136", "5798000420007", "991390-1234", "+45 86 12 34 56"])
def test_other_numbers_are_left_alone(written: str | None) -> None:
    assert not holds_cpr(written)
    assert mask_cpr(written or "") == (written or "")
