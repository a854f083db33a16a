"""A small ClientTime in a SQLite file, and the adapter that reads it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checks.adapters.clienttime import SqlClientTime, open_sqlite
from checks.adapters.mapping import CustomerMapping, InvoiceMapping

CUSTOMERS = "CREATE TABLE Customer (CustomerId INTEGER PRIMARY KEY, CustomerCode TEXT, ForeignId TEXT, Name TEXT)"
BY_ID = CustomerMapping("dbo.Customer", "CustomerCode", "ForeignId", key="CustomerId", name="Name")
THREE = (
    {"CustomerId": 1, "CustomerCode": "1001", "ForeignId": "20001", "Name": "Aagaard ApS"},
    {"CustomerId": 2, "CustomerCode": "1002", "ForeignId": None, "Name": "Bech A/S"},
    {"CustomerId": 3, "CustomerCode": "1003", "ForeignId": "20003", "Name": "Carstensen I/S"},
)


@dataclass(frozen=True, slots=True)
class ClientTimeFile:
    """`path` is the file; it is made by the first statement."""

    path: Path

    def run(self, *statements: str) -> None:
        """Execute statements and commit."""
        with contextlib.closing(sqlite3.connect(self.path)) as file, file:
            for statement in statements:
                file.execute(statement)

    def insert(self, table: str, *rows: Mapping[str, object]) -> None:
        """Add rows; their columns are those of the mapping."""
        with contextlib.closing(sqlite3.connect(self.path)) as file, file:
            for row in rows:
                names = ", ".join(f'"{name.replace(chr(34), chr(34) * 2)}"' for name in row)
                marks = ", ".join("?" for _ in row)
                file.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))  # noqa: S608 - ours

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with contextlib.closing(sqlite3.connect(self.path)) as file:
            return file.execute(query).fetchall()

    def opened(
        self, customers: CustomerMapping = BY_ID, invoices: InvoiceMapping | None = None, **settings: Any
    ) -> SqlClientTime:
        """Return the adapter on this file."""
        return open_sqlite(self.path, customers, invoices, **settings)


def with_three(folder: Path, rows: Sequence[Mapping[str, object]] = THREE) -> ClientTimeFile:
    """Return a file with three customers: two linked, the second not."""
    file = ClientTimeFile(folder / "clienttime.db")
    file.run(CUSTOMERS)
    file.insert("Customer", *rows)
    return file
