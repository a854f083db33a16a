"""Two records of one code or number: neither hides the other, and nothing is written where the row is not certain."""

from __future__ import annotations

import pytest

from checks.engine.check import discover, run
from checks.engine.judge import judge
from checks.engine.model import Finding
from checks.engine.records import Customer, Debtor, Invoice
from checks.engine.snapshot import Snapshot
from tests.support.builders import customer, debtor, invoice, snapshot

CHECKS = {check.id: check for check in discover()}


def found(check: str, *rows: Customer | Debtor | Invoice) -> tuple[Finding, ...]:
    return run(CHECKS[check], snapshot(*rows)).findings


def test_a_code_that_one_customer_has_is_the_whole_name() -> None:
    assert [f.key for f in found("null-foreign-id", customer(foreign_id=None))] == ["null-foreign-id:1042"]


MOVED = {"zip": "9999", "city": "Skagen"}
PAIRS: dict[str, tuple[Customer | Debtor | Invoice, ...]] = {
    "null-foreign-id": (customer(foreign_id=None, key="1"), customer(foreign_id=None, key="2")),
    "broken-link": (customer(foreign_id="x", key="1"), customer(foreign_id="y", key="2")),
    "stale-address": (
        customer(foreign_id="20042", key="1", **MOVED),
        customer(foreign_id="20043", key="2", **MOVED),
        debtor(20042),
        debtor(20043),
    ),
    "barred-customer": (
        customer(foreign_id="20042", key="1"),
        customer(foreign_id="20043", key="2"),
        debtor(20042, barred=True),
        debtor(20043, barred=True),
        invoice("1", customer="1"),
        invoice("2", customer="2"),
    ),
}


@pytest.mark.parametrize("check", PAIRS)
def test_two_customers_of_one_code_are_both_listed(check: str) -> None:
    findings = found(check, *PAIRS[check])

    assert sorted(f.key for f in findings) == [f"{check}:1042#1", f"{check}:1042#2"]
    assert {f.customer_code for f in findings} == {"1042"}


@pytest.mark.parametrize("check", ["null-foreign-id", "broken-link", "barred-customer"])
def test_each_has_its_own_invoices_behind_it(check: str) -> None:
    rows = [row for row in PAIRS[check] if not isinstance(row, Invoice)]
    bills = (invoice("1", customer="1"), invoice("2", customer="2", gross="10.00"), invoice("3", customer="2"))

    whole = snapshot(*rows, *bills)

    results = {result.check: result.findings for result in judge(CHECKS.values(), whole)}
    assert {f.key: f.children for f in results[check]} == {f"{check}:1042#1": 1, f"{check}:1042#2": 2}
    parents = {f.invoice_number: f.parent for f in results["unposted-invoice"]}
    assert parents == {"1": f"{check}:1042#1", "2": f"{check}:1042#2", "3": f"{check}:1042#2"}


def test_customers_without_a_code_are_told_apart_too() -> None:
    keys = [f.key for f in found("null-foreign-id", customer("", foreign_id=None, key="7"))]

    assert keys == ["null-foreign-id:#7"]


def test_customers_that_not_even_a_key_tells_apart_are_both_listed() -> None:
    twin = customer(foreign_id=None)

    keys = [f.key for f in found("null-foreign-id", twin, twin)]

    assert len(keys) == len(set(keys)) == 2


def test_an_invoice_whose_code_names_two_rows_waits_behind_one_of_them() -> None:
    twins = customer(foreign_id=None, key="1042"), customer(foreign_id=None, key="1042", name="Hansen Tag ApS")

    whole = snapshot(*twins, invoice(customer="1042"))

    results = {result.check: result.findings for result in judge(CHECKS.values(), whole)}
    assert {f.key: f.children for f in results["null-foreign-id"]} == {
        "null-foreign-id:1042": 1,
        "null-foreign-id:1042#2": 0,
    }
    assert [f.parent for f in results["unposted-invoice"]] == ["null-foreign-id:1042"]


def test_a_row_whose_key_another_one_has_is_suggested_to_nobody_and_still_a_rival() -> None:
    twins = customer(foreign_id=None, key="1042"), customer(foreign_id=None, key="1042", name="Hansen Tag ApS", zip="1")
    third = customer("1043", foreign_id=None, name="Hansen Byg", cvr=None)

    assert [f.suggestions for f in found("null-foreign-id", *twins, debtor(cvr=None))] == [(), ()]
    assert [f.suggestions for f in found("only-in-economic", *twins, third, debtor(cvr=None))] == [()]


def test_a_customer_keeps_its_name_when_its_twin_is_put_right() -> None:
    def key(other: str | None) -> str:
        whole: Snapshot = snapshot(customer(foreign_id=None, key="1"), customer(foreign_id=other, key="2"), debtor())
        return next(f.key for f in run(CHECKS["null-foreign-id"], whole).findings if f.key.endswith("1"))

    assert key(None) == key("20042") == "null-foreign-id:1042#1"
