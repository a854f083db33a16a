"""One invoice that the operator knows: its number, date, amount and customer's code, and nothing else of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from checks.adapters.border import text
from checks.adapters.dialect import Dialect
from checks.adapters.invoice_row import InvoiceTable
from checks.adapters.link_write import fetched
from checks.adapters.mapping import CustomerMapping, InvoiceMapping
from checks.adapters.schema import Catalogue, look_up, mapped_column, resolve
from checks.engine.cpr import holds_cpr
from checks.engine.records import Invoice

READ = ("table", "number", "customer", "date", "currency", "net", "vat", "gross")
"""Of the mapped columns; a text that somebody wrote is in none of them."""


@dataclass(frozen=True, slots=True)
class KnownInvoice:
    """`customer` is the customer's code, None where the invoice leads to no single customer."""

    number: str
    customer: str | None
    day: date | None
    gross: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class InvoiceLook:
    """Looks one invoice up by a mapping that is not in use yet; raises SourceFault."""

    connection: Any
    catalogue: Catalogue
    dialect: Dialect
    customers: CustomerMapping
    invoices: InvoiceMapping

    def greatest(self) -> str | None:
        """Return a number to begin with: of those that there are, the one that sorts last."""
        table = self._table()
        query = f"SELECT MAX({self.dialect.quoted(table.columns['number'])}) {self._from(table)}"
        found = next((text(value) for (value,) in fetched(self.connection, query)), None)
        return None if holds_cpr(found) else found

    def invoice(self, number: str) -> KnownInvoice | None:
        """Return the invoice of this number; None where there is none, or several."""
        table = self._table()
        wanted = ", ".join(map(self.dialect.quoted, table.columns.values()))
        where = f"WHERE {self.dialect.quoted(table.columns['number'])} = ?"
        query = f"SELECT {wanted} {self._from(table)} {where}"
        rows = [table.record(row) for row in fetched(self.connection, query, (number,))]
        return self._known(rows[0]) if len(rows) == 1 else None

    def _known(self, found: Invoice) -> KnownInvoice:
        codes = list(self._codes(found.customer))
        customer = codes[0] if len(codes) == 1 else None
        return KnownInvoice(found.number, customer, found.date, found.gross, found.currency)

    def _codes(self, key: str) -> Iterator[str]:
        found = look_up(self.catalogue, self.customers.table, "customer")
        named = {"code": self.customers.code, "key": self.customers.key or self.customers.code}
        columns = {part: mapped_column(found, part, name, "customer") for part, name in named.items()}
        quoted = self.dialect.quoted
        path = self.dialect.path(found.schema, found.name)
        query = f"SELECT {quoted(columns['code'])} FROM {path} WHERE {quoted(columns['key'])} = ?"  # noqa: S608 - looked up and quoted
        yield from (text(value) or "" for (value,) in fetched(self.connection, query, (key,)))

    def _table(self) -> InvoiceTable:
        mapping = InvoiceMapping(**{name: getattr(self.invoices, name) for name in READ})
        found = look_up(self.catalogue, mapping.table, "invoice")
        return InvoiceTable(found, resolve(found, mapping, "invoice"), mapping, self.dialect)

    def _from(self, table: InvoiceTable) -> str:
        return f"FROM {self.dialect.path(table.table.schema, table.table.name)}"
