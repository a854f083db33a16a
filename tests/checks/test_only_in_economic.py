"""Debtors that ClientTime does not know: every one that no foreign id refers to, and no other."""

from __future__ import annotations

import pytest

from checks.engine.check import run
from checks.engine.model import Severity, Status
from checks.engine.snapshot import Part
from checks.only_in_economic import CHECK
from tests.support.builders import customer, debtor, failed, snapshot, unread


def keys(*rows: object) -> list[str]:
    return [finding.key for finding in run(CHECK, snapshot(*rows)).findings]  # type: ignore[arg-type]  # mixed rows


def test_a_debtor_to_which_nobody_refers_is_reported_as_a_warning() -> None:
    (finding,) = run(CHECK, snapshot(customer(), debtor(), debtor(20043, name="Møller & Co. A/S"))).findings

    assert (finding.key, finding.severity) == ("only-in-economic:20043", Severity.WARNING)
    assert (finding.customer_number, finding.customer_code) == (20043, None)
    assert finding.summary.text() == "20043 Møller & Co. A/S is only in e-conomic"
    assert "Møller" not in finding.summary.text(mask=True)


@pytest.mark.parametrize("cell", ["20042", " 20042", "020042", "20.042", "20042,0", "２００４２"])
def test_a_debtor_that_a_foreign_id_is_or_plainly_means_is_silent(cell: str) -> None:
    assert keys(customer(foreign_id=cell), debtor()) == []


def test_a_barred_debtor_is_silent() -> None:
    assert keys(debtor(barred=True)) == []


def test_an_inactive_customer_holds_its_debtor_too() -> None:
    assert keys(customer(active=False), debtor()) == []


def test_the_suggested_partner_of_an_unlinked_customer_is_listed_with_the_same_link() -> None:
    (finding,) = run(CHECK, snapshot(customer(foreign_id=None), debtor())).findings

    assert finding.suggestions[0].customer_code == "1042"
    assert finding.actions == ("link", "worklist", "ignore")
    assert finding.why is not None
    assert "1042" in finding.why.text()


def test_without_an_unlinked_customer_there_is_nobody_to_link_to() -> None:
    (finding,) = run(CHECK, snapshot(customer(foreign_id=None, active=False), debtor())).findings

    assert finding.actions == ("worklist", "ignore")


@pytest.mark.parametrize("part", [Part.CUSTOMERS, Part.DEBTORS])
def test_a_failed_read_is_unknown_and_never_a_finding(part: Part) -> None:
    rows = snapshot(customer("7", None), debtor())

    for broken in (failed(rows, part), unread(rows, part)):
        result = run(CHECK, broken)

        assert (result.status, result.findings) == (Status.UNKNOWN, ())


def test_invoices_and_their_places_are_not_needed() -> None:
    rows = failed(snapshot(debtor()), Part.INVOICES, Part.DRAFTS, Part.BOOKED, Part.JOURNAL, Part.ENTRIES)

    assert len(run(CHECK, rows).findings) == 1
