"""Numbers that neither system has, between numbers that both reach; anything else about a number is silent here."""

from __future__ import annotations

import datetime as dt

import pytest

from checks.engine.check import run
from checks.engine.model import Finding, Severity, Status
from checks.engine.records import Document, Invoice
from checks.engine.snapshot import PLACES, Rules
from checks.number_gap import CHECK
from tests.support.builders import NOW, booked, entry, failed, invoice, line, snapshot

RULES = Rules(go_live=dt.date(2024, 1, 1))


def both(*numbers: str) -> list[Invoice | Document]:
    """Return invoices with these numbers that are in both systems."""
    return [row for number in numbers for row in (invoice(number, sent=True), booked(number))]


def found(*rows: Invoice | Document) -> tuple[Finding, ...]:
    return run(CHECK, snapshot(*rows, rules=RULES)).findings


def run_of(first: int, last: int, without: tuple[int, ...] = (), form: str = "{}") -> list[Invoice | Document]:
    return both(*(form.format(number) for number in range(first, last + 1) if number not in without))


def test_one_missing_number_is_told_quietly_with_the_one_that_follows() -> None:
    (one,) = found(*run_of(101, 112, without=(105,)))

    assert (one.key, one.severity, one.invoice_number) == ("number-gap:105", Severity.INFO, "105")
    assert one.since == dt.date(2026, 10, 14)
    assert one.why is not None
    assert "106" in one.why.text("en")


def test_several_in_a_row_are_one_finding() -> None:
    (one,) = found(*run_of(101, 120, without=(105, 106, 107)))

    assert one.summary.text("en") == "Numbers 105 to 107 (3) are in neither system"


@pytest.mark.parametrize(("form", "key"), [("K-{}", "K-105"), ("2026-{:04d}", "2026-0105"), ("{:06d}", "000105")])
def test_a_series_with_something_in_front_is_one_of_its_own(form: str, key: str) -> None:
    rows = run_of(101, 112, without=(105,), form=form) + run_of(5001, 5010)

    assert [one.key for one in found(*rows)] == [f"number-gap:{key}"]


@pytest.mark.parametrize(
    "other",
    [invoice("105"), invoice("105", draft=True), invoice("105", date=dt.date(2023, 5, 1)), booked("105"), entry("105")],
)
def test_a_number_that_one_side_has_is_no_gap(other: Invoice | Document) -> None:
    assert found(*run_of(101, 112, without=(105,)), other) == ()


def test_a_number_that_waits_in_a_journal_is_no_gap() -> None:
    assert found(*run_of(101, 112, without=(105,)), line("105")) == ()


def test_beyond_what_both_sides_reach_nothing_is_missing() -> None:
    newer = [invoice("115"), invoice("117")]
    older = [booked("98"), booked("96")]

    assert found(*run_of(101, 112), *newer, *older) == ()


def test_a_new_block_of_numbers_is_no_gap() -> None:
    assert found(*run_of(101, 112), *run_of(1001, 1012)) == ()


def test_a_series_that_is_full_of_holes_has_none() -> None:
    assert found(*both(*map(str, range(100, 150, 2)))) == ()


def test_a_gap_before_an_invoice_that_has_just_been_made_is_not_told_yet() -> None:
    rows = [*run_of(101, 111), invoice("113", sent=True, issued=NOW - dt.timedelta(minutes=3)), booked("113")]

    assert found(*rows) == ()


@pytest.mark.parametrize("place", PLACES)
def test_with_one_place_unread_nobody_can_tell(place: str) -> None:
    whole = snapshot(*run_of(101, 112, without=(105,)), rules=RULES)

    assert run(CHECK, failed(whole, next(p for p in PLACES if p == place))).status == Status.UNKNOWN
