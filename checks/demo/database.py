"""The demo's ClientTime: one SQLite file with a customer and an invoice table, under any names."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from checks.adapters import usual_names
from checks.demo.bill import Row
from checks.demo.scenario import Scenario

CUSTOMER_TYPES = {
    "CustomerId": "INTEGER NOT NULL PRIMARY KEY",
    "CustomerCode": "NVARCHAR(20) NOT NULL",
    "ForeignDebitorSystemIdentification": "NVARCHAR(50)",
    "Name": "NVARCHAR(400)",
    "Address1": "NVARCHAR(255)",
    "Address2": "NVARCHAR(255)",
    "ZipCode": "NVARCHAR(20)",
    "City": "NVARCHAR(100)",
    "Country": "NVARCHAR(100)",
    "CvrNumber": "NVARCHAR(20)",
    "EanNumber": "NVARCHAR(20)",
    "Email": "NVARCHAR(255)",
    "IsActive": "BIT",
    "CreatedDate": "DATETIME",
    "ModifiedDate": "DATETIME",
}
INVOICE_TYPES = {
    "InvoiceId": "INTEGER NOT NULL PRIMARY KEY",
    "InvoiceNumber": "NVARCHAR(20)",
    "CustomerId": "INTEGER NOT NULL",
    "InvoiceDate": "DATETIME",
    "DueDate": "DATETIME",
    "CurrencyCode": "NCHAR(3)",
    "NetAmount": "DECIMAL(18, 2)",
    "VatAmount": "DECIMAL(18, 2)",
    "GrossAmount": "DECIMAL(18, 2)",
    "InvoiceType": "NVARCHAR(20)",
    "IsDraft": "BIT",
    "TransferError": "NVARCHAR(400)",
    "ExportedDate": "DATETIME",
}
WITH_T = frozenset({"ModifiedDate", "DueDate"})
"""Columns whose dates have a T before the time: a reader has to take both forms."""


@dataclass(frozen=True, slots=True)
class Names:
    """Tables, and the real column for each default one; a column that is left out is not in the file.

    Without `CustomerId` the invoices refer to the customer's code. The tables have no schema: the file
    is attached as one.
    """

    customer_table: str
    customer: Mapping[str, str]
    invoice_table: str
    invoice: Mapping[str, str]

    def without(self, *columns: str) -> Names:
        """Return the same names with these default columns left out."""
        return Names(
            self.customer_table,
            {column: name for column, name in self.customer.items() if column not in columns},
            self.invoice_table,
            {column: name for column, name in self.invoice.items() if column not in columns or column == "CustomerId"},
        )


DEFAULT_NAMES = Names(
    "Customer", {column: column for column in CUSTOMER_TYPES}, "Invoice", {column: column for column in INVOICE_TYPES}
)
DANISH_NAMES = Names(
    "Kunde",
    dict(
        zip(
            CUSTOMER_TYPES,
            (
                *("Løbenr", "Kundenr", "Debitornr", "Navn", "Adresse", "Adresse 2", "Postnr", "By", "Land"),
                *("CVR-nr", "EAN", "E-mail", "Aktiv", "Oprettet", "Rettet"),
            ),
            strict=True,
        )
    ),
    "Faktura",
    dict(
        zip(
            INVOICE_TYPES,
            (
                *("Id", "Fakturanr", "Kunde", "Dato", "Forfald", "Valuta", "Netto", "Moms", "Beløb"),
                *("Art", "Kladde", "Overførselsfejl", "Overført"),
            ),
            strict=True,
        )
    ),
)


def write(path: Path, scenario: Scenario, names: Names = DEFAULT_NAMES) -> None:
    """Write the file anew, in one transaction and without a second file beside it."""
    path.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = DELETE")
        file.execute("BEGIN")
        _fill(file, names.customer_table, names.customer, CUSTOMER_TYPES, scenario.customers)
        _fill(file, names.invoice_table, names.invoice, INVOICE_TYPES, _invoices(scenario, names))
        file.execute("COMMIT")


def mapping_toml(names: Names) -> str:
    """Return the two sections of a site file that lead to these tables."""
    customer = [f"table = {_toml('dbo.' + names.customer_table)}", *_keys(usual_names.CUSTOMER, names.customer)]
    address = [_toml(names.customer[column]) for column in ("Address1", "Address2") if column in names.customer]
    if address:
        customer.append(f"address = [{', '.join(address)}]")
    invoice = [f"table = {_toml('dbo.' + names.invoice_table)}", *_keys(usual_names.INVOICE, names.invoice)]
    if mark := names.invoice.get("ExportedDate"):
        invoice.append(f'transfer = {{ mode = "timestamp", column = {_toml(mark)} }}')
    return "\n".join(["[clienttime.customer]", *customer, "", "[clienttime.invoice]", *invoice, ""])


def _keys(keys: Mapping[str, str], names: Mapping[str, str]) -> list[str]:
    return [f"{key} = {_toml(names[column])}" for key, column in keys.items() if column in names]


def _toml(text: str) -> str:
    """Return a basic string of TOML; the rules of JSON for it are stricter."""
    return json.dumps(text, ensure_ascii=False)


def _invoices(scenario: Scenario, names: Names) -> Iterable[Row]:
    if "CustomerId" in names.customer:
        return scenario.invoices
    codes = {customer["CustomerId"]: customer["CustomerCode"] for customer in scenario.customers}
    return [invoice | {"CustomerId": codes[invoice["CustomerId"]]} for invoice in scenario.invoices]


def _fill(
    file: sqlite3.Connection, table: str, names: Mapping[str, str], types: Mapping[str, str], rows: Iterable[Row]
) -> None:
    columns = [column for column in types if column in names]
    declared = ", ".join(f"{_quoted(names[column])} {types[column]}" for column in columns)
    file.execute(f"CREATE TABLE {_quoted(table)} ({declared})")
    listed, marks = ", ".join(_quoted(names[column]) for column in columns), ", ".join("?" * len(columns))
    statement = f"INSERT INTO {_quoted(table)} ({listed}) VALUES ({marks})"  # noqa: S608 - quoted names of this file
    file.executemany(statement, (_cells(row, columns) for row in rows))


def _cells(row: Row, columns: Sequence[str]) -> list[object]:
    return [_cell(row[column], "T" if column in WITH_T else " ") for column in columns]


def _cell(value: object, separator: str) -> object:
    """Return a value as SQLite keeps it: moments as local time without a zone, as SQL Server's columns hold them."""
    match value:
        case datetime():
            return value.astimezone().replace(tzinfo=None).isoformat(separator, "seconds")
        case date():
            return datetime.combine(value, time()).isoformat(separator, "seconds")
        case Decimal():
            return str(value)
        case _:
            return value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
