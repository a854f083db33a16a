"""From draft to booked: refused for barred customers and closed periods, without a way back."""

from __future__ import annotations

from checks.demo.simulator import invoice, ledger
from checks.demo.simulator.books import Books
from checks.demo.simulator.json_text import Json
from checks.demo.simulator.refusal import leaf, not_found, validation


def book(books: Books, draft_number: int, number: int | None = None, danish: bool = False) -> Json:
    """Book a draft under a number, or the next one; the draft is gone afterwards."""
    draft = books.drafts.get(draft_number)
    if draft is None:
        raise not_found("E06000")
    refuse_barred(books, invoice.customer_number(draft), danish)
    refuse_closed(books, draft["date"], danish)
    if number is not None and books.booked.get(number) is not None:
        error = leaf("bookWithNumber", "The invoice number is in use.", value=number)
        raise validation({"bookWithNumber": {"errors": [error]}})
    document = invoice.booked_from(draft, number or books.booked.free_number())
    books.booked.put(document)
    books.drafts.remove(draft_number)
    ledger.post_invoice(books, document)
    return document


def refuse_barred(books: Books, number: int | None, danish: bool) -> None:
    """Refuse what a barred or unknown customer may not have."""
    customer = books.customers.get(number) if number is not None else None
    if customer is None:
        text = "Kunden findes ikke." if danish else "Customer not found."
        raise validation({"customer": {"errors": [leaf("customer", text, "E06000", number)]}})
    if customer.get("barred"):
        text = "Kunden er spærret." if danish else "Customer is barred."
        raise validation({"customer": {"errors": [leaf("customer", text, "E06820", number)]}})


def refuse_closed(books: Books, date: str, danish: bool) -> None:
    """Refuse a date on which nothing may be booked."""
    if ledger.closed_on(books, date):
        text = "Perioden er spærret." if danish else "The period is barred."
        raise validation({"date": {"errors": [leaf("date", text, "E04041", date)]}})
