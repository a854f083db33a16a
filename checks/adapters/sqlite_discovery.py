"""Tables, columns and keys of an attached SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from checks.adapters.dialect import SQLITE
from checks.adapters.discovery import FoundColumn, FoundTable, Reference


def discovered(connection: sqlite3.Connection, schema: str) -> tuple[FoundTable, ...]:
    """Return the tables and views of a schema that was attached, in the order in which they were made."""
    named = f"SELECT name, type FROM {SQLITE.quoted(schema)}.sqlite_master WHERE type IN ('table', 'view')"  # noqa: S608 - quoted
    listed = [(str(name), str(kind)) for name, kind in connection.execute(named)]
    return tuple(_table(connection, schema, name, kind) for name, kind in listed if not name.startswith("sqlite_"))


def _table(connection: sqlite3.Connection, schema: str, name: str, kind: str) -> FoundTable:
    rows = _asked(connection, schema, "table_xinfo", name)
    columns = tuple(FoundColumn(str(r[1]), str(r[2]), not r[3] and not r[5]) for r in rows)
    key = tuple(str(r[1]) for r in sorted(rows, key=lambda r: r[5]) if r[5])
    if kind == "view":
        return FoundTable(schema, name, columns)
    unique, references = tuple(_unique(connection, schema, name)), tuple(_references(connection, schema, name))
    return FoundTable(schema, name, columns, key, unique, references, _counted(connection, schema, name))


def _unique(connection: sqlite3.Connection, schema: str, name: str) -> Iterator[tuple[str, ...]]:
    for _, index, unique, origin, partial in _asked(connection, schema, "index_list", name):
        if unique and not partial and origin != "pk":
            columns = [column for _, _, column in _asked(connection, schema, "index_info", index)]
            if None not in columns:  # a value that is computed is no column
                yield tuple(map(str, columns))


def _references(connection: sqlite3.Connection, schema: str, name: str) -> Iterator[Reference]:
    rows = _asked(connection, schema, "foreign_key_list", name)
    for number in sorted({row[0] for row in rows}):
        mine = [row for row in rows if row[0] == number]
        there = str(mine[0][2])
        keys = [str(r[1]) for r in sorted(_asked(connection, schema, "table_xinfo", there), key=lambda r: r[5]) if r[5]]
        named = [str(row[4]) if row[4] is not None else None for row in mine]
        if None in named and len(keys) != len(mine):
            continue  # it leads to nothing
        columns = tuple(str(row[3]) for row in mine)
        yield Reference(columns, schema, there, tuple(keys) if None in named else tuple(map(str, named)))


def _counted(connection: sqlite3.Connection, schema: str, name: str) -> int:
    (rows,) = connection.execute(f"SELECT count(*) FROM {SQLITE.path(schema, name)}").fetchone()  # noqa: S608 - quoted
    return int(rows)


def _asked(connection: sqlite3.Connection, schema: str, pragma: str, name: str) -> list[Any]:
    return connection.execute(f"PRAGMA {SQLITE.quoted(schema)}.{pragma}({SQLITE.quoted(name)})").fetchall()
