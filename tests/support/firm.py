"""A whole small firm on loopback: a SQLite file, an HTTP e-conomic, a site file, and the real `ctmon` run on it."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checks.demo.simulator import Server, Simulator, Tokens, World
from tests.support.site_files import MAPPING

AGREEMENT = 123456
CUSTOMER_COLUMNS = (
    *("CustomerId", "CustomerCode", "ForeignDebitorSystemIdentification", "Name", "Address1", "Address2"),
    *("ZipCode", "City", "Country", "CvrNumber", "EanNumber", "Email", "IsActive", "CreatedDate", "ModifiedDate"),
)
INVOICE_COLUMNS = (
    *("InvoiceId", "InvoiceNumber", "CustomerId", "InvoiceDate", "DueDate", "CurrencyCode", "NetAmount"),
    *("VatAmount", "GrossAmount", "InvoiceType", "IsDraft", "TransferError", "ExportedDate"),
)
Row = Mapping[str, object]


def customer(key: int, code: str, foreign_id: str | None, name: str, **columns: object) -> Row:
    """Return a row of the customer table that agrees with `debtor` of the same name."""
    return {
        "CustomerId": key,
        "CustomerCode": code,
        "ForeignDebitorSystemIdentification": foreign_id,
        "Name": name,
        "Address1": "Nørregade 12",
        "ZipCode": "8000",
        "City": "Aarhus C",
        "Country": "Danmark",
        "IsActive": 1,
        "CreatedDate": "2024-03-01 09:30:00",
        **columns,
    }


def debtor(number: int, name: str, **properties: object) -> dict[str, Any]:
    """Return a customer document of e-conomic."""
    return {
        "customerNumber": number,
        "name": name,
        "address": "Nørregade 12",
        "zip": "8000",
        "city": "Aarhus C",
        "country": "Danmark",
        "currency": "DKK",
        "customerGroup": {"customerGroupNumber": 1},
        "paymentTerms": {"paymentTermsNumber": 1},
        "vatZone": {"vatZoneNumber": 1},
        "lastUpdated": "2025-01-10T08:00:00Z",
        **properties,
    }


def invoice(key: int, number: str, customer_key: int, gross: str, date: str = "2026-05-04", **columns: object) -> Row:
    """Return a final invoice with Danish VAT that was not sent."""
    return {
        "InvoiceId": key,
        "InvoiceNumber": number,
        "CustomerId": customer_key,
        "InvoiceDate": date,
        "CurrencyCode": "DKK",
        "GrossAmount": gross,
        "InvoiceType": "Invoice",
        "IsDraft": 0,
        **columns,
    }


def world(debtors: Sequence[Mapping[str, Any]], **members: object) -> World:
    """Return an e-conomic with these customers and nothing else, unless told."""
    years = [
        {
            "year": str(year),
            "fromDate": f"{year}-01-01",
            "toDate": f"{year}-12-31",
            "closed": False,
            "periods": [{"periodNumber": 1, "fromDate": f"{year}-01-01", "toDate": f"{year}-12-31", "closed": False}],
        }
        for year in range(2024, datetime.now(UTC).year + 2)
    ]
    seed: dict[str, Any] = {
        "self": {
            "agreementNumber": AGREEMENT,
            "company": {"name": "Holm Revision"},
            "settings": {"baseCurrency": "DKK"},
        },
        "customerGroups": [{"customerGroupNumber": 1, "name": "Indland"}],
        "paymentTerms": [
            {"paymentTermsNumber": 1, "name": "Netto 14 dage", "daysOfCredit": 14, "paymentTermsType": "net"}
        ],
        "vatZones": [{"vatZoneNumber": 1, "name": "Domestic"}],
        "customers": list(debtors),
        "drafts": [],
        "booked": [],
        "journals": [{"journalNumber": 1, "name": "Daglig"}],
        "draftEntries": [],
        "bookedEntries": [],
        "accountingYears": years,
        **members,
    }
    return World.load(seed)


@dataclass(slots=True)
class Firm:
    """`run` starts the real program on this firm's site file."""

    folder: Path
    simulator: Simulator
    server: Server
    environment: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def config(self) -> Path:
        """Return the site file."""
        return self.folder / "site.toml"

    @property
    def database(self) -> Path:
        """Return the ClientTime file."""
        return self.folder / "clienttime.db"

    def run(self, *words: str, check: bool = False, **more: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [*PROGRAM, "--config", str(self.config), *words],
            capture_output=True,
            text=True,
            timeout=60,
            check=check,
            stdin=subprocess.DEVNULL,
            env={**self.environment, **more},
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start one command and return its process."""
        return subprocess.Popen(
            [*PROGRAM, "--config", str(self.config), *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
            env=self.environment,
        )

    def report(self) -> dict[str, Any]:
        """Return `check --format json` as values."""
        return json.loads(self.run("check", "--format", "json").stdout)  # type: ignore[no-any-return]

    def keys(self, check: str) -> list[str]:
        """Return the keys of one check's findings."""
        (found,) = (c for c in self.report()["checks"] if c["id"] == check)
        return [finding["key"] for finding in found["findings"]]

    def cell(self, code: str, column: str = "ForeignDebitorSystemIdentification") -> object:
        """Return one cell of the customer table."""
        with contextlib.closing(sqlite3.connect(self.database)) as file:
            query = f'SELECT "{column}" FROM Customer WHERE CustomerCode = ?'  # noqa: S608 - names of this file
            (value,) = file.execute(query, (code,)).fetchone()
            return value

    def sql(self, statement: str, *parameters: object) -> None:
        """Change the database as somebody else would."""
        with contextlib.closing(sqlite3.connect(self.database)) as file, file:
            file.execute(statement, parameters)

    def configure(self, old: str, new: str) -> None:
        """Change the site file."""
        self.config.write_text(self.config.read_text().replace(old, new))


PROGRAM = [sys.executable, "-P", "-m", "tui.cli"]


@contextlib.contextmanager
def firm(
    folder: Path, customers: Sequence[Row], invoices: Sequence[Row] = (), books: World | None = None
) -> Generator[Firm]:
    """Make the firm's files, start its e-conomic, and clean up after."""
    fill(folder / "clienttime.db", customers, invoices)
    tokens = Tokens("app-secret-of-the-test", "grant-of-the-test")
    for name, token in (("secret", tokens.app_secret), ("grant", tokens.agreement_grant)):
        (folder / name).write_text(token)
        (folder / name).chmod(0o600)
    simulator = Simulator(books or world([]), tokens)
    with Server(simulator) as server:
        (folder / "site.toml").write_text(site_text(server.port))
        home = {"CTMON_STATE_HOME": str(folder / "state"), "CTMON_CONFIG_HOME": str(folder / "config")}
        yield Firm(folder, simulator, server, {**os.environ, **home})


def site_text(port: int) -> str:
    """Return a site file with the default names and fixes enabled."""
    return f"""title = "Holm Revision"

[clienttime]
sqlite = "clienttime.db"

{MAPPING}
[economic]
rest_url = "http://127.0.0.1:{port}"
openapi_url = "http://127.0.0.1:{port}"
app_secret_token_file = "secret"
agreement_grant_token_file = "grant"
agreement_number = {AGREEMENT}

[monitor]
go_live = 2024-01-01

[fixes]
enabled = true
operator = "anna"
"""


def fill(path: Path, customers: Sequence[Row], invoices: Sequence[Row]) -> None:
    """Write the two tables with the default names."""
    with contextlib.closing(sqlite3.connect(path)) as file, file:
        for table, columns, rows in (("Customer", CUSTOMER_COLUMNS, customers), ("Invoice", INVOICE_COLUMNS, invoices)):
            names = ", ".join(f'"{name}"' for name in columns)
            types = ", ".join(f'"{c}" INTEGER PRIMARY KEY' if i == 0 else f'"{c}" TEXT' for i, c in enumerate(columns))
            file.execute(f"CREATE TABLE {table} ({types})")
            marks = ", ".join("?" * len(columns))
            statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names of this file
            file.executemany(statement, [[row.get(column) for column in columns] for row in rows])
