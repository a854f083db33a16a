"""Months that do not add up: quiet, by currency, with what is missing and what is too much."""

from __future__ import annotations

import datetime as dt

import pytest

from checks.engine.check import run
from checks.engine.model import Finding, Severity, Status
from checks.engine.phrase import Phrase
from checks.engine.records import Document, Invoice
from checks.engine.snapshot import Part, Rules
from checks.monthly_totals import CHECK
from tests.support.builders import NOW, appeared, booked, customer, debtor, entry, failed, invoice, snapshot


def found(*rows: Invoice | Document, rules: Rules | None = None) -> tuple[Finding, ...]:
    return run(CHECK, snapshot(customer(), debtor(), *rows, rules=rules)).findings


def test_a_month_with_an_invoice_that_is_not_posted_is_told_quietly() -> None:
    result = run(CHECK, snapshot(customer(), debtor(), invoice("1"), invoice("2"), booked("2")))

    (finding,) = result.findings
    assert (finding.key, finding.severity, finding.money) == ("monthly-totals:2026-10-DKK", Severity.INFO, ())
    assert result.status == Status.OK
    assert finding.summary.text() == "2026-10: e-conomic has 1,250.00 DKK less than ClientTime"
    assert finding.summary.text("da") == "2026-10: e-conomic har 1.250,00 DKK mindre"
    assert finding.why is not None
    assert finding.why.text().startswith("1 of ClientTime's are not posted there, 0 of")
    (fact,) = finding.facts
    assert isinstance(fact.clienttime, Phrase)
    assert isinstance(fact.economic, Phrase)
    assert (fact.clienttime.text(), fact.economic.text()) == ("2,500.00 DKK", "1,250.00 DKK")


def test_a_document_that_no_invoice_explains_is_counted() -> None:
    (finding,) = found(invoice("1"), booked("1"), booked("7", id="7", number="507", gross="80.00"))

    assert finding.summary.text() == "2026-10: e-conomic has 80.00 DKK more than ClientTime"
    assert finding.why is not None
    assert "1 of e-conomic's are no invoice" in finding.why.text()


def test_one_that_is_booked_in_another_month_makes_two_of_them_odd_the_newest_first() -> None:
    keys = [one.key for one in found(invoice("1"), booked("1", date=dt.date(2026, 11, 2)))]

    assert sorted(keys) == ["monthly-totals:2026-10-DKK", "monthly-totals:2026-11-DKK"]


@pytest.mark.parametrize(
    "rows",
    [
        (invoice("1"), booked("1")),
        (invoice("1"), booked("1", gross="1250.05")),
        (invoice("1"), booked("1", number="1"), entry("1", kind=1)),
        (invoice("1"), entry("1", kind=10)),
        (invoice("1", gross="-1250.00", credit=True), booked("1")),
        (invoice("1", draft=True),),
        (invoice(" "),),
        (invoice("1", date=dt.date(2023, 5, 1)), booked("9", date=dt.date(2023, 5, 1))),
    ],
    ids=["equal", "rounded", "its own line", "entered", "credit", "draft", "numberless", "before the go-live"],
)
def test_a_month_that_adds_up_is_silent(rows: tuple[Invoice | Document, ...]) -> None:
    assert found(*rows, rules=Rules(go_live=dt.date(2024, 1, 1))) == ()


def test_currencies_are_added_up_apart() -> None:
    assert [one.key for one in found(invoice("1", currency="EUR"), booked("1"))] == [
        "monthly-totals:2026-10-DKK",
        "monthly-totals:2026-10-EUR",
    ]


def test_what_is_inside_the_grace_is_counted_as_soon_as_it_is_there() -> None:
    fresh = invoice("1", date=NOW.date())
    waits = appeared(snapshot(customer(), debtor(), fresh), Part.INVOICES, "I1")
    arrived = appeared(snapshot(customer(), debtor(), fresh, booked("1", date=NOW.date())), Part.INVOICES, "I1")

    assert run(CHECK, waits).findings == ()
    assert run(CHECK, arrived).findings == ()


@pytest.mark.parametrize("part", sorted(CHECK.needs))
def test_one_unread_part_is_unknown_and_never_a_finding(part: Part) -> None:
    result = run(CHECK, failed(snapshot(customer(), debtor(), invoice("1")), part))

    assert (result.status, result.findings) == (Status.UNKNOWN, ())
