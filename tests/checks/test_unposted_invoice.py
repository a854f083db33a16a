"""Final invoices that are not booked: where they are, what is to blame, and what has its home elsewhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine

from checks.engine.check import run
from checks.engine.model import Finding, Severity, Status
from checks.engine.phrase import Phrase
from checks.engine.records import Customer, Debtor, Document, Invoice, Period
from checks.engine.snapshot import Part, Reading, Rules
from checks.unposted_invoice import CHECK
from tests.support.builders import (
    OTHER_CVR,
    OUTAGE,
    TODAY,
    appeared,
    booked,
    customer,
    debtor,
    draft,
    entry,
    failed,
    invoice,
    line,
    read,
    snapshot,
    unread,
)

Row = Customer | Debtor | Invoice | Document | Period
CLOSED = Period(dt.date(2026, 10, 1), dt.date(2026, 10, 31), closed=True)
OPEN = Period(dt.date(2026, 10, 1), dt.date(2026, 10, 31), closed=False)
YEAR = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31), closed=False)
BARRED = "barred-customer:1042"


def found(*rows: Row, rules: Rules | None = None) -> tuple[Finding, ...]:
    return run(CHECK, snapshot(*rows, rules=rules)).findings


def why(finding: Finding) -> str:
    assert finding.why is not None
    return finding.why.text()


def causes(*rows: Row) -> list[tuple[str | None, str | None]]:
    return [(finding.cause, finding.parent) for finding in found(*rows)]


def test_an_invoice_that_is_nowhere_was_not_sent() -> None:
    (finding,) = found(customer(), debtor(), invoice())

    assert (finding.key, finding.cause, finding.parent) == ("unposted-invoice:10234", "not-sent", None)
    assert (finding.customer_code, finding.customer_number, finding.invoice_number) == ("1042", 20042, "10234")
    assert finding.money == (("DKK", Decimal("1250.00")),)
    assert finding.since == dt.date(2026, 10, 14)
    assert finding.summary.text("da") == "10234 Hansen Byg ApS: ikke sendt"


@pytest.mark.parametrize("document", [booked(), entry(), booked("010234"), entry(" 10234 ")])
def test_a_booked_invoice_is_silent(document: Document) -> None:
    assert found(customer(), debtor(), invoice(), document) == ()


@pytest.mark.parametrize(
    "row",
    [
        invoice(draft=True),
        invoice(date=dt.date(2023, 12, 31)),
        invoice(sent=True),
        invoice(" "),
    ],
)
def test_drafts_old_ones_those_marked_as_sent_and_those_without_a_number_are_silent(row: Invoice) -> None:
    assert found(customer(), debtor(), row, rules=Rules(go_live=dt.date(2024, 1, 1))) == ()


@pytest.mark.parametrize(("cell", "shown"), [("K9999", "K9999"), ("", "NULL")])
def test_an_invoice_of_a_customer_that_clienttime_does_not_have_is_told(cell: str, shown: str) -> None:
    (finding,) = found(customer(), debtor(), invoice(customer=cell))

    assert (finding.key, finding.cause, finding.parent) == ("unposted-invoice:10234", "not-sent", None)
    assert (finding.customer_code, finding.customer_number, finding.invoice_number) == (None, None, "10234")
    assert finding.summary.text() == f"10234 {shown}: its customer is not in ClientTime's customer table"
    assert finding.summary.text("da") == f"10234 {shown}: kunden findes ikke i ClientTimes kundetabel"
    assert (finding.suggestions, finding.actions) == ((), ("handover", "ignore"))
    assert finding.money == (("DKK", Decimal("1250.00")),)


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        (booked(), None),
        (entry(), None),
        (draft(), "waiting-draft"),
        (line(), "waiting-journal"),
        (booked("777", number="10234"), "number-taken"),
        (CLOSED, "closed-period"),
    ],
)
def test_where_a_strangers_invoice_is_is_told_by_its_number_alone(more: Row, cause: str | None) -> None:
    assert [one.cause for one in found(debtor(), invoice(customer="nobody"), more)] == ([cause] if cause else [])


@pytest.mark.parametrize("silent", [{"draft": True}, {"sent": True}, {"number": ""}])
def test_a_strangers_invoice_is_silent_where_any_other_would_be(silent: dict[str, object]) -> None:
    assert found(debtor(), replace(invoice(customer="nobody"), **silent)) == ()  # type: ignore[arg-type]  # by name


def test_two_invoices_of_one_number_are_both_listed_under_keys_of_their_own() -> None:
    rows = [invoice(key="I1"), invoice(key="I2", gross="99.00"), invoice("10235")]

    keys = [finding.key for finding in found(customer(), debtor(), *rows)]

    assert sorted(keys) == ["unposted-invoice:10234#I1", "unposted-invoice:10234#I2", "unposted-invoice:10235"]


def test_two_invoices_that_nothing_tells_apart_are_both_listed() -> None:
    keys = [finding.key for finding in found(customer(), debtor(), invoice(), invoice(gross="99.00"))]

    assert len(set(keys)) == 2


def test_the_first_day_counts() -> None:
    assert len(found(customer(), invoice(date=dt.date(2024, 1, 1)), rules=Rules(go_live=dt.date(2024, 1, 1)))) == 1


def test_an_invoice_that_has_just_appeared_is_left_to_the_synchronisation() -> None:
    rows = snapshot(customer(), debtor(), invoice(date=TODAY))

    assert len(run(CHECK, rows).findings) == 1
    assert run(CHECK, appeared(rows, Part.INVOICES, "I10234")).findings == ()


@pytest.mark.parametrize(("days", "severity"), [(2, Severity.WARNING), (3, Severity.CRITICAL)])
def test_after_two_days_it_is_critical(days: int, severity: Severity) -> None:
    (finding,) = found(customer(), debtor(), invoice(date=TODAY - dt.timedelta(days=days)))

    assert finding.severity == severity


MIDNIGHTS = {
    "winter": (dt.date(2026, 11, 20), dt.datetime(2026, 11, 22, 23, tzinfo=dt.UTC)),
    "summer": (dt.date(2026, 6, 20), dt.datetime(2026, 6, 22, 22, tzinfo=dt.UTC)),
    "over the day of 25 hours": (dt.date(2026, 10, 23), dt.datetime(2026, 10, 25, 23, tzinfo=dt.UTC)),
    "over the day of 23 hours": (dt.date(2026, 3, 27), dt.datetime(2026, 3, 29, 22, tzinfo=dt.UTC)),
    "into the day of 25 hours": (dt.date(2026, 10, 22), dt.datetime(2026, 10, 24, 22, tzinfo=dt.UTC)),
    "into the day of 23 hours": (dt.date(2026, 3, 26), dt.datetime(2026, 3, 28, 23, tzinfo=dt.UTC)),
}
"""The day of an invoice with the moment at which its third day after begins in Copenhagen."""


def severity(invoiced: dt.date, now: dt.datetime, zone: str | None) -> Severity:
    """Return how grave it is at a moment, on a machine that runs in UTC."""
    rules = Rules(zone=ZoneInfo(zone) if zone else None)
    rows = replace(snapshot(customer(), debtor(), invoice(date=invoiced), rules=rules), now=now)
    with time_machine.travel(now.astimezone(ZoneInfo("UTC")), tick=False):
        (finding,) = run(CHECK, rows).findings
    return finding.severity


@pytest.mark.parametrize("season", MIDNIGHTS)
def test_the_two_days_end_at_midnight_where_the_site_is_and_not_where_the_machine_is(season: str) -> None:
    invoiced, midnight = MIDNIGHTS[season]
    just_before = midnight - dt.timedelta(seconds=1)

    assert severity(invoiced, just_before, "Europe/Copenhagen") == Severity.WARNING
    assert severity(invoiced, midnight, "Europe/Copenhagen") == Severity.CRITICAL


@pytest.mark.parametrize("season", MIDNIGHTS)
def test_without_a_zone_they_end_at_the_machines_midnight(season: str) -> None:
    invoiced, _ = MIDNIGHTS[season]
    midnight = dt.datetime.combine(invoiced + dt.timedelta(days=3), dt.time(), dt.UTC)

    assert severity(invoiced, midnight - dt.timedelta(seconds=1), None) == Severity.WARNING
    assert severity(invoiced, midnight, None) == Severity.CRITICAL


@pytest.mark.parametrize(
    ("rows", "cause", "parent"),
    [
        ((customer(foreign_id=None), debtor()), "unlinked-customer", "null-foreign-id:1042"),
        ((customer(foreign_id=None, active=False), debtor()), "unlinked-customer", None),
        ((customer(foreign_id="20042 "), debtor()), "broken-link", "broken-link:1042"),
        ((customer(foreign_id="99999"), debtor()), "broken-link", "broken-link:1042"),
        ((customer(foreign_id="99999", active=False), debtor()), "broken-link", None),
        ((customer(), debtor(name="Café Ofelia", cvr=OTHER_CVR)), "broken-link", "broken-link:1042"),
        ((customer(), debtor(barred=True)), "barred-customer", BARRED),
        ((customer(), debtor(), CLOSED), "closed-period", None),
        ((customer(), debtor(), OPEN), "not-sent", None),
        ((customer(), debtor(), draft()), "waiting-draft", None),
        ((customer(), debtor(), line()), "waiting-journal", None),
        ((customer(foreign_id=None), draft()), "waiting-draft", None),
        ((customer(), debtor(barred=True), line()), "barred-customer", BARRED),
        ((customer(), debtor(barred=True), draft()), "barred-customer", BARRED),
        ((customer(), debtor(barred=True), draft(customer_number=20050)), "waiting-draft", None),
        ((customer(foreign_id="99999"), draft()), "waiting-draft", None),
        ((customer(), debtor(), CLOSED, draft()), "closed-period", None),
        ((customer(), debtor(), CLOSED, line()), "closed-period", None),
        ((customer(), debtor(), CLOSED, draft(date=dt.date(2026, 11, 2))), "waiting-draft", None),
        ((customer(foreign_id=None), debtor(), CLOSED), "closed-period", None),
        ((customer(), debtor(barred=True), CLOSED), "closed-period", None),
        ((customer(), debtor(), CLOSED, booked("777", number="10234", gross="9.00")), "closed-period", None),
        ((customer(), debtor(barred=True), booked("7", number="10234", gross="9.00")), "barred-customer", BARRED),
        ((customer(), debtor(), booked("777", number="10234", gross="9.00")), "number-taken", None),
        ((customer(foreign_id=None), booked("777", number="10234")), "unlinked-customer", "null-foreign-id:1042"),
    ],
)
def test_what_comes_first_is_to_blame(rows: tuple[Row, ...], cause: str, parent: str | None) -> None:
    assert causes(*rows, invoice()) == [(cause, parent)]


def test_clienttimes_own_error_is_passed_on() -> None:
    (finding,) = found(customer(), debtor(), invoice(error="E06010 voucher number"))

    assert finding.cause == "transfer-error"
    assert finding.why is not None
    assert finding.why.text() == "ClientTime noted: E06010 voucher number"


@pytest.mark.parametrize("error", [None, "", "  "])
def test_an_empty_error_is_none(error: str | None) -> None:
    assert causes(customer(), debtor(), invoice(error=error)) == [("not-sent", None)]


def test_a_currency_that_nothing_in_e_conomic_has_is_unknown_there() -> None:
    foreign = invoice(currency="ISK")

    assert causes(customer(), debtor(), foreign) == [("unknown-currency", None)]
    assert causes(customer(), debtor(currency="ISK"), foreign) == [("not-sent", None)]
    assert causes(customer(), debtor(currency=None), foreign) == [("not-sent", None)]


def test_the_agreements_own_list_of_currencies_decides_where_it_was_read() -> None:
    rows = replace(snapshot(customer(), debtor(), invoice(currency="SEK")), currencies=read(["DKK", "EUR"]))
    listed = replace(rows, currencies=read(["DKK", "SEK"]))

    (finding,) = run(CHECK, rows).findings

    assert finding.cause == "unknown-currency"
    assert why(finding) == "SEK is not among the agreement's currencies. The bookkeeper adds it."
    assert [one.cause for one in run(CHECK, listed).findings] == ["not-sent"]


def test_a_list_of_currencies_that_was_not_read_leaves_what_is_in_use() -> None:
    rows = snapshot(customer(), debtor(), invoice(currency="SEK"))
    broken = replace(rows, currencies=Reading(("DKK",), None, OUTAGE))

    (finding,) = run(CHECK, broken).findings

    assert why(finding) == "Nothing in e-conomic is in SEK."


def test_a_currency_that_is_listed_nowhere_blames_nobody_before_the_customer_unless_the_list_was_read() -> None:
    rows = snapshot(customer(foreign_id=None), debtor(), invoice(currency="SEK"))

    assert [one.cause for one in run(CHECK, rows).findings] == ["unlinked-customer"]
    assert [one.cause for one in run(CHECK, replace(rows, currencies=read(["DKK"]))).findings] == ["unknown-currency"]


@pytest.mark.parametrize("day", [dt.date(2027, 1, 2), dt.date(2025, 12, 31)])
def test_a_day_in_no_accounting_year_cannot_be_booked_on(day: dt.date) -> None:
    (finding,) = found(customer(), debtor(), invoice(date=day), YEAR)

    assert finding.cause == "closed-period"
    assert why(finding) == f"e-conomic has no accounting year for {day}. The bookkeeper makes it."


def test_a_day_between_two_years_is_in_none_and_half_a_list_says_nothing() -> None:
    years = (YEAR, Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31), closed=False))
    odd = invoice(date=dt.date(2025, 6, 1))

    assert causes(customer(), debtor(), odd, *years) == [("closed-period", None)]
    assert causes(customer(), debtor(), odd, OPEN) == [("not-sent", None)]
    assert causes(customer(), debtor(), odd) == [("not-sent", None)]


def test_a_closed_month_within_an_open_year_is_closed() -> None:
    assert causes(customer(), debtor(), invoice(), YEAR, CLOSED) == [("closed-period", None)]
    assert causes(customer(), debtor(), invoice(date=dt.date(2026, 11, 2)), YEAR, CLOSED) == [("not-sent", None)]


def test_one_that_was_passed_by_is_told_with_the_next_one_that_went() -> None:
    went = [invoice(n, date=dt.date(2026, 10, 10 + int(n)), sent=True) for n in ("5", "8", "9")]
    documents = [booked(n, number=f"50{n}") for n in ("5", "8", "9")]
    (finding,) = found(customer(), debtor(), invoice("7", date=dt.date(2026, 10, 17)), *went, *documents)

    assert finding.cause == "not-sent"
    assert "the newer 8 of 2026-10-18 went" in why(finding)
    newer = next(fact.clienttime for fact in finding.facts if fact.field == "newer")
    assert isinstance(newer, Phrase)
    assert newer.text("da") == "8 fra 18-10-2026"


def test_without_a_newer_one_that_went_nobody_says_that_it_was_passed_by() -> None:
    same_day = (invoice("8", sent=True), booked("8"))
    marked_only = invoice("9", date=dt.date(2026, 11, 2), sent=True)

    (finding,) = found(customer(), debtor(), invoice("7"), *same_day, marked_only)

    assert why(finding) == "In none of the four places; nothing newer went either."


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (draft(id="301"), "draft 301, since 2026-10-15: the bookkeeper has to book it."),
        (line(), "journal line 10234, since 2026-10-15: the bookkeeper has to book it."),
        (draft(id="301", gross="9.00"), "draft 301, since 2026-10-15: the bookkeeper has to book it. "
         "It is over 9.00 there, so look first."),
    ],
)  # fmt: skip
def test_where_it_waits_and_since_when_is_told(document: Document, sentence: str) -> None:
    (finding,) = found(customer(), debtor(), invoice(sent=True, sent_on=dt.date(2026, 10, 15)), document)

    assert why(finding) == sentence


def test_without_the_day_of_the_transfer_it_waits_since_its_day_there() -> None:
    (finding,) = found(customer(), debtor(), invoice(), line(date=dt.date(2026, 10, 16)))

    assert why(finding).startswith("journal line 10234, since 2026-10-16:")


def test_a_second_draft_is_told_before_somebody_books_both() -> None:
    (finding,) = found(customer(), debtor(), invoice(), draft(id="301"), draft(id="302"))

    assert why(finding).startswith("draft 301, draft 302, since")
    assert why(finding).endswith("only one may be booked.")


def test_who_has_the_number_is_named() -> None:
    other = booked("777", number="10234", gross="9.00", customer_number=20050)
    (finding,) = found(customer(), debtor(), debtor(20050, name="Café Ofelia"), invoice(), other)

    assert why(finding) == "booked 10234 of Café Ofelia has this number, over 9.00."


def test_a_journal_line_that_says_something_else_is_a_conflict_and_not_listed_here() -> None:
    assert causes(customer(), debtor(), invoice(), line(gross="999.00")) == []


def test_marked_as_sent_but_its_number_taken_stays_here() -> None:
    assert causes(customer(), debtor(), invoice(sent=True), booked("777", number="10234", gross="9.00")) == [
        ("number-taken", None)
    ]


def test_closed_periods_that_could_not_be_read_change_the_cause_only() -> None:
    rows = failed(snapshot(customer(), debtor(), invoice(), CLOSED), Part.PERIODS)

    assert [finding.cause for finding in run(CHECK, rows).findings] == ["not-sent"]


@pytest.mark.parametrize("part", sorted(CHECK.needs))
def test_one_unread_part_is_unknown_and_never_a_finding(part: Part) -> None:
    rows = snapshot(customer(), debtor(), invoice())

    for broken in (failed(rows, part), unread(rows, part)):
        result = run(CHECK, broken)

        assert (result.status, result.findings) == (Status.UNKNOWN, ())


def test_every_cause_has_its_words() -> None:
    assert set(CHECK.causes) == {
        "unlinked-customer", "broken-link", "barred-customer", "closed-period", "unknown-currency",
        "number-taken", "waiting-draft", "waiting-journal", "transfer-error", "not-sent",
    }  # fmt: skip


def test_an_ignore_ends_when_the_cause_changes() -> None:
    nowhere = found(customer(), debtor(), invoice())[0]
    waiting = found(customer(), debtor(), invoice(), draft())[0]

    assert nowhere.basis != waiting.basis
