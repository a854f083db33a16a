"""Rows of any table become records by the mapping alone; what is not mapped is not touched."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.adapters.mapping import CustomerMapping, InvoiceMapping, Truth
from checks.engine.lookup import Absent, Found, Unknown
from checks.engine.model import Health
from checks.engine.plan import State
from checks.engine.records import Customer
from tests.support.clienttime_file import BY_ID, ClientTimeFile, with_three

BILLS = InvoiceMapping("dbo.Faktura", key="Id", number="Nr", customer="Kunde")
BILL_TABLE = "CREATE TABLE Faktura (Id INTEGER PRIMARY KEY, Nr TEXT, Kunde INT)"
ODD = [
    "We]ird",
    'say "hi"',
    "Kunde.Navn",
    "Ærø Å",
    "select",
    "a b",
    "x'; DROP TABLE Customer; --",
    "[x]",
    "{column}",
    "%s?",
]


async def only_customer(folder: Path, mapping: CustomerMapping, columns: str, *values: object) -> Customer:
    """Return one customer out of a table made for the test."""
    file = ClientTimeFile(folder / "clienttime.db")
    file.run(f"CREATE TABLE Kunde ({columns})")
    names = [column.split()[0] for column in columns.split(", ")]
    file.insert("Kunde", dict(zip(names, values, strict=True)))
    found = await file.opened(mapping, timezone="Europe/Copenhagen").read()
    assert found.customers.fault is None
    (customer,) = found.customers.rows
    return customer


async def test_every_mapped_column_arrives(tmp_path: Path) -> None:
    mapping = CustomerMapping(
        *("Kunde", "Kode", "Fremmed", "Id", "Navn", ("Vej", "Sted"), "Postnr", "Postby", "Land", "Cvr", "Ean", "Mail"),
        active=Truth("Lukket", empty=True),
        created="Oprettet",
        modified="Rettet",
    )
    columns = (
        "Id INT, Kode TEXT, Fremmed TEXT, Navn TEXT, Vej TEXT, Sted TEXT, Postnr INT, Postby TEXT, Land TEXT, "
        "Cvr INT, Ean TEXT, Mail TEXT, Lukket TEXT, Oprettet TEXT, Rettet TEXT"
    )
    values = (
        *(
            7,
            " 1007 ",
            "20007 ",
            " Dahl\tA/S",
            "c/o Holm\nNørregade 1",
            " ",
            8000,
            "Aarhus",
            "",
            13748136,
            "5798000420007",
        ),
        *("a@b.dk", None, "2026-01-01", "2026-11-24 09:30:00"),
    )

    found = await only_customer(tmp_path, mapping, columns, *values)

    assert found == Customer(
        key="7",
        code="1007",
        foreign_id="20007 ",
        name="Dahl\N{REPLACEMENT CHARACTER}A/S",
        address=("c/o Holm", "Nørregade 1"),
        zip="8000",
        city="Aarhus",
        country=None,
        cvr="13748136",
        ean="5798000420007",
        email="a@b.dk",
        active=True,
        created=None,
        created_on=dt.date(2026, 1, 1),
        modified=dt.datetime(2026, 11, 24, 8, 30, tzinfo=dt.UTC),
    )


async def test_three_names_are_enough(tmp_path: Path) -> None:
    found = await only_customer(tmp_path, CustomerMapping("Kunde", "Kode", "Fid"), "Kode TEXT, Fid TEXT", "1001", None)

    assert found == Customer(key="1001", code="1001", foreign_id=None)


@pytest.mark.parametrize(
    ("cell", "active"), [(None, True), (1, True), ("ja", True), (0, False), ("nej", False), ("", True)]
)
async def test_a_customer_is_active_unless_its_column_says_no(tmp_path: Path, cell: object, active: bool) -> None:
    mapping = CustomerMapping("Kunde", "Kode", "Fid", active=Truth("Aktiv"))

    assert (await only_customer(tmp_path, mapping, "Kode TEXT, Fid TEXT, Aktiv", "1", None, cell)).active is active


async def test_a_customer_without_a_code_is_called_by_its_key(tmp_path: Path) -> None:
    mapping = CustomerMapping("Kunde", "Kode", "Fid", key="Id")

    found = await only_customer(tmp_path, mapping, "Id INT, Kode TEXT, Fid TEXT", 7, None, None)

    assert (found.key, found.code) == ("7", "#7")


@pytest.mark.parametrize("mapping", [None, replace(BILLS, number=None), replace(BILLS, customer=None)])
async def test_without_invoices_the_customers_are_read_all_the_same(
    tmp_path: Path, mapping: InvoiceMapping | None
) -> None:
    found = await with_three(tmp_path).opened(BY_ID, mapping).read()

    assert found.state.health is Health.OK
    assert found.state.counts == (("customers", 3), ("invoices", 0))


async def test_what_is_not_mapped_is_never_read(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    # A generated column that fails as soon as it is looked at.
    file.run("ALTER TABLE Customer ADD COLUMN Trap GENERATED ALWAYS AS (abs(-9223372036854775807 - 1)) VIRTUAL")

    assert (await file.opened().read()).state.health is Health.OK
    assert (await file.opened(replace(BY_ID, city="Trap")).read()).state.health is Health.DOWN


async def test_both_tables_are_of_one_moment(tmp_path: Path) -> None:
    file = with_three(tmp_path, [])
    file.run(BILL_TABLE, "PRAGMA journal_mode = WAL")
    clienttime = file.opened(BY_ID, BILLS)
    stop = threading.Event()

    def write() -> None:
        for number in range(1, 400):
            if not stop.is_set():
                file.run(
                    f"INSERT INTO Customer VALUES ({number}, {number}, NULL, 'x')",  # noqa: S608 - a number
                    f"INSERT INTO Faktura (Id, Nr, Kunde) VALUES ({number}, {number}, {number})",  # noqa: S608 - likewise
                )

    writer = asyncio.create_task(asyncio.to_thread(write))
    for _ in range(25):
        counts = dict((await clienttime.read()).state.counts)
        assert counts["customers"] == counts["invoices"]
    stop.set()
    await writer


async def test_a_second_reading_sees_what_was_changed_added_and_removed(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    clienttime = file.opened()
    first = (await clienttime.read()).customers.rows
    file.run(
        "UPDATE Customer SET Name = 'Bech og Søn A/S' WHERE CustomerId = 2", "DELETE FROM Customer WHERE CustomerId = 3"
    )
    file.insert("Customer", {"CustomerId": 9, "CustomerCode": "1009", "Name": "Ny ApS"})

    second = (await clienttime.read()).customers.rows

    assert [row.name for row in second] == ["Aagaard ApS", "Bech og Søn A/S", "Ny ApS"]
    assert second[0] is first[0]


async def test_one_bad_byte_costs_one_letter(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    file.run("UPDATE Customer SET Name = CAST(x'42E663682041' AS TEXT) WHERE CustomerId = 2")

    assert (await file.opened().read()).customers.rows[1].name == "B\N{REPLACEMENT CHARACTER}ch A"


@pytest.mark.parametrize("name", ODD)
async def test_an_odd_name_is_a_name(tmp_path: Path, name: str) -> None:
    await _read_and_written(tmp_path, name)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=40))
@settings(max_examples=25, deadline=None)
def test_any_name_of_table_and_column_is_read_and_written(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    asyncio.run(_read_and_written(tmp_path_factory.mktemp("odd"), name))


async def _read_and_written(folder: Path, name: str) -> None:
    def quoted(name: str) -> str:
        return '"' + name.replace('"', '""') + '"'

    file = ClientTimeFile(folder / "clienttime.db")
    table = "t" + name
    file.run(f"CREATE TABLE {quoted(table)} (Kode TEXT PRIMARY KEY, {quoted('c' + name)} TEXT) WITHOUT ROWID")
    file.run(f"INSERT INTO {quoted(table)} VALUES ('1', NULL)")  # noqa: S608 - quoted
    clienttime = file.opened(CustomerMapping(f"dbo.{quoted(table)}", "Kode", "c" + name))

    assert (await clienttime.read()).customers.rows == (Customer("1", "1", None),)
    assert (await clienttime.link("1", None, "20001")).state is State.DONE
    assert (await clienttime.read()).customers.rows == (Customer("1", "1", "20001"),)


async def test_a_name_that_is_not_there_is_no_text(tmp_path: Path) -> None:
    found = await with_three(tmp_path).opened(replace(BY_ID, city="Citty")).read()

    assert found.customers.fault is not None
    assert "“Citty”" in found.customers.fault.text()
    assert "[clienttime.customer] city" in found.customers.fault.text()


async def test_a_view_is_read(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    file.run("CREATE VIEW Kunder AS SELECT CustomerCode AS Kode, ForeignId AS Fid FROM Customer")

    assert len((await file.opened(CustomerMapping("dbo.kunder", "KODE", "FID")).read()).customers.rows) == 3


@pytest.mark.parametrize("key", ["7", " 7 ", 7, 7.0, b"7"])
@pytest.mark.parametrize("kind", ["TEXT", "INTEGER", "NUMERIC", "BLOB", ""])
async def test_a_customer_is_found_by_its_key_however_the_key_is_stored(tmp_path: Path, key: object, kind: str) -> None:
    file = ClientTimeFile(tmp_path / "clienttime.db")
    file.run(f"CREATE TABLE Kunde (Id {kind}, Kode TEXT, Fid TEXT)")
    file.insert("Kunde", {"Id": 70, "Kode": "70"}, {"Id": key, "Kode": "1007"})
    clienttime = file.opened(CustomerMapping("Kunde", "Kode", "Fid", key="Id"))
    row = next(row for row in (await clienttime.read()).customers.rows if row.code == "1007")

    assert await clienttime.customer(row.key) == Found(row)
    assert (await clienttime.link(row.key, None, "20007")).state is State.DONE


async def test_a_customer_that_is_not_there_is_absent_and_two_are_unknown(tmp_path: Path) -> None:
    file = with_three(tmp_path, [])
    file.insert("Customer", {"CustomerId": 1, "CustomerCode": "1001"}, {"CustomerId": 2, "CustomerCode": "1001"})
    by_code = file.opened(replace(BY_ID, key=None))

    assert await by_code.customer("1002") == Absent()
    assert isinstance(await by_code.customer("1001"), Unknown)
    assert len((await by_code.read()).customers.rows) == 2


async def test_the_holders_of_a_number_are_found_in_every_dress(tmp_path: Path) -> None:
    cells = ["20042", " 20042", "20042.0", "020042", "20.042", "200420", None, "", "null", "D20042"]
    rows = [{"CustomerId": n, "CustomerCode": str(n), "ForeignId": cell} for n, cell in enumerate(cells, 1)]
    clienttime = with_three(tmp_path, rows).opened()

    found = await clienttime.holders("20042")

    assert isinstance(found, Found)
    assert [row.key for row in found.value] == ["1", "2", "3", "4", "5"]
    assert await clienttime.holders("7") == Found(())
