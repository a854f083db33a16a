"""The customer table: its statements, and its rows as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from checks.adapters.border import moment, raw_text, text, truth
from checks.adapters.dialect import Dialect
from checks.adapters.mapping import CustomerMapping
from checks.adapters.schema import Table
from checks.engine.records import Customer


@dataclass(frozen=True, slots=True)
class CustomerTable:
    """`columns` are the catalogue's names by mapping key; the key column falls back to the code."""

    table: Table
    columns: Mapping[str, str]
    mapping: CustomerMapping
    dialect: Dialect
    zone: tzinfo | None = None

    @property
    def path(self) -> str:
        """Return the quoted name of the table."""
        return self.dialect.path(self.table.schema, self.table.name)

    @property
    def key(self) -> str:
        """Return the quoted column that rows are told apart by."""
        return self.dialect.quoted(self.columns.get("key", self.columns["code"]))

    @property
    def foreign_id(self) -> str:
        """Return the quoted column of the link."""
        return self.dialect.quoted(self.columns["foreign_id"])

    @property
    def names(self) -> tuple[str, ...]:
        """Return the mapping keys in the order in which they are selected."""
        return tuple(self.columns)

    def select(self, where: str = "", hint: str = "") -> str:
        """Return the statement that reads the mapped columns, and only those."""
        wanted = ", ".join(self.dialect.quoted(self.columns[name]) for name in self.names)
        return f"SELECT {wanted} FROM {self.path}{hint}{where} ORDER BY {self.key}"  # noqa: S608 - looked up and quoted

    def by_key(self, hint: str = "") -> str:
        """Return the statement that reads one row by its key."""
        return self.select(f" WHERE {self.key} = ?", hint)

    def held(self) -> str:
        """Return the statement that reads every link there is."""
        return f"{self.select(f' WHERE {self.foreign_id} IS NOT NULL')}"

    def update(self) -> str:
        """Return the statement that sets one link where key and old value are what was shown."""
        same = self.dialect.equals(self.foreign_id)
        return f"UPDATE {self.path} SET {self.foreign_id} = ? WHERE {self.key} = ? AND {same}"  # noqa: S608 - likewise

    def bound(self, column: str, value: str | None) -> object:
        """Return a value as its column's declared type wants it."""
        declared = self.table.columns.get(self.columns.get(column, self.columns["code"]), "").upper()
        whole = "INT" in declared or declared in {"NUMERIC", "REAL", "DECIMAL", ""}
        digits = value is not None and value.isascii() and value.isdigit() and str(int(value)) == value
        return int(value) if value is not None and whole and digits and len(value) < 19 else value

    def record(self, row: Sequence[object]) -> Customer:
        """Return one row as a record."""
        cells = dict(zip(self.names, row, strict=True))
        code = text(cells["code"]) or ""
        created_on, created = moment(cells.get("created"), self.zone)
        _, modified = moment(cells.get("modified"), self.zone)
        active = truth(cells["active"], self.mapping.active) if self.mapping.active else None
        return Customer(
            key=raw_text(cells["key"]) or "" if "key" in cells else code,
            code=code,
            foreign_id=raw_text(cells["foreign_id"]),
            name=text(cells.get("name")),
            address=tuple(self._address(cells)),
            zip=text(cells.get("zip")),
            city=text(cells.get("city")),
            country=text(cells.get("country")),
            cvr=text(cells.get("cvr")),
            ean=text(cells.get("ean")),
            email=text(cells.get("email")),
            active=active is not False,
            created=created,
            created_on=created_on,
            modified=modified,
        )

    def _address(self, cells: Mapping[str, object]) -> list[str]:
        parts = [text(value) for name, value in cells.items() if name.startswith("address.")]
        return [line.strip() for part in parts if part for line in part.splitlines() if line.strip()]
