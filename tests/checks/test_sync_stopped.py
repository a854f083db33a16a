"""The synchronisation stands still: told by work that came after its last sign of life, and by nothing less."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from checks.engine.check import run
from checks.engine.model import Finding, Severity, Status
from checks.engine.phrase import Phrase
from checks.engine.records import Customer, Debtor, Document, Invoice
from checks.engine.snapshot import Part, Rules
from checks.sync_stopped import CHECK
from checks.unposted_invoice import CHECK as UNPOSTED
from tests.support.builders import NOW, appeared, booked, customer, debtor, failed, invoice, snapshot, unread

COPENHAGEN = Rules(zone=ZoneInfo("Europe/Copenhagen"))
FRIDAY = dt.datetime(2026, 11, 20, 15, 0, tzinfo=dt.UTC)
Row = Customer | Debtor | Invoice | Document


def sent(number: str, at: dt.datetime) -> tuple[Invoice, Document]:
    """Return an invoice that was sent and arrived."""
    row = invoice(number, date=at.date(), sent=True, sent_at=at, sent_on=at.date())
    return row, booked(number, id=number, number=f"9{number}", date=at.date())


def waits(number: str, day: int, **other: object) -> Invoice:
    return replace(invoice(number, date=dt.date(2026, 11, day)), **other)  # type: ignore[arg-type]  # fields by name


def found(*rows: Row, now: dt.datetime = NOW, rules: Rules = COPENHAGEN) -> tuple[Finding, ...]:
    return run(CHECK, replace(snapshot(customer(), debtor(), *rows, rules=rules), now=now)).findings


def test_work_that_came_after_the_last_sign_of_life_and_was_not_carried_over() -> None:
    (finding,) = found(*sent("1", FRIDAY), waits("2", 21), waits("3", 23, gross=Decimal(750)))

    assert (finding.key, finding.severity, finding.cause) == ("sync-stopped:site", Severity.CRITICAL, None)
    assert (finding.children, finding.since) == (2, dt.date(2026, 11, 21))
    assert finding.money == (("DKK", Decimal("2000.00")),)
    assert finding.summary.text() == "Nothing carried over since 2026-11-20 16:00; 2 invoices wait"
    assert finding.summary.text("da") == "Intet overført siden 20-11-2026 16:00; 2 fakturaer venter"
    assert finding.actions == ("ignore",)
    facts = {fact.field: fact.clienttime for fact in finding.facts}
    assert isinstance(facts["last_sent"], Phrase)
    assert facts["last_sent"].text() == "2026-11-20 16:00"


def test_a_weekend_without_work_is_silent() -> None:
    sunday = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)

    assert found(*sent("1", FRIDAY), now=sunday) == ()
    assert found(*sent("1", FRIDAY), waits("2", 16), waits("3", 17), now=sunday) == ()


def test_where_no_sign_of_life_was_ever_seen_nobody_can_say_that_it_stopped() -> None:
    assert found(waits("2", 21), waits("3", 23)) == ()


def test_one_invoice_alone_may_have_been_passed_by() -> None:
    assert found(*sent("1", FRIDAY), waits("2", 21)) == ()


def test_what_is_of_the_very_day_may_have_come_before_the_last_run() -> None:
    assert found(*sent("1", FRIDAY), waits("2", 20), waits("3", 20)) == ()


def test_a_day_has_to_be_over_before_its_invoices_count_as_waiting_long() -> None:
    rows = (*sent("1", FRIDAY), waits("2", 23), waits("3", 23))
    midnight = dt.datetime(2026, 11, 23, 23, 0, tzinfo=dt.UTC)

    assert found(*rows, now=midnight + dt.timedelta(minutes=14)) == ()
    assert len(found(*rows, now=midnight + dt.timedelta(minutes=16))) == 1


@pytest.mark.parametrize(("minutes", "count"), [(14, 0), (15, 1)])
def test_with_times_of_day_it_is_known_after_the_patience_of_the_site(minutes: int, count: int) -> None:
    at = NOW - dt.timedelta(minutes=minutes)
    late = [waits(n, 24, issued=at) for n in ("2", "3")]

    assert len(found(*sent("1", NOW - dt.timedelta(hours=1)), *late)) == count


def test_what_this_program_saw_appear_counts_from_then() -> None:
    rows = snapshot(customer(), debtor(), *sent("1", NOW - dt.timedelta(hours=2)), waits("2", 24), waits("3", 24))
    for key in ("I2", "I3"):
        rows = appeared(rows, Part.INVOICES, key, NOW - dt.timedelta(hours=1))

    assert len(run(CHECK, rows).findings) == 1


@pytest.mark.parametrize(
    "sign",
    [
        sent("9", NOW - dt.timedelta(minutes=20)),
        (invoice("9", date=dt.date(2026, 11, 24)), booked("9")),
        (invoice("9", date=dt.date(2026, 11, 24), sent=True, sent_on=dt.date(2026, 11, 24)),),
        (customer("1050", "20050", created=NOW - dt.timedelta(minutes=50)), debtor(20050)),
        (
            customer("1050", "20050", modified=NOW - dt.timedelta(minutes=9)),
            debtor(20050, last_updated=NOW - dt.timedelta(minutes=3)),
        ),
    ],
    ids=["sent", "arrived", "marked with a day", "linked", "changed on both sides"],
)
def test_any_later_sign_of_life_ends_it(sign: tuple[Row, ...]) -> None:
    rows: tuple[Row, ...] = (*sent("1", FRIDAY), waits("2", 21), waits("3", 23))

    assert len(found(*rows)) == 1
    assert found(*rows, *sign) == ()


@pytest.mark.parametrize(
    "sign",
    [
        (invoice("9", date=dt.date(2026, 11, 24), sent=True, sent_at=NOW + dt.timedelta(hours=3)),),
        (customer("1050", None, created=NOW - dt.timedelta(minutes=50)),),
        (customer("1050", "20050"), debtor(20050, last_updated=NOW - dt.timedelta(minutes=3))),
        (
            customer("1050", "20050", modified=NOW - dt.timedelta(days=2)),
            debtor(20050, last_updated=NOW - dt.timedelta(minutes=3)),
        ),
    ],
    ids=["a time to come", "not linked", "changed in e-conomic", "changed there long after"],
)
def test_what_the_synchronisation_need_not_have_done_is_no_sign_of_life(sign: tuple[Row, ...]) -> None:
    assert len(found(*sent("1", FRIDAY), waits("2", 21), waits("3", 23), *sign)) == 1


@pytest.mark.parametrize("other", [{"error": "E04300"}, {"draft": True}, {"customer": "K9"}])
def test_what_waits_for_another_reason_is_no_work_of_it(other: dict[str, object]) -> None:
    rows = (*sent("1", FRIDAY), customer("9", None), waits("2", 21, **other), waits("3", 23, **other))

    assert found(*rows) == ()


def test_what_waits_for_a_link_that_was_made_a_moment_ago_is_none_either() -> None:
    row = customer("1050", "20050", modified=NOW - dt.timedelta(minutes=2))
    rows: tuple[Row, ...] = (
        *sent("1", FRIDAY),
        row,
        debtor(20050),
        *(waits(n, 23, customer="K1050") for n in ("2", "3")),
    )

    assert found(*rows) == ()


def test_the_invoices_stand_under_it() -> None:
    rows = snapshot(customer(), debtor(), *sent("1", FRIDAY), waits("2", 21), waits("3", 23), waits("0", 2))

    parents = {one.invoice_number: one.parent for one in run(UNPOSTED, rows).findings}

    assert parents == {"2": "sync-stopped:site", "3": "sync-stopped:site", "0": None}


def test_an_ignore_lasts_until_the_next_sign_of_life() -> None:
    before = found(*sent("1", FRIDAY), waits("2", 23), waits("3", 23))
    more = found(*sent("1", FRIDAY), waits("2", 23), waits("3", 23), waits("4", 23))
    after = found(*sent("1", FRIDAY + dt.timedelta(hours=1)), waits("2", 23), waits("3", 23))

    assert before[0].basis == more[0].basis != after[0].basis


@pytest.mark.parametrize("part", sorted(CHECK.needs))
def test_one_unread_part_is_unknown_and_never_a_finding(part: Part) -> None:
    rows = snapshot(customer(), debtor(), *sent("1", FRIDAY), waits("2", 21), waits("3", 23))

    for broken in (failed(rows, part), unread(rows, part)):
        result = run(CHECK, broken)

        assert (result.status, result.findings) == (Status.UNKNOWN, ())
