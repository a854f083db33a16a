"""The classic routes of what customers refer to, and of the agreement itself."""

from __future__ import annotations

from typing import cast

from checks.demo.simulator import classic_fields
from checks.demo.simulator.call import Answer, json_answer
from checks.demo.simulator.json_text import Json
from checks.demo.simulator.page import Shelf, page
from checks.demo.simulator.refusal import not_found
from checks.demo.simulator.rows import Rows
from checks.demo.simulator.table import Table
from checks.demo.simulator.visit import Route, Visit, route


def _group(document: Json, base: str) -> Json:
    here = f"{base}/customer-groups/{document['customerGroupNumber']}"
    return document | {"customers": f"{here}/customers", "self": here}


def _terms(document: Json, base: str) -> Json:
    here = f"{base}/payment-terms/{document['paymentTermsNumber']}"
    return {"paymentTermsType": "net"} | document | {"self": here}


def _zone(document: Json, base: str) -> Json:
    usual = {"enabledForCustomer": True, "enabledForSupplier": True}
    return usual | document | {"self": f"{base}/vat-zones/{document['vatZoneNumber']}"}


def _currency(document: Json, base: str) -> Json:
    return document | {"self": f"{base}/currencies/{document['code']}"}


GROUPS = Shelf("groups", "customerGroupNumber", classic_fields.CUSTOMER_GROUPS, _group, "Create a new customer group.")
TERMS = Shelf("terms", "paymentTermsNumber", classic_fields.PAYMENT_TERMS, _terms, "Create new payment terms.")
ZONES = Shelf("zones", "vatZoneNumber", classic_fields.VAT_ZONES, _zone)
CURRENCIES = Shelf("currencies", "code", classic_fields.CURRENCIES, _currency)


def root(visit: Visit) -> Answer:
    """Answer the links to the collections, all of them stable."""
    base = visit.request.base
    names = {
        "self": "self",
        "customers": "customers",
        "customerGroups": "customer-groups",
        "paymentTerms": "payment-terms",
        "currencies": "currencies",
        "vatZones": "vat-zones",
        "invoices": "invoices",
        "journals": "journals",
        "accountingYears": "accounting-years",
    }
    links = {name: f"{base}/{path}" for name, path in names.items()}
    return json_answer({"resources": {"stable": links}, "self": f"{base}/"})


def myself(visit: Visit) -> Answer:
    """Answer whose agreement the tokens open."""
    document = dict(visit.books.myself)
    if isinstance(application := document.get("application"), dict):
        document["application"] = {**application, "self": f"{visit.request.base}/apps/1"}
    if isinstance(document.get("modules"), list):
        modules = cast("list[dict[str, object]]", document["modules"])
        base = f"{visit.request.base}/modules"
        document["modules"] = [{**module, "self": f"{base}/{module.get('moduleNumber')}"} for module in modules]
    return json_answer(document | {"self": f"{visit.request.base}/self"})


def groups(visit: Visit) -> Answer:
    """Answer a page of customer groups."""
    return page(visit, visit.books.groups.rows(), GROUPS)


def group(visit: Visit) -> Answer:
    """Answer one customer group."""
    return _one(visit, visit.books.groups, GROUPS)


def terms(visit: Visit) -> Answer:
    """Answer a page of payment terms."""
    return page(visit, visit.books.terms.rows(), TERMS)


def one_terms(visit: Visit) -> Answer:
    """Answer one set of payment terms."""
    return _one(visit, visit.books.terms, TERMS)


def currencies(visit: Visit) -> Answer:
    """Answer a page of the currencies that the agreement knows."""
    return page(visit, Rows(visit.books.currencies), CURRENCIES)


def zones(visit: Visit) -> Answer:
    """Answer a page of VAT zones."""
    return page(visit, visit.books.zones.rows(), ZONES)


def zone(visit: Visit) -> Answer:
    """Answer one VAT zone."""
    return _one(visit, visit.books.zones, ZONES)


def _one(visit: Visit, table: Table, shelf: Shelf) -> Answer:
    document = table.get(visit.number())
    if document is None:
        raise not_found("E06000")
    return json_answer(shelf.render(document, visit.request.base))


ROUTES: tuple[Route, ...] = (
    route("/", GET=root),
    route("/self", "Sales", GET=myself),
    route("/customer-groups", "Sales", GET=groups),
    route("/customer-groups/{number}", "Sales", GET=group),
    route("/payment-terms", GET=terms),
    route("/payment-terms/{number}", GET=one_terms),
    route("/currencies", GET=currencies),
    route("/vat-zones", GET=zones),
    route("/vat-zones/{number}", GET=zone),
)
