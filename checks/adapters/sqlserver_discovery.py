"""Databases, tables, columns and keys of a SQL Server, as far as this login may see them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from checks.adapters.dialect import TSQL
from checks.adapters.discovery import (
    ClosedDatabase,
    FoundColumn,
    FoundDatabases,
    FoundTable,
    Reference,
    holds_both,
)
from checks.adapters.link_write import fetched
from checks.adapters.odbc_session import OdbcSession
from checks.adapters.sqlserver import SqlServerDatabase
from checks.adapters.sqlserver_catalogue import column_of
from checks.adapters.sqlserver_closed import listed, refused
from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase

DATABASES = (
    "SELECT name, state_desc, user_access_desc, HAS_DBACCESS(name) FROM sys.databases WHERE database_id > 4 "
    "ORDER BY name"
)
"""The first four are the server's own."""
OBJECTS = "FROM sys.objects AS o INNER JOIN sys.schemas AS s ON s.schema_id = o.schema_id"
KNOWN = (
    f"SELECT s.name, o.name, c.name {OBJECTS} INNER JOIN sys.columns AS c ON c.object_id = o.object_id "
    "WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND (c.name = 'CustomerCode' OR c.name LIKE 'Foreign%')"
)
COLUMNS = (
    "SELECT s.name, o.name, c.name, t.name, c.max_length, c.precision, c.scale, c.is_nullable, c.collation_name, "
    f"c.is_computed {OBJECTS} INNER JOIN sys.columns AS c ON c.object_id = o.object_id "
    "LEFT JOIN sys.types AS t ON t.user_type_id = c.system_type_id "
    "WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 ORDER BY s.name, o.name, c.column_id"
)
KEYS = (
    f"SELECT s.name, o.name, i.index_id, i.is_primary_key, c.name {OBJECTS} "
    "INNER JOIN sys.indexes AS i ON i.object_id = o.object_id "
    "INNER JOIN sys.index_columns AS x ON x.object_id = i.object_id AND x.index_id = i.index_id "
    "INNER JOIN sys.columns AS c ON c.object_id = x.object_id AND c.column_id = x.column_id "
    "WHERE o.type = 'U' AND i.is_unique = 1 AND i.has_filter = 0 AND i.is_disabled = 0 AND x.is_included_column = 0 "
    "ORDER BY s.name, o.name, i.index_id, x.key_ordinal"
)
REFERENCES = (
    f"SELECT s.name, o.name, f.object_id, c.name, rs.name, ro.name, rc.name {OBJECTS} "
    "INNER JOIN sys.foreign_keys AS f ON f.parent_object_id = o.object_id "
    "INNER JOIN sys.foreign_key_columns AS k ON k.constraint_object_id = f.object_id "
    "INNER JOIN sys.columns AS c ON c.object_id = k.parent_object_id AND c.column_id = k.parent_column_id "
    "INNER JOIN sys.objects AS ro ON ro.object_id = k.referenced_object_id "
    "INNER JOIN sys.schemas AS rs ON rs.schema_id = ro.schema_id "
    "INNER JOIN sys.columns AS rc ON rc.object_id = k.referenced_object_id AND rc.column_id = k.referenced_column_id "
    "ORDER BY s.name, o.name, f.object_id, k.constraint_column_id"
)
ROWS = (
    f"SELECT s.name, o.name, SUM(p.rows) {OBJECTS} INNER JOIN sys.partitions AS p ON p.object_id = o.object_id "
    "WHERE o.type = 'U' AND p.index_id IN (0, 1) GROUP BY s.name, o.name"
)
LIKELY = re.compile(r"client ?time|client ?view|magnus", re.IGNORECASE)
Place = tuple[str, str]


def databases(server: SqlServerDatabase) -> FoundDatabases:
    """Return the databases with a table that holds both known columns, and why others could not be looked into.

    `server` is connected to a database that everybody may enter. Each of the others is asked by itself: what one
    of them refuses says nothing of the next. Raises SourceFault where the server itself cannot be asked.
    """
    with server.connected() as session:
        there = [tuple(row) for row in _rows(session, DATABASES)]
    names, perhaps, closed = list[str](), list[str](), list[ClosedDatabase]()
    for name, state, access, entered in there:
        found = listed(str(state), str(access), entered) or _looked_into(server, str(name))
        if isinstance(found, Phrase):
            closed.append(ClosedDatabase(str(name), found))
        elif found:
            names.append(str(name))
        elif LIKELY.search(str(name)):
            perhaps.append(str(name))
    by_name = tuple(sorted(closed, key=lambda one: _by_name(one.name)))
    return FoundDatabases(tuple(sorted(names, key=_by_name)), tuple(perhaps), by_name)


def why_closed(server: SqlServerDatabase, name: str) -> Phrase | None:
    """Return why one database does not open, None where the server lists none of this name or it opens after all."""
    with server.connected() as session:
        there = [tuple(row) for row in _rows(session, DATABASES)]
    for listed_name, state, access, entered in there:
        if str(listed_name).casefold() == name.casefold():
            found = listed(str(state), str(access), entered) or _looked_into(server, str(listed_name))
            return found if isinstance(found, Phrase) else None
    return None


def discovered(session: OdbcSession) -> tuple[FoundTable, ...]:
    """Return the tables and views of the session's database."""
    keys, unique = _keys(session)
    references = _references(session)
    rows = {(str(s), str(o)): int(n) for s, o, n in _rows(session, ROWS) if n is not None}
    columns: dict[Place, list[FoundColumn]] = defaultdict(list)
    for schema, table, *cells in _rows(session, COLUMNS):
        column = column_of(cells)
        columns[str(schema), str(table)].append(FoundColumn(column.name, column.declared, column.nullable))
    return tuple(
        FoundTable(*at, tuple(c), keys.get(at, ()), tuple(unique[at]), tuple(references[at]), rows.get(at))
        for at, c in columns.items()
    )


def _looked_into(server: SqlServerDatabase, name: str) -> bool | Phrase:
    """Tell whether a database holds both columns, or why nobody can say."""
    with server.connected() as session:  # another connection, where the one before had to be given up
        try:
            with server.faults():
                session.execute(f"USE {TSQL.quoted(name)}").close()
                columns: dict[Place, list[str]] = defaultdict(list)
                for schema, table, column in _rows(session, KNOWN):
                    columns[str(schema), str(table)].append(str(column))
        except SourceFault as fault:
            return refused(fault)
    return any(map(holds_both, columns.values()))


def _rows(session: OdbcSession, statement: str) -> Iterator[Any]:
    return fetched(session, statement)


def _by_name(name: str) -> tuple[bool, str]:
    return (LIKELY.search(name) is None, name.casefold())


def _keys(session: OdbcSession) -> tuple[dict[Place, tuple[str, ...]], dict[Place, list[tuple[str, ...]]]]:
    found: dict[tuple[Place, int, bool], list[str]] = defaultdict(list)
    for schema, table, index, primary, column in _rows(session, KEYS):
        found[(str(schema), str(table)), int(index), bool(primary)].append(str(column))
    unique: dict[Place, list[tuple[str, ...]]] = defaultdict(list)
    for (place, _, primary), columns in found.items():
        if not primary:
            unique[place].append(tuple(columns))
    return {place: tuple(columns) for (place, _, primary), columns in found.items() if primary}, unique


def _references(session: OdbcSession) -> dict[Place, list[Reference]]:
    found: dict[tuple[Place, int, Place], list[tuple[str, str]]] = defaultdict(list)
    for schema, table, number, column, there_schema, there, target in _rows(session, REFERENCES):
        key = (str(schema), str(table)), int(number), (str(there_schema), str(there))
        found[key].append((str(column), str(target)))
    references: dict[Place, list[Reference]] = defaultdict(list)
    for (place, _, there), pairs in found.items():
        references[place].append(Reference(tuple(ours for ours, _ in pairs), *there, tuple(t for _, t in pairs)))
    return references
