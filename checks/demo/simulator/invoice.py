"""A classic invoice: how drafts and booked ones are shown, and what becomes of a draft."""

from __future__ import annotations

from typing import Any

from checks.demo.simulator.json_text import Json, money
from checks.demo.simulator.links import Reference, linked

_REFERENCES = (
    Reference("customer", "customerNumber", "customers"),
    Reference("paymentTerms", "paymentTermsNumber", "payment-terms"),
    Reference("layout", "layoutNumber", "layouts"),
    Reference("project", "projectNumber", "projects"),
    Reference("recipient.vatZone", "vatZoneNumber", "vat-zones"),
    Reference("references.salesPerson", "employeeNumber", "employees"),
    Reference("references.vendorReference", "employeeNumber", "employees"),
)
_EMPTY_WHEN = ("notes", "references", "delivery", "deliveryLocation", "project", "layout", "paymentTerms")


def draft(document: Json, base: str) -> Json:
    """Return a draft as the collection shows it, without its lines and its layout."""
    return {name: value for name, value in _draft(document, base).items() if name != "layout"}


def draft_alone(document: Json, base: str) -> Json:
    """Return a draft as its own address shows it; the VAT of a line is told once it is booked."""
    shown = [{n: v for n, v in line.items() if n not in _BOOKED_ONLY} for line in lines(document)]
    return _draft(document, base) | {"lines": shown}


def _draft(document: Json, base: str) -> Json:
    number = document["draftInvoiceNumber"]
    here = f"{base}/invoices/drafts/{number}"
    instructions = f"{here}/templates/booking-instructions"
    return _shown(document, base, here) | {
        "soap": {"currentInvoiceHandle": {"id": number}},
        "templates": {"bookingInstructions": instructions, "self": f"{here}/templates"},
        "self": here,
    }


def booked(document: Json, base: str) -> Json:
    """Return a booked invoice as the collection shows it, without its lines."""
    here = f"{base}/invoices/booked/{document['bookedInvoiceNumber']}"
    sent = f"{base}/invoices/booked/{document['bookedInvoiceNumber']}/sent"
    return _shown(document, base, here) | {"sent": sent, "self": here}


def booked_alone(document: Json, base: str) -> Json:
    """Return a booked invoice as its own address shows it."""
    return booked(document, base) | {"lines": lines(document)}


def lines(document: Json) -> list[Json]:
    """Return the lines; an invoice that was seeded without any has one for the whole amount."""
    if document.get("lines"):
        return list(document["lines"])
    net, vat = float(document.get("netAmount", 0)), float(document.get("vatAmount", 0))
    line: Json = {
        "lineNumber": 1,
        "sortKey": 1,
        "description": document.get("notes", {}).get("heading", "Rådgivning"),
        "quantity": 1.0,
        "unitNetPrice": money(net),
        "totalNetAmount": money(net),
        "vatRate": money(100 * vat / net) if net else 0.0,
        "vatAmount": money(vat),
    }
    return [line]


def booked_from(document: Json, number: int) -> Json:
    """Return what a draft is once it is booked: the draft's number stays as `orderNumber`."""
    gross = float(document.get("grossAmount", 0))
    fresh = {name: value for name, value in document.items() if name not in _DRAFT_ONLY}
    return {
        "bookedInvoiceNumber": number,
        "orderNumber": document["draftInvoiceNumber"],
        **fresh,
        "remainder": money(gross),
        "remainderInBaseCurrency": money(gross * rate_of(document)),
    }


def rate_of(document: Json) -> float:
    """Return the price of one unit in the base currency; rates are told per 100 units."""
    return float(document.get("exchangeRate", 100)) / 100


def customer_number(document: Json) -> int | None:
    """Return whose invoice it is."""
    value: Any = document.get("customer", {}).get("customerNumber")
    return value if isinstance(value, int) else None


_BOOKED_ONLY = {"vatRate", "vatAmount"}
_DRAFT_ONLY = {
    "draftInvoiceNumber",
    "lastUpdated",
    "marginInBaseCurrency",
    "marginPercentage",
    "costPriceInBaseCurrency",
    "externalId",
    "attachment",
}


def _shown(document: Json, base: str, here: str) -> Json:
    copy = linked(document, base, _REFERENCES)
    copy.pop("lines", None)
    for name in _EMPTY_WHEN:
        if copy.get(name) == {}:
            del copy[name]
    return copy | {"pdf": {"download": f"{here}/pdf"}}


def referenced_draft(reference: Json) -> int | None:
    """Return the draft that a reference names, by number or by `self`; the number wins."""
    value: Any = reference.get("draftInvoiceNumber")
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    tail = str(reference.get("self", "")).rstrip("/").rsplit("/", 1)[-1]
    return int(tail) if tail.isdigit() else None
