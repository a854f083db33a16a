"""The invoice table: its one statement, and its rows as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from decimal import Decimal

from checks.adapters import column_border
from checks.adapters.border import folded, text, truth
from checks.adapters.column_border import Moments
from checks.adapters.columns import Columns, Once
from checks.adapters.dialect import Dialect
from checks.adapters.mapping import InvoiceMapping, Truth
from checks.adapters.personal_numbers import PersonalNumbers
from checks.adapters.schema import Table
from checks.adapters.twin import maker
from checks.engine.records import Invoice

ALIKE = ("customer", "currency", "kind")
"""Columns in which the same cells come again and again."""
BLANK = frozenset({str, bytes})
"""What may say nothing although it is there."""
made = maker(Invoice)


@dataclass(slots=True)
class InvoiceTable:
    """`columns` are the catalogue's names by mapping key; the key falls back to the invoice number."""

    table: Table
    columns: Mapping[str, str]
    mapping: InvoiceMapping
    dialect: Dialect
    zone: tzinfo | None = None
    numbers: PersonalNumbers = field(default_factory=PersonalNumbers)
    _currency: Once[str] = field(default_factory=lambda: Once(lambda cell: (text(cell) or "DKK").upper()))
    _stamped: Once[bool] = field(default_factory=lambda: Once(lambda cell: text(cell) is not None))
    _credit: Once[bool] = field(init=False)
    _draft: Once[bool] = field(init=False)
    _flag: Once[bool] = field(init=False)
    _moments: Moments = field(init=False)

    def __post_init__(self) -> None:
        draft, sent = self.mapping.draft, Truth(self.mapping.transfer.column or "")
        self._credit = Once(self._named)
        self._draft = Once(lambda cell: draft is not None and truth(cell, draft) is True)
        self._flag = Once(lambda cell: truth(cell, sent) is True)
        self._moments = Moments(self.zone)

    @property
    def alike(self) -> list[int]:
        """Return the places of the columns in which the same cells come again and again."""
        return [place for place, name in enumerate(self.columns) if name in ALIKE]

    @property
    def key_place(self) -> int:
        """Return the place of the column that rows are told apart by."""
        return list(self.columns).index("key" if "key" in self.columns else "number")

    def select(self, where: str = "") -> str:
        """Return the statement that reads the mapped columns in key order."""
        wanted = ", ".join(map(self.dialect.quoted, self.columns.values()))
        return f"SELECT {wanted} FROM {self._path}{where} ORDER BY {self._key}"  # noqa: S608 - looked up and quoted

    def changed(self) -> str:
        """Return the statement that reads the rows from a version on."""
        return self.select(f" WHERE {self.dialect.quoted(self.table.version or '')} >= ?")

    def count(self) -> str:
        """Return the statement that counts the rows that have a key."""
        return f"SELECT COUNT_BIG({self._key}) FROM {self._path}"  # noqa: S608 - looked up and quoted

    @property
    def _path(self) -> str:
        return self.dialect.path(self.table.schema, self.table.name)

    @property
    def _key(self) -> str:
        return self.dialect.quoted(list(self.columns.values())[self.key_place])

    def record(self, row: Sequence[object]) -> Invoice:
        """Return one row as a record."""
        (record,) = self.records([[cell] for cell in row])
        return record

    def records(self, columns: Columns) -> list[Invoice]:
        """Return the record of each row; credit notes are negative whatever sign the column has."""
        cells = dict(zip(self.columns, columns, strict=True))
        none = [None] * len(columns[0])
        numbers = column_border.codes(cells.get("number", none), self.numbers)
        found: dict[str, Sequence[object]] = {
            "key": column_border.codes(cells["key"], self.numbers) if "key" in cells else numbers,
            "number": numbers,
            "customer": column_border.codes(cells.get("customer", none), self.numbers),
            "error": column_border.texts(cells.get("error", none)),
            "currency": self._currency.all(cells.get("currency", none)),
            **self._amounts(cells, none),
        }
        if "date" in cells:
            found["date"], found["issued"] = self._moments.of(cells["date"])
        if "due" in cells:
            found["due"], _ = self._moments.of(cells["due"])
        if "draft" in cells:
            found["draft"] = self._draft.all(cells["draft"])
        if "transfer" in cells:
            found["sent"] = self._sent(cells["transfer"])
            if self.mapping.transfer.mode == "timestamp":
                found["sent_on"], found["sent_at"] = self._moments.of(cells["transfer"])
        return made(found)

    def _amounts(self, cells: Mapping[str, Sequence[object]], none: Sequence[None]) -> dict[str, Sequence[object]]:
        gross, net, vat = (column_border.amounts(cells.get(name, none)) for name in ("gross", "net", "vat"))
        if None in gross:
            gross = [_sum(n, v) if g is None else g for g, n, v in zip(gross, net, vat, strict=True)]
        named = self._credit.all(cells.get("kind", none))
        credit = [name or (g is not None and g < 0) for name, g in zip(named, gross, strict=True)]
        return {
            "net": _signed(net, credit),
            "vat": _signed(vat, credit),
            "gross": _signed(gross, credit),
            "credit": credit,
        }

    def _named(self, kind: object) -> bool:
        """Tell whether this kind of invoice is called a credit note."""
        found = (text(kind) or "").casefold()
        return bool(found) and found in folded(self.mapping.credit_values)

    def _sent(self, cells: Sequence[object]) -> Sequence[bool | None]:
        transfer = self.mapping.transfer
        if transfer.mode == "none" or transfer.column is None:
            return [None] * len(cells)
        if transfer.mode == "timestamp":
            return self._stamped.all(cells) if BLANK & set(map(type, cells)) else [cell is not None for cell in cells]
        return self._flag.all(cells)


def _sum(net: Decimal | None, vat: Decimal | None) -> Decimal | None:
    return None if net is None else net + (vat or Decimal(0))


def _signed(amounts: Sequence[Decimal | None], credit: Sequence[bool]) -> list[Decimal | None]:
    return [
        amount if amount is None or not (down or amount.is_signed()) else (-1 if down else 1) * abs(amount)
        for amount, down in zip(amounts, credit, strict=True)
    ]
