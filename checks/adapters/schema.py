"""The catalogue: every mapped name is looked up before it stands in a statement, and its own spelling is used."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Protocol

from checks.adapters.code_page import TextLimit
from checks.adapters.mapping import CustomerMapping, InvoiceMapping, Transfer, Truth
from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase

DEFAULT_SCHEMA = "dbo"
QUOTED = re.compile(r'\[(?:[^\]]|\]\])+\]|"(?:[^"]|"")+"')


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the catalogue has it: its real name, the declared type of each column, and what texts it holds.

    `version` is the column that every write to a row raises, where the database has one and lets it be read.
    """

    schema: str
    name: str
    columns: Mapping[str, str]
    limits: Mapping[str, TextLimit] = field(default_factory=dict[str, TextLimit])
    version: str | None = None

    def column(self, wanted: str) -> str | None:
        """Return the catalogue's spelling of a column, or None."""
        if wanted in self.columns:
            return wanted
        return next((name for name in self.columns if name.casefold() == wanted.casefold()), None)


class Catalogue(Protocol):
    """What a database says of its own tables."""

    def tables(self, schema: str) -> Iterable[str]:
        """Return the names of tables and views in a schema."""
        ...

    def columns(self, schema: str, table: str) -> Mapping[str, str]:
        """Return declared types by column."""
        ...

    def limits(self, schema: str, table: str) -> Mapping[str, TextLimit]:
        """Return what texts a column may hold, for those where the database would cut or change others."""
        ...

    def version(self, schema: str, table: str) -> str | None:
        """Return the column that every write to a row raises, where there is one that may be relied on."""
        ...


def split(table: str) -> tuple[str, str]:
    """Return schema and name of a table as the site file writes it: dbo.Customer, [dbo].[Odd.Name] or Customer.

    An unquoted schema ends at the first dot; what follows is the name, dots and all.
    """
    first, rest = _part(table.strip())
    if not rest.startswith("."):
        return DEFAULT_SCHEMA, _unquoted(table.strip())
    return first, _unquoted(rest[1:].strip())


def _part(text: str) -> tuple[str, str]:
    """Return the first name of a dotted path, unquoted, and what follows it."""
    if quoted := QUOTED.match(text):
        return _unquoted(quoted[0]), text[quoted.end() :].lstrip()
    name, dot, rest = text.partition(".")
    return name.strip(), dot + rest


def _unquoted(name: str) -> str:
    """Return a name without its brackets or quotes, doubled ones inside undone; others are part of the name."""
    if not QUOTED.fullmatch(name):
        return name
    return name[1:-1].replace(name[-1] * 2, name[-1])


def look_up(catalogue: Catalogue, wanted: str, section: str) -> Table:
    """Return the table that is mapped; raises SourceFault naming the nearest one there is."""
    schema, name = split(wanted)
    there = list(catalogue.tables(schema))
    found = next((t for t in there if t == name), None)
    found = found or next((t for t in there if t.casefold() == name.casefold()), None)
    if found is None:
        raise SourceFault(_missing(NO_TABLE, NO_TABLE_NEAR, name, there, f"[clienttime.{section}] table"))
    declared, limits = catalogue.columns(schema, found), catalogue.limits(schema, found)
    return Table(schema, found, declared, limits, catalogue.version(schema, found))


def resolve(table: Table, mapping: CustomerMapping | InvoiceMapping, section: str) -> Mapping[str, str]:
    """Return the mapped columns of a table in the catalogue's spelling, by the key that maps them."""
    return {key: mapped_column(table, key, wanted, section) for key, wanted in mapped_columns(mapping)}


def mapped_column(table: Table, key: str, wanted: str, section: str) -> str:
    """Return one mapped column in the catalogue's spelling; raises SourceFault naming the nearest one there is."""
    found = table.column(wanted)
    if found is None:
        place = f"[clienttime.{section}] {key.partition('.')[0]}"
        raise SourceFault(_missing(NO_COLUMN, NO_COLUMN_NEAR, wanted, table.columns, place).with_(table=table.name))
    return found


def mapped_columns(mapping: CustomerMapping | InvoiceMapping) -> Iterable[tuple[str, str]]:
    """Yield each mapping key with the column it names; parts of an address are address.0, address.1 …"""
    for member in fields(mapping):
        value: object = getattr(mapping, member.name)
        match value:
            case str() if member.name != "table":
                yield member.name, value
            case Truth(column=column) | Transfer(column=str() as column):
                yield member.name, column
            case tuple() if member.name == "address":
                yield from ((f"address.{i}", str(column)) for i, column in enumerate(mapping.address))  # type: ignore[union-attr]  # only customers have one
            case _:
                pass


def _missing(phrase: Phrase, with_near: Phrase, wanted: str, there: Iterable[str], place: str) -> Phrase:
    names = list(there)
    by_folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(wanted.casefold(), by_folded, 1, 0.5)
    if near:
        return with_near.with_(name=wanted, near=by_folded[near[0]], place=place)
    return phrase.with_(name=wanted, place=place, there=", ".join(sorted(names)[:12]) or "–")


NO_TABLE = Phrase(
    "ClientTime has no table “{name}” (there are: {there}). Put {place} of the site file right.",
    "ClientTime har ingen tabel “{name}” (der er: {there}). Ret {place} i opsætningen.",
)
NO_TABLE_NEAR = Phrase(
    "ClientTime has no table “{name}”. The nearest is “{near}”. Put {place} of the site file right.",
    "ClientTime har ingen tabel “{name}”. Den nærmeste er “{near}”. Ret {place} i opsætningen.",
)
NO_COLUMN = Phrase(
    "ClientTime's table {table} has no column “{name}” (there are: {there}). Put {place} of the site file right.",
    "ClientTimes tabel {table} har ingen kolonne “{name}” (der er: {there}). Ret {place} i opsætningen.",
)
NO_COLUMN_NEAR = Phrase(
    "ClientTime's table {table} has no column “{name}”. The nearest is “{near}”. Put {place} of the site file right.",
    "ClientTimes tabel {table} har ingen kolonne “{name}”. Den nærmeste er “{near}”. Ret {place} i opsætningen.",
)
