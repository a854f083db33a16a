"""A customer with everything that a customer can have, and more: after a push only the named properties differ."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.adapters.customer_put import LIMITS
from checks.adapters.debtor_document import DebtorText
from checks.adapters.economic import EconomicApi
from checks.demo.simulator.json_text import Json
from checks.engine.lookup import Found
from checks.engine.plan import Change, State
from checks.engine.ports import DebtorDocument
from tests.support import vendor
from tests.support.agreement import Standing, customer, standing, world

NUMBER = 20001
UNKNOWN = 10
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
"""A whole document is large: that is the point."""
LETTERS = "abcdefghijklmnopqrstuvwxyzæøåABCÆØÅéüß&/'\"\\-.,(){}[]:$*€🏠 "
KEPT_BY_ECONOMIC = {"lastUpdated"}
"""What a write moves by itself."""


def text(most: int, least: int = 1) -> st.SearchStrategy[str]:
    """Return texts that are no blanks at either end; a letter beyond the basic plane counts twice."""
    return st.text(LETTERS, min_size=least, max_size=max(least, most // 2)).filter(lambda found: found == found.strip())


def digits(length: int) -> st.SearchStrategy[str]:
    """Return texts of exactly so many digits."""
    return st.text("0123456789", min_size=length, max_size=length)


def one_of(key: str) -> st.SearchStrategy[Json]:
    """Return references by number."""
    return st.fixed_dictionaries({key: st.integers(1, 99_999)})


AMOUNTS = st.decimals(-(10**9), 10**9, places=2).map(float)
OPTIONAL: dict[str, st.SearchStrategy[Any]] = {
    "address": st.lists(text(80), min_size=1, max_size=4).map("\r".join) | st.just("Vej 1\r\nSal 2\nBaghuset"),
    "balance": AMOUNTS,
    "barred": st.just(True),
    "city": text(50),
    "corporateIdentificationNumber": text(40),
    "country": text(50),
    "creditLimit": AMOUNTS,
    "dueAmount": AMOUNTS,
    "eInvoicingDisabledByDefault": st.booleans(),
    "ean": digits(13),
    "email": text(255),
    "mobilePhone": text(50),
    "pNumber": digits(10),
    "publicEntryNumber": text(50),
    "telephoneAndFaxNumber": text(255),
    "vatNumber": text(20),
    "website": text(255),
    "zip": digits(4),
    "attention": one_of("customerContactNumber"),
    "customerContact": one_of("customerContactNumber"),
    "defaultDeliveryLocation": one_of("deliveryLocationNumber"),
    "layout": one_of("layoutNumber"),
    "salesPerson": one_of("employeeNumber"),
}
ADDED_BY_ECONOMIC = {"contacts", "deliveryLocations", "invoices", "totals", "templates", "metaData", "lastUpdated"}
REQUIRED = {"currency", "customerGroup", "customerNumber", "name", "paymentTerms", "self", "vatZone"}

values: st.SearchStrategy[Any] = st.recursive(
    st.booleans() | st.integers(-(10**15), 10**15) | AMOUNTS | st.text(LETTERS, max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(LETTERS, max_size=8), inner, max_size=3),
    max_leaves=8,
)
unknown = st.dictionaries(
    st.text("abcdefghijklmnopqrstuvwxyzæøå_", min_size=3, max_size=14).map(lambda name: f"x{name}"),
    values,
    min_size=UNKNOWN,
    max_size=UNKNOWN,
)
whole = st.tuples(st.fixed_dictionaries(OPTIONAL), unknown).map(lambda both: customer(NUMBER, **both[0], **both[1]))
wanted = st.fixed_dictionaries(
    {},
    optional={
        "name": text(LIMITS["name"]),
        "address": st.none() | text(LIMITS["address"]),
        "zip": st.none() | digits(4),
        "city": st.none() | text(LIMITS["city"]),
        "country": st.none() | text(LIMITS["country"]),
    },
).filter(bool)


def test_the_document_has_every_optional_property_of_the_vendors_schema() -> None:
    schema = vendor.classic("customers.customerNumber")

    assert set(schema["properties"]) == set(OPTIONAL) | REQUIRED | ADDED_BY_ECONOMIC


@pytest.mark.parametrize("examples", [6, pytest.param(1000, marks=[pytest.mark.long, pytest.mark.timeout(900)])])
def test_only_the_named_properties_of_a_whole_document_differ_after_a_push(examples: int, tmp_path: Path) -> None:
    with standing(tmp_path, world(customers=1)) as there, asyncio.Runner() as runner:
        api = there.api()

        @settings(max_examples=examples, deadline=None, suppress_health_check=SLOW)
        @given(whole, wanted)
        def pushed(document: Json, new: dict[str, str | None]) -> None:
            runner.run(_pushed(there, api, document, new))

        pushed()
        runner.run(api.close())


async def _pushed(there: Standing, api: EconomicApi, document: Json, new: dict[str, str | None]) -> None:
    there.simulator.upsert_customer(document)
    shown = await _shown(api)
    changes = tuple(Change(name, document[name], value) for name, value in new.items() if document[name] != value)
    if not changes:
        return
    earlier = len(there.simulator.calls)

    written = await api.push(shown, changes)

    assert written.state is State.DONE
    puts = [call for call in there.simulator.calls[earlier:] if call.method == "PUT"]
    assert len(puts) == 1
    named = {change.field for change in changes}
    assert _raw(puts[0].body.decode(), named) == _raw(shown.body, named)
    before, after = json.loads(shown.body), json.loads((await _shown(api)).body)
    assert _told(after) == _told({name: value for name, value in (before | new).items() if value is not None})


async def _shown(api: EconomicApi) -> DebtorDocument:
    found = await api.debtor(NUMBER)
    assert isinstance(found, Found)
    return found.value


def _raw(body: str, named: set[str]) -> list[tuple[str, str]]:
    """Return the properties beside the named ones byte for byte."""
    return [(member.name, member.raw) for member in DebtorText.of(body).members if member.name not in named]


def _told(document: Json) -> str:
    """Return a document as text, so that true is not 1."""
    kept = {name: value for name, value in document.items() if name not in KEPT_BY_ECONOMIC}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False)
