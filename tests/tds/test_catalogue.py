"""What discovery and doctor ask: each view answers from the file's own schema."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.tds.properties import Properties
from tests.support.tds.server import TdsServer
from tests.tds.conftest import Connect

pytestmark = pytest.mark.long
ASKED: tuple[tuple[str, list[tuple[object, ...]]], ...] = (
    (
        "SELECT is_read_committed_snapshot_on, snapshot_isolation_state, collation_name FROM sys.databases "
        "WHERE name = DB_NAME()",
        [(True, 0, "Danish_Norwegian_CI_AS")],
    ),
    ("SELECT name FROM sys.schemas WHERE schema_id = 1", [("dbo",)]),
    (
        "SELECT s.name, t.name FROM sys.tables AS t JOIN sys.schemas AS s ON s.schema_id = t.schema_id "
        "WHERE t.name = 'salary'",
        [("dbo", "Salary")],
    ),
    (
        "SELECT c.name, t.name, c.max_length, c.precision, c.scale, c.is_nullable FROM sys.columns AS c "
        "JOIN sys.types AS t ON t.user_type_id = c.user_type_id "
        "WHERE c.object_id = OBJECT_ID('dbo.Customer') AND c.column_id < 6 ORDER BY c.column_id",
        [
            ("CustomerId", "int", 4, 10, 0, False),
            ("CustomerCode", "varchar", 20, 0, 0, False),
            ("Name", "nvarchar", 100, 0, 0, True),
            ("Note", "nvarchar", -1, 0, 0, True),
            ("Balance", "decimal", 9, 18, 2, True),
        ],
    ),
    (
        "SELECT i.name, i.is_unique, i.is_primary_key, c.name FROM sys.indexes AS i JOIN sys.index_columns AS x "
        "ON x.object_id = i.object_id AND x.index_id = i.index_id JOIN sys.columns AS c "
        "ON c.object_id = x.object_id AND c.column_id = x.column_id WHERE i.object_id = OBJECT_ID('dbo.Invoice') "
        "ORDER BY i.index_id",
        [("PK_Invoice", True, True, "InvoiceId"), ("IX_Invoice_Customer", False, False, "CustomerId")],
    ),
    (
        "SELECT name, type FROM sys.key_constraints "
        "WHERE parent_object_id = OBJECT_ID('dbo.Customer') ORDER BY unique_index_id",
        [("PK_Customer", "PK"), ("UQ_Customer_CustomerCode", "UQ")],
    ),
    (
        "SELECT OBJECT_NAME(k.parent_object_id), OBJECT_NAME(k.referenced_object_id), c.parent_column_id "
        "FROM sys.foreign_keys AS k JOIN sys.foreign_key_columns AS c ON c.constraint_object_id = k.object_id",
        [("Invoice", "Customer", 2)],
    ),
    (
        "SELECT name, is_disabled, is_instead_of_trigger FROM sys.triggers "
        "WHERE parent_id = OBJECT_ID('dbo.Customer') ORDER BY name",
        [("Changing", False, False), ("Refusing", False, False)],
    ),
    ("SELECT type_desc FROM sys.trigger_events", [("UPDATE",), ("UPDATE",)]),
    ("SELECT name FROM sys.computed_columns", [("Gross",)]),
    ("SELECT name FROM sys.identity_columns", [("InvoiceId",)]),
    (
        "SELECT SUM(row_count) FROM sys.dm_db_partition_stats "
        "WHERE object_id = OBJECT_ID('dbo.Customer') AND index_id < 2",
        [(3,)],
    ),
    ("SELECT object_id FROM sys.change_tracking_tables", []),
    (
        "SELECT COLUMN_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, IS_NULLABLE FROM INFORMATION_SCHEMA.COLUMNS "
        "WHERE TABLE_SCHEMA = 'dbo' AND TABLE_NAME = 'Salary' ORDER BY ORDINAL_POSITION",
        [("SalaryId", "int", None, "NO"), ("Amount", "money", None, "YES")],
    ),
    ("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES ORDER BY 1", [("Customer",), ("Invoice",), ("Salary",)]),
    (
        "SELECT OBJECTPROPERTY(OBJECT_ID('dbo.Customer'), 'TableHasUpdateTrigger'), COL_LENGTH('dbo.Customer', 'Name')",
        [(1, 100)],
    ),
    ("SELECT COLUMNPROPERTY(OBJECT_ID('dbo.Customer'), 'Name', 'AllowsNull')", [(1,)]),
    ("SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128))", [("16.0.1000.6",)]),
)


@pytest.mark.parametrize(("query", "expected"), ASKED, ids=[query[:60] for query, _ in ASKED])
def test_the_catalogue_answers(
    connect: Connect, server: TdsServer, query: str, expected: list[tuple[object, ...]]
) -> None:
    with connect(server) as connection:
        assert [tuple(row) for row in connection.execute(query).fetchall()] == expected


def test_the_drivers_own_catalogue_calls_are_answered(connect: Connect, server: TdsServer) -> None:
    with connect(server) as connection:
        tables = [row.table_name for row in connection.cursor().tables(tableType="TABLE")]
        columns = {row.column_name: row.type_name for row in connection.cursor().columns(table="Customer")}
        keys = [row.column_name for row in connection.cursor().primaryKeys(table="Customer")]

    assert tables == ["Customer", "Invoice", "Salary"]
    assert columns["CustomerCode"] == "varchar"
    assert columns["Version"] == "timestamp"
    assert keys == ["CustomerId"]


def test_a_changed_table_is_seen_by_a_session_that_is_open(connect: Connect, server: TdsServer, path: Path) -> None:
    query = "SELECT COUNT(*) FROM sys.columns WHERE object_id = OBJECT_ID('dbo.Salary')"
    with connect(server) as connection:
        before = connection.execute(query).fetchval()
        with closing(sqlite3.connect(path, isolation_level=None)) as file:
            file.execute("ALTER TABLE Salary ADD COLUMN Month date")

        assert connection.execute(query).fetchval() == before + 1
        assert connection.execute("SELECT * FROM Salary").fetchall() == []


def test_what_a_database_is_set_to_is_told(connect: Connect, path: Path) -> None:
    properties = Properties(rcsi=False, snapshot=True, temporal=("Salary",), tracked=("Customer",))
    with TdsServer(path, properties) as server, connect(server) as connection:
        run = connection.execute
        settings = (
            "SELECT is_read_committed_snapshot_on, snapshot_isolation_state FROM sys.databases WHERE database_id = 5"
        )

        assert tuple(run(settings).fetchone() or ()) == (False, 1)
        assert run("SELECT name FROM sys.tables WHERE temporal_type = 2").fetchval() == "Salary"
        assert run("SELECT OBJECT_NAME(object_id) FROM sys.change_tracking_tables").fetchval() == "Customer"
        assert run("SELECT CHANGE_TRACKING_CURRENT_VERSION()").fetchval() == 0
