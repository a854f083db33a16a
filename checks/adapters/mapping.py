"""Which table and column of the customer's own database is what; only three names are certain, the rest is told."""

from __future__ import annotations

from dataclasses import dataclass

CREDIT_VALUES = ("CreditNote", "Credit note", "Credit", "Kreditnota", "K", "2")
"""Values of the kind column that mean a credit note, unless the site says others."""


@dataclass(frozen=True, slots=True)
class Truth:
    """A column that says yes or no: by truth words, by `values`, turned round by `negated`, or by being `empty`."""

    column: str
    values: tuple[str, ...] = ()
    negated: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Transfer:
    """How ClientTime marks an invoice as sent: "timestamp" (a value), "flag" (a true value) or "none"."""

    mode: str = "none"
    column: str | None = None


@dataclass(frozen=True, slots=True)
class CustomerMapping:
    """The customer table; None is a column that is not there."""

    table: str
    code: str
    foreign_id: str
    key: str | None = None
    name: str | None = None
    address: tuple[str, ...] = ()
    zip: str | None = None
    city: str | None = None
    country: str | None = None
    cvr: str | None = None
    ean: str | None = None
    email: str | None = None
    active: Truth | None = None
    created: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class InvoiceMapping:
    """The invoice table; `customer` refers to the customer's key, or to its code where there is no key."""

    table: str
    key: str | None = None
    number: str | None = None
    customer: str | None = None
    date: str | None = None
    due: str | None = None
    currency: str | None = None
    net: str | None = None
    vat: str | None = None
    gross: str | None = None
    kind: str | None = None
    credit_values: tuple[str, ...] = CREDIT_VALUES
    draft: Truth | None = None
    error: str | None = None
    transfer: Transfer = Transfer()
