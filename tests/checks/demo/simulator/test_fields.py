"""The allow lists against the vendor's own documents; the live differences are named here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checks.demo.simulator import classic_fields, openapi_fields
from checks.demo.simulator.field import Field, Fields, Kind, Operator
from checks.demo.simulator.json_text import Json
from tests.support import vendor
from tests.support.economic_site import BOOKED, DRAFTS, Site, site

NOT_LIVE = {"references.customerContact.customer.customerNumber"}
"""Published, and refused by the real service; so are a group's properties of its account."""
NOT_PUBLISHED = {"pNumber"}
"""Filters by it were seen to work; whether it sorts is not known."""
NOT_LIVE_GROUPS = {
    f"account.{name}"
    for name in ("accountNumber", "accountType", "balance", "blockDirectEntries", "debitCredit", "name")
}
CLASSIC = {
    "customers": (classic_fields.CUSTOMERS, NOT_PUBLISHED),
    "customer-groups": (classic_fields.CUSTOMER_GROUPS, NOT_LIVE_GROUPS),
    "payment-terms": (classic_fields.PAYMENT_TERMS, set[str]()),
    "vat-zones": (classic_fields.VAT_ZONES, set[str]()),
    "invoices.booked": (classic_fields.BOOKED, NOT_LIVE),
    "invoices.unpaid": (classic_fields.UNPAID, NOT_LIVE),
    "invoices.paid": (classic_fields.UNPAID, NOT_LIVE),
    "invoices.overdue": (classic_fields.UNPAID, NOT_LIVE),
    "invoices.not-due": (classic_fields.UNPAID, NOT_LIVE),
    "invoices.drafts": (classic_fields.DRAFTS, NOT_LIVE),
    "customers.customerNumber.invoices.booked": (classic_fields.CUSTOMER_BOOKED, NOT_LIVE),
    "customers.customerNumber.invoices.drafts": (classic_fields.CUSTOMER_DRAFTS, NOT_LIVE),
    "journals": (classic_fields.JOURNALS, set[str]()),
    "journals.journalNumber.entries": (classic_fields.JOURNAL_ENTRIES, set[str]()),
    "journals.journalNumber.vouchers": (dict[str, Field](), set[str]()),
    "accounting-years": (classic_fields.YEARS, set[str]()),
    "accounting-years.accountingYear.periods": (classic_fields.PERIODS, set[str]()),
    "accounting-years.accountingYear.entries": (classic_fields.LEDGER_ENTRIES, set[str]()),
    "accounting-years.accountingYear.periods.accountingYearPeriod.entries": (
        classic_fields.PERIOD_ENTRIES,
        set[str](),
    ),
}
OPENAPI = {
    ("BookedEntries", "BookedEntry"): openapi_fields.BOOKED_ENTRIES,
    ("Journals", "DraftEntry"): openapi_fields.DRAFT_ENTRIES,
    ("Customers", "Customer"): openapi_fields.CUSTOMERS,
    ("AccountingYears", "AccountingYear"): openapi_fields.YEARS,
    ("AccountingYears", "AccountingYearPeriod"): openapi_fields.PERIODS,
}
SERVED = {
    "customers": "/customers",
    "customer-groups": "/customer-groups",
    "payment-terms": "/payment-terms",
    "vat-zones": "/vat-zones",
    "invoices.booked": "/invoices/booked",
    "invoices.paid": "/invoices/paid",
    "invoices.unpaid": "/invoices/unpaid",
    "invoices.overdue": "/invoices/overdue",
    "invoices.not-due": "/invoices/not-due",
    "invoices.drafts": "/invoices/drafts",
    "customers.customerNumber.invoices.booked": "/customers/1/invoices/booked",
    "customers.customerNumber.invoices.drafts": "/customers/1/invoices/drafts",
    "journals": "/journals",
    "journals.journalNumber.entries": "/journals/1/entries",
    "journals.journalNumber.vouchers": "/journals/1/vouchers",
    "accounting-years": "/accounting-years",
    "accounting-years.accountingYear.periods": "/accounting-years/2026/periods",
    "accounting-years.accountingYear.entries": "/accounting-years/2026/entries",
    "accounting-years.accountingYear.periods.accountingYearPeriod.entries": "/accounting-years/2026/periods/4/entries",
}
YEARS_API = "/accountingyearsapi/v2.0.1"
LISTS = {
    BOOKED: ("BookedEntries", "BookedEntry"),
    DRAFTS: ("Journals", "DraftEntry"),
    "/customersapi/v3.1.0/Customers": ("Customers", "Customer"),
    f"{YEARS_API}/accountingYears/periods": ("AccountingYears", "AccountingYearPeriod"),
}
VALUES = {Kind.INTEGER: "1", Kind.NUMBER: "1.5", Kind.TEXT: "x", Kind.DATE: "2026-01-01", Kind.BOOLEAN: "true"}


def test_every_collection_that_is_served_is_compared() -> None:
    assert set(SERVED) == set(CLASSIC)
    assert set(LISTS.values()) <= set(OPENAPI)


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
    schema = vendor.classic(name)

    published = dict(_published(schema["properties"]["collection"]["items"]))

    filterable = {place for place, (filters, _) in published.items() if filters}
    assert filterable ^ set(fields) == different
    sortable = {place for place, (_, sorts) in published.items() if sorts}
    assert sortable - _sortable(fields) <= different
    assert _sortable(fields) <= sortable


@pytest.mark.parametrize("name", sorted(OPENAPI))
def test_an_openapi_list_is_the_vendors(name: tuple[str, str]) -> None:
    schema = vendor.openapi(*name)["properties"]

    published = {place: _operators(member) for place, member in schema.items()}

    assert {place: set(field.operators) for place, field in OPENAPI[name].items()} == {
        place: operators for place, operators in published.items() if operators
    }
    assert _sortable(OPENAPI[name]) == {place for place, member in schema.items() if member["x-sortable"]}


@pytest.mark.parametrize("name", sorted(SERVED))
def test_a_classic_collection_filters_and_sorts_by_its_list_and_by_nothing_else(name: str) -> None:
    path, (fields, _) = SERVED[name], CLASSIC[name]
    with site() as s:
        refused = s.get(path, filter="nothing$eq:1").json()
        assert refused["allowedFilteringFields"] == sorted(fields)
        for place, field in fields.items():
            assert s.get(path, filter=f"{place}$eq:{VALUES[field.kind]}").status_code == 200, place
            assert s.get(path, filter=f"{place}$eq:$null:").status_code == 200, place
            assert s.get(path, sort=f"-{place}").status_code == (200 if field.sortable else 400), place
        for place in _unlisted(s, path) - set(fields):
            assert s.get(path, filter=f"{place}$eq:1").status_code == 400, place
            assert s.get(path, sort=place).status_code == 400, place


@pytest.mark.parametrize("path", sorted(LISTS))
def test_an_openapi_list_takes_each_operator_where_the_vendor_says_so_and_nowhere_else(path: str) -> None:
    name = LISTS[path]
    schema = vendor.openapi(*name)["properties"]
    with site() as s:
        for place, member in schema.items():
            field = OPENAPI[name].get(place, Field(Kind.INTEGER))
            for operator in Operator if place in OPENAPI[name] else (Operator.EQ, Operator.IN):
                value = VALUES[field.kind]
                listed = operator in {Operator.IN, Operator.NIN}
                answer = s.get(path, filter=f"{place}${operator}:{f'[{value}]' if listed else value}")
                assert (answer.status_code == 200) is (operator in _operators(member)), (place, operator)
            answer = s.get(f"{path}/paged", sort=place)
            assert (answer.status_code == 200) is bool(member["x-sortable"]), place


def _unlisted(s: Site, path: str) -> set[str]:
    """Return the properties that the collection shows."""
    return {name for row in s.get(path).json()["collection"] for name in row}


def _published(schema: Json, prefix: str = "") -> Iterator[tuple[str, tuple[bool, bool]]]:
    for name, member in schema.get("properties", {}).items():
        filters, sorts = bool(member.get("filterable")), bool(member.get("sortable"))
        if filters or sorts:
            yield prefix + name, (filters, sorts)
        if member.get("type") == "object":
            yield from _published(member, f"{prefix}{name}.")


def _operators(member: Json) -> set[Operator]:
    text = member.get("x-filterable", "not filterable")
    return set() if text == "not filterable" else {Operator(word.strip()) for word in text.split(",")}


def _sortable(fields: Fields) -> set[str]:
    return {place for place, field in fields.items() if field.sortable}
