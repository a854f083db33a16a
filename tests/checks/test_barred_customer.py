"""Barred customers: told only while something waits for them."""

from __future__ import annotations

import pytest

from checks.barred_customer import CHECK
from checks.engine.check import run
from checks.engine.model import Severity, Status
from checks.engine.snapshot import Part
from tests.support.builders import booked, customer, debtor, draft, failed, invoice, snapshot, unread


def test_a_barred_customer_with_waiting_invoices_is_critical() -> None:
    (finding,) = run(CHECK, snapshot(customer(), debtor(barred=True), invoice("1"), invoice("2"))).findings

    assert (finding.key, finding.severity, finding.children) == ("barred-customer:1042", Severity.CRITICAL, 2)
    assert finding.summary.text() == "Hansen Byg ApS is barred; 2 invoices wait behind it"
    assert finding.actions == ("handover", "ignore")


@pytest.mark.parametrize("document", [booked(), draft()])
def test_a_barred_customer_for_whom_nothing_waits_is_silent(document: object) -> None:
    rows = snapshot(customer(), debtor(barred=True), invoice(), document)  # type: ignore[arg-type]  # a document

    assert run(CHECK, rows).findings == ()
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
