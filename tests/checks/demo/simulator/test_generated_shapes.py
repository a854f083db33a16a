"""Every answer that the client reads, over whole generated firms, against the vendor's schema of that resource."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import pytest

from checks.demo.simulator import World
from checks.demo.simulator.json_text import Json
from tests.support import vendor
from tests.support.economic_site import BOOKED, DRAFTS, Site, site
from tests.support.scene import firm

SMALL = pytest.param(1, 60, 60, id="small")
WHOLE = [pytest.param(seed, 300, 1500, id=f"seed-{seed}", marks=pytest.mark.long) for seed in range(2, 7)]
FIRMS = pytest.mark.parametrize(("seed", "customers", "invoices"), [SMALL, *WHOLE])
CLASSIC = {
    "customers": "/customers",
    "invoices.drafts": "/invoices/drafts",
    "invoices.booked": "/invoices/booked",
    "journals": "/journals",
    "journals.journalNumber.entries": "/journals/1/entries",
    "accounting-years": "/accounting-years",
    "accounting-years.accountingYear.periods": "/accounting-years/2026/periods",
    "accounting-years.accountingYear.entries": "/accounting-years/2026/entries",
}
ITEMS = {
    "customers": ("customers.customerNumber", "customerNumber"),
    "invoices.drafts": ("invoices.drafts.draftInvoiceNumber", "draftInvoiceNumber"),
    "invoices.booked": ("invoices.booked.bookedInvoiceNumber", "bookedInvoiceNumber"),
}
OPENAPI = {
    BOOKED: ("BookedEntries", "BookedEntryCursorResults"),
    DRAFTS: ("Journals", "DraftEntryCursorResults"),
    "/accountingyearsapi/v2.0.1/accountingYears/periods": ("AccountingYears", "AccountingYearPeriodCursorResults"),
}
UNDOCUMENTED = {
    "invoices.booked.bookedInvoiceNumber": {"orderNumber"},
}
"""What the real service sends and its schemas do not name."""
MANY = 40
"""So many single documents of a firm are asked for, spread over its list."""


@contextmanager
def served(seed: int, customers: int, invoices: int) -> Generator[Site]:
    """Serve a generated firm; the schemas have to be there."""
    vendor.classic("self")
    with site(World.load(firm(seed, customers, invoices).economic)) as there:
        yield there


@FIRMS
@pytest.mark.parametrize("name", sorted(CLASSIC))
def test_a_classic_list_of_a_firm_is_as_its_schema_says(name: str, seed: int, customers: int, invoices: int) -> None:
    schema = vendor.classic(name)
    with served(seed, customers, invoices) as s:
        pages = list(_pages(s, f"{CLASSIC[name]}?pagesize=1000"))

        assert pages[0]["collection"], "an empty list proves nothing"
        for page in pages:
            assert vendor.wrong_classic(schema, page) == []
            assert set(vendor.strange(schema, page)) == set()


@FIRMS
@pytest.mark.parametrize("name", sorted(ITEMS))
def test_single_documents_of_a_firm_are_as_their_schema_says(
    name: str, seed: int, customers: int, invoices: int
) -> None:
    item, key = ITEMS[name]
    schema = vendor.classic(item)
    with served(seed, customers, invoices) as s:
        rows = s.get(CLASSIC[name], pagesize=1000).json()["collection"]

        for row in rows[:: max(1, len(rows) // MANY)]:
            document = s.get(f"{CLASSIC[name]}/{row[key]}").json()
            assert vendor.wrong_classic(schema, document) == []
            assert set(vendor.strange(schema, document)) <= UNDOCUMENTED.get(item, set())


@FIRMS
@pytest.mark.parametrize("path", sorted(OPENAPI))
def test_an_openapi_list_of_a_firm_is_as_its_schema_says(path: str, seed: int, customers: int, invoices: int) -> None:
    schema = vendor.openapi(*OPENAPI[path])
    with served(seed, customers, invoices) as s:
        cursor: str | None = ""
        while cursor is not None:
            page = s.get(path, **({"cursor": cursor} if cursor else {})).json()
            cursor = page.get("cursor")

            assert page["items"]
            assert vendor.wrong_openapi(schema, page) == []


@FIRMS
def test_the_agreement_of_a_firm_is_as_its_schema_says(seed: int, customers: int, invoices: int) -> None:
    schema = vendor.classic("self")
    with served(seed, customers, invoices) as s:
        document = s.get("/self").json()

        assert vendor.wrong_classic(schema, document) == []
        assert set(vendor.strange(schema, document)) == set()


def _pages(s: Site, link: str | None) -> Generator[Json]:
    while link:
        page = s.client.get(link).json()
        yield page
        link = page["pagination"].get("nextPage")
