"""Functions that ask the catalogue: OBJECT_ID and its kin. What a login may not see is NULL, as there."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.tds import convert
from tests.support.tds.facts import Facts
from tests.support.tds.rights import bare
from tests.support.tds.schema import Column, Table
from tests.support.tds.sqltype import Kept

SCHEMAS = {"dbo": 1, "INFORMATION_SCHEMA": 3, "sys": 4}


def object_id(table: str, schema: str = "dbo") -> int:
    """Return the number that stands for an object; the same name always has the same."""
    return zlib.crc32(f"{schema}.{table}".casefold().encode()) & 0x7FFF_FFFF


@dataclass(frozen=True, slots=True)
class Metadata:
    """The functions of one session."""

    facts: Facts

    def functions(self) -> dict[str, Callable[..., Kept]]:
        """Return them by name."""
        return {
            "object_id": self._object_id,
            "object_name": self._object_name,
            "schema_name": self._schema_name,
            "schema_id": self._schema_id,
            "objectproperty": self._object_property,
            "columnproperty": self._column_property,
            "col_length": self._column_length,
            "tsql_store": self._stored,
        }

    def _seen(self) -> list[Table]:
        return [table for table in self.facts.schema.of("dbo") if self.facts.rights.sees(table.name)]

    def _named(self, number: Kept) -> Table | None:
        return next((table for table in self._seen() if object_id(table.name) == number), None)

    def _called(self, name: Kept) -> Table | None:
        wanted = bare(str(name)).casefold()
        return next((table for table in self._seen() if table.name.casefold() == wanted), None)

    def _object_id(self, name: Kept, *_: Kept) -> Kept:
        table = self._called(name)
        return object_id(table.name) if table else None

    def _object_name(self, number: Kept, *_: Kept) -> Kept:
        table = self._named(number)
        return table.name if table else None

    def _schema_name(self, number: Kept = 1) -> Kept:
        return next((name for name, known in SCHEMAS.items() if known == number), None)

    def _schema_id(self, name: Kept = "dbo") -> Kept:
        return next((number for known, number in SCHEMAS.items() if known.lower() == str(name).lower()), None)

    def _column(self, table: Table | None, name: Kept) -> Column | None:
        return table.column(bare(str(name))) if table else None

    def _column_length(self, table: Kept, column: Kept) -> Kept:
        found = self._column(self._called(table), column)
        return found.kind.bytes_long if found else None

    def _column_property(self, number: Kept, column: Kept, name: Kept) -> Kept:
        found = self._column(self._named(number), column)
        if found is None:
            return None
        match str(name).lower():
            case "allowsnull":
                return int(found.nullable)
            case "iscomputed":
                return int(found.computed)
            case "isidentity":
                return int(found.identity)
            case "columnid":
                return found.place
            case _:
                return None

    def _object_property(self, number: Kept, name: Kept) -> Kept:
        table = self._named(number)
        if table is None:
            return None
        triggers = self.facts.schema.triggers
        events = {trigger.event for trigger in triggers if trigger.table.casefold() == table.name.casefold()}
        known = {
            "istable": not table.view,
            "isusertable": not table.view,
            "isview": table.view,
            "tablehasprimarykey": any(column.key for column in table.columns),
            "tablehasidentity": any(column.identity for column in table.columns),
            **{f"tablehas{event.lower()}trigger": event in events for event in ("INSERT", "UPDATE", "DELETE")},
        }
        if str(name).lower() == "tabletemporaltype":
            return 2 if table.name in self.facts.properties.temporal else 0
        found = known.get(str(name).lower())
        return None if found is None else int(found)

    def _stored(self, table: Kept, column: Kept, value: Kept) -> Kept:
        """Return a value as the column that it goes to keeps it."""
        found = self._column(self.facts.schema.table("dbo", str(table)), column)
        return convert.stored(found.kind, value, str(table), found.name) if found else value
