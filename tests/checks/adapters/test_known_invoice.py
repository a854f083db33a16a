"""One invoice is looked up by its number, with its customer's code, and nothing else of it is asked for."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from checks.adapters.known_invoice import InvoiceLook, KnownInvoice
from checks.adapters.mapping import CustomerMapping, InvoiceMapping, Truth
from checks.engine.errors import SourceFault
from tests.support.clienttime_places import BY_ID, TABLE, THREE, OnServer, Place, place

INVOICES = InvoiceMapping(
    "dbo.Invoice",
    number="No",
    customer="CustomerId",
    date="Day",
    gross="Gross",
    draft=Truth("Draft"),
    error="Remark",
)
BILLS = (
    "CREATE TABLE Invoice (InvoiceId INT PRIMARY KEY, No VARCHAR(20), CustomerId INT, Day DATE, Gross DECIMAL(18,2), "
    "Draft BIT, Remark NVARCHAR(200))",
    "INSERT INTO Invoice VALUES (1, '10234', 2, '2026-03-03', 12500, 0, 'fortroligt')",
    "INSERT INTO Invoice VALUES (2, '10235', 9, '2026-03-04', -50.5, 0, NULL)",
    "INSERT INTO Invoice VALUES (3, '10100', 1, NULL, NULL, 0, NULL)",
    "INSERT INTO Invoice VALUES (4, '10100', 1, NULL, NULL, 0, NULL)",
)


@pytest.fixture(params=["sqlite", "freetds", pytest.param("microsoft", marks=pytest.mark.long)])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Place]:
    with place(request.param, tmp_path, (TABLE, *THREE, *BILLS)) as found:
        yield found


@contextmanager
def look(at: Place, customers: CustomerMapping = BY_ID, invoices: InvoiceMapping = INVOICES) -> Generator[InvoiceLook]:
    side = at.opened(customers, invoices)
    with side.database.connected() as connection:
        yield InvoiceLook(connection, side.database.catalogue(connection), side.dialect, customers, invoices)
    side.database.let_go()


def test_an_invoice_comes_with_its_customers_code(there: Place) -> None:
    with look(there) as at:
        assert at.invoice("10234") == KnownInvoice("10234", "1002", date(2026, 3, 3), Decimal(12500), "DKK")
        assert at.greatest() == "10235"


def test_an_invoice_that_leads_to_nobody_says_so(there: Place) -> None:
    with look(there) as at:
        assert at.invoice("10235") == KnownInvoice("10235", None, date(2026, 3, 4), Decimal("-50.5"), "DKK")


@pytest.mark.parametrize("number", ["10100", "4711", "", "x' OR 1=1 --"])
def test_a_number_that_is_not_one_invoice_is_none(there: Place, number: str) -> None:
    with look(there) as at:
        assert at.invoice(number) is None


def test_invoices_may_refer_to_the_code(there: Place) -> None:
    there.run("UPDATE Customer SET CustomerCode = '2' WHERE CustomerId = 2")
    with look(there, replace(BY_ID, key=None)) as at:
        found = at.invoice("10234")

    assert found is not None
    assert found.customer == "2"


def test_a_column_that_is_not_there_is_a_fault(there: Place) -> None:
    with pytest.raises(SourceFault, match="Nummer"), look(there, invoices=replace(INVOICES, number="Nummer")) as at:
        at.greatest()


def test_no_text_of_the_row_is_asked_for(there: Place) -> None:
    with look(there) as at:
        at.invoice("10234")

    if isinstance(there, OnServer):
        asked = " ".join(entry.text for entry in there.server.log.executed if "FROM [dbo]" in entry.text)
        assert "Gross" in asked
        assert "Remark" not in asked
        assert "Name" not in asked
