"""Rows of e-conomic as the records that the checks compare."""

from __future__ import annotations

from checks.adapters.answer import Json, is_object
from checks.adapters.call_fault import garbled
from checks.adapters.clean_text import shown
from checks.adapters.row import WRONG, Row
from checks.engine.details import Identity
from checks.engine.records import Debtor, Document, Place

CUSTOMER_INVOICE = 1
MANUAL_CUSTOMER_INVOICE = 10
INVOICES = (CUSTOMER_INVOICE, MANUAL_CUSTOMER_INVOICE)
MOST_NAMES, LONGEST_NAME = 100, 60
"""Of roles and modules; an agreement has some dozens."""


def identity(values: Json) -> Identity:
    """Return whose tokens these are; roles and modules only where they are told in the shape that is known."""
    application = values.get("application")
    roles = _named(application.get("requiredRoles")) if is_object(application) else None
    return Identity(Row(values).required("agreementNumber"), roles, _named(values.get("modules")))


def _named(value: object) -> tuple[str, ...] | None:
    """Return the names of a list of things that have one, or None where it is no such list."""
    if not isinstance(value, list):
        return None
    items: list[object] = value  # pyright: ignore[reportUnknownVariableType] - JSON
    names = [item.get("name") for item in items[:MOST_NAMES] if is_object(item)]
    return tuple(shown(name)[:LONGEST_NAME] for name in names if isinstance(name, str))


def debtor(values: Json) -> Debtor:
    """Return a customer of the classic surface."""
    row = Row(values)
    name = row.text("name")
    if name is None:
        raise garbled(WRONG.with_(name="name"))
    return Debtor(
        number=row.required("customerNumber"),
        name=name,
        address=row.text("address"),
        zip=row.text("zip"),
        city=row.text("city"),
        country=row.text("country"),
        cvr=row.text("corporateIdentificationNumber"),
        ean=row.text("ean"),
        email=row.text("email"),
        barred=row.flag("barred"),
        balance=row.amount("balance"),
        currency=row.text("currency"),
        group=row.inner("customerGroup").whole("customerGroupNumber"),
        last_updated=row.moment("lastUpdated"),
    )


def draft(values: Json) -> Document:
    """Return a draft of the invoice module; it has no invoice number yet."""
    row = Row(values)
    return _invoice(row, Place.DRAFTS, str(row.required("draftInvoiceNumber")), None)


def booked(values: Json) -> Document:
    """Return a booked invoice or credit note of the invoice module."""
    row = Row(values)
    number = str(row.required("bookedInvoiceNumber"))
    return _invoice(row, Place.BOOKED, number, number)


def journal_line(values: Json) -> Document:
    """Return a line that waits in a journal (OpenAPI draft entry)."""
    row = Row(values)
    return Document(
        place=Place.JOURNAL,
        id=str(row.required("entryNumber")),
        customer_number=row.whole("customerNumber"),
        number=row.number("customerInvoiceNumber"),
        date=row.day("date"),
        currency=row.text("currency"),
        gross=row.amount("amount"),
        text=row.text("text") or "",
        journal=row.whole("journalNumber"),
        kind=row.whole("entryTypeNumber"),
    )


def entry(values: Json) -> Document:
    """Return a line of the ledger (OpenAPI booked entry)."""
    row = Row(values)
    return Document(
        place=Place.ENTRIES,
        id=str(row.required("entryNumber")),
        customer_number=row.whole("customerNumber"),
        number=row.number("customerInvoiceNumber"),
        date=row.day("date"),
        currency=row.text("currencyCode"),
        gross=row.amount("amount"),
        text=row.text("text") or "",
        kind=row.whole("type"),
    )


def _invoice(row: Row, place: Place, id_: str, number: str | None) -> Document:
    notes = row.inner("notes")
    texts = (notes.text(name) for name in ("heading", "textLine1", "textLine2"))
    return Document(
        place=place,
        id=id_,
        customer_number=row.inner("customer").whole("customerNumber"),
        reference=row.inner("references").text("other"),
        number=number,
        date=row.day("date"),
        currency=row.text("currency"),
        gross=row.amount("grossAmount"),
        text="\n".join(text for text in texts if text),
    )
