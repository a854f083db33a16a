"""Journal lines and entries of the ledger as the classic surface tells them; types are words there."""

from __future__ import annotations

from collections.abc import Mapping

from checks.adapters.answer import Json
from checks.adapters.call_fault import garbled
from checks.adapters.documents import CUSTOMER_INVOICE, MANUAL_CUSTOMER_INVOICE
from checks.adapters.row import WRONG, Row
from checks.engine.records import Document, Place

JOURNAL_TYPES = {"manualCustomerInvoice": MANUAL_CUSTOMER_INVOICE}
LEDGER_TYPES = {"customerInvoice": CUSTOMER_INVOICE, "manualDebtorInvoice": MANUAL_CUSTOMER_INVOICE}
"""The same thing has another name before it is booked and after."""


def journal_line(values: Json) -> Document:
    """Return a line that waits in a journal."""
    row = Row(values)
    return Document(
        place=Place.JOURNAL,
        id=str(row.required("journalEntryNumber")),
        customer_number=row.inner("customer").whole("customerNumber"),
        number=row.number("customerInvoice"),
        date=row.day("date"),
        currency=row.inner("currency").text("code"),
        gross=row.amount("amount"),
        text=row.text("text") or "",
        journal=row.inner("journal").whole("journalNumber"),
        kind=_kind(row, JOURNAL_TYPES),
    )


def entry(values: Json) -> Document:
    """Return a customer's line of the ledger; one of the invoice module may tell its number by its link alone."""
    row = Row(values)
    return Document(
        place=Place.ENTRIES,
        id=str(row.required("entryNumber")),
        customer_number=row.inner("customer").whole("customerNumber"),
        number=row.number("invoiceNumber") or row.inner("bookedInvoice").number("bookedInvoiceNumber"),
        date=row.day("date"),
        currency=row.text("currency"),
        gross=row.amount("amount"),
        text=row.text("text") or "",
        kind=_kind(row, LEDGER_TYPES),
    )


def _kind(row: Row, types: Mapping[str, int]) -> int:
    """Return the number of the type; one that was not asked for says that the filter was not minded."""
    kind = types.get(row.text("entryType") or "")
    if kind is None:
        raise garbled(WRONG.with_(name="entryType"))
    return kind
