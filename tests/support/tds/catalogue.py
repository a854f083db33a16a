"""The catalogue views: declared once in a session, filled from the file's schema whenever one of them is asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.support.tds import information
from tests.support.tds.indexes import Index, indexes, references
from tests.support.tds.metadata import object_id
from tests.support.tds.properties import Properties
from tests.support.tds.rights import Rights
from tests.support.tds.schema import Column, Schema, Table
from tests.support.tds.shapes import VIEWS, creating
from tests.support.tds.sqltype import SqlType

Row = tuple[object, ...]
BORN = "2024-01-02 03:04:05"
PRIMARY, FOREIGN, TRIGGER, UNIQUE = "PK", "F ", "TR", "UQ"


@dataclass(frozen=True, slots=True)
class Sight:
    """What one login sees of the file."""

    connection: sqlite3.Connection
    schema: Schema
    rights: Rights
    properties: Properties

    def tables(self, views: bool | None = None) -> list[Table]:
        """Return the tables that it has any right to."""
        seen = (table for table in self.schema.of("dbo") if self.rights.sees(table.name))
        return [table for table in seen if views is None or table.view is views]

    def columns(self) -> list[tuple[Table, Column]]:
        """Return their columns."""
        return [(table, column) for table in self.tables() for column in table.columns]

    def indexes(self) -> list[tuple[Table, Index]]:
        """Return their indexes."""
        return [(table, index) for table in self.tables(False) for index in indexes(self.connection, table)]


def declare(connection: sqlite3.Connection) -> None:
    """Make the empty views of a session."""
    for view in VIEWS:
        connection.execute(creating(view))


def fill(
    connection: sqlite3.Connection, schema: Schema, rights: Rights, properties: Properties, names: Iterable[str]
) -> None:
    """Fill those views that a statement names, as this login sees them now."""
    sight = Sight(connection, schema, rights, properties)
    for name in names:
        within, _, view = name.partition(".")
        makers = MAKERS if within == "sys" else information.MAKERS if within == "INFORMATION_SCHEMA" else {}
        if (make := makers.get(view)) is None:
            continue
        rows = list(make(sight))
        connection.execute(f"DELETE FROM {within}.{view}")  # noqa: S608 - names from the tables above
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {within}.{view} VALUES ({marks})", rows)  # noqa: S608 - likewise


STATES = ("ONLINE", "RESTORING", "RECOVERING", "RECOVERY_PENDING", "SUSPECT", "EMERGENCY", "OFFLINE")


def _databases(sight: Sight) -> Iterable[Row]:
    ours = sight.properties
    state = (1, "ON") if ours.snapshot else (0, "OFF")
    yield "master", 1, BORN, ours.compatibility, ours.collation, 0, 0, "ONLINE", 1, "ON", 0, "MULTI_USER"
    known = ours.database, 5, BORN, ours.compatibility, ours.collation, int(ours.read_only)
    yield *known, 0, "ONLINE", *state, int(ours.rcsi), "MULTI_USER"
    for place, one in enumerate(ours.others, 6):
        number = STATES.index(one.state)
        made = one.name, place, BORN, ours.compatibility, ours.collation, 0, number, one.state
        yield *made, 0, "OFF", 0, one.access


def _object(name: str, kind: str, what: str, parent: int = 0, within: str = "") -> Row:
    return name, object_id(name, within or "dbo"), 1, parent, kind, what, BORN, BORN, 0


def _table_objects(sight: Sight) -> Iterable[Row]:
    yield from (_object(table.name, "U ", "USER_TABLE") for table in sight.tables(False))


def _view_objects(sight: Sight) -> Iterable[Row]:
    yield from (_object(table.name, "V ", "VIEW") for table in sight.tables(True))


def _objects(sight: Sight) -> Iterable[Row]:
    yield from (*_table_objects(sight), *_view_objects(sight))
    yield from (row[:9] for make in (_key_constraints, _foreign_keys) for row in make(sight))
    yield from (_object(row[0], TRIGGER, "SQL_TRIGGER", row[4]) for row in _triggers(sight))  # type: ignore[arg-type]


def _tables(sight: Sight) -> Iterable[Row]:
    for row in _table_objects(sight):
        temporal = row[0] in sight.properties.temporal
        yield (
            *row,
            2 if temporal else 0,
            "SYSTEM_VERSIONED_TEMPORAL_TABLE" if temporal else "NON_TEMPORAL_TABLE",
            None,
            0,
        )


NUMBERS = {
    "uniqueidentifier": 36, "date": 40, "time": 41, "datetime2": 42, "datetimeoffset": 43, "tinyint": 48,
    "smallint": 52,
    "int": 56, "smalldatetime": 58, "real": 59, "money": 60, "datetime": 61, "float": 62, "bit": 104, "decimal": 106,
    "smallmoney": 122, "bigint": 127, "varbinary": 165, "varchar": 167, "binary": 173, "char": 175, "rowversion": 189,
    "nvarchar": 231, "nchar": 239,
}  # fmt: skip
PRECISIONS = {
    "tinyint": (3, 0), "smallint": (5, 0), "int": (10, 0), "bigint": (19, 0), "bit": (1, 0), "money": (19, 4),
    "smallmoney": (10, 4), "float": (53, 0), "real": (24, 0), "datetime": (23, 3), "smalldatetime": (16, 0),
    "date": (10, 0),
}  # fmt: skip


def measures(kind: SqlType) -> tuple[int, int, int]:
    """Return what the catalogue calls max_length, precision and scale."""
    if kind.name == "decimal":
        return kind.bytes_long, kind.precision, kind.scale
    if kind.name in {"datetime2", "time", "datetimeoffset"}:
        base = {"datetime2": 19, "time": 8, "datetimeoffset": 26}[kind.name]
        return kind.bytes_long, base + (kind.scale + 1 if kind.scale else 0), kind.scale
    return kind.bytes_long, *PRECISIONS.get(kind.name, (0, 0))


def _column(sight: Sight, table: Table, column: Column) -> Row:
    number = NUMBERS[column.kind.name]
    collation = sight.properties.collation if column.kind.text else None
    flags = int(column.nullable), int(column.identity), int(column.computed), 0, 0, 0, 0, 0
    return object_id(table.name), column.name, column.place, number, number, *measures(column.kind), collation, *flags


def _columns(sight: Sight) -> Iterable[Row]:
    yield from (_column(sight, table, column) for table, column in sight.columns())


def _computed_columns(sight: Sight) -> Iterable[Row]:
    yield from ((*_column(sight, table, column), "", 0) for table, column in sight.columns() if column.computed)


def _identity_columns(sight: Sight) -> Iterable[Row]:
    yield from ((*_column(sight, table, column), 1, 1) for table, column in sight.columns() if column.identity)


def _types(sight: Sight) -> Iterable[Row]:
    for name, number in NUMBERS.items():
        called = "timestamp" if name == "rowversion" else name
        kind = SqlType(name, 8000 if name in {"varchar", "char", "varbinary", "binary"} else 4000, 38, 7)
        text = sight.properties.collation if kind.text else None
        yield called, number, number, 4, *measures(kind), text, int(name != "rowversion"), 0
    yield "numeric", 108, 108, 4, 17, 38, 38, None, 1, 0
    yield "sysname", 231, 256, 4, 256, 0, 0, sight.properties.collation, 0, 0


def _indexes(sight: Sight) -> Iterable[Row]:
    for table, index in sight.indexes():
        kind = (1, "CLUSTERED") if index.number == 1 else (0, "HEAP") if index.number == 0 else (2, "NONCLUSTERED")
        flags = int(index.unique), int(index.primary), int(index.constraint), 0, int(index.partial)
        yield object_id(table.name), index.name or None, index.number, *kind, *flags, None


def _index_columns(sight: Sight) -> Iterable[Row]:
    for table, index in sight.indexes():
        for place, name in enumerate(index.columns, 1):
            if column := table.column(name):
                yield object_id(table.name), index.number, place, column.place, place, 0, 0, 0


def _key_constraints(sight: Sight) -> Iterable[Row]:
    for table, index in sight.indexes():
        if index.primary or index.constraint:
            kind = (PRIMARY, "PRIMARY_KEY_CONSTRAINT") if index.primary else (UNIQUE, "UNIQUE_CONSTRAINT")
            yield *_object(index.name, *kind, object_id(table.name)), index.number, 0


def _foreign_keys(sight: Sight) -> Iterable[Row]:
    for table in sight.tables(False):
        for key in references(sight.connection, table):
            made = _object(key.name, FOREIGN, "FOREIGN_KEY_CONSTRAINT", object_id(table.name))
            yield *made, object_id(key.table), 1, 0, 0


def _foreign_key_columns(sight: Sight) -> Iterable[Row]:
    for table in sight.tables(False):
        for key in references(sight.connection, table):
            there = sight.schema.table("dbo", key.table)
            for place, (ours, theirs) in enumerate(key.columns, 1):
                mine, other = table.column(ours), there.column(theirs) if there else None
                if mine and other:
                    ids = object_id(key.name), place, object_id(table.name)
                    yield *ids, mine.place, object_id(key.table), other.place


def _triggers(sight: Sight) -> Iterable[Row]:
    seen = {table.name.casefold(): object_id(table.name) for table in sight.tables()}
    for trigger in sight.schema.triggers:
        if parent := seen.get(trigger.table.casefold()):
            identity = trigger.name, object_id(trigger.name), 1, "OBJECT_OR_COLUMN", parent
            yield *identity, TRIGGER, "SQL_TRIGGER", BORN, BORN, 0, 0, 0, int(trigger.instead)


def _trigger_events(sight: Sight) -> Iterable[Row]:
    numbers = {"INSERT": 1, "UPDATE": 2, "DELETE": 3}
    seen = {table.name.casefold() for table in sight.tables()}
    for trigger in sight.schema.triggers:
        if trigger.table.casefold() in seen:
            yield object_id(trigger.name), numbers[trigger.event], trigger.event, 0, 0


def _tracked(sight: Sight) -> Iterable[Row]:
    yield from ((object_id(t.name), 0, 0, 0) for t in sight.tables(False) if t.name in sight.properties.tracked)


def _counted(sight: Sight, table: Table) -> int:
    quoted = "`" + table.name.replace("`", "``") + "`"
    (rows,) = sight.connection.execute(f"SELECT count(*) FROM dbo.{quoted}").fetchone()  # noqa: S608 - quoted
    return int(rows)


def _partitions(sight: Sight) -> Iterable[Row]:
    for table, index in sight.indexes():
        yield object_id(table.name) * 10 + index.number, object_id(table.name), index.number, 1, _counted(sight, table)


def _partition_stats(sight: Sight) -> Iterable[Row]:
    for partition, table, index, number, rows in _partitions(sight):
        yield partition, table, index, number, 1, 1, 2, rows


def _principals(sight: Sight) -> Iterable[Row]:
    yield "dbo", 1, "S", "SQL_USER", "dbo"
    if not sight.rights.login.sysadmin:
        yield sight.rights.login.name, 5, "S", "SQL_USER", "dbo"


def _permissions(sight: Sight) -> Iterable[Row]:
    for table in sight.tables():
        names = tuple(column.name for column in table.columns)
        yield from (("OBJECT", *row) for row in sight.rights.listed(table.name, names))
    yield from (("DATABASE", *row) for row in sight.rights.listed_whole())
    yield from (("SCHEMA", *row) for row in sight.rights.listed_schema())
    yield from (("SERVER", *row) for row in sight.rights.listed_server())


MAKERS: dict[str, Callable[[Sight], Iterable[Row]]] = {
    "databases": _databases,
    "schemas": lambda _: [("dbo", 1, 1), ("INFORMATION_SCHEMA", 3, 3), ("sys", 4, 4)],
    "objects": _objects,
    "tables": _tables,
    "views": _view_objects,
    "columns": _columns,
    "computed_columns": _computed_columns,
    "identity_columns": _identity_columns,
    "types": _types,
    "indexes": _indexes,
    "index_columns": _index_columns,
    "key_constraints": _key_constraints,
    "foreign_keys": _foreign_keys,
    "foreign_key_columns": _foreign_key_columns,
    "triggers": _triggers,
    "trigger_events": _trigger_events,
    "change_tracking_databases": lambda sight: [(5, 1, 2, 3)] if sight.properties.tracked else [],
    "change_tracking_tables": _tracked,
    "partitions": _partitions,
    "dm_db_partition_stats": _partition_stats,
    "database_principals": _principals,
    "fn_my_permissions": _permissions,
}
