"""Answers against the vendor's schemas where those are, and against a table of our own everywhere."""

from __future__ import annotations

from typing import Any

import pytest

from checks.demo.simulator.json_text import as_list, as_object
from tests.support import vendor
from tests.support.economic_site import BOOKED, DRAFTS, booked_entry, customer, site, world

FULL = {
    "customers": [
        customer(
            1,
            address="Vej 1\rSal 2",
            zip="8000",
            city="Århus C",
            country="Danmark",
            email="a@eksempel.dk b@eksempel.dk",
            telephoneAndFaxNumber="86 12 34 56",
            corporateIdentificationNumber="12345674",
            pNumber="1234567890",
            ean="5790000000012",
            creditLimit=10000.0,
            layout={"layoutNumber": 19},
            salesPerson={"employeeNumber": 1},
            attention={"customerContactNumber": 4},
        )
    ],
    "bookedEntries": [booked_entry(1), booked_entry(2, type=1, vatAccountNumber="U25", projectNumber=3)],
}
CLASSIC = {
    "customers": "/customers",
    "customers.customerNumber": "/customers/1",
    "customer-groups": "/customer-groups",
    "payment-terms": "/payment-terms",
    "vat-zones": "/vat-zones",
    "self": "/self",
    "invoices": "/invoices",
    "invoices.drafts": "/invoices/drafts",
    "invoices.drafts.draftInvoiceNumber": "/invoices/drafts/1",
    "invoices.booked": "/invoices/booked",
    "invoices.booked.bookedInvoiceNumber": "/invoices/booked/500",
    "invoices.unpaid": "/invoices/unpaid",
    "journals": "/journals",
    "journals.journalNumber": "/journals/1",
    "journals.journalNumber.entries": "/journals/1/entries",
    "journals.journalNumber.entries.entryNumber": "/journals/1/entries/1",
    "accounting-years": "/accounting-years",
    "accounting-years.accountingYear": "/accounting-years/2026",
    "accounting-years.accountingYear.periods": "/accounting-years/2026/periods",
    "accounting-years.accountingYear.entries": "/accounting-years/2026/entries",
}
OPENAPI = {
    BOOKED: ("BookedEntries", "BookedEntryCursorResults"),
    DRAFTS: ("Journals", "DraftEntryCursorResults"),
    "/journalsapi/v15.0.0/journals": ("Journals", "JournalCursorResults"),
    "/customersapi/v3.1.0/Customers": ("Customers", "CustomerCursorResults"),
    "/customersapi/v3.1.0/Customers/1": ("Customers", "Customer"),
    "/customersapi/v3.1.0/Customers/99": ("Customers", "ProblemDetails"),
    "/accountingyearsapi/v2.0.1/accountingYears/periods": (
        "AccountingYears",
        "AccountingYearPeriodCursorResults",
    ),
    "/accountingyearsapi/v2.0.1/AccountingYears/2026": ("AccountingYears", "AccountingYear"),
}
NUMBER = (int, float)
OWN: dict[str, dict[str, Any]] = {
    "/customers": {
        "customerNumber": int,
        "name": str,
        "lastUpdated": str,
        "balance": NUMBER,
        "customerGroup": dict,
        "eInvoicingDisabledByDefault": bool,
        "self": str,
    },
    "/invoices/drafts": {
        "draftInvoiceNumber": int,
        "date": str,
        "grossAmount": NUMBER,
        "customer": dict,
        "recipient": dict,
        "soap": dict,
        "templates": dict,
        "self": str,
    },
    "/invoices/booked": {"bookedInvoiceNumber": int, "remainder": NUMBER, "currency": str, "pdf": dict},
    "/journals": {"journalNumber": int, "name": str, "entries": str, "templates": dict, "self": str},
    "/journals/1/entries": {
        "journalEntryNumber": int,
        "entryType": str,
        "customerInvoice": int,
        "amount": NUMBER,
        "currency": dict,
        "voucher": dict,
    },
    "/accounting-years": {"year": str, "fromDate": str, "periods": str, "entries": str},
    "/accounting-years/2026/entries": {
        "entryNumber": int,
        "entryType": str,
        "invoiceNumber": str,
        "currency": str,
        "remainder": NUMBER,
    },
    BOOKED: {"entryNumber": int, "type": int, "customerInvoiceNumber": int, "objectVersion": str},
    DRAFTS: {"entryNumber": int, "entryTypeNumber": int, "customerInvoiceNumber": str, "dueDate": str},
}


@pytest.mark.parametrize("path", sorted(OWN))
def test_rows_have_the_members_that_clients_read(path: str) -> None:
    with site(world(**FULL)) as s:
        document = s.get(path).json()

        row = (document.get("collection") or document["items"])[0]
        for name, kind in OWN[path].items():
            assert isinstance(row[name], kind), name
        assert None not in _values(document)


@pytest.mark.parametrize("name", sorted(CLASSIC))
def test_a_classic_answer_passes_the_vendors_schema(name: str) -> None:
    schema = vendor.classic(name)
    with site(world(**FULL)) as s:
        answer = s.get(CLASSIC[name])

        assert answer.status_code == 200
        assert vendor.wrong_classic(schema, answer.json()) == []


@pytest.mark.parametrize("path", sorted(OPENAPI))
def test_an_openapi_answer_passes_the_vendors_schema(path: str) -> None:
    schema = vendor.openapi(*OPENAPI[path])
    with site(world(**FULL)) as s:
        answer = s.get(path).json()

        assert vendor.wrong_openapi(schema, answer) == []


def test_money_keeps_its_decimals_and_years_their_spelling() -> None:
    with site() as s:
        assert b'"amount":84375.0,' in s.get(BOOKED).content
        spelled = s.get("/accounting-years").json()["collection"][0]["self"]
        assert spelled.endswith("/accounting-years/2024_6_2025")
        assert s.client.get(spelled).json()["closed"] is True
        assert s.get("/accounting-years/2024/2025").status_code == 404


def _values(value: Any) -> list[Any]:
    if (members := as_object(value)) is not None:
        return [inner for member in members.values() for inner in _values(member)]
    if (items := as_list(value)) is not None:
        return [inner for item in items for inner in _values(item)]
    return [value]
