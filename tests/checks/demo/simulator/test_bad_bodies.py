"""Bodies bent at random: each is refused or taken, none makes the stand-in slip or spoils a later read."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from checks.demo.simulator.json_text import Json, as_list, as_object
from tests.support.economic_site import BOOKED, DRAFTS, customer, draft_entry, site

JUNK: tuple[object, ...] = (
    None,
    True,
    -1,
    0,
    3.5,
    10**12,
    "",
    "x",
    "2026-13-45",
    "x" * 300,
    [],
    [1],
    {},
    {"self": 5},
    1e308,
)
DRAFT: Json = {
    "currency": "DKK",
    "date": "2026-11-20",
    "customer": {"customerNumber": 1},
    "layout": {"layoutNumber": 1},
    "paymentTerms": {"paymentTermsNumber": 1},
    "recipient": {"name": "x", "vatZone": {"vatZoneNumber": 1}},
    "lines": [{"product": {"productNumber": "1"}, "quantity": 2, "unitNetPrice": 3.5}],
    "exchangeRate": 100,
}
LINE: Json = {
    "customer": {"customerNumber": 1},
    "amount": 5.0,
    "date": "2026-11-12",
    "currency": {"code": "DKK"},
    "customerInvoice": 5,
    "voucher": {"voucherNumber": 4},
}
OPENAPI_CUSTOMER: Json = {
    "customerNumber": 12,
    "name": "x",
    "customerGroupNumber": 1,
    "zone": 1,
    "paymentTermId": 1,
    "creditMaximum": 5,
    "access": True,
}
WRITES: tuple[tuple[str, str, Any], ...] = (
    ("PUT", "/customers/1", customer(1)),
    ("POST", "/customers", customer(9)),
    ("POST", "/invoices/drafts", DRAFT),
    ("POST", "/invoices/booked", {"draftInvoice": {"draftInvoiceNumber": 1}, "bookWithNumber": 900}),
    (
        "POST",
        "/journals/1/vouchers",
        {"accountingYear": {"year": "2026"}, "entries": {"manualCustomerInvoices": [LINE]}},
    ),
    ("POST", DRAFTS, draft_entry(0)),
    ("POST", f"{DRAFTS}/bulk", {"entries": [draft_entry(0)]}),
    ("POST", "/journalsapi/v15.0.0/journals/1/bookdraftentries", {"entryNumbers": [1]}),
    ("POST", "/customersapi/v3.1.0/Customers", OPENAPI_CUSTOMER),
)
READS = ("/customers", "/invoices/drafts", "/invoices/booked", "/journals/1/entries", DRAFTS, BOOKED)


@pytest.mark.parametrize("seed", range(3))
def test_no_body_makes_it_slip(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - bends test bodies, guards nothing
    with site() as s:
        statuses = {
            s.client.request(method, path, json=_bent(body, chance)).status_code
            for method, path, body in WRITES
            for _ in range(12)
        }

        assert s.simulator.mishaps == []
        assert 400 in statuses
        assert statuses <= {200, 201, 204, 400, 404}
        for path in READS:
            assert s.get(path, pagesize=1000, sort="").status_code == 200


def _bent(body: Any, chance: random.Random) -> Any:
    copy = json.loads(json.dumps(body))
    place = copy
    while True:
        members = as_object(place)
        items = as_list(place) if members is None else list(members)
        if not items:
            return copy
        key = chance.choice(items) if members is not None else chance.randrange(len(items))
        if isinstance(place[key], dict | list) and chance.random() < 0.6:
            place = place[key]
            continue
        place[key] = json.loads(json.dumps(chance.choice(JUNK)))
        return copy
