"""Every refusal in the shape of its surface. The vendor publishes one for OpenAPI; for the classic one there is only
what was seen of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from checks.demo.simulator import Fault, FaultKind
from checks.demo.simulator.json_text import as_list, as_object
from tests.support import vendor
from tests.support.economic_site import BOOKED, DRAFTS, Site, customer, site

CUSTOMERS = "/customersapi/v3.1.0/Customers"
Ask = tuple[str, str, Mapping[str, Any]]
ASKED: dict[str, tuple[int, Ask, Ask]] = {
    "a filter": (400, ("GET", "/customers?filter=x", {}), ("GET", f"{BOOKED}?filter=x", {})),
    "a page": (400, ("GET", "/customers?pagesize=1001", {}), ("GET", f"{BOOKED}/paged?pageSize=101", {})),
    "a body": (
        400,
        ("PUT", "/customers/1", {"json": customer(1, name="", city=None)}),
        ("POST", CUSTOMERS, {"json": {"customerNumber": 0}}),
    ),
    "a line": (
        400,
        ("POST", "/journals/1/vouchers", {"json": {"accountingYear": {"year": "2026"}, "entries": {}}}),
        ("POST", DRAFTS, {"json": {"entryTypeNumber": 1}}),
    ),
    "no json": (
        400,
        ("PUT", "/customers/1", {"content": b"{", "headers": {"Content-Type": "application/json"}}),
        ("POST", DRAFTS, {"content": b"{", "headers": {"Content-Type": "application/json"}}),
    ),
    "a token": (
        401,
        ("GET", "/self", {"headers": {"X-AppSecretToken": "wrong"}}),
        ("GET", BOOKED, {"headers": {"X-AppSecretToken": "wrong"}}),
    ),
    "nothing there": (404, ("GET", "/customers/99", {}), ("GET", f"{CUSTOMERS}/99", {})),
    "a method": (405, ("PUT", "/customers", {"json": {}}), ("DELETE", BOOKED, {})),
    "a type": (
        415,
        ("PUT", "/customers/1", {"content": b"{}", "headers": {"Content-Type": "text/plain"}}),
        ("POST", DRAFTS, {"content": b"{}", "headers": {"Content-Type": "text/plain"}}),
    ),
}
SERVICES = {
    "BookedEntries": BOOKED,
    "Journals": DRAFTS,
    "Customers": CUSTOMERS,
    "AccountingYears": "/accountingyearsapi/v2.0.1/accountingYears/periods",
}
FAULTS = {"status-400": 400, "status-401": 401, "status-403": 403, "status-429": 429, "status-500": 500}


@pytest.mark.parametrize("name", sorted(ASKED))
def test_a_classic_refusal_has_the_members_that_were_seen(name: str) -> None:
    status, (method, path, more), _ = ASKED[name]
    with site() as s:
        _as_seen(s.client.request(method, path, **more), status)


@pytest.mark.parametrize("name", sorted(ASKED))
def test_an_openapi_refusal_is_as_the_vendors_schema_says(name: str) -> None:
    status, _, (method, path, more) = ASKED[name]
    schema = vendor.openapi("Journals", "ProblemDetails")
    with site() as s:
        answer = s.client.request(method, path, **more)

        assert answer.status_code == status
        assert answer.headers["Content-Type"].startswith("application/problem+json")
        assert vendor.wrong_openapi(schema, answer.json()) == []


@pytest.mark.parametrize("service", sorted(SERVICES))
@pytest.mark.parametrize("kind", sorted(FAULTS))
def test_a_fault_is_told_as_the_services_own_schema_says(kind: str, service: str) -> None:
    schema = vendor.openapi(service, "ProblemDetails")
    with site() as s:
        s.simulator.fault(Fault(FaultKind(kind)))

        answer = s.get(SERVICES[service])

        assert answer.status_code == FAULTS[kind]
        assert vendor.wrong_openapi(schema, answer.json()) == []


@pytest.mark.parametrize("kind", sorted(FAULTS))
def test_a_fault_on_the_classic_surface_has_the_members_that_were_seen(kind: str) -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind(kind)))

        _as_seen(s.get("/customers"), FAULTS[kind])


def test_leaves_name_the_property_and_what_was_sent() -> None:
    with site() as s:
        told = _put(s, city="x" * 51)["errors"]["city"]["errors"][0]

        assert {"propertyName", "errorMessage", "inputValue", "developerHint"} == set(told)
        assert told["inputValue"] == "x" * 51


def _as_seen(answer: httpx.Response, status: int) -> None:
    told = answer.json()
    assert answer.status_code == told["httpStatusCode"] == status
    assert answer.headers["Content-Type"].startswith("application/json")
    assert isinstance(told["message"], str)
    assert re.fullmatch(r"[0-9a-f]{32}-[A-Z]{3}", told["logId"])
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}", told["logTime"])
    assert "errors" not in told or as_object(told["errors"]) or as_list(told["errors"])
    assert None not in told.values()


def _put(s: Site, **changes: object) -> Any:
    return s.client.put("/customers/1", json=s.customer(1, **changes)).json()
