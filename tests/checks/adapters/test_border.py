"""Cells become values only where they plainly are; the rest is unknown, and nothing harmful passes."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.adapters.border import LONGEST, amount, exact, lines, moment, raw_text, text, truth
from checks.adapters.clean_text import MARK
from checks.adapters.mapping import Truth

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (84375, "84375"),
        (84375.5, "84375.5"),
        (0.1 + 0.2, "0.3"),
        ("84375.00", "84375.00"),
        (" -12.5 ", "-12.5"),
        ("1234,50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("0.500", "0.500"),
        ("1234.500", "1234.500"),
        (Decimal("7.25"), "7.25"),
    ],
)
def test_an_amount_that_can_mean_one_thing_is_read(cell: object, expected: str) -> None:
    assert amount(cell) == Decimal(expected)


@pytest.mark.parametrize(
    "cell",
    [
        *(None, True, "", "  ", "1.234", "1,234", "abc", "12 kr", "1e5", "1_000", "nan", "Infinity", "--1"),
        *("1.23.456", "12,345.6.7", float("inf"), float("nan"), 1e18, b"12", "٣"),
    ],
)
def test_an_amount_that_may_mean_something_else_is_none(cell: object) -> None:
    assert amount(cell) is None


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_plain_amount_is_read_as_it_stands_or_not_at_all(value: Decimal) -> None:
    assert amount(f"{value:f}") == value


@pytest.mark.parametrize(
    ("cell", "day", "at"),
    [
        ("2026-11-24", date(2026, 11, 24), None),
        ("2026-11-24 00:00:00", date(2026, 11, 24), None),
        ("2026-11-24T00:00:00.000", date(2026, 11, 24), None),
        ("2026-11-24 09:30:00", date(2026, 11, 24), datetime(2026, 11, 24, 8, 30, tzinfo=UTC)),
        ("2026-07-01T09:30", date(2026, 7, 1), datetime(2026, 7, 1, 7, 30, tzinfo=UTC)),
        ("2026-11-24 09:30:00.1234567", date(2026, 11, 24), datetime(2026, 11, 24, 8, 30, 0, 123456, tzinfo=UTC)),
        ("2026-11-24T09:30:00Z", date(2026, 11, 24), datetime(2026, 11, 24, 9, 30, tzinfo=UTC)),
        ("2026-11-24 09:30:00 +01:00", date(2026, 11, 24), datetime(2026, 11, 24, 8, 30, tzinfo=UTC)),
        ("2026-11-24T23:30:00Z", date(2026, 11, 25), datetime(2026, 11, 24, 23, 30, tzinfo=UTC)),
        ("2026-11-23T23:00:00Z", date(2026, 11, 24), None),
        ("2026-11-24T00:00:00Z", date(2026, 11, 24), None),
    ],
)
def test_a_time_is_taken_in_the_sites_zone_and_midnight_is_no_time_of_day(
    cell: str, day: date, at: datetime | None
) -> None:
    assert moment(cell, COPENHAGEN) == (day, at)


@pytest.mark.parametrize(
    "cell", [None, "", "24-11-2026", "20261124", "2026-W48-2", "2026-13-01", 20261124, 45985.5, b"x"]
)
def test_what_is_no_iso_date_is_none(cell: object) -> None:
    assert moment(cell, COPENHAGEN) == (None, None)


@pytest.mark.parametrize("cell", ["0001-01-01 00:30:00", "9999-12-31 23:59:59.9999999"])
def test_the_ends_of_time_keep_their_date(cell: str) -> None:
    assert moment(cell, ZoneInfo("Pacific/Auckland"))[0] is not None


def test_without_a_zone_the_machines_own_counts() -> None:
    assert moment("2026-11-24 09:30:00", None)[1] == datetime(2026, 11, 24, 9, 30).astimezone(UTC)


@pytest.mark.parametrize("cell", [1, -1, 1.0, "1", "true", "TRUE", " Yes ", "ja", "Y", "j", True])
def test_yes_is_yes_in_every_spelling(cell: object) -> None:
    assert truth(cell, Truth("IsActive")) is True
    assert truth(cell, Truth("IsDeleted", negated=True)) is False


@pytest.mark.parametrize("cell", [0, 2, "nej", "false", "N", "active"])
def test_everything_else_is_no(cell: object) -> None:
    assert truth(cell, Truth("IsActive")) is False


def test_null_is_neither_yes_nor_no_except_where_emptiness_is_the_question() -> None:
    assert truth(None, Truth("IsActive")) is None
    assert truth(None, Truth("IsActive", values=("A",))) is None
    assert truth(None, Truth("ClosedDate", empty=True)) is True
    assert truth("2026-01-01", Truth("ClosedDate", empty=True)) is False


def test_values_of_the_sites_own_are_compared_without_case_and_blanks() -> None:
    assert truth(" aktiv", Truth("Status", values=("Aktiv", "1"))) is True
    assert truth(1.0, Truth("Status", values=("Aktiv", "1"))) is True
    assert truth("ja", Truth("Status", values=("Aktiv", "1"))) is False


def test_a_foreign_id_keeps_its_blanks_and_a_number_loses_its_point() -> None:
    assert raw_text(" 20042\n") == " 20042\n"
    assert raw_text(20042) == raw_text(20042.0) == raw_text(Decimal("20042")) == "20042"
    assert raw_text(b"20042") == "20042"
    assert raw_text(None) is None


@given(st.text())
def test_no_control_character_passes(cell: str) -> None:
    found = text(cell) or ""

    assert not {unicodedata.category(letter) for letter in found} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def test_a_name_is_one_line_and_an_address_is_many() -> None:
    assert text(" Bech\r\nA/S ") == "Bech A/S"
    assert text(" \n ") is None
    assert lines("Nørregade 12\r\n\n 8000 Aarhus ") == ["Nørregade 12", "8000 Aarhus"]


def test_two_names_that_differ_in_what_is_invisible_look_different() -> None:
    assert text("Bech\N{ZERO WIDTH SPACE} A/S") != text("Bech A/S")


def test_a_huge_cell_is_clipped_and_can_not_be_taken_for_the_whole() -> None:
    clipped = raw_text("9" * 1_000_000) or ""

    assert len(clipped) == LONGEST + 1
    assert not exact(clipped)
    assert not exact(f"20042{MARK}")
    assert exact("20042 ")


def test_a_personal_number_does_not_pass_in_any_column() -> None:
    assert text("Mette 010190-1234") == "Mette 0101**-****"
    assert raw_text(3112991234) == "3112**-****"
