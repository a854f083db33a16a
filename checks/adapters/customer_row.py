"""The customer table: its statements, and its rows as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from checks.adapters.border import lines, moment, raw_text, text, truth
from checks.adapters.code_page import Narrow, TextLimit
from checks.adapters.dialect import Dialect
from checks.adapters.mapping import CustomerMapping
from checks.adapters.personal_numbers import PersonalNumbers
from checks.adapters.schema import Table
from checks.engine.records import Customer

WHOLE = ("INT", "NUMERIC", "DECIMAL", "REAL", "FLOAT", "DOUBLE")
"""Parts of declared types in which a number is stored as a number."""


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A row as a record, with the two cells as the database gave them: what a write has to compare with."""

    key: object
    foreign_id: object
    record: Customer


@dataclass(frozen=True, slots=True)
class CustomerTable:
    """`columns` are the catalogue's names by mapping key; the key column falls back to the code."""

    table: Table
    columns: Mapping[str, str]
    mapping: CustomerMapping
    dialect: Dialect
    zone: tzinfo | None = None
    numbers: PersonalNumbers = field(default_factory=PersonalNumbers)

    @property
    def path(self) -> str:
        """Return the quoted name of the table."""
        return self.dialect.path(self.table.schema, self.table.name)

    @property
    def key_name(self) -> str:
        """Return the mapping key of the column that rows are told apart by."""
        return "key" if "key" in self.columns else "code"

    @property
    def key(self) -> str:
        """Return that column, quoted."""
        return self.dialect.quoted(self.columns[self.key_name])

    @property
    def foreign_id(self) -> str:
        """Return the quoted column of the link."""
        return self.dialect.quoted(self.columns["foreign_id"])

    def select(self, where: str = "", hint: str = "") -> str:
        """Return the statement that reads the mapped columns, and only those."""
        wanted = ", ".join(self.dialect.quoted(column) for column in self.columns.values())
        return f"SELECT {wanted} FROM {self.path}{hint}{where} ORDER BY {self.key}"  # noqa: S608 - looked up and quoted

    def by_key(self, hint: str = "") -> str:
        """Return the statement that reads one row by its key."""
        return self.select(f" WHERE {self.key} = ?", hint)

    def held(self, hint: str = "") -> str:
        """Return the statement that reads every link there is."""
        return self.select(f" WHERE {self.foreign_id} IS NOT NULL", hint)

    def update(self, after: object, before: object) -> str:
        """Return the statement that sets one link where key and old value are what was shown."""
        new = "NULL" if after is None else "?"
        old = "IS NULL" if before is None else "= ?"
        return f"UPDATE {self.path} SET {self.foreign_id} = {new} WHERE {self.key} = ? AND {self.foreign_id} {old}"  # noqa: S608 - likewise

    def bound(self, name: str, value: str | None) -> object:
        """Return a value as its column's declared type wants it; texts stay texts where that is not sure."""
        number = _canonical(value) if self.whole(name) else None
        return self.as_stored(name, value) if number is None else number

    def as_stored(self, name: str, cell: object) -> object:
        """Return a cell as it came, bound to its column's own kind of text."""
        limit = self.limit(name)
        if limit is None or limit.codec is None or not isinstance(cell, str):
            return cell
        return Narrow(cell, limit.length)

    def whole(self, name: str) -> bool:
        """Tell whether a column stores numbers."""
        declared = self.table.columns[self.columns[name]].upper()
        return any(part in declared for part in WHOLE)

    def limit(self, name: str) -> TextLimit | None:
        """Return what texts a column may hold, where the database would cut or change others."""
        return self.table.limits.get(self.columns[name])

    def held_in(self, cells: Sequence[object]) -> str | None:
        """Return the foreign id of a row, without making a record of the rest."""
        return raw_text(cells[tuple(self.columns).index("foreign_id")])

    def row(self, cells: Sequence[object]) -> CustomerRow:
        """Return one row with its record."""
        by_name = dict(zip(self.columns, cells, strict=True))
        return CustomerRow(by_name[self.key_name], by_name["foreign_id"], self._record(by_name))

    def _record(self, cells: Mapping[str, object]) -> Customer:
        code = self.numbers.code(cells["code"]) or ""
        key = self.numbers.code(cells["key"]) or "" if "key" in cells else code
        created_on, created = moment(cells.get("created"), self.zone)
        _, modified = moment(cells.get("modified"), self.zone)
        active = truth(cells["active"], self.mapping.active) if self.mapping.active else None
        return Customer(
            key=key,
            # A customer without a code has to be called something, or two of them would be one finding.
            code=code or (f"#{key}" if key else ""),
            foreign_id=raw_text(cells["foreign_id"]),
            name=text(cells.get("name")),
            address=tuple(_address(cells)),
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


def _canonical(value: str | None) -> int | None:
    if value is None or not value.isascii() or not value.isdigit() or len(value) > 18:
        return None
    return int(value) if str(int(value)) == value else None


def _address(cells: Mapping[str, object]) -> list[str]:
    return [line for name, value in cells.items() if name.startswith("address.") for line in lines(value)]
