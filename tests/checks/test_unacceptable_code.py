"""A code that e-conomic cannot take as a number never synchronises; one that is linked already need not."""

from __future__ import annotations

import datetime as dt

import pytest

from checks.engine.check import run
from checks.engine.model import Finding, Severity
from checks.engine.records import Customer, Invoice
from checks.engine.snapshot import Rules
from checks.unacceptable_code import CHECK
from tests.support.builders import JUST_NOW, customer, invoice, snapshot


def found(*rows: Customer | Invoice, rules: Rules | None = None) -> tuple[Finding, ...]:
    return run(CHECK, snapshot(*rows, rules=rules)).findings


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("P1042", "letters"),
        ("1042K", "letters"),
        ("10-42", "letters"),
        ("01042", "leading-zero"),
        ("1234567890", "too-long"),
        ("0101**-****", "too-long"),
    ],
)
def test_a_code_that_is_no_number_of_e_conomic_is_told_with_its_cause(code: str, cause: str) -> None:
    (one,) = found(customer(code, None))

    assert (one.key, one.cause, one.severity) == (f"unacceptable-code:{code}", cause, Severity.INFO)
    assert code in one.summary.text("en")


def test_it_is_a_warning_while_invoices_wait_and_their_money_is_counted_elsewhere() -> None:
    (one,) = found(customer("P1042", None), invoice(of="P1042"))

    assert (one.severity, one.money, one.since) == (Severity.WARNING, (), dt.date(2026, 10, 14))


@pytest.mark.parametrize("code", ["1", "1042", "999999999"])
def test_a_code_that_e_conomic_takes_is_silent(code: str) -> None:
    assert found(customer(code, None)) == ()


@pytest.mark.parametrize(
    "row",
    [
        customer("P1042", "20042"),
        customer("P1042", None, active=False),
        customer("P1042", None, created=JUST_NOW),
    ],
)
def test_a_customer_that_is_linked_out_of_use_or_just_made_is_silent(row: Customer) -> None:
    assert found(row) == ()
