"""Records and snapshots with as few words as a test needs; everything left out is ordinary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from checks.engine.phrase import Phrase
from checks.engine.records import Customer, Debtor, Document, Invoice, Period, Place
from checks.engine.snapshot import Part, Reading, Rules, Snapshot

NOW = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
LONG_AGO = dt.datetime(2025, 3, 1, 9, 0, tzinfo=dt.UTC)
JUST_NOW = NOW - dt.timedelta(minutes=4)
OUTAGE = Phrase("e-conomic answered 503", "e-conomic svarede 503")
T = TypeVar("T")

VALID_CVR = "13748136"
OTHER_CVR = "25313763"


def customer(code: str = "1042", foreign_id: str | None = "20042", **other: object) -> Customer:
    """Return a linked, settled customer of ClientTime; its key is K and its code."""
    plain = Customer(
        key=f"K{code}",
        code=code,
        foreign_id=foreign_id,
        name="Hansen Byg ApS",
        address=("Nørregade 12", "2. tv"),
        zip="8000",
        city="Aarhus C",
        country="Danmark",
        cvr=VALID_CVR,
        created=LONG_AGO,
    )
    return replace(plain, **other)  # type: ignore[arg-type]  # fields by name


def debtor(number: int = 20042, /, **other: object) -> Debtor:
    """Return the same company as e-conomic has it."""
    plain = Debtor(
        number=number,
        name="Hansen Byg ApS",
        address="Nørregade 12\n2. tv",
        zip="8000",
        city="Aarhus C",
        country="Danmark",
        cvr=VALID_CVR,
        currency="DKK",
    )
    return replace(plain, **other)  # type: ignore[arg-type]  # fields by name


def invoice(number: str = "10234", of: str = "1042", gross: str = "1250.00", **other: object) -> Invoice:
    """Return a final invoice, a month old, of the customer with this code."""
    plain = Invoice(
        key=f"I{number}", number=number, customer=f"K{of}", date=dt.date(2026, 10, 14), gross=Decimal(gross), sent=False
    )
    return replace(plain, **other)  # type: ignore[arg-type]  # fields by name


def document(place: Place, carried: str | None = None, gross: str = "1250.00", **other: object) -> Document:
    """Return a draft, booked invoice, journal line or entry of debtor 20042 that matches `invoice()`."""
    plain = Document(
        place=place,
        id=f"{place.value}-1",
        customer_number=20042,
        date=dt.date(2026, 10, 14),
        currency="DKK",
        gross=Decimal(gross),
    )
    field = "number" if place in (Place.JOURNAL, Place.ENTRIES) else "reference"
    return replace(plain, **({field: carried} | other))  # type: ignore[arg-type]  # fields by name


def draft(reference: str | None = "10234", gross: str = "1250.00", **other: object) -> Document:
    """Return a draft invoice with this reference."""
    return document(Place.DRAFTS, reference, gross, **other)


def booked(reference: str | None = "10234", gross: str = "1250.00", **other: object) -> Document:
    """Return a booked invoice with this reference; e-conomic gave it a number of its own."""
    return document(Place.BOOKED, reference, gross, **({"number": "501"} | other))


def line(number: str | None = "10234", gross: str = "1250.00", **other: object) -> Document:
    """Return a journal line of type customer invoice."""
    return document(Place.JOURNAL, number, gross, **other)


def entry(number: str | None = "10234", gross: str = "1250.00", **other: object) -> Document:
    """Return a booked entry of type customer invoice."""
    return document(Place.ENTRIES, number, gross, **other)


def snapshot(*rows: Customer | Invoice | Debtor | Document | Period, rules: Rules | None = None) -> Snapshot:
    """Return both systems with these rows, everything else read and empty."""
    return Snapshot(
        NOW,
        rules or Rules(),
        customers=read(r for r in rows if isinstance(r, Customer)),
        invoices=read(r for r in rows if isinstance(r, Invoice)),
        debtors=read(r for r in rows if isinstance(r, Debtor)),
        drafts=_placed(rows, Place.DRAFTS),
        booked=_placed(rows, Place.BOOKED),
        journal=_placed(rows, Place.JOURNAL),
        entries=_placed(rows, Place.ENTRIES),
        periods=read(r for r in rows if isinstance(r, Period)),
    )


def read(rows: Iterable[T]) -> Reading[T]:
    """Return a complete reading of these rows."""
    return Reading(tuple(rows), NOW)


def failed(whole: Snapshot, *parts: Part) -> Snapshot:
    """Return the snapshot after these parts could not be read again: the old rows stay, with the reason."""
    faults = {part.value: replace(whole.reading(part), fault=OUTAGE) for part in parts}
    return replace(whole, **faults)  # type: ignore[arg-type]  # parts by name


def unread(whole: Snapshot, *parts: Part) -> Snapshot:
    """Return the snapshot before these parts were read for the first time."""
    empty: dict[str, Reading[object]] = {part.value: Reading() for part in parts}
    return replace(whole, **empty)  # type: ignore[arg-type]  # parts by name


def appeared(whole: Snapshot, part: Part, key: str, at: dt.datetime = JUST_NOW) -> Snapshot:
    """Return the snapshot in which this record was not there at the first complete reading."""
    return replace(whole, sightings={**whole.sightings, (part, key): at})


def _placed(rows: Iterable[object], place: Place) -> Reading[Document]:
    return read(r for r in rows if isinstance(r, Document) and r.place is place)
