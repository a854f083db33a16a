"""How ClientTime's invoices arrive in e-conomic, learnt from those that are there: nobody has documented it."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from checks.engine.ledger import MANUAL, Ledger, ledger, number_key
from checks.engine.posting import agrees
from checks.engine.records import Document, Invoice, Place
from checks.engine.snapshot import PLACES, Snapshot

ENOUGH = 5
"""So many matched invoices are needed before the site file is doubted."""


class Way(StrEnum):
    """Where an arrived invoice carries ClientTime's number; the first two are values of `invoice_reference`."""

    REFERENCE = "references.other"
    NUMBER = "bookedInvoiceNumber"
    JOURNAL = "journal"


def ways(snapshot: Snapshot) -> tuple[tuple[Way, int], ...]:
    """Return how many invoices came in which way, the most usual first; none while a place is unread.

    Only documents that agree in customer, amount and currency teach: an equal number alone is a coincidence.
    """
    return snapshot.shared(_ways)


def other_field(snapshot: Snapshot) -> Way | None:
    """Return the field that holds the numbers, where the site file names the other one; None where it may be right."""
    found = dict(ways(snapshot))
    named = Way(snapshot.rules.invoice_reference)
    other = Way.NUMBER if named is Way.REFERENCE else Way.REFERENCE
    return other if found.get(other, 0) >= max(ENOUGH, 4 * found.get(named, 0)) else None


def _ways(snapshot: Snapshot) -> tuple[tuple[Way, int], ...]:
    if snapshot.missing(PLACES) or not snapshot.customers.complete:
        return ()
    index = ledger(snapshot)
    counted = Counter(way for invoice in snapshot.invoices.rows for way in _of(snapshot, index, invoice))
    return tuple(counted.most_common())


def _of(snapshot: Snapshot, index: Ledger, invoice: Invoice) -> set[Way]:
    key = number_key(invoice.number)
    carrying = (*index.own.get(key, ()), *index.other.get(key, ()))
    return {way for d in carrying if agrees(snapshot, invoice, d) and (way := _way(d, key)) is not None}


def _way(document: Document, key: str) -> Way | None:
    """A document with the number in both fields says nothing of which one is meant."""
    if document.place is Place.JOURNAL or (document.place is Place.ENTRIES and document.kind == MANUAL):
        return Way.JOURNAL
    if document.place is Place.ENTRIES:
        return None
    reference, number = number_key(document.reference) == key, number_key(document.number) == key
    return None if reference == number else Way.REFERENCE if reference else Way.NUMBER
