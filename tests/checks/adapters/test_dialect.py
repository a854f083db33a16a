"""Whatever a table or column is called, it is quoted into one name or refused."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.adapters.customer_row import CustomerTable
from checks.adapters.dialect import SQLITE, TSQL, BadName
from checks.adapters.mapping import CustomerMapping
from checks.adapters.schema import Table

NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(NAMES, NAMES)
@settings(max_examples=200, deadline=None)
def test_any_name_is_one_name_to_sqlite(table: str, column: str) -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as file:
        file.execute(f"CREATE TABLE {SQLITE.quoted('t' + table)} ({SQLITE.quoted(column)} TEXT)")

        (made,) = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchone()
        (_, name, *_) = file.execute(f"PRAGMA table_info({SQLITE.quoted('t' + table)})").fetchone()

    assert (made, name) == ("t" + table, column)


@given(NAMES)
def test_a_bracket_in_a_name_cannot_close_it_on_sql_server(name: str) -> None:
    quoted = TSQL.quoted(name)

    assert quoted.startswith("[")
    assert quoted[1:-1].replace("]]", "").count("]") == 0
    assert quoted[1:-1].replace("]]", "]") == name


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 129])
def test_what_cannot_be_a_name_is_refused(name: str) -> None:
    with pytest.raises(BadName):
        SQLITE.quoted(name)


def test_the_same_statements_are_written_for_sql_server() -> None:
    columns = {"Id": "int", "Kode": "nvarchar(20)", "Fremmed]Id": "nvarchar(20)"}
    mapping = CustomerMapping("dbo.Kunde", "Kode", "Fremmed]Id", key="Id")
    names = {"code": "Kode", "foreign_id": "Fremmed]Id", "key": "Id"}
    table = CustomerTable(Table("dbo", "Kunde", columns), names, mapping, TSQL)

    update = "UPDATE [dbo].[Kunde] SET [Fremmed]]Id] = {} WHERE [Id] = ? AND [Fremmed]]Id] {}"
    assert table.update("20042", None) == update.format("?", "IS NULL")
    assert table.update(None, "20042") == update.format("NULL", "= ?")
    assert table.by_key(TSQL.row_lock) == (
        "SELECT [Kode], [Fremmed]]Id], [Id] FROM [dbo].[Kunde] WITH (UPDLOCK, ROWLOCK) WHERE [Id] = ? ORDER BY [Id]"
    )
    assert table.held(TSQL.settled) == (
        "SELECT [Kode], [Fremmed]]Id], [Id] FROM [dbo].[Kunde] WITH (READCOMMITTEDLOCK) "
        "WHERE [Fremmed]]Id] IS NOT NULL ORDER BY [Id]"
    )
    assert table.bound("key", "7") == 7
    assert table.bound("foreign_id", "7") == "7"
