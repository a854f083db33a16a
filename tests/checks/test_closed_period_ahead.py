"""The next month, where e-conomic would refuse it; told in time, and quietly until money waits."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from checks.closed_period_ahead import CHECK, next_month
from checks.engine.check import run
from checks.engine.model import Finding, Severity, Status
from checks.engine.records import Invoice, Period
from checks.engine.snapshot import Part
from tests.support.builders import failed, invoice, snapshot

DAY = dt.date


def found(*rows: Period | Invoice) -> tuple[Finding, ...]:
    return run(CHECK, snapshot(*rows)).findings


def month(year: int, number: int, closed: bool = False) -> Period:
    first = DAY(year, number, 1)
    return Period(first, next_month(first)[0] - dt.timedelta(days=1), closed)


THIS, NEXT = month(2026, 11), month(2026, 12)


def test_no_accounting_year_for_the_next_month_is_told_quietly() -> None:
    (one,) = found(THIS)

    assert (one.key, one.cause, one.severity) == ("closed-period-ahead:2026-12", "no-year", Severity.INFO)


def test_a_next_month_that_is_closed_is_told() -> None:
    (one,) = found(THIS, replace(NEXT, closed=True))

    assert one.cause == "closed"


def test_it_is_a_warning_as_soon_as_an_invoice_is_dated_there() -> None:
    (one,) = found(THIS, invoice(date=DAY(2026, 12, 1)), invoice("10235", draft=True, date=DAY(2026, 12, 2)))

    assert (one.severity, one.since) == (Severity.WARNING, DAY(2026, 12, 1))


@pytest.mark.parametrize(
    "periods",
    [
        (THIS, NEXT),
        (replace(THIS, closed=True), NEXT),
        (THIS, NEXT, month(2027, 1, closed=True)),
        (Period(DAY(2026, 7, 1), DAY(2027, 6, 30), closed=False),),
        (),
    ],
)
def test_an_open_next_month_is_silent_whatever_the_others_are(periods: tuple[Period, ...]) -> None:
    assert found(*periods) == ()


def test_an_invoice_of_this_month_is_no_reason_for_a_warning() -> None:
    (one,) = found(THIS, invoice(date=DAY(2026, 11, 20)))

    assert one.severity == Severity.INFO


def test_years_that_could_not_be_read_are_unknown() -> None:
    assert run(CHECK, failed(snapshot(THIS), Part.PERIODS)).status == Status.UNKNOWN


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (DAY(2026, 12, 31), DAY(2027, 1, 1), DAY(2027, 1, 31)),
        (DAY(2027, 1, 31), DAY(2027, 2, 1), DAY(2027, 2, 28)),
        (DAY(2028, 1, 1), DAY(2028, 2, 1), DAY(2028, 2, 29)),
    ],
)
def test_the_next_month_is_that_of_the_calendar(day: dt.date, first: dt.date, last: dt.date) -> None:
    assert next_month(day) == (first, last)
