"""A small e-conomic on loopback with invented customers, and a client that holds its tokens."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from checks.demo.simulator import Server, Simulator, Tokens, World

SECRET, GRANT, CONTROL = "app-secret", "grant", "control-secret"
BOOKED = "/bookedEntriesapi/v4.0.0/booked-entries"
DRAFTS = "/journalsapi/v15.0.0/draft-entries"
Json = dict[str, Any]


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: float = 1_795_507_200.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True, slots=True)
class Site:
    """The stand-in, its server, its clock and a client."""

    simulator: Simulator
    server: Server
    clock: Clock
    client: httpx.Client

    def get(self, path: str, **query: str | int) -> httpx.Response:
        """Ask for a path; underscores do not occur in the names of parameters."""
        return self.client.get(path, params=query or None)

    def customer(self, number: int = 1, **changes: Any) -> Json:
        """Return a customer as a client reads it, with changes."""
        document: Json = self.get(f"/customers/{number}").json()
        return document | changes


def customer(number: int, **members: Any) -> Json:
    """Return a customer as a seed holds it."""
    return {
        "customerNumber": number,
        "name": f"Mølle & Søn nr. {number}",
        "currency": "DKK",
        "customerGroup": {"customerGroupNumber": 1},
        "paymentTerms": {"paymentTermsNumber": 1},
        "vatZone": {"vatZoneNumber": 1},
        "lastUpdated": "2026-01-02T03:04:05Z",
    } | members


def draft(number: int, **members: Any) -> Json:
    """Return a draft invoice as a seed holds it."""
    return _invoice() | {"draftInvoiceNumber": number} | members


def booked(number: int, **members: Any) -> Json:
    """Return a booked invoice as a seed holds it."""
    return _invoice() | {"bookedInvoiceNumber": number, "remainder": 0.0} | members


def draft_entry(number: int, **members: Any) -> Json:
    """Return a journal line of type manual customer invoice."""
    return {
        "entryNumber": number,
        "entryTypeNumber": 10,
        "journalNumber": 1,
        "voucherNumber": 40 + number,
        "date": "2026-11-02",
        "dueDate": "2026-11-10",
        "amount": 1250.0,
        "currency": "DKK",
        "contraAccountNumber": 1010,
        "contraVatCode": "U25",
        "customerNumber": 1,
        "customerInvoiceNumber": "10001",
        "text": "Faktura 10001",
    } | members


def booked_entry(number: int, **members: Any) -> Json:
    """Return a ledger entry of a customer."""
    return {
        "entryNumber": number,
        "accountNumber": 5600,
        "amount": 84375.00,
        "amountInBaseCurrency": 84375.00,
        "currencyCode": "DKK",
        "date": "2026-10-05T00:00:00",
        "dueDate": "2026-10-13T00:00:00",
        "type": 10,
        "voucherNumber": 7,
        "customerNumber": 1,
        "customerInvoiceNumber": 10000 + number,
        "remainder": 84375.00,
        "text": f"Faktura {10000 + number}",
    } | members


def world(**members: Any) -> World:
    """Return a small agreement; any member of the seed's document can be replaced."""
    months = [
        {"periodNumber": n, "fromDate": f"2026-{n:02}-01", "toDate": f"2026-{n:02}-28", "closed": n < 3}
        for n in range(1, 13)
    ]
    base: Json = {
        "self": {
            "agreementNumber": 123456,
            "userName": "API",
            "company": {"name": "Holm Revision", "companyIdentificationNumber": "12345674"},
            "application": {"appNumber": 1, "name": "Prøve", "requiredRoles": []},
            "settings": {"baseCurrency": "DKK"},
        },
        "customerGroups": [{"customerGroupNumber": 1, "name": "Danmark"}],
        "paymentTerms": [
            {"paymentTermsNumber": 1, "name": "Netto 8", "daysOfCredit": 8, "paymentTermsType": "net"},
            {"paymentTermsNumber": 2, "name": "Forfald", "paymentTermsType": "dueDate"},
        ],
        "vatZones": [{"vatZoneNumber": 1, "name": "Domestic"}],
        "customers": [customer(1, city="Århus C"), customer(2, barred=True), customer(3, ean="5790000000012")],
        "drafts": [draft(1, references={"other": "10001"}), draft(2, customer={"customerNumber": 2})],
        "booked": [booked(500), booked(501, remainder=125.0, dueDate="2026-11-01")],
        "journals": [{"journalNumber": 1, "name": "Daglig"}, {"journalNumber": 2, "name": "Løn"}],
        "draftEntries": [draft_entry(1)],
        "bookedEntries": [booked_entry(1), booked_entry(2, type=1)],
        "accountingYears": [
            {"year": "2024/2025", "fromDate": "2024-07-01", "toDate": "2025-12-31", "closed": True},
            {"year": "2026", "fromDate": "2026-01-01", "toDate": "2026-12-31", "periods": months},
        ],
    }
    return World.load(base | members)


@contextmanager
def site(seed: World | None = None, **options: Any) -> Generator[Site]:
    """Run an e-conomic for the length of a test; nothing may have slipped inside it."""
    clock = Clock()
    simulator = Simulator(seed or world(), Tokens(SECRET, GRANT), clock, **options)
    headers = {"X-AppSecretToken": SECRET, "X-AgreementGrantToken": GRANT}
    with (
        Server(simulator, control_secret=CONTROL) as server,
        httpx.Client(base_url=server.url, headers=headers, timeout=5, trust_env=False) as client,
    ):
        yield Site(simulator, server, clock, client)
    assert simulator.mishaps == []


def _invoice() -> Json:
    return {
        "date": "2026-11-03",
        "dueDate": "2026-11-11",
        "currency": "DKK",
        "netAmount": 100.0,
        "vatAmount": 25.0,
        "grossAmount": 125.0,
        "customer": {"customerNumber": 1},
        "recipient": {"name": "Mølle & Søn", "vatZone": {"vatZoneNumber": 1}},
        "notes": {"heading": "Regnskab 2025"},
    }
