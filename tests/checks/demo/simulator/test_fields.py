"""The allow lists against the vendor's own documents; the live differences are named here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checks.demo.simulator import classic_fields, openapi_fields
from checks.demo.simulator.field import Fields, Operator

VENDOR = Path(__file__).parents[4] / ".." / "shared" / "economic"
NOT_LIVE = {"references.customerContact.customer.customerNumber"}
NOT_LIVE_GROUPS = {
    f"account.{name}"
    for name in ("accountNumber", "accountType", "balance", "blockDirectEntries", "debitCredit", "name")
}
CLASSIC = {
    "customers": (classic_fields.CUSTOMERS, {"pNumber"}),
    "customer-groups": (classic_fields.CUSTOMER_GROUPS, NOT_LIVE_GROUPS),
    "payment-terms": (classic_fields.PAYMENT_TERMS, set[str]()),
    "vat-zones": (classic_fields.VAT_ZONES, set[str]()),
    "invoices.booked": (classic_fields.BOOKED, NOT_LIVE),
    "invoices.unpaid": (classic_fields.UNPAID, NOT_LIVE),
    "invoices.drafts": (classic_fields.DRAFTS, NOT_LIVE),
    "customers.customerNumber.invoices.booked": (classic_fields.CUSTOMER_BOOKED, NOT_LIVE),
    "customers.customerNumber.invoices.drafts": (classic_fields.CUSTOMER_DRAFTS, NOT_LIVE),
    "journals": (classic_fields.JOURNALS, set[str]()),
    "journals.journalNumber.entries": (classic_fields.JOURNAL_ENTRIES, set[str]()),
    "accounting-years": (classic_fields.YEARS, set[str]()),
    "accounting-years.accountingYear.periods": (classic_fields.PERIODS, set[str]()),
    "accounting-years.accountingYear.entries": (classic_fields.LEDGER_ENTRIES, set[str]()),
}
OPENAPI = {
    ("BookedEntries", "BookedEntry"): openapi_fields.BOOKED_ENTRIES,
    ("Journals", "DraftEntry"): openapi_fields.DRAFT_ENTRIES,
    ("Customers", "Customer"): openapi_fields.CUSTOMERS,
    ("AccountingYears", "AccountingYear"): openapi_fields.YEARS,
    ("AccountingYears", "AccountingYearPeriod"): openapi_fields.PERIODS,
}


def test_the_lists_hold_what_the_checks_rely_on_and_not_what_is_known_to_fail() -> None:
    assert len(classic_fields.CUSTOMERS) == 21
    assert "dueAmount" not in classic_fields.CUSTOMERS
    assert {"remainder", "dueDate", "grossAmount"}.isdisjoint(classic_fields.BOOKED)
    assert "lastUpdated" in classic_fields.DRAFTS
    assert "customerInvoice" not in classic_fields.JOURNAL_ENTRIES
    assert {"account.accountNumber", "invoiceNumber"}.isdisjoint(classic_fields.LEDGER_ENTRIES)
    assert Operator.IN in openapi_fields.BOOKED_ENTRIES["customerInvoiceNumber"].operators
    assert "customerInvoiceNumber" not in openapi_fields.DRAFT_ENTRIES


@pytest.mark.parametrize("name", sorted(CLASSIC))
def test_a_classic_list_is_the_vendors_but_for_the_named_differences(name: str) -> None:
    fields, different = CLASSIC[name]
    schema = _read(f"schemas/{name}.get.schema.json")

    published = dict(_published(schema["properties"]["collection"]["items"]))

    filterable = {place for place, (filters, _) in published.items() if filters}
    assert filterable ^ set(fields) <= different
    sortable = {place for place, (_, sorts) in published.items() if sorts}
    assert sortable ^ _sortable(fields) <= different


@pytest.mark.parametrize("name", sorted(OPENAPI))
def test_an_openapi_list_is_the_vendors(name: tuple[str, str]) -> None:
    schema = _read(f"openapi/openapi-{name[0]}.json")["components"]["schemas"][name[1]]["properties"]

    published = {place: _operators(member) for place, member in schema.items()}

    assert {place: set(field.operators) for place, field in OPENAPI[name].items()} == {
        place: operators for place, operators in published.items() if operators
    }
    assert _sortable(OPENAPI[name]) == {place for place, member in schema.items() if member["x-sortable"]}


def _read(name: str) -> dict[str, Any]:
    path = VENDOR / name
    if not path.exists():
        pytest.skip(f"the vendor's {path.name} is not here")
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


def _published(schema: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, tuple[bool, bool]]]:
    for name, member in schema.get("properties", {}).items():
        filters, sorts = bool(member.get("filterable")), bool(member.get("sortable"))
        if filters or sorts:
            yield prefix + name, (filters, sorts)
        if member.get("type") == "object":
            yield from _published(member, f"{prefix}{name}.")


def _operators(member: dict[str, Any]) -> set[Operator]:
    text = member.get("x-filterable", "not filterable")
    return set() if text == "not filterable" else {Operator(word.strip()) for word in text.split(",")}


def _sortable(fields: Fields) -> set[str]:
    return {place for place, field in fields.items() if field.sortable}
