"""What a written draft invoice becomes: checked, priced by the server, its due date worked out."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from checks.demo.simulator import booking
from checks.demo.simulator.customer import referenced_number
from checks.demo.simulator.invoice import rate_of
from checks.demo.simulator.json_text import Json, as_object, is_number, money
from checks.demo.simulator.refusal import leaf, utc_stamp, validation
from checks.demo.simulator.visit import Visit

_REQUIRED = ("currency", "customer", "date", "layout", "paymentTerms", "recipient")
_REFERENCES = {
    "customer": "customerNumber",
    "layout": "layoutNumber",
    "paymentTerms": "paymentTermsNumber",
    "project": "projectNumber",
}
_PARTS = ("recipient", "notes", "references", "delivery", "deliveryLocation")
_KEPT = {*_PARTS, "exchangeRate", "currency", "externalId", "attachment"}
_VAT_RATE = 25.0


def priced(body: Json, number: int, visit: Visit) -> Json:
    """Return the draft that a write leaves behind; sums in the request are ignored."""
    _check(body, visit)
    fresh: Json = {"draftInvoiceNumber": number} | {n: v for n, v in body.items() if n in _KEPT and v != {}}
    for name, key in _REFERENCES.items():
        if name in body:
            fresh[name] = {key: referenced_number(body[name], key)}
    fresh["date"] = body["date"][:10]
    fresh["dueDate"] = _due(body, fresh, visit)
    fresh["lines"] = [_line(line, place, visit) for place, line in enumerate(body.get("lines", []))]
    net = sum(line.get("totalNetAmount", 0.0) for line in fresh["lines"])
    vat = sum(line.get("vatAmount", 0.0) for line in fresh["lines"])
    rate = rate_of(fresh)
    return fresh | {
        "netAmount": money(net),
        "vatAmount": money(vat),
        "grossAmount": money(net + vat),
        "netAmountInBaseCurrency": money(net * rate),
        "grossAmountInBaseCurrency": money((net + vat) * rate),
        "lastUpdated": utc_stamp(visit.now),
    }


def _check(body: Json, visit: Visit) -> None:
    errors: dict[str, Json] = {}
    for name in _REQUIRED:
        if name not in body:
            errors[name] = {"errors": [leaf(name, f"Property {name} is required.")]}
    for name, value in body.items():
        if value is None:
            errors[name] = {"errors": [leaf(name, "Null is not accepted; leave the property out.")]}
        elif name in {*_REFERENCES, *_PARTS} and as_object(value) is None:
            errors[name] = {"errors": [leaf(name, "Expected object.", value=value)]}
        elif name in _REFERENCES and not referenced_number(as_object(value) or {}, _REFERENCES[name]):
            errors[name] = {"errors": [leaf(name, "No identifier was given.", "E04500")]}
    recipient = as_object(body.get("recipient"))
    if recipient is not None:
        for name in ("name", "vatZone"):
            if not recipient.get(name):
                text = leaf(name, f"Property {name} is required.")
                errors.setdefault("recipient", {})[name] = {"errors": [text]}
    if "date" in body and not is_date(body["date"]):
        errors["date"] = {"errors": [leaf("date", "Expected a date, YYYY-MM-DD.", value=body["date"])]}
    rate = body.get("exchangeRate", 100)
    if rate is not None and (not is_number(rate) or rate <= 0):
        errors["exchangeRate"] = {"errors": [leaf("exchangeRate", "Expected a positive number.", value=rate)]}
    if not isinstance(body.get("lines", []), list):
        errors["lines"] = {"errors": [leaf("lines", "Expected array.")]}
    if errors:
        raise validation(errors, len(errors))
    terms = referenced_number(body["paymentTerms"], "paymentTermsNumber")
    if terms is None or visit.books.terms.get(terms) is None:
        error = leaf("paymentTerms", "Payment terms not found.", "E07080", terms)
        raise validation({"paymentTerms": {"errors": [error]}})
    booking.refuse_barred(visit.books, referenced_number(body["customer"], "customerNumber"), visit.danish)


def _due(body: Json, fresh: Json, visit: Visit) -> str:
    terms = visit.books.terms.get(fresh["paymentTerms"]["paymentTermsNumber"]) or {}
    day = date.fromisoformat(fresh["date"])
    days = int(terms.get("daysOfCredit", 0))
    match terms.get("paymentTermsType", "net"):
        case "dueDate":
            return _given_due(body, fresh["date"])
        case "invoiceMonth":
            month = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
            return (month + timedelta(days=days - 1)).isoformat()
        case _:
            return (day + timedelta(days=days)).isoformat()


def _given_due(body: Json, day: str) -> str:
    due: Any = body.get("dueDate")
    if not is_date(due):
        raise validation({"dueDate": {"errors": [leaf("dueDate", "A due date is needed.", "E04042", due)]}})
    if due[:10] < day:
        error = leaf("dueDate", "The due date is before the date.", "E04760", due)
        raise validation({"dueDate": {"errors": [error]}})
    return str(due[:10])


def _line(line: Any, place: int, visit: Visit) -> Json:
    sent = as_object(line)
    if sent is None:
        raise _line_error(place, "lines", "Expected object.", None, None)
    fresh = dict(sent)
    fresh |= {"lineNumber": fresh.get("lineNumber", place + 1), "sortKey": place + 1}
    product = fresh.get("product")
    priced_line = "quantity" in fresh or "unitNetPrice" in fresh
    if priced_line and not isinstance(product, dict):
        raise _line_error(place, "product", "A product is needed before quantity and price.", "E04500", None)
    if isinstance(product, dict) and "quantity" not in fresh:
        raise _line_error(place, "quantity", "A quantity is needed with a product.", "E04730", None)
    price = fresh.get("unitNetPrice", 0)
    for name in ("unitNetPrice", "quantity", "discountPercentage"):
        if not is_number(fresh.get(name, 0)):
            raise _line_error(place, name, "Expected number.", None, fresh[name])
    if abs(round(float(price), 2) - float(price)) > 1e-9:
        raise _line_error(place, "unitNetPrice", "At most two decimals are allowed.", "E04740", price)
    if not priced_line:
        return fresh
    rebate = 1 - float(fresh.get("discountPercentage", 0)) / 100
    net = money(float(price) * float(fresh["quantity"]) * rebate)
    vat = money(net * _VAT_RATE / 100)
    return fresh | {"totalNetAmount": net, "vatRate": _VAT_RATE, "vatAmount": vat}


def _line_error(place: int, name: str, text: str, code: str | None, value: Any) -> Exception:
    item = {"arrayIndex": place, name: {"errors": [leaf(name, text, code, value)]}}
    return validation({"lines": {"items": [item]}})


def is_date(value: Any) -> bool:
    """Tell whether a value is text that begins with a date of the calendar."""
    if not isinstance(value, str) or not re.match(r"\d{4}-\d{2}-\d{2}", value):
        return False
    try:
        date.fromisoformat(value[:10])
    except ValueError:
        return False
    return True
