"""CVR, EAN and CPR numbers as people type them."""

from __future__ import annotations

import pytest

from checks.engine.cpr import holds_cpr, mask_cpr
from checks.engine.identifiers import cvr, ean, same_number


@pytest.mark.parametrize(
    "written",
    ["13748136", " 13 74 81 36 ", "DK-13748136", "CVR-nr. 13748136", "13748136.0", "SE13748136"],
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
