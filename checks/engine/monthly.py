"""What both systems have invoiced in each month and currency: the proof that nothing is missing, and nothing extra."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from checks.engine.amounts import UNKNOWN_LINES
from checks.engine.posting import Posting, Standing, posting
from checks.engine.records import Document, Invoice
from checks.engine.snapshot import Snapshot
from checks.engine.text import blank
from checks.engine.waiting import expected, looked_up

OF_THE_MODULE = 1
"""The entry type of the ledger's own line of a booked invoice: it says nothing that the invoice does not."""


@dataclass(slots=True)
class Month:
    """The sums of one month in one currency; `missing` invoices are not posted, `strange` documents nobody's here."""

    first: date
    currency: str
    ours: Decimal = Decimal(0)
    theirs: Decimal = Decimal(0)
    documents: int = 0
    missing: int = 0
    strange: int = 0

    @property
    def differs(self) -> bool:
        """Tell whether the sums differ by more than rounding explains."""
        return abs(self.ours - self.theirs) > UNKNOWN_LINES * max(self.documents, 1)


def months(snapshot: Snapshot) -> tuple[Month, ...]:
    """Return the months in which the sums differ, the newest first; only while all places are complete."""
    found = dict[tuple[date, str], Month]()
    credited, known = defaultdict[tuple[object, str], bool](bool), set[tuple[object, str]]()
    for invoice, where in _final(snapshot):
        month = _month(found, invoice.date, invoice.currency)
        month.ours += invoice.gross or 0
        month.missing += where.standing is not Standing.POSTED
        for document in where.documents if where.standing is Standing.POSTED else ():
            known.add((document.place, document.id))
            credited[document.place, document.id] |= invoice.credit
    for document in _posted(snapshot):
        month, key = _month(found, document.date, document.currency), (document.place, document.id)
        amount = document.gross or Decimal(0)
        month.theirs += -abs(amount) if credited[key] else amount
        month.documents += 1
        month.strange += key not in known
    return tuple(sorted((m for m in found.values() if m.differs), key=lambda m: (m.first, m.currency), reverse=True))


def _month(found: dict[tuple[date, str], Month], day: date | None, currency: str | None) -> Month:
    key = ((day or date.min).replace(day=1), (currency or "DKK").strip().upper())
    return found.setdefault(key, Month(*key))


def _final(snapshot: Snapshot) -> Iterator[tuple[Invoice, Posting]]:
    """Yield the invoices of which both sides should know, and those that are there before anybody expects it."""
    for invoice, where in looked_up(snapshot):
        if _counts(snapshot, invoice.date):
            yield invoice, where
    for invoice in snapshot.invoices.rows:
        if invoice.draft or blank(invoice.number) or not _counts(snapshot, invoice.date) or expected(snapshot, invoice):
            continue
        if (where := posting(snapshot, invoice)).standing is Standing.POSTED:
            yield invoice, where


def _posted(snapshot: Snapshot) -> Iterator[Document]:
    manual = (entry for entry in snapshot.entries.rows if entry.kind != OF_THE_MODULE)
    for document in (*snapshot.booked.rows, *manual):
        if _counts(snapshot, document.date):
            yield document


def _counts(snapshot: Snapshot, day: date | None) -> bool:
    first = snapshot.rules.go_live
    return day is not None and (first is None or day >= first)
