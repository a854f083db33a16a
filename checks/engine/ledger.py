"""The documents of e-conomic by the numbers that they carry, so that no invoice scans them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from checks.engine.amounts import UNKNOWN_LINES
from checks.engine.records import Document, Place
from checks.engine.snapshot import Part, Snapshot, grouped
from checks.engine.text import tidy

_RUN = re.compile(r"\w+")
MANUAL = 10
"""The entry type of a customer invoice that came through a journal."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """`own` are documents by the number that makes them a ClientTime invoice, `other` those that have a
    number in the other field, `told` those whose text has a word of a ClientTime number; `nameless` are journal
    lines without any number, by customer and date."""

    own: Mapping[str, tuple[Document, ...]]
    other: Mapping[str, tuple[Document, ...]]
    told: Mapping[str, tuple[Document, ...]]
    nameless: Mapping[tuple[int | None, date | None], tuple[Document, ...]]
    numbers: frozenset[str]
    """The numbers of ClientTime's invoices: a document with another of them is another invoice."""


@lru_cache(maxsize=262_144)
def number_key(text: str | None) -> str:
    """Return the key under which equal numbers meet: the trimmed text, without leading zeros if it is an integer."""
    trimmed = tidy(text)
    return trimmed.lstrip("0") or trimmed if trimmed.isdecimal() else trimmed


def ledger(snapshot: Snapshot) -> Ledger:
    """Return the index over those of the four places that may be judged by."""
    return snapshot.shared(_ledger)


def names(number: str, text: str) -> bool:
    """Tell whether the number stands in the text as a whole word: not in 10234-1, 1.10234 or 10234,50."""
    key = number_key(number)
    front = "0*" if key.isdecimal() else ""
    return bool(re.search(rf"(?<!\w)(?<!\d[-.,/]){front}{re.escape(key)}(?!\w)(?![-.,/]\d)", tidy(text)))


def word_of(number: str) -> str:
    """Return the word under which texts with this number are kept: its longest run of letters and digits."""
    return max((number_key(run) for run in _RUN.findall(tidy(number))), key=len, default="")


def _ledger(snapshot: Snapshot) -> Ledger:
    documents = [document for document in _readable(snapshot) if document.place is not Place.ENTRIES]
    by_reference = snapshot.rules.invoice_reference != "bookedInvoiceNumber"
    documents += _independent(snapshot)
    wanted = {word_of(invoice.number) for invoice in snapshot.invoices.rows}
    return Ledger(
        own=grouped((key, d) for d in documents if (key := number_key(_own(d, by_reference)))),
        other=grouped((key, d) for d in documents if (key := number_key(_other(d, by_reference)))),
        told=grouped((word, d) for d in documents if d.text for word in _words(d) & wanted),
        nameless=grouped(
            ((d.customer_number, d.date), d) for d in documents if d.place is Place.JOURNAL and not number_key(d.number)
        ),
        numbers=frozenset(key for invoice in snapshot.invoices.rows if (key := number_key(invoice.number))),
    )


def own_number(document: Document, snapshot: Snapshot) -> str:
    """Return the key of the number that makes a document a ClientTime invoice, or an empty text."""
    return number_key(_own(document, snapshot.rules.invoice_reference != "bookedInvoiceNumber"))


def _own(document: Document, by_reference: bool) -> str | None:
    if document.place in (Place.JOURNAL, Place.ENTRIES):
        return document.number
    return document.reference if by_reference else document.number


def _other(document: Document, by_reference: bool) -> str | None:
    if document.place in (Place.JOURNAL, Place.ENTRIES):
        return None
    return document.number if by_reference else document.reference


def _readable(snapshot: Snapshot) -> Iterator[Document]:
    for place, documents in snapshot.documents.items():
        if snapshot.reading(Part(place.value)).complete:
            yield from documents


def _independent(snapshot: Snapshot) -> list[Document]:
    """Return the booked entries that are documents of their own.

    Booking an invoice of the invoice module makes a ledger entry that carries the booked number. It says
    nothing that the booked document does not say, and where that one belongs to another invoice it is no
    evidence for the ClientTime invoice that merely has the same number. Without the list of booked
    documents the two cannot be told apart, so no entry counts then.
    """
    if not (snapshot.entries.complete and snapshot.booked.complete):
        return []
    shadows: dict[str, list[Document]] = defaultdict(list)
    for booked in snapshot.booked.rows:
        if key := number_key(booked.number):
            shadows[key].append(booked)
    return [entry for entry in snapshot.entries.rows if not _absorbed(entry, shadows.get(number_key(entry.number), []))]


def _absorbed(entry: Document, booked: list[Document]) -> bool:
    """Give the entry to the booked document that made it; each of them made one, and a manual entry is none."""
    for document in booked if entry.kind != MANUAL else ():
        if _made_by(document, entry):
            booked.remove(document)
            return True
    return False


def _made_by(booked: Document, entry: Document) -> bool:
    customer = (
        None in (booked.customer_number, entry.customer_number) or booked.customer_number == entry.customer_number
    )
    if booked.gross is None or entry.gross is None or booked.currency != entry.currency:
        return customer
    return customer and abs(abs(booked.gross) - abs(entry.gross)) <= UNKNOWN_LINES


def _words(document: Document) -> set[str]:
    return {number_key(run) for run in _RUN.findall(document.text)}
