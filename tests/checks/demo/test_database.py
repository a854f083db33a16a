"""The demo's ClientTime file: the same rows under any names, typed, plain, readable by the product."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Generator
from pathlib import Path

import pytest

from checks.demo import database
from checks.demo.database import DANISH_NAMES, DEFAULT_NAMES, Names
from tests.support.scene import NOW, firm, mapped, snapshot_of

NEEDED = {"CustomerCode", "ForeignDebitorSystemIdentification"}
OPTIONAL = [column for column in (*DEFAULT_NAMES.customer, *DEFAULT_NAMES.invoice) if column not in NEEDED]


@contextlib.contextmanager
def opened(path: Path) -> Generator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path)) as file:
        yield file


def columns(file: sqlite3.Connection, table: str) -> dict[str, str]:
    return {name: kind for _, name, kind, *_ in file.execute(f'PRAGMA table_info("{table}")')}


@pytest.mark.parametrize("names", [DEFAULT_NAMES, DANISH_NAMES])
def test_both_sets_of_names_hold_the_same_rows(names: Names, tmp_path: Path) -> None:
    database.write(tmp_path / "a.db", firm(), names)

    with opened(tmp_path / "a.db") as file:
        assert list(columns(file, names.customer_table)) == list(names.customer.values())
        assert list(columns(file, names.invoice_table)) == list(names.invoice.values())
        for table, rows in ((names.customer_table, firm().customers), (names.invoice_table, firm().invoices)):
            assert file.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone() == (len(rows),)  # noqa: S608 - our names


def test_columns_have_sensible_types(tmp_path: Path) -> None:
    database.write(tmp_path / "a.db", firm())

    with opened(tmp_path / "a.db") as file:
        assert columns(file, "Customer")["ForeignDebitorSystemIdentification"] == "NVARCHAR(50)"
        assert columns(file, "Invoice")["GrossAmount"] == "DECIMAL(18, 2)"
        assert columns(file, "Invoice")["ExportedDate"] == "DATETIME"


def test_what_stands_in_the_link_stays_as_it_is_typed(tmp_path: Path) -> None:
    database.write(tmp_path / "a.db", firm())
    written = {row["CustomerCode"]: row["ForeignDebitorSystemIdentification"] for row in firm().customers}

    with opened(tmp_path / "a.db") as file:
        found = dict(file.execute("SELECT CustomerCode, ForeignDebitorSystemIdentification FROM Customer"))

    assert found == written


def test_dates_are_iso_text_with_a_blank_or_a_t(tmp_path: Path) -> None:
    database.write(tmp_path / "a.db", firm())

    with opened(tmp_path / "a.db") as file:
        ((created, modified),) = file.execute("SELECT CreatedDate, ModifiedDate FROM Customer LIMIT 1")
        ((day, due),) = file.execute("SELECT InvoiceDate, DueDate FROM Invoice ORDER BY InvoiceId LIMIT 1")

    assert created[10] == " "
    assert modified[10] == "T"
    assert day.endswith(" 00:00:00")
    assert due.endswith("T00:00:00")


def test_there_is_one_file_without_a_log_beside_it_and_it_is_written_anew(tmp_path: Path) -> None:
    for _ in range(2):
        database.write(tmp_path / "a.db", firm())

    with opened(tmp_path / "a.db") as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert file.execute("SELECT COUNT(*) FROM Customer").fetchone() == (300,)
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


def test_any_names_do_even_with_quotes_and_blanks(tmp_path: Path) -> None:
    odd = Names('Kunder "2024"', {**DANISH_NAMES.customer, "Name": "Navn på kunde"}, "Faktura", DANISH_NAMES.invoice)

    database.write(tmp_path / "a.db", firm(), odd)

    with opened(tmp_path / "a.db") as file:
        assert "Navn på kunde" in columns(file, 'Kunder ""2024""')


async def test_amounts_and_moments_survive_the_file(tmp_path: Path) -> None:
    snapshot = await snapshot_of(firm(), tmp_path)
    gross = {row["InvoiceNumber"] or "": abs(row["GrossAmount"]) for row in firm().invoices}
    created = {row["CustomerCode"]: row["CreatedDate"] for row in firm().customers}

    assert {row.number: abs(row.gross or 0) for row in snapshot.invoices.rows} == gross
    assert {row.code: row.created for row in snapshot.customers.rows} == created
    assert any(
        row.created is not None and NOW - row.created < snapshot.rules.patience for row in snapshot.customers.rows
    )


@pytest.mark.parametrize("column", OPTIONAL)
def test_a_column_that_is_left_out_is_neither_in_the_file_nor_in_the_mapping(column: str, tmp_path: Path) -> None:
    names = DEFAULT_NAMES.without(column)

    database.write(tmp_path / "clienttime.db", firm(), names)

    with opened(tmp_path / "clienttime.db") as file:
        there = {"Customer": columns(file, "Customer"), "Invoice": columns(file, "Invoice")}
    settings = mapped(tmp_path, names)
    assert settings.invoice is not None
    assert column not in there["Customer"]
    if column != "CustomerId":
        assert column not in there["Invoice"]
        assert column not in f"{settings.customer} {settings.invoice}".replace("'", " ").split()
