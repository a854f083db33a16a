"""The records of both systems, as the adapters hand them up.

Texts have passed the border already: control characters are visible marks, CPR-shaped numbers are masked,
blanks at the ends are kept only where they matter (`foreign_id`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer of ClientTime; None where the column is not mapped or holds NULL.

    `created` and `modified` are aware times, and only set where the column carries a time of day;
    `created_on` is the bare date.
    """

    key: str
    code: str
    foreign_id: str | None
    name: str | None = None
    address: tuple[str, ...] = ()
    zip: str | None = None
    city: str | None = None
    country: str | None = None
    cvr: str | None = None
    ean: str | None = None
    email: str | None = None
    active: bool = True
    created: dt.datetime | None = None
    created_on: dt.date | None = None
    modified: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice or credit note of ClientTime; `customer` is the key of its customer.

    `gross` is signed: credit notes are negative whatever sign the column has. `sent` is ClientTime's own
    mark, None where the site has none; `sent_on` is the day it was set, where it tells one. `issued` and `sent_at` are
    only set where date and mark carry a time of day.
    """

    key: str
    number: str
    customer: str
    date: dt.date | None = None
    due: dt.date | None = None
    currency: str = "DKK"
    net: Decimal | None = None
    vat: Decimal | None = None
    gross: Decimal | None = None
    credit: bool = False
    draft: bool = False
    error: str | None = None
    sent: bool | None = None
    issued: dt.datetime | None = None
    sent_at: dt.datetime | None = None
    sent_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Debtor:
    """A customer of e-conomic; the other name keeps the two systems apart in code and talk."""

    number: int
    name: str
    address: str | None = None
    zip: str | None = None
    city: str | None = None
    country: str | None = None
    cvr: str | None = None
    ean: str | None = None
    email: str | None = None
    barred: bool = False
    balance: Decimal | None = None
    currency: str | None = None
    group: int | None = None
    last_updated: dt.datetime | None = None


class Place(StrEnum):
    """The four places of e-conomic in which an invoice can be."""

    DRAFTS = "drafts"
    BOOKED = "booked"
    JOURNAL = "journal"
    ENTRIES = "entries"


@dataclass(frozen=True, slots=True)
class Document:
    """One draft, booked invoice, journal line or booked entry that may be a ClientTime invoice.

    `id` is e-conomic's own number of it. `reference` is `references.other`; `number` is
    bookedInvoiceNumber or customerInvoiceNumber. `gross` is signed, credit notes negative. `text` holds
    heading and text lines, for numbers that stand in prose only. `kind` is e-conomic's entry type of
    journal lines and entries: 1 customer invoice, 10 manual customer invoice.
    """

    place: Place
    id: str
    customer_number: int | None = None
    reference: str | None = None
    number: str | None = None
    date: dt.date | None = None
    currency: str | None = None
    gross: Decimal | None = None
    text: str = ""
    lines: int | None = None
    journal: int | None = None
    kind: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of an accounting year in e-conomic; nothing can be booked in a closed one."""

    first: dt.date
    last: dt.date
    closed: bool
