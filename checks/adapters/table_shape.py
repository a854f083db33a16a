"""How a mapped table is declared, as the record keeps it."""

from __future__ import annotations

from collections.abc import Mapping

from checks.adapters.schema import Catalogue, Table, split
from checks.engine.shape import Shapes, TableShape


def shapes(catalogue: Catalogue, wanted: Mapping[str, str]) -> Shapes:
    """Return the shape of each table that is mapped, by its role; without columns where there is no such table."""
    return tuple(_looked_up(catalogue, role, *split(table)) for role, table in wanted.items())


def shape_of(role: str, table: Table) -> TableShape:
    """Return the shape of a table that was found."""
    return TableShape(role, f"{table.schema}.{table.name}", dict(table.columns))


def _looked_up(catalogue: Catalogue, role: str, schema: str, name: str) -> TableShape:
    there = list(catalogue.tables(schema))
    found = name if name in there else next((t for t in there if t.casefold() == name.casefold()), None)
    return TableShape(role, f"{schema}.{found or name}", catalogue.columns(schema, found) if found else {})
