"""Barred customers: told only while something waits for them."""

from __future__ import annotations

import datetime as dt

import pytest

from checks.barred_customer import CHECK
from checks.engine.check import run
from checks.engine.model import Severity, Status
from checks.engine.records import Document, Period
from checks.engine.snapshot import Part
from tests.support.builders import booked, customer, debtor, draft, failed, invoice, line, snapshot, unread


def test_a_barred_customer_with_waiting_invoices_is_critical() -> None:
    (finding,) = run(CHECK, snapshot(customer(), debtor(barred=True), invoice("1"), invoice("2"))).findings

    assert (finding.key, finding.severity, finding.children) == ("barred-customer:1042", Severity.CRITICAL, 2)
    assert finding.summary.text() == "Hansen Byg ApS is barred; 2 invoices wait behind it"
    assert finding.actions == ("handover", "ignore")


@pytest.mark.parametrize("document", [draft(), line()])
def test_what_has_arrived_waits_behind_it_too_for_it_cannot_be_booked(document: Document) -> None:
    (finding,) = run(CHECK, snapshot(customer(), debtor(barred=True), invoice(), document)).findings

    assert finding.children == 1


def test_what_a_closed_period_stops_does_not_wait_for_the_bar_to_be_lifted() -> None:
    closed = Period(dt.date(2026, 10, 1), dt.date(2026, 10, 31), closed=True)

    assert run(CHECK, snapshot(customer(), debtor(barred=True), invoice(), closed)).findings == ()


def test_a_barred_customer_for_whom_nothing_waits_is_silent() -> None:
    assert run(CHECK, snapshot(customer(), debtor(barred=True), invoice(), booked())).findings == ()
    assert run(CHECK, snapshot(customer(), debtor(barred=True))).findings == ()


def test_a_customer_that_is_not_barred_or_not_soundly_linked_is_silent() -> None:
    assert run(CHECK, snapshot(customer(), debtor(), invoice())).findings == ()
    assert run(CHECK, snapshot(customer(foreign_id="20042 "), debtor(barred=True), invoice())).findings == ()


@pytest.mark.parametrize("part", sorted(CHECK.needs))
def test_one_unread_part_is_unknown_and_never_a_finding(part: Part) -> None:
    rows = snapshot(customer(), debtor(barred=True), invoice())

    for broken in (failed(rows, part), unread(rows, part)):
        result = run(CHECK, broken)

        assert (result.status, result.findings) == (Status.UNKNOWN, ())
