"""The OpenAPI routes of customers: the same customers as on the classic surface, under other names."""

from __future__ import annotations

from typing import Any

from checks.demo.simulator import openapi_fields
from checks.demo.simulator.books import object_version
from checks.demo.simulator.call import Answer, json_answer
from checks.demo.simulator.cursor import Listing, by_cursor, by_page, count, invalid
from checks.demo.simulator.json_text import Json, is_number, is_whole
from checks.demo.simulator.refusal import Refusal, not_found, utc_stamp
from checks.demo.simulator.rows import Rows
from checks.demo.simulator.visit import Route, Visit, route

API = "/customersapi/v3.1.0"
_TEXTS = {
    "name": ("name", 255),
    "zip": ("postCode", 30),
    "city": ("city", 50),
    "country": ("country", 50),
    "email": ("email", 255),
    "telephoneAndFaxNumber": ("phone", 255),
    "mobilePhone": ("mobilePhone", 50),
    "website": ("homepage", 255),
    "corporateIdentificationNumber": ("cvrNo", 40),
    "pNumber": ("pnr", 40),
    "ean": ("eanLocationNumber", 13),
    "publicEntryNumber": ("voucherNumber", 30),
    "vatNumber": ("vatNo", 50),
    "currency": ("currency", 3),
}
_REFERENCES = {
    "customerGroup": ("customerGroupNumber", "customerGroupNumber"),
    "paymentTerms": ("paymentTermsNumber", "paymentTermId"),
    "vatZone": ("vatZoneNumber", "zone"),
    "layout": ("layoutNumber", "layoutGroup"),
    "salesPerson": ("employeeNumber", "ourRef"),
    "priceGroup": ("priceGroupNumber", "priceGroupNumber"),
}
_HALF = 255
_WRITTEN = {*_TEXTS, *_REFERENCES, "address", "barred", "creditLimit"}


def shown(document: Json, _base: str) -> Json:
    """Return a customer under the OpenAPI names; false booleans are left out."""
    copy: Json = {"customerNumber": document["customerNumber"]}
    for classic, (name, _) in _TEXTS.items():
        if classic in document:
            copy[name] = document[classic]
    for classic, (key, name) in _REFERENCES.items():
        if key in document.get(classic, {}):
            copy[name] = document[classic][key]
    address = document.get("address", "")
    for name, part in (("address1", address[:_HALF]), ("address2", address[_HALF:])):
        if part:
            copy[name] = part
    if "creditLimit" in document:
        copy["creditMaximum"] = document["creditLimit"]
    if not document.get("barred"):
        copy["access"] = True
    if document.get("eInvoicingDisabledByDefault"):
        copy["defaultDisableEInvoicing"] = True
    return copy | {"objectVersion": object_version(document)}


LISTING = Listing("customers", "customerNumber", openapi_fields.CUSTOMERS, shown)


def listing(visit: Visit) -> Answer:
    """List customers by cursor."""
    return by_cursor(visit, _rows(visit), LISTING)


def paged(visit: Visit) -> Answer:
    """List customers by page."""
    return by_page(visit, _rows(visit), LISTING)


def counted(visit: Visit) -> Answer:
    """Count customers."""
    return count(visit, _rows(visit), LISTING)


def one(visit: Visit) -> Answer:
    """Answer one customer."""
    return json_answer(shown(_found(visit), ""))


def create(visit: Visit) -> Answer:
    """Create a customer under the number that the body has to give."""
    body = visit.request.document()
    number: Any = body.get("customerNumber")
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= 999_999_999:
        text = "The field customerNumber must be between 1 and 999999999."
        raise invalid("customerNumber", "CustomerInvalidCustomerNumber", text)
    if visit.books.customers.get(number) is not None:
        raise invalid("customerNumber", "CustomerAlreadyExists", "The customer exists already.")
    visit.books.customers.put(_classic(body, {}, number, visit))
    location = f"{visit.request.base}{visit.request.path}/{number}"
    return json_answer({"customerNumber": number}, 201, (("Location", location),))


def put(visit: Visit) -> Answer:
    """Replace a customer, no body back; without `access` it is barred afterwards."""
    old, body = _found(visit), visit.request.document()
    if body.get("customerNumber", old["customerNumber"]) != old["customerNumber"]:
        text = "The customer number cannot be changed."
        raise invalid("customerNumber", "CustomerannotChangeNumber", text)
    if body.get("objectVersion") != object_version(old):
        raise Refusal(409, "The object was changed by someone else.", "UpdateConflict")
    visit.books.customers.put(_classic(body, old, old["customerNumber"], visit))
    return Answer(204)


def _classic(body: Json, old: Json, number: int, visit: Visit) -> Json:
    _check(body, visit)
    kept = {name: value for name, value in old.items() if name not in {*_WRITTEN, "objectVersion"}}
    fresh: Json = {"customerNumber": number} | kept
    for classic, (name, _) in _TEXTS.items():
        if name in body:
            fresh[classic] = body[name]
    for classic, (key, name) in _REFERENCES.items():
        if name in body:
            fresh[classic] = {key: body[name]}
    if address := body.get("address1", "") + body.get("address2", ""):
        fresh["address"] = address
    if "creditMaximum" in body:
        fresh["creditLimit"] = body["creditMaximum"]
    if not body.get("access"):
        fresh["barred"] = True
    return fresh | {"lastUpdated": utc_stamp(visit.now)}


def _check(body: Json, visit: Visit) -> None:
    for name, value in body.items():
        if value is None:
            raise invalid(name, "InvalidValue", "Invalid value provided.")
    if not body.get("name"):
        raise invalid("name", "CustomerMissingName", "The name is missing.")
    for name in {*(key for _, key in _REFERENCES.values())} & set(body):
        if not is_whole(body[name]):
            raise invalid(name, "InvalidValue", "Invalid value provided.")
    if not is_number(body.get("creditMaximum", 0)) or not isinstance(body.get("access", False), bool):
        raise invalid("creditMaximum", "InvalidValue", "Invalid value provided.")
    limits = dict(_TEXTS.values()) | {"address1": _HALF, "address2": _HALF}
    for name, most in limits.items():
        given: Any = body.get(name, "-")
        if not isinstance(given, str) or not 1 <= len(given) <= most:
            text = f"The field {name} must be a text of 1 to {most} characters."
            raise invalid(name, "CustomerInvalidCharacters", text)
    tables = (
        ("customerGroupNumber", visit.books.groups, "CustomerInvalidGroupId"),
        ("zone", visit.books.zones, "CustomerInvalidVatZone"),
        ("paymentTermId", visit.books.terms, "CustomerInvalidPaymentTerm"),
    )
    for name, table, code in tables:
        if table.get(body.get(name, 0)) is None:
            raise invalid(name, code, "Invalid value provided.")


def _rows(visit: Visit) -> Rows:
    return visit.books.customers.rows()


def _found(visit: Visit) -> Json:
    document = visit.books.customers.get(visit.number())
    if document is None:
        raise not_found()
    return document


ROUTES: tuple[Route, ...] = (
    route(f"{API}/Customers", "Sales", GET=listing, POST=create),
    route(f"{API}/Customers/paged", "Sales", GET=paged),
    route(f"{API}/Customers/count", "Sales", GET=counted),
    route(f"{API}/Customers/{{number}}", "Sales", GET=one, PUT=put),
)
