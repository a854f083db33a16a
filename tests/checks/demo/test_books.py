"""The books of the demo's e-conomic pass for real ones: the vendor's schemas, whole periods, balances that add up."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft3Validator, Draft202012Validator

from checks.demo.simulator import World
from tests.support.economic_site import BOOKED, DRAFTS, Site, site
from tests.support.scene import firm

VENDOR = Path(__file__).parents[3] / ".." / "shared" / "economic"
CLASSIC = {
    "self": "/self",
    "customers": "/customers?pagesize=1000",
    "customer-groups": "/customer-groups",
    "payment-terms": "/payment-terms",
    "vat-zones": "/vat-zones",
    "invoices.drafts": "/invoices/drafts",
    "invoices.booked": "/invoices/booked?pagesize=1000",
    "journals": "/journals",
    "journals.journalNumber.entries": "/journals/1/entries",
    "accounting-years": "/accounting-years",
    "accounting-years.accountingYear.entries": "/accounting-years/2026/entries?pagesize=1000",
}
OPENAPI = {BOOKED: ("BookedEntries", "BookedEntryCursorResults"), DRAFTS: ("Journals", "DraftEntryCursorResults")}


@pytest.fixture(scope="module")
def books() -> Generator[Site]:
    with site(World.load(firm().economic)) as it:
        yield it


@pytest.mark.parametrize("name", sorted(CLASSIC))
def test_a_classic_answer_passes_the_vendors_schema(name: str, books: Site) -> None:
    schema = vendors(f"schemas/{name}.get.schema.json")

    answer = books.get(CLASSIC[name])

    assert errors(Draft3Validator(schema), answer.json()) == []


@pytest.mark.parametrize("path", sorted(OPENAPI))
def test_an_openapi_answer_passes_the_vendors_schema(path: str, books: Site) -> None:
    file, name = OPENAPI[path]
    document = vendors(f"openapi/openapi-{file}.json")
    schema = document["components"]["schemas"][name] | {"components": document["components"]}

    answer = books.get(path)

    assert errors(Draft202012Validator(schema), answer.json()) == []


def test_a_book_read_and_written_is_the_same_book(tmp_path: Path) -> None:
    world = World.load(firm().economic)

    world.save(tmp_path / "economic.json")

    assert World.load(tmp_path / "economic.json") == world


def test_what_a_customer_owes_is_what_is_left_of_its_invoices() -> None:
    owed: dict[int, float] = defaultdict(float)
    for document in firm().economic["booked"]:
        owed[document["customer"]["customerNumber"]] += document["remainderInBaseCurrency"]

    for debtor in firm().economic["customers"]:
        assert debtor.get("balance", 0.0) == pytest.approx(owed[debtor["customerNumber"]], abs=0.005)


def errors(validator: Any, document: Any) -> list[str]:
    return [error.message for error in validator.iter_errors(document)]


def vendors(name: str) -> dict[str, Any]:
    path = VENDOR / name
    if not path.exists():
        pytest.skip(f"the vendor's {path.name} is not here")
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document
