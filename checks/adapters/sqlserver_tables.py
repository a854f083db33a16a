"""Whether the mapped tables and columns are there, and what the server declares of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from checks.adapters import sqlserver_health_words as words
from checks.adapters.code_page import ASCII
from checks.adapters.mapping import CustomerMapping, InvoiceMapping
from checks.adapters.schema import look_up, mapped_column, mapped_columns
from checks.adapters.sqlserver_catalogue import ServerColumn, SqlServerCatalogue
from checks.engine.errors import SourceFault
from checks.engine.health import Line, Sign
from checks.engine.phrase import Phrase, plain

Mapping: TypeAlias = "CustomerMapping | InvoiceMapping"
FOREIGN_ID = "foreign_id"
DIGITS = 9
"""Digits of the longest customer number in e-conomic."""


@dataclass(frozen=True, slots=True)
class MappedTable:
    """A table that is there; `columns` are the mapped ones that are there, by the key that maps them."""

    section: str
    schema: str
    name: str
    every: tuple[ServerColumn, ...]
    columns: tuple[tuple[str, ServerColumn], ...]
    missing: tuple[tuple[str, SourceFault], ...] = ()

    @property
    def shown(self) -> str:
        """Return schema and name as a sentence has them."""
        return f"{self.schema}.{self.name}"

    def column(self, key: str) -> ServerColumn | None:
        """Return the column that a key maps."""
        return dict(self.columns).get(key)

    def named(self) -> tuple[str, ...]:
        """Return the mapped columns, each once."""
        return tuple(dict.fromkeys(column.name for _, column in self.columns))


def mapped_table(catalogue: SqlServerCatalogue, mapping: Mapping, section: str) -> MappedTable:
    """Return what the server shows of a table; raises SourceFault where it shows no such table."""
    table = look_up(catalogue, mapping.table, section)
    every = catalogue.described(table.schema, table.name)
    by_name = {column.name: column for column in every}
    found: list[tuple[str, ServerColumn]] = []
    missing: list[tuple[str, SourceFault]] = []
    for key, wanted in mapped_columns(mapping):
        try:
            found.append((key, by_name[mapped_column(table, key, wanted, section)]))
        except SourceFault as fault:
            missing.append((key, fault))
    return MappedTable(section, table.schema, table.name, every, tuple(found), tuple(missing))


def table_lines(table: MappedTable, writes: bool, hint: Phrase) -> Iterator[Line]:
    """Tell of the table and of each mapped column; `hint` is what else a missing one can come from."""
    yield Line(Sign.OK, topic(table.section, "table"), plain(table.shown))
    for key, column in table.columns:
        yield _column(topic(table.section, key), key, column, writes)
    yield from (Line(Sign.FAILED, topic(table.section, key), fault.phrase, hint) for key, fault in table.missing)


def topic(section: str, key: str) -> Phrase:
    """Return the key of the site file that a line is about."""
    return plain(f"{section}.{key}")


def code_pages(table: MappedTable) -> Line:
    """Tell how the mapped texts are kept; only a link is ever written, so only its column has to hold what comes."""
    kept = sorted({_kept(column) for _, column in table.columns if column.limit is not None})
    what = words.COLLATION.with_(section=table.section)
    link = table.column(FOREIGN_ID)
    if link is not None and link.limit is not None and link.limit.codec == ASCII:
        return Line(Sign.WARNING, what, words.UNKNOWN_PAGE.with_(collation=link.collation or "?"), words.ONLY_ASCII)
    return Line(Sign.OK, what, plain("; ".join(kept)) if kept else words.NO_TEXTS)


def _column(what: Phrase, key: str, column: ServerColumn, writes: bool) -> Line:
    declared = f"{column.name} {column.declared} {'NULL' if column.nullable else 'NOT NULL'}"
    if key != FOREIGN_ID:
        return Line(Sign.OK, what, words.COMPUTED.with_(column=declared) if column.computed else plain(declared))
    if column.computed:
        sign = Sign.FAILED if writes else Sign.WARNING
        return Line(sign, what, words.COMPUTED_LINK.with_(column=declared), words.OTHER_COLUMN)
    limit = column.limit
    if limit is not None and limit.length is not None and limit.length < DIGITS:
        return Line(Sign.WARNING, what, words.SHORT_LINK.with_(column=declared, digits=DIGITS), words.LONGER_COLUMN)
    return Line(Sign.OK, what, plain(declared))


def _kept(column: ServerColumn) -> str:
    codec = column.limit.codec if column.limit else None
    return f"{'Unicode' if codec is None else codec} ({column.collation or '?'})"
