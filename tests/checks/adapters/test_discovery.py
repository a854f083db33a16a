"""Discovery tells tables, columns and keys alike, whatever is behind it, and reads no cell of a customer."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from checks.adapters.discovery import FoundTable, Reference, holds_both
from checks.adapters.schema import DEFAULT_SCHEMA
from checks.adapters.sqlite import SqliteDatabase
from checks.adapters.sqlite_discovery import discovered as of_sqlite
from checks.adapters.sqlserver import EVERYBODYS, SqlServerDatabase
from checks.adapters.sqlserver_discovery import databases
from checks.adapters.sqlserver_discovery import discovered as of_sqlserver
from tests.support.clienttime_places import InFile, OnServer, Place, place, served
from tests.support.tds.properties import Properties
from tests.support.tds.rights import Login, least

FIRM = (
    "CREATE TABLE Customer (CustomerId INT NOT NULL PRIMARY KEY, CustomerCode VARCHAR(20) NOT NULL UNIQUE, "
    "ForeignDebitorSystemIdentification NVARCHAR(50), Note NVARCHAR(400))",
    "INSERT INTO Customer VALUES (1, '1001', NULL, 'Hemmelig')",
    "INSERT INTO Customer VALUES (2, '1002', '20002', 'Fortrolig')",
    "CREATE TABLE Invoice (InvoiceId INT NOT NULL PRIMARY KEY, Number VARCHAR(20), "
    "CustomerId INT REFERENCES Customer (CustomerId), Gross DECIMAL(18, 2))",
    "CREATE TABLE Line (InvoiceId INT NOT NULL, LineNo INT NOT NULL, PRIMARY KEY (InvoiceId, LineNo))",
    "CREATE INDEX Searched ON Invoice (Number)",
    "CREATE VIEW Seen AS SELECT CustomerCode FROM Customer",
)
PLACES = ["sqlite", "freetds", pytest.param("microsoft", marks=pytest.mark.long)]


@pytest.fixture(params=PLACES)
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Place]:
    with place(request.param, tmp_path, FIRM) as found:
        yield found


def discovered(at: Place) -> dict[str, FoundTable]:
    """Return the tables by name."""
    match at:
        case OnServer():
            server = SqlServerDatabase(at.settings)
            with server.connected() as session:
                tables: Sequence[FoundTable] = of_sqlserver(session)
        case InFile():
            file = SqliteDatabase(at.file.path)
            with file.connected() as connection:
                tables = of_sqlite(connection, DEFAULT_SCHEMA)
        case _:
            raise TypeError(at)
    return {table.name: table for table in tables}


def test_tables_come_with_columns_keys_and_rows(there: Place) -> None:
    found = discovered(there)

    customer = found["Customer"]
    assert set(found) == {"Customer", "Invoice", "Line", "Seen"}
    assert (customer.schema, customer.key, customer.unique, customer.rows) == (
        "dbo", ("CustomerId",), (("CustomerCode",),), 2,
    )  # fmt: skip
    assert [column.name for column in customer.columns][:2] == ["CustomerId", "CustomerCode"]
    assert [column.nullable for column in customer.columns] == [False, False, True, True]
    assert customer.kinds["ForeignDebitorSystemIdentification"].casefold() == "nvarchar(50)"
    assert found["Line"].key == ("InvoiceId", "LineNo")
    assert (found["Seen"].key, found["Seen"].rows) == ((), None)


def test_a_foreign_key_tells_where_it_leads(there: Place) -> None:
    found = discovered(there)

    assert found["Invoice"].reference(found["Customer"]) == Reference(
        ("CustomerId",), "dbo", "Customer", ("CustomerId",)
    )
    assert found["Line"].reference(found["Customer"]) is None


def test_a_plain_index_is_not_unique_and_a_part_of_a_key_is_not_alone(there: Place) -> None:
    found = discovered(there)

    assert not found["Invoice"].alone("Number")
    assert not found["Line"].alone("InvoiceId")
    assert found["Customer"].alone("CustomerCode")


@pytest.mark.parametrize("driver", ["freetds", pytest.param("microsoft", marks=pytest.mark.long)])
def test_only_the_catalogue_is_asked(tmp_path: Path, driver: str) -> None:
    with served(driver, tmp_path, FIRM) as at:
        before = len(at.server.log.executed)
        discovered(at)

        asked = [entry.text for entry in at.server.log.executed[before:] if " FROM " in entry.text]

    assert asked
    assert [text for text in asked if "sys." not in text or "dbo." in text] == []


@pytest.mark.parametrize("driver", ["freetds", pytest.param("microsoft", marks=pytest.mark.long)])
def test_a_login_with_narrow_rights_sees_its_own_tables(tmp_path: Path, driver: str) -> None:
    narrow = Login("narrow", "Kun-Det-1", least("dbo.Customer", ("CustomerCode",)))
    with served(driver, tmp_path, FIRM, logins=(narrow,)) as at:
        at.login = narrow

        assert set(discovered(at)) == {"Customer"}


@pytest.mark.parametrize("driver", ["freetds", pytest.param("microsoft", marks=pytest.mark.long)])
@pytest.mark.parametrize(("statements", "names"), [(FIRM, ("Tid",)), (("CREATE TABLE Planter (Id INT)",), ())])
def test_a_database_is_named_where_it_holds_both_known_columns(
    tmp_path: Path, driver: str, statements: Sequence[str], names: tuple[str, ...]
) -> None:
    with served(driver, tmp_path, statements, properties=Properties(database="Tid")) as at:
        server = SqlServerDatabase(replace(at.settings, database=EVERYBODYS))

        assert databases(server).names == names


@pytest.mark.parametrize(
    ("columns", "both"),
    [
        (["CustomerCode", "ForeignDebitorSystemIdentification"], True),
        (["CUSTOMERCODE", "ForeignDebtorIdentification"], True),
        (["CustomerCode", "ForeignName"], False),
        (["Kode", "ForeignDebitorSystemIdentification"], False),
    ],
)
def test_both_columns_have_to_be_there(columns: list[str], both: bool) -> None:
    assert holds_both(columns) is both
