"""The invoice table: its one statement, and its rows as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from decimal import Decimal

from checks.adapters.border import amount, folded, moment, text, truth
from checks.adapters.dialect import Dialect
from checks.adapters.mapping import InvoiceMapping, Truth
from checks.adapters.personal_numbers import PersonalNumbers
from checks.adapters.schema import Table
from checks.engine.records import Invoice


@dataclass(frozen=True, slots=True)
class InvoiceTable:
    """`columns` are the catalogue's names by mapping key; the key falls back to the invoice number."""

    table: Table
    columns: Mapping[str, str]
    mapping: InvoiceMapping
    dialect: Dialect
    zone: tzinfo | None = None
    numbers: PersonalNumbers = field(default_factory=PersonalNumbers)

    def select(self) -> str:
        """Return the statement that reads the mapped columns in key order."""
        quoted = self.dialect.quoted
        wanted = ", ".join(map(quoted, self.columns.values()))
        key = quoted(self.columns.get("key", self.columns["number"]))
        path = self.dialect.path(self.table.schema, self.table.name)
        return f"SELECT {wanted} FROM {path} ORDER BY {key}"  # noqa: S608 - looked up and quoted

    def record(self, row: Sequence[object]) -> Invoice:
        """Return one row as a record; credit notes are negative whatever sign the column has."""
        cells = dict(zip(self.columns, row, strict=True))
        gross, net, vat = (amount(cells.get(name)) for name in ("gross", "net", "vat"))
        if gross is None and net is not None:
            gross = net + (vat or Decimal(0))
        credit = self._credit(cells, gross)
        sign = -1 if credit else 1
        day, issued = moment(cells.get("date"), self.zone)
        due, _ = moment(cells.get("due"), self.zone)
        draft = truth(cells["draft"], self.mapping.draft) if self.mapping.draft else None
        number = self.numbers.code(cells.get("number")) or ""
        return Invoice(
            key=self.numbers.code(cells["key"]) or "" if "key" in cells else number,
            number=number,
            customer=self.numbers.code(cells.get("customer")) or "",
            date=day,
            due=due,
            currency=(text(cells.get("currency")) or "DKK").upper(),
            net=None if net is None else sign * abs(net),
            vat=None if vat is None else sign * abs(vat),
            gross=None if gross is None else sign * abs(gross),
            credit=credit,
            draft=draft is True,
            error=text(cells.get("error")),
            sent=self._sent(cells),
            issued=issued,
        )

    def _credit(self, cells: Mapping[str, object], gross: Decimal | None) -> bool:
        kind = (text(cells.get("kind")) or "").casefold()
        named = bool(kind) and kind in folded(self.mapping.credit_values)
        return named or (gross is not None and gross < 0)

    def _sent(self, cells: Mapping[str, object]) -> bool | None:
        transfer = self.mapping.transfer
        if transfer.mode == "none" or transfer.column is None:
            return None
        if transfer.mode == "timestamp":
            return text(cells["transfer"]) is not None
        return truth(cells["transfer"], Truth(transfer.column)) is True
