"""What the file declares: tables, columns and their types, as the translation and the catalogue need them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from tests.support.tds.sqltype import SqlType, declared

SCHEMAS = ("dbo", "sys", "INFORMATION_SCHEMA")
UNTYPED = SqlType("nvarchar", 4000)
"""What a column is taken for whose declaration says nothing that SQL Server knows."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it was declared; `place` is its position from 1."""

    name: str
    kind: SqlType
    nullable: bool
    place: int
    key: int = 0
    computed: bool = False
    identity: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view with its columns in order."""

    schema: str
    name: str
    view: bool
    columns: tuple[Column, ...]
    ddl: str = ""

    def column(self, name: str) -> Column | None:
        """Return a column by name, whatever its case."""
        wanted = name.casefold()
        return next((column for column in self.columns if column.name.casefold() == wanted), None)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger, on which table and for what."""

    name: str
    table: str
    event: str
    instead: bool


@dataclass(frozen=True, slots=True)
class Schema:
    """All tables and triggers at one moment."""

    tables: dict[tuple[str, str], Table]
    triggers: tuple[Trigger, ...] = ()

    def table(self, schema: str, name: str) -> Table | None:
        """Return a table by name, whatever the case."""
        return self.tables.get((schema.casefold(), name.casefold()))

    def of(self, schema: str) -> Iterable[Table]:
        """Return the tables of one schema."""
        return [table for table in self.tables.values() if table.schema == schema]


def read(connection: sqlite3.Connection) -> Schema:
    """Return what is declared now."""
    found: dict[tuple[str, str], Table] = {}
    for schema in SCHEMAS:
        query = f"SELECT name, type, sql FROM {schema}.sqlite_master WHERE type IN ('table', 'view')"  # noqa: S608
        for name, kind, ddl in connection.execute(query).fetchall():
            if not name.startswith("sqlite_"):
                table = Table(schema, name, kind == "view", _columns(connection, schema, name, ddl or ""), ddl or "")
                found[schema.casefold(), name.casefold()] = table
    rows = connection.execute("SELECT name, tbl_name, sql FROM dbo.sqlite_master WHERE type = 'trigger'").fetchall()
    return Schema(found, tuple(_trigger(*row) for row in rows))


def _trigger(name: str, table: str, ddl: str) -> Trigger:
    event = EVENT.search(ddl)
    return Trigger(name, table, event[2].upper() if event else "UPDATE", bool(event and event[1]))


def _columns(connection: sqlite3.Connection, schema: str, table: str, ddl: str) -> tuple[Column, ...]:
    quoted = '"' + table.replace('"', '""') + '"'
    rows = connection.execute(f"PRAGMA {schema}.table_xinfo({quoted})").fetchall()
    counted = "autoincrement" in ddl.lower()
    return tuple(
        Column(
            name=name,
            kind=declared(kind) or UNTYPED,
            nullable=not required and not key,
            place=place + 1,
            key=key,
            computed=hidden in {2, 3},
            identity=bool(counted and key and kind.lower() in {"integer", "int"}),
            default=default,
        )
        for place, name, kind, required, default, key, hidden in rows
    )


EVENT = re.compile(r"\b(?:BEFORE|AFTER|(INSTEAD\s+OF))?\s+(INSERT|UPDATE|DELETE)\b", re.I)
MAXIMUM = re.compile(r"\(\s*max\s*\)", re.I)


def create(path: str, script: str) -> None:
    """Make a database file from CREATE statements with T-SQL's type names; `(max)` is written as SQLite takes it."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(MAXIMUM.sub("(-1)", script))
    finally:
        connection.close()
