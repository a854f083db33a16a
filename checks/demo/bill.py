"""An invoice of ClientTime to be: numbered only when all are there, so that numbers follow the dates without gaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from checks.demo.planted import Planted

Row = dict[str, Any]
"""A row of either system by its own names; what a cell may hold is theirs to say."""

Deliver = Callable[..., None]
"""Takes the postings and the bill; postings are made of bills, so their type is not named here."""
CREDIT_DAYS = timedelta(days=14)


@dataclass(slots=True)
class Bill:
    """`deliver` puts it into e-conomic, or not. `planted` is what it hides, still without its number."""

    customer: Row
    debtor: int | None
    day: date
    net: Decimal
    deliver: Deliver
    currency: str = "DKK"
    taxed: bool = True
    credit: bool = False
    negative: bool = False
    marked: bool = True
    draft: bool = False
    numberless: bool = False
    error: str | None = None
    issued: datetime | None = None
    exported: datetime | None = None
    skips: int = 0
    """Numbers that are left out in front of its own."""
    planted: Planted | None = None
    near_miss: Planted | None = None
    number: str | None = None

    @property
    def vat(self) -> Decimal:
        """Return a quarter of the net amount, to the øre."""
        return (self.net / 4).quantize(Decimal("0.01")) if self.taxed else Decimal("0.00")

    @property
    def gross(self) -> Decimal:
        """Return what the customer pays, without a sign."""
        return self.net + self.vat

    @property
    def due(self) -> date:
        """Return when it is to be paid."""
        return self.day + CREDIT_DAYS

    def row(self, key: int, exported: datetime) -> Row:
        """Return it as ClientTime holds it; a credit note has the sign that this ClientTime gives it."""
        sign = -1 if self.negative else 1
        return {
            "InvoiceId": key,
            "InvoiceNumber": self.number,
            "CustomerId": self.customer["CustomerId"],
            "InvoiceDate": self.issued or self.day,
            "DueDate": self.due,
            "CurrencyCode": self.currency,
            "NetAmount": sign * self.net,
            "VatAmount": sign * self.vat,
            "GrossAmount": sign * self.gross,
            "InvoiceType": "CreditNote" if self.credit else "Invoice",
            "IsDraft": int(self.draft),
            "TransferError": self.error,
            "ExportedDate": exported if self.marked else None,
        }

    def numbered(self, one: Planted | None) -> Planted | None:
        """Return what is planted under this invoice's number."""
        return replace(one, key=f"{one.check}:{self.number}") if one else None
