"""What a SQL Server says of its own tables, as far as this login may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from checks.adapters.code_page import TextLimit, codec
from checks.adapters.dialect import TSQL
from checks.adapters.link_write import fetched

OBJECTS = "FROM sys.objects AS o INNER JOIN sys.schemas AS s ON s.schema_id = o.schema_id"
TABLES = f"SELECT o.name {OBJECTS} WHERE s.name = ? AND o.type IN ('U', 'V') ORDER BY o.name"
COLUMNS = (
    "SELECT c.name, t.name, c.max_length, c.precision, c.scale, c.is_nullable, c.collation_name, c.is_computed "
    f"{OBJECTS} INNER JOIN sys.columns AS c ON c.object_id = o.object_id "
    "LEFT JOIN sys.types AS t ON t.user_type_id = c.system_type_id "
    "WHERE s.name = ? AND o.name = ? AND o.type IN ('U', 'V') ORDER BY c.column_id"
)
TRIGGERS = (
    f"SELECT r.name {OBJECTS} INNER JOIN sys.triggers AS r ON r.parent_id = o.object_id "
    "WHERE s.name = ? AND o.name = ? AND r.is_disabled = 0 ORDER BY r.name"
)
TEMPORAL = (
    "SELECT t.temporal_type FROM sys.tables AS t INNER JOIN sys.schemas AS s ON s.schema_id = t.schema_id "
    "WHERE s.name = ? AND t.name = ?"
)
VERSIONED = (
    f"SELECT c.name {OBJECTS} INNER JOIN sys.columns AS c ON c.object_id = o.object_id "
    "WHERE s.name = ? AND o.name = ? AND o.type = 'U' AND c.name = ? "
    "AND HAS_PERMS_BY_NAME(?, 'OBJECT', 'SELECT', ?, 'COLUMN') = 1"
)
ROW_VERSION = "timestamp"
"""What the catalogue calls the type of a column that the server raises with every write to its row."""
TWO_BYTES = ("nchar", "nvarchar")
NARROW = ("char", "varchar")


@dataclass(frozen=True, slots=True)
class ServerColumn:
    """A column as declared; `length` is in characters of nvarchar, in bytes of varchar, None without end."""

    name: str
    kind: str
    length: int | None
    precision: int
    scale: int
    nullable: bool
    collation: str | None
    computed: bool

    @property
    def declared(self) -> str:
        """Return the type as it stands in CREATE TABLE."""
        match self.kind:
            case "char" | "varchar" | "nchar" | "nvarchar" | "binary" | "varbinary":
                return f"{self.kind}({'max' if self.length is None else self.length})"
            case "decimal" | "numeric":
                return f"{self.kind}({self.precision},{self.scale})"
            case "datetime2" | "datetimeoffset" | "time":
                return f"{self.kind}({self.scale})"
            case _:
                return self.kind

    @property
    def limit(self) -> TextLimit | None:
        """Return what a text in it may be; None for other types."""
        if self.kind in TWO_BYTES:
            return TextLimit(self.length, None)
        return TextLimit(self.length, codec(self.collation)) if self.kind in NARROW else None


@dataclass(frozen=True, slots=True)
class SqlServerCatalogue:
    """Asks each table once; made anew for each piece of work."""

    connection: Any
    _known: dict[tuple[str, str], tuple[ServerColumn, ...]] = field(
        default_factory=dict[tuple[str, str], tuple[ServerColumn, ...]]
    )

    def tables(self, schema: str) -> list[str]:
        """Return the names of tables and views."""
        return [str(name) for (name,) in fetched(self.connection, TABLES, (schema,))]

    def columns(self, schema: str, table: str) -> Mapping[str, str]:
        """Return declared types by column."""
        return {column.name: column.declared for column in self.described(schema, table)}

    def limits(self, schema: str, table: str) -> Mapping[str, TextLimit]:
        """Return what texts each column may hold."""
        found = self.described(schema, table)
        return {column.name: column.limit for column in found if column.limit is not None}

    def described(self, schema: str, table: str) -> tuple[ServerColumn, ...]:
        """Return everything that is declared of the columns, in their order."""
        if (schema, table) not in self._known:
            rows = fetched(self.connection, COLUMNS, (schema, table))
            self._known[schema, table] = tuple(map(column_of, rows))
        return self._known[schema, table]

    def version(self, schema: str, table: str) -> str | None:
        """Return the row version of a table that this login may read; none of a view, nor beside a computed column.

        Those may change while the row that they are worked out from stays as it is.
        """
        columns = self.described(schema, table)
        found = next((column.name for column in columns if column.kind == ROW_VERSION), None)
        if found is None or any(column.computed for column in columns):
            return None
        asked = (schema, table, found, TSQL.path(schema, table), found)  # a column by its plain name
        return next((str(name) for (name,) in fetched(self.connection, VERSIONED, asked)), None)

    def triggers(self, schema: str, table: str) -> list[str]:
        """Return the names of the triggers that are switched on."""
        return [str(name) for (name,) in fetched(self.connection, TRIGGERS, (schema, table))]

    def temporal(self, schema: str, table: str) -> bool:
        """Tell whether the server keeps every earlier version of the table's rows."""
        return any(kind for (kind,) in fetched(self.connection, TEMPORAL, (schema, table)))


def column_of(cells: Any) -> ServerColumn:
    """Return a column from the cells that COLUMNS asks for."""
    name, kind, size, precision, scale, nullable, collation, computed = cells
    length = None if size == -1 else int(size) // (2 if kind in TWO_BYTES else 1)
    texts = None if collation is None else str(collation)
    known = str(kind or "?")
    return ServerColumn(str(name), known, length, int(precision), int(scale), bool(nullable), texts, bool(computed))
