"""Indexes and foreign keys of the file, under the names and numbers that SQL Server would give them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from tests.support.tds.schema import Table


@dataclass(frozen=True, slots=True)
class Index:
    """An index; number 0 is a table without a clustered one, 1 is the primary key."""

    name: str
    number: int
    columns: tuple[str, ...]
    unique: bool = False
    primary: bool = False
    constraint: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: which columns here mean which ones there."""

    name: str
    table: str
    columns: tuple[tuple[str, str], ...]


def indexes(connection: sqlite3.Connection, table: Table) -> Iterator[Index]:
    """Yield the indexes of a table, its primary key first."""
    keys = tuple(column.name for column in sorted(table.columns, key=lambda column: column.key) if column.key)
    yield Index(f"PK_{table.name}", 1, keys, True, True) if keys else Index("", 0, ())
    listed = connection.execute(f"PRAGMA dbo.index_list({quoted(table.name)})").fetchall()
    number = 2
    for _, name, unique, origin, partial in sorted(listed, key=lambda row: row[1]):
        if origin == "pk":
            continue
        found = connection.execute(f"PRAGMA dbo.index_info({quoted(name)})").fetchall()
        columns = tuple(column for _, _, column in found if column is not None)
        called = name if origin == "c" else f"UQ_{table.name}_{'_'.join(columns)}"
        yield Index(called, number, columns, bool(unique), False, origin == "u", bool(partial))
        number += 1


def references(connection: sqlite3.Connection, table: Table) -> Iterator[Reference]:
    """Yield the foreign keys of a table."""
    rows = connection.execute(f"PRAGMA dbo.foreign_key_list({quoted(table.name)})").fetchall()
    for number in sorted({row[0] for row in rows}):
        mine = [row for row in rows if row[0] == number]
        there = mine[0][2]
        keys = _key(connection, there)
        pairs = tuple((str(row[3]), str(row[4] or keys[int(row[1])])) for row in mine)
        yield Reference(f"FK_{table.name}_{there}_{number}", there, pairs)


def _key(connection: sqlite3.Connection, table: str) -> list[str]:
    rows = connection.execute(f"PRAGMA dbo.table_info({quoted(table)})").fetchall()
    return [row[1] for row in sorted(rows, key=lambda row: row[5]) if row[5]]


def quoted(name: str) -> str:
    """Return a name as SQLite takes it."""
    return '"' + name.replace('"', '""') + '"'
