"""INFORMATION_SCHEMA, and the lists that ODBC's own catalogue calls are answered with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from tests.support.tds.properties import Properties
from tests.support.tds.schema import Column, Table
from tests.support.tds.sqltype import BINARY, MAX, WHOLE, SqlType

Row = tuple[object, ...]


class Sight(Protocol):
    """What one login sees of the file."""

    @property
    def properties(self) -> Properties:
        """Return the settings of the database."""
        ...

    def tables(self, views: bool | None = None) -> list[Table]:
        """Return the tables that it has any right to."""
        ...

    def columns(self) -> list[tuple[Table, Column]]:
        """Return their columns."""
        ...


def _tables(sight: Sight) -> Iterable[Row]:
    catalog = sight.properties.database
    yield from ((catalog, "dbo", table.name, "VIEW" if table.view else "BASE TABLE") for table in sight.tables())


def _columns(sight: Sight) -> Iterable[Row]:
    for table, column in sight.columns():
        kind = column.kind
        place = sight.properties.database, "dbo", table.name, column.name, column.place
        texts = (code_page(kind), sight.properties.collation) if kind.text else (None, None)
        nullable = "YES" if column.nullable else "NO"
        yield *place, column.default, nullable, called(kind), *_lengths(kind), *_digits(kind), _fraction(kind), *texts


def code_page(kind: SqlType) -> str:
    """Return the character set of a text type."""
    return "UNICODE" if kind.name in {"nvarchar", "nchar"} else "iso_1"


def called(kind: SqlType) -> str:
    """Return the name that the catalogue has for a type."""
    return "timestamp" if kind.name == "rowversion" else kind.name


def _lengths(kind: SqlType) -> tuple[int | None, int | None]:
    if not kind.text and kind.name not in BINARY - {"rowversion"}:
        return None, None
    return (MAX, MAX) if kind.length == MAX else (kind.length, kind.bytes_long)


def _digits(kind: SqlType) -> tuple[int | None, int | None, int | None]:
    wholes = {"tinyint": 3, "smallint": 5, "int": 10, "bigint": 19}
    match kind.name:
        case name if name in WHOLE:
            return wholes[name], 10, 0
        case "decimal":
            return kind.precision, 10, kind.scale
        case "money" | "smallmoney":
            return (19 if kind.name == "money" else 10), 10, 4
        case "float" | "real":
            return (53 if kind.name == "float" else 24), 2, None
        case _:
            return None, None, None


def _fraction(kind: SqlType) -> int | None:
    return {"datetime": 3, "smalldatetime": 0, "date": 0}.get(kind.name, kind.scale if "time" in kind.name else None)


MAKERS: dict[str, Callable[[Sight], Iterable[Row]]] = {"TABLES": _tables, "COLUMNS": _columns}
