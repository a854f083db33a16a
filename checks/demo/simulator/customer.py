"""A classic customer: how it is shown, and what a write may say."""

from __future__ import annotations

from typing import Any

from checks.demo.simulator.books import Books
from checks.demo.simulator.json_text import Json, as_object, is_number
from checks.demo.simulator.links import Reference, linked
from checks.demo.simulator.refusal import leaf, utc_stamp, validation

TEXTS = {
    "name": 255,
    "address": 510,
    "zip": 30,
    "city": 50,
    "country": 50,
    "email": 255,
    "telephoneAndFaxNumber": 255,
    "mobilePhone": 50,
    "website": 255,
    "corporateIdentificationNumber": 40,
    "pNumber": 10,
    "ean": 13,
    "publicEntryNumber": 50,
    "vatNumber": 20,
    "currency": 3,
}
EXACT = {"currency", "pNumber"}
REFERENCES = (
    Reference("customerGroup", "customerGroupNumber", "customer-groups"),
    Reference("paymentTerms", "paymentTermsNumber", "payment-terms"),
    Reference("vatZone", "vatZoneNumber", "vat-zones"),
    Reference("layout", "layoutNumber", "layouts"),
    Reference("salesPerson", "employeeNumber", "employees"),
)
_OWN = {
    "attention": ("customerContactNumber", "contacts"),
    "customerContact": ("customerContactNumber", "contacts"),
    "defaultDeliveryLocation": ("deliveryLocationNumber", "delivery-locations"),
}
REQUIRED = ("currency", "customerGroup", "name", "paymentTerms", "vatZone")
READ_ONLY = ("balance", "dueAmount", "lastUpdated")
LINKS = ("contacts", "deliveryLocations", "invoices", "totals", "templates", "self", "metaData")
HIDDEN = "priceGroup"
"""A write takes it, and a write without it clears it; no answer of this surface has it."""
_FLAGS = ("barred", "eInvoicingDisabledByDefault")
_PLAIN = ("customerNumber", "creditLimit", *_FLAGS)
_KNOWN = {*TEXTS, *(r.place for r in REFERENCES), *_OWN, *READ_ONLY, *LINKS, *_PLAIN, HIDDEN}


def shown(document: Json, base: str) -> Json:
    """Return a customer as the collection shows it: links added, `barred` only when true."""
    number = document["customerNumber"]
    here = f"{base}/customers/{number}"
    own = tuple(Reference(name, key, f"customers/{number}/{path}") for name, (key, path) in _OWN.items())
    copy = linked(document, base, (*REFERENCES, *own))
    copy.pop(HIDDEN, None)
    if not copy.get("barred"):
        copy.pop("barred", None)
    for name, usual in (("balance", 0.0), ("dueAmount", 0.0), ("eInvoicingDisabledByDefault", False)):
        copy.setdefault(name, usual)
    totals = f"{base}/invoices/totals"
    return copy | {
        "contacts": f"{here}/contacts",
        "deliveryLocations": f"{here}/delivery-locations",
        "templates": {
            "invoice": f"{here}/templates/invoice",
            "invoiceLine": f"{here}/templates/invoiceline",
            "self": f"{here}/templates",
        },
        "totals": {
            "drafts": f"{totals}/drafts/customers/{number}",
            "booked": f"{totals}/booked/customers/{number}",
            "self": f"{here}/totals",
        },
        "invoices": {
            "drafts": f"{here}/invoices/drafts",
            "booked": f"{here}/invoices/booked",
            "self": f"{here}/invoices",
        },
        "self": here,
    }


def shown_alone(document: Json, base: str) -> Json:
    """Return a customer as its own address shows it, with what may be done to it."""
    here = f"{base}/customers/{document['customerNumber']}"
    delete = {"description": "Delete this customer.", "href": here, "httpMethod": "delete"}
    replace = {"description": "Replace this customer.", "href": here, "httpMethod": "put"}
    return shown(document, base) | {"metaData": {"delete": delete, "replace": replace}}


def replaced(body: Json, old: Json | None, number: int, books: Books, now: float) -> Json:
    """Return the customer that a write leaves behind, or refuse the write.

    What is left out is cleared, a text cannot be emptied otherwise. A property that nobody knows is dropped without
    a word, unless this customer carries it already: then it is kept as sent, since nothing says that the real
    service loses it.
    """
    errors = _errors(body, number, books)
    if errors:
        raise validation(errors, sum(len(entry["errors"]) for entry in errors.values()))
    fresh: Json = {"customerNumber": number}
    carried = set(old or ()) - _KNOWN
    for name, value in body.items():
        if name in TEXTS or name in {*carried, HIDDEN, "creditLimit"} or (name in _FLAGS and value):
            fresh[name] = value
    fresh |= {name: _reference(body, name) for name in (*_keys(),) if name in body}
    if old is not None:
        fresh |= {name: old[name] for name in READ_ONLY if name in old}
    return fresh | {"lastUpdated": utc_stamp(now)}


def referenced_number(reference: Json, key: str) -> int | None:
    """Return the number in a reference, given by number or by `self`; the number wins."""
    value: Any = reference.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    link = reference.get("self")
    tail = link.rstrip("/").rsplit("/", 1)[-1] if isinstance(link, str) else ""
    return int(tail) if tail.isdigit() else None


def _keys() -> dict[str, str]:
    return {r.place: r.key for r in REFERENCES} | {name: key for name, (key, _) in _OWN.items()}


def _reference(body: Json, name: str) -> Json:
    key = _keys()[name]
    return {key: referenced_number(body[name], key)}


def _errors(body: Json, number: int, books: Books) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name in REQUIRED:
        if name not in body:
            _add(found, name, f"Property {name} is required.")
    for name, value in body.items():
        if value is None:
            _add(found, name, f"Expected {_expected(name)}, got null.")
        elif name in TEXTS:
            _check_text(found, name, value)
        elif name in _keys():
            _check_reference(found, name, value, books)
        elif name in _FLAGS and not isinstance(value, bool):
            _add(found, name, "Expected boolean.", value=value)
        elif name == "creditLimit" and not is_number(value):
            _add(found, name, "Expected number.", value=value)
    if body.get("customerNumber", number) != number:
        _add(found, "customerNumber", "The customer number cannot be changed.", value=body["customerNumber"])
    return found


def _check_text(found: dict[str, Json], name: str, value: Any) -> None:
    if not isinstance(value, str):
        _add(found, name, "Expected string.", value=value)
    elif len(value) > TEXTS[name]:
        _add(found, name, f"At most {TEXTS[name]} characters are allowed.", value=value)
    elif not value.strip():
        _add(found, name, "At least 1 character is needed.")
    elif name in EXACT and len(value) != TEXTS[name]:
        _add(found, name, f"Exactly {TEXTS[name]} characters are needed.", value=value)


def _check_reference(found: dict[str, Json], name: str, value: Any, books: Books) -> None:
    reference = as_object(value)
    if reference is None:
        _add(found, name, "Expected object.", value=value)
        return
    number = referenced_number(reference, _keys()[name])
    tables = {
        "customerGroup": (books.groups, "E07140", "Customer group not found."),
        "paymentTerms": (books.terms, "E07080", "Payment terms not found."),
        "vatZone": (books.zones, "E06000", "VAT zone not found."),
    }
    if number is None or number < 1:
        _add(found, name, "No identifier was given.", "E04500")
    elif name in tables and tables[name][0].get(number) is None:
        _, code, text = tables[name]
        _add(found, name, text, code, number)


def _expected(name: str) -> str:
    if name in TEXTS:
        return "string"
    if name in _FLAGS:
        return "boolean"
    return {"creditLimit": "number", "customerNumber": "integer"}.get(name, "object")


def _add(found: dict[str, Json], name: str, text: str, code: str | None = None, value: Any = None) -> None:
    found.setdefault(name, {"errors": []})["errors"].append(leaf(name, text, code, value))
