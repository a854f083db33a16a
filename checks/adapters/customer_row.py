"""The customer table: its statements, and its rows as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from checks.adapters import column_border
from checks.adapters.border import raw_text, text, truth
from checks.adapters.code_page import Narrow, TextLimit
from checks.adapters.column_border import Moments
from checks.adapters.columns import Columns, Once
from checks.adapters.dialect import Dialect
from checks.adapters.mapping import CustomerMapping
from checks.adapters.personal_numbers import PersonalNumbers
from checks.adapters.schema import Table
from checks.adapters.twin import maker
from checks.engine.records import Customer

WHOLE = ("INT", "NUMERIC", "DECIMAL", "REAL", "FLOAT", "DOUBLE")
"""Parts of declared types in which a number is stored as a number."""
UNLIKE = ("name", "cvr", "ean", "email")
ALIKE = ("zip", "city", "country")
"""Texts that many customers have in common."""
made = maker(Customer)


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A row as a record, with the two cells as the database gave them: what a write has to compare with."""

    key: object
    foreign_id: object
    record: Customer


@dataclass(slots=True)
class CustomerTable:
    """`columns` are the catalogue's names by mapping key; the key column falls back to the code."""

    table: Table
    columns: Mapping[str, str]
    mapping: CustomerMapping
    dialect: Dialect
    zone: tzinfo | None = None
    numbers: PersonalNumbers = field(default_factory=PersonalNumbers)
    _repeated: Once[str | None] = field(default_factory=lambda: Once(text))
    _active: Once[bool] = field(init=False)
    _moments: Moments = field(init=False)

    def __post_init__(self) -> None:
        active = self.mapping.active
        self._active = Once(lambda cell: active is None or truth(cell, active) is not False)
        self._moments = Moments(self.zone)

    @property
    def path(self) -> str:
        """Return the quoted name of the table."""
        return self.dialect.path(self.table.schema, self.table.name)

    @property
    def key_name(self) -> str:
        """Return the mapping key of the column that rows are told apart by."""
        return "key" if "key" in self.columns else "code"

    @property
    def alike(self) -> list[int]:
        """Return the places of the columns in which the same cells come again and again."""
        return [place for place, name in enumerate(self.columns) if name in ALIKE]

    @property
    def key_place(self) -> int:
        """Return the place of that column."""
        return list(self.columns).index(self.key_name)

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

    def changed(self) -> str:
        """Return the statement that reads the rows from a version on."""
        return self.select(f" WHERE {self.dialect.quoted(self.table.version or '')} >= ?")

    def count(self) -> str:
        """Return the statement that counts the rows that have a key."""
        return f"SELECT COUNT_BIG({self.key}) FROM {self.path}"  # noqa: S608 - looked up and quoted

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

    def key_as_read(self, cell: object) -> str:
        """Return the key of a row as its record has it."""
        return self.numbers.code(cell) or ""

    def held_in(self, cells: Sequence[object]) -> str | None:
        """Return the foreign id of a row, without making a record of the rest."""
        return raw_text(cells[tuple(self.columns).index("foreign_id")])

    def row(self, cells: Sequence[object]) -> CustomerRow:
        """Return one row with its record."""
        (record,) = self.records([[cell] for cell in cells])
        by_name = dict(zip(self.columns, cells, strict=True))
        return CustomerRow(by_name[self.key_name], by_name["foreign_id"], record)

    def records(self, columns: Columns) -> list[Customer]:
        """Return the record of each row."""
        cells = dict(zip(self.columns, columns, strict=True))
        codes = column_border.codes(cells["code"], self.numbers)
        keys = column_border.codes(cells["key"], self.numbers) if "key" in cells else codes
        found: dict[str, Sequence[object]] = {
            "key": keys,
            # A customer without a code has to be called something, or two of them would be one finding.
            "code": codes if all(codes) else [c or (f"#{k}" if k else "") for c, k in zip(codes, keys, strict=True)],
            "foreign_id": column_border.raw_texts(cells["foreign_id"]),
        }
        found |= {name: column_border.texts(cells[name]) for name in UNLIKE if name in cells}
        found |= {name: self._repeated.all(cells[name]) for name in ALIKE if name in cells}
        if address := [column for name, column in cells.items() if name.startswith("address.")]:
            found["address"] = column_border.addresses(address)
        if "active" in cells:
            found["active"] = self._active.all(cells["active"])
        if "created" in cells:
            found["created_on"], found["created"] = self._moments.of(cells["created"])
        if "modified" in cells:
            _, found["modified"] = self._moments.of(cells["modified"])
        return made(found)


def _canonical(value: str | None) -> int | None:
    if value is None or not value.isascii() or not value.isdigit() or len(value) > 18:
        return None
    return int(value) if str(int(value)) == value else None
