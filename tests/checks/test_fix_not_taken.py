"""After a link its invoices wait three runs quietly; then they are told again, and the fix with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from checks import fix_not_taken, unposted_invoice
from checks.engine.after_fix import NOT_TAKEN
from checks.engine.judge import judge
from checks.engine.model import Finding, Severity
from checks.engine.plan import Change, JournalEntry, State, System, Target
from checks.engine.records import Customer, Debtor, Document, Invoice
from checks.engine.snapshot import Rules, Snapshot
from tests.support.builders import NOW, booked, customer, debtor, draft, invoice, snapshot

CHECKS = (unposted_invoice.CHECK, fix_not_taken.CHECK)
RULES = Rules(sync_interval=dt.timedelta(minutes=5), grace=3)
FIX = JournalEntry(
    number=12,
    at=NOW,
    state=State.DONE,
    finding="null-foreign-id:1042",
    action="link",
    target=Target(System.CLIENTTIME, "K1042", "1042", "1042", 20042),
    changes=(Change("foreign_id", None, "20042"),),
    operator="anna",
)


def fixed(
    minutes: float, *rows: Customer | Invoice | Debtor | Document, fix: JournalEntry = FIX, rules: Rules = RULES
) -> Snapshot:
    """Return a customer that was linked so many minutes ago, and whose invoice waited for it."""
    entry = replace(fix, at=NOW - dt.timedelta(minutes=minutes))
    given = (customer(), debtor(), invoice(), *rows)
    return replace(snapshot(*given, rules=rules), fixes=(entry,))


def found(whole: Snapshot) -> tuple[dict[str, Finding], dict[str, Finding]]:
    invoices, fixes = judge(CHECKS, whole)
    return {one.key: one for one in invoices.findings}, {one.key: one for one in fixes.findings}


@pytest.mark.parametrize(("minutes", "run"), [(0, 1), (4.9, 1), (5, 2), (9.9, 2), (10, 3), (14.9, 3)])
def test_an_invoice_behind_a_new_link_waits_quietly_and_counts_the_runs(minutes: float, run: int) -> None:
    invoices, fixes = found(fixed(minutes))

    one = invoices["unposted-invoice:10234"]
    assert (one.severity, one.cause, one.parent) == (Severity.INFO, "not-sent", None)
    assert one.summary.text("en") == f"10234 Hansen Byg ApS: waiting for the next sync ({run} of 3)"
    assert one.summary.text("da") == f"10234 Hansen Byg ApS: venter på næste synkronisering ({run} af 3)"
    assert fixes == {}


def test_after_three_runs_it_is_told_again_under_the_fix_that_did_not_take() -> None:
    invoices, fixes = found(fixed(15))

    one, parent = invoices["unposted-invoice:10234"], fixes["fix-not-taken:1042"]
    assert (one.severity, one.parent) == (Severity.CRITICAL, parent.key)
    assert (parent.severity, parent.children, parent.money) == (Severity.CRITICAL, 1, one.money)
    assert parent.summary.text("en") == "Hansen Byg ApS: entry 12 did not take; 1 invoice waits"


def test_an_error_of_the_transfer_from_before_the_link_waits_too() -> None:
    invoices, _ = found(fixed(3, invoice("10300", error="E04300")))

    assert {one.severity for one in invoices.values()} == {Severity.INFO}


def test_what_the_link_cannot_explain_is_told_as_it_is() -> None:
    invoices, _ = found(fixed(3, invoice("10300", currency="SEK"), invoice("10301"), draft("10301")))

    causes = {key: one.cause for key, one in invoices.items() if one.severity is not Severity.INFO}
    assert causes == {
        "unposted-invoice:10300": "unknown-currency",
        "unposted-invoice:10301": "waiting-draft",
    }


def test_what_is_posted_after_all_leaves_nothing() -> None:
    assert found(fixed(20, booked())) == ({}, {})


def test_a_newer_invoice_that_arrived_shows_that_the_link_works() -> None:
    newer = dt.date(2026, 11, 1)
    invoices, fixes = found(fixed(20, invoice("10300", date=newer, sent=True), booked("10300", date=newer)))

    assert [(one.key, one.parent) for one in invoices.values()] == [("unposted-invoice:10234", None)]
    assert fixes == {}


def test_an_older_invoice_that_arrived_before_the_trouble_shows_nothing() -> None:
    older = dt.date(2026, 1, 5)
    _, fixes = found(fixed(20, invoice("10100", date=older, sent=True), booked("10100", date=older)))

    assert list(fixes) == ["fix-not-taken:1042"]


@pytest.mark.parametrize(
    "fix",
    [
        replace(FIX, undone_by=13),
        replace(FIX, state=State.NOT_DONE),
        replace(FIX, undo_of=11),
        replace(FIX, changes=(Change("foreign_id", None, "20043"),)),
        replace(FIX, changes=(Change("foreign_id", None, None),), erased=True),
        replace(FIX, target=replace(FIX.target, system=System.ECONOMIC, record="20042")),
        replace(FIX, target=replace(FIX.target, record="K1077")),
    ],
    ids=["undone", "not done", "an undo", "relinked since", "erased", "in e-conomic", "another customer's"],
)
@pytest.mark.parametrize("minutes", [3, 20])
def test_what_is_no_link_of_this_customer_that_still_stands_changes_nothing(fix: JournalEntry, minutes: int) -> None:
    invoices, fixes = found(fixed(minutes, fix=fix))

    assert (invoices["unposted-invoice:10234"].severity, fixes) == (Severity.CRITICAL, {})


def test_an_invoice_that_was_made_after_the_link_is_not_behind_it() -> None:
    fix = replace(FIX, at=NOW - dt.timedelta(days=400))
    whole = replace(snapshot(customer(), debtor(), invoice(), rules=RULES), fixes=(fix,))

    assert [one.parent for one in found(whole)[0].values()] == [None]
    assert found(whole)[1] == {}


def test_without_patience_it_is_told_at_once() -> None:
    assert list(found(fixed(0, rules=Rules(grace=0)))[1]) == ["fix-not-taken:1042"]


def test_with_the_check_switched_off_the_invoice_stands_alone() -> None:
    (invoices,) = judge(CHECKS[:1], fixed(20))

    assert [one.parent for one in invoices.findings] == [None]


def test_its_keys_are_named_after_it() -> None:
    assert fix_not_taken.CHECK.id == NOT_TAKEN
