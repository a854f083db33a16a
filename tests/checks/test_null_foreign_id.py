"""Customers without a number: who is reported, who is left alone, and what waits behind them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from checks.engine.check import run
from checks.engine.model import Severity, Status
from checks.engine.snapshot import Part, Rules
from checks.null_foreign_id import CHECK
from tests.support.builders import (
    JUST_NOW,
    LONG_AGO,
    NOW,
    appeared,
    booked,
    customer,
    debtor,
    failed,
    invoice,
    snapshot,
    unread,
)

EVERYTHING_OF_ECONOMIC = (Part.DEBTORS, Part.DRAFTS, Part.BOOKED, Part.JOURNAL, Part.ENTRIES)


@pytest.mark.parametrize("cell", [None, "", "   ", "\t", "null", "NULL", " Null "])
def test_an_empty_foreign_id_is_reported_whatever_empty_looks_like(cell: str | None) -> None:
    result = run(CHECK, snapshot(customer(foreign_id=cell)))

    assert [finding.key for finding in result.findings] == ["null-foreign-id:1042"]
    assert result.status == Status.WARNING


@pytest.mark.parametrize("cell", ["20042", "nil", "0", " 20042", "NULL1"])
def test_a_foreign_id_that_says_something_belongs_to_another_check(cell: str) -> None:
    assert run(CHECK, snapshot(customer(foreign_id=cell))).findings == ()


def test_an_inactive_customer_is_left_alone() -> None:
    assert run(CHECK, snapshot(customer(foreign_id=None, active=False))).findings == ()


def test_a_young_customer_is_left_to_the_synchronisation() -> None:
    assert run(CHECK, snapshot(customer(foreign_id=None, created=JUST_NOW))).findings == ()


def test_a_customer_is_reported_from_the_moment_its_grace_is_over() -> None:
    exactly = NOW - Rules().patience
    second_less = exactly + dt.timedelta(seconds=1)

    assert len(run(CHECK, snapshot(customer(foreign_id=None, created=exactly))).findings) == 1
    assert run(CHECK, snapshot(customer(foreign_id=None, created=second_less))).findings == ()


def test_a_customer_that_has_just_appeared_is_young_even_without_a_time_of_creation() -> None:
    rows = snapshot(customer(foreign_id=None, created=None, created_on=NOW.date()))

    assert len(run(CHECK, rows).findings) == 1
    assert run(CHECK, appeared(rows, Part.CUSTOMERS, "K1042")).findings == ()


def test_the_invoices_behind_it_make_it_critical_and_are_summed() -> None:
    rows = snapshot(
        customer(foreign_id=None),
        invoice("1", gross="1000.00", date=dt.date(2026, 11, 1)),
        invoice("2", gross="-250.00", credit=True, date=dt.date(2026, 10, 14)),
    )

    (finding,) = run(CHECK, rows).findings

    assert finding.severity == Severity.CRITICAL
    assert (finding.money, finding.children) == ((("DKK", Decimal("750.00")),), 2)
    assert finding.since == dt.date(2026, 10, 14)
    assert finding.summary.text() == "Hansen Byg ApS is not linked; 2 invoices wait behind it"


def test_one_invoice_is_told_in_the_singular_and_in_danish() -> None:
    (finding,) = run(CHECK, snapshot(customer(foreign_id=None), invoice())).findings

    assert finding.summary.text() == "Hansen Byg ApS is not linked; 1 invoice waits behind it"
    assert finding.summary.text("da") == "Hansen Byg ApS er ikke tilknyttet; 1 faktura venter"
    assert "Hansen" not in finding.summary.text(mask=True)


@pytest.mark.parametrize("currencies", [("DKK", "EUR")])
def test_amounts_in_two_currencies_stay_apart(currencies: tuple[str, str]) -> None:
    invoices = [invoice(str(n), currency=currency) for n, currency in enumerate(currencies)]

    (finding,) = run(CHECK, snapshot(customer(foreign_id=None), *invoices)).findings

    assert finding.money == (("DKK", Decimal("1250.00")), ("EUR", Decimal("1250.00")))


def test_invoices_that_are_posted_drafts_or_before_go_live_do_not_wait() -> None:
    rows = snapshot(
        customer(foreign_id=None),
        booked("1"),
        invoice("1"),
        invoice("2", draft=True),
        invoice("3", date=dt.date(2023, 12, 31)),
        rules=Rules(go_live=dt.date(2024, 1, 1)),
    )

    (finding,) = run(CHECK, rows).findings

    assert (finding.severity, finding.children, finding.money) == (Severity.WARNING, 0, ())


def test_without_e_conomic_it_still_tells_by_clienttimes_own_mark_and_suggests_nothing() -> None:
    rows = snapshot(customer(foreign_id=None), debtor(), invoice("1"), invoice("2", sent=True), invoice("3", sent=None))

    (finding,) = run(CHECK, failed(rows, *EVERYTHING_OF_ECONOMIC)).findings

    assert (finding.severity, finding.children) == (Severity.CRITICAL, 1)
    assert finding.suggestions == ()


def test_one_unread_place_is_enough_to_rely_on_the_mark() -> None:
    rows = snapshot(customer(foreign_id=None), invoice("1"), booked("1"))

    (finding,) = run(CHECK, failed(rows, Part.JOURNAL)).findings

    assert finding.children == 1


@pytest.mark.parametrize("part", [Part.CUSTOMERS, Part.INVOICES])
def test_a_failed_read_of_clienttime_is_unknown_and_never_a_finding(part: Part) -> None:
    rows = snapshot(customer(foreign_id=None), invoice())

    for broken in (failed(rows, part), unread(rows, part)):
        result = run(CHECK, broken)

        assert (result.status, result.findings) == (Status.UNKNOWN, ())
        assert result.reason is not None


def test_a_site_without_invoices_needs_none() -> None:
    rows = unread(snapshot(customer(foreign_id=None), rules=Rules(invoices_mapped=False)), Part.INVOICES)

    assert [finding.severity for finding in run(CHECK, rows).findings] == [Severity.WARNING]


def test_the_likely_debtor_is_suggested_and_named() -> None:
    (finding,) = run(CHECK, snapshot(customer(foreign_id=None), debtor())).findings

    assert [(s.customer_number, s.safe) for s in finding.suggestions] == [(20042, True)]
    assert finding.actions == ("link", "ignore")
    assert finding.why is not None
    assert "20042 Hansen Byg ApS" in finding.why.text()


def test_since_falls_back_from_invoices_to_creation_to_first_sight() -> None:
    dated = snapshot(customer(foreign_id=None))
    bare = snapshot(customer(foreign_id=None, created=None, created_on=dt.date(2025, 5, 5)))
    seen = appeared(snapshot(customer(foreign_id=None, created=None)), Part.CUSTOMERS, "K1042", LONG_AGO)

    sinces = [run(CHECK, rows).findings[0].since for rows in (dated, bare, seen)]

    assert sinces == [LONG_AGO.date(), dt.date(2025, 5, 5), LONG_AGO.date()]


def test_an_ignore_outlives_new_invoices_but_not_another_cell() -> None:
    alone = run(CHECK, snapshot(customer(foreign_id=None))).findings[0]
    later = run(CHECK, snapshot(customer(foreign_id=None), invoice())).findings[0]
    other = run(CHECK, snapshot(customer(foreign_id="null"))).findings[0]

    assert alone.basis == later.basis != other.basis


def test_a_nameless_customer_is_called_by_its_code() -> None:
    (finding,) = run(CHECK, snapshot(replace(customer(foreign_id=None), name=None))).findings

    assert finding.summary.text() == "1042 is not linked"
