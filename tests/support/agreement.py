"""A small e-conomic agreement on the simulator, and the adapter in front of it, for tests."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from checks.adapters.budget import Budget
from checks.adapters.economic import EconomicApi, open_economic
from checks.adapters.http import Pace
from checks.demo.simulator.json_text import Json
from checks.demo.simulator.server import Server
from checks.demo.simulator.simulator import Simulator
from checks.demo.simulator.tokens import Tokens
from checks.demo.simulator.world import World
from checks.engine.snapshot import Rules

AGREEMENT = 123456
SECRET, GRANT = "app-secret-of-tests", "grant-of-tests"
HASTY = Pace(call=5.0, tries=3, first_pause=0.01, lag=0.02)


@dataclass(frozen=True, slots=True)
class Token:
    """A secret of a test."""

    value: str

    def reveal(self) -> str:
        """Return it."""
        return self.value


def customer(number: int, **more: object) -> Json:
    """Return a customer as the simulator stores it."""
    return {
        "customerNumber": number,
        "currency": "DKK",
        "name": f"Kunde {number} ApS",
        "address": "Havnegade 1\rBaghuset",
        "zip": "8000",
        "city": "Aarhus C",
        "country": "Danmark",
        "corporateIdentificationNumber": "12345674",
        "customerGroup": {"customerGroupNumber": 1},
        "paymentTerms": {"paymentTermsNumber": 1},
        "vatZone": {"vatZoneNumber": 1},
        "lastUpdated": "2026-10-17T14:09:30Z",
        **more,
    }


def invoice(key: str, number: int, **more: object) -> Json:
    """Return a draft or booked invoice, by the name of its number."""
    return {
        key: number,
        "date": "2026-11-02",
        "currency": "DKK",
        "exchangeRate": 100.0,
        "netAmount": 1000.0,
        "grossAmount": 1250.0,
        "vatAmount": 250.0,
        "customer": {"customerNumber": 20001},
        "references": {"other": f"CT-{number}"},
        **more,
    }


def world(customers: int = 3, **more: tuple[Json, ...]) -> World:
    """Return an agreement with a few customers and one of everything else."""
    whole: dict[str, object] = {
        "customers": tuple(customer(20001 + place) for place in range(customers)),
        "drafts": (invoice("draftInvoiceNumber", 31, notes={"heading": "Sag 7", "textLine1": "Tak"}),),
        "booked": (invoice("bookedInvoiceNumber", 10234), invoice("bookedInvoiceNumber", 10235, grossAmount=-99.5)),
        "customer_groups": ({"customerGroupNumber": 1, "name": "Danske"},),
        "payment_terms": ({"paymentTermsNumber": 1, "name": "Netto 8 dage", "paymentTermsType": "net"},),
        "vat_zones": ({"vatZoneNumber": 1, "name": "Domestic"},),
        "journals": ({"journalNumber": 1, "name": "Daglig"},),
        "draft_entries": (
            {
                "entryNumber": 5,
                "entryTypeNumber": 10,
                "journalNumber": 1,
                "customerNumber": 20002,
                "customerInvoiceNumber": "777",
                "amount": 400.25,
                "currency": "DKK",
                "date": "2026-11-03T00:00:00",
                "text": "Faktura 777",
            },
            {"entryNumber": 6, "entryTypeNumber": 5, "journalNumber": 1, "amount": 1.0, "currency": "DKK"}
            | {"date": "2026-11-03T00:00:00"},
        ),
        "booked_entries": (
            entry(1, type=1, customerNumber=20001, customerInvoiceNumber=10234, amount=1250.0),
            entry(2, type=1, amount=-1000.0),
            entry(3, type=10, customerNumber=20003, customerInvoiceNumber=888, amount=10.0),
            entry(4, type=2, customerNumber=20003, customerInvoiceNumber=888, amount=-10.0),
        ),
        "accounting_years": (
            year("2025", closed=True),
            {**year("2026"), "periods": [period("2026", 1, closed=True), period("2026", 2, barred=True)]},
        ),
    }
    return World(myself={"agreementNumber": AGREEMENT}, **(whole | more))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] - members by name


def entry(number: int, **more: object) -> Json:
    """Return a ledger entry of the OpenAPI surface."""
    common = {"entryNumber": number, "accountNumber": 5600, "currencyCode": "DKK", "date": "2026-11-02T00:00:00"}
    return common | {"text": f"Post {number}"} | more


def year(name: str, **more: object) -> Json:
    """Return an accounting year without periods."""
    return {"year": name, "fromDate": f"{name}-01-01", "toDate": f"{name}-12-31", **more}


def period(name: str, number: int, **more: object) -> Json:
    """Return one month of a year."""
    return {
        "periodNumber": number,
        "fromDate": f"{name}-{number:02}-01",
        "toDate": f"{name}-{number:02}-28",
        **more,
    }


@dataclass(frozen=True, slots=True)
class Standing:
    """A running simulator with what a test needs of it."""

    simulator: Simulator
    url: str
    folder: Path

    def api(self, *, go_live: date | None = None, deadline: float = 10.0, grant: str = GRANT) -> EconomicApi:
        """Return the adapter in front of it."""
        return opened(self.url, self.folder, go_live=go_live, deadline=deadline, grant=grant)


def opened(
    url: str,
    folder: Path,
    *,
    openapi: str | None = None,
    go_live: date | None = None,
    deadline: float = 10.0,
    grant: str = GRANT,
    pace: Pace = HASTY,
) -> EconomicApi:
    """Return an adapter in front of any address."""
    return open_economic(
        url,
        openapi or url,
        Token(SECRET),
        Token(grant),
        rules=Rules(go_live=go_live),
        budget=Budget(folder, AGREEMENT),
        deadline=deadline,
        pace=pace,
        now=lambda: datetime.now(UTC),
    )


@contextmanager
def standing(folder: Path, what: World | None = None, roles: tuple[str, ...] = ("SuperUser",)) -> Generator[Standing]:
    """Serve an agreement on loopback for as long as the block lasts."""
    simulator = Simulator(what or world(), Tokens(SECRET, GRANT), roles=frozenset(roles))
    with Server(simulator) as server:
        yield Standing(simulator, server.url, folder)
    assert simulator.mishaps == []
