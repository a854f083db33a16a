"""In what an invoice that arrived, or is said to have arrived, is not what ClientTime says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from checks.engine.ledger import MANUAL, number_key
from checks.engine.links import Link, link_of
from checks.engine.posting import Posting, Standing, differs, totals
from checks.engine.records import Debtor, Document, Invoice, Place
from checks.engine.snapshot import Snapshot
from checks.engine.waiting import looked_up

QUIET = frozenset({"not-marked", "number-missing"})
"""The money is right in these; what can go wrong still is that it is sent again."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One invoice with what contradicts it; `cents` is a difference within what each line may round by."""

    invoice: Invoice
    link: Link | None
    posting: Posting
    cause: str
    cents: bool = False

    @property
    def name(self) -> str:
        """Return whose invoice it is, as ClientTime says."""
        customer = self.link.customer if self.link else None
        return (customer.name or customer.code) if customer else self.invoice.customer or "NULL"

    @property
    def number(self) -> int | None:
        """Return the e-conomic number that its customer has."""
        return self.link.number if self.link else None

    @property
    def more(self) -> Decimal | None:
        """Return by how much more e-conomic has, where that can be told."""
        sums = totals(self.invoice, originals(self.posting.documents))
        return None if sums is None else sums[1] - sums[0]

    @property
    def evidence(self) -> Iterator[object]:
        """Yield what the documents say: an ignore ends when it changes."""
        for d in self.posting.documents:
            yield d.place, d.id, d.customer_number, d.currency, d.gross

    def account(self, snapshot: Snapshot) -> Debtor | None:
        """Return the customer on whose account it stands in e-conomic."""
        numbers = (document.customer_number or 0 for document in self.posting.documents)
        return next((debtor for number in numbers if (debtor := snapshot.debtor_by_number.get(number))), None)


def conflicts(snapshot: Snapshot) -> tuple[Conflict, ...]:
    """Return every invoice that is not in e-conomic as ClientTime says; only while all places are complete."""
    return snapshot.shared(_conflicts)


def _conflicts(snapshot: Snapshot) -> tuple[Conflict, ...]:
    return tuple(_judged(snapshot))


def _judged(snapshot: Snapshot) -> Iterator[Conflict]:
    for invoice, found in looked_up(snapshot):
        cause = _cause(snapshot, invoice, found)
        if cause or (found.standing is Standing.POSTED and _cents(invoice, found.documents)):
            yield Conflict(invoice, link_of(snapshot, invoice.customer), found, cause or "amount", cause is None)


def _cause(snapshot: Snapshot, invoice: Invoice, found: Posting) -> str | None:
    """Name the worst that is wrong; what waits as a draft, or whose number is taken, has its home elsewhere."""
    match found.standing:
        case Standing.ABSENT:
            return "marked-but-absent" if invoice.sent is True and not _on_its_way(snapshot, invoice) else None
        case Standing.JOURNAL:
            return next(iter(differs(snapshot, invoice, found.documents)), None)
        case Standing.POSTED:
            return (
                _several(invoice, found.documents)
                or next(iter(differs(snapshot, invoice, found.documents)), None)
                or ("number-missing" if found.told else None)
                or ("not-marked" if invoice.sent is False else None)
            )
        case _:
            return None


def _several(invoice: Invoice, documents: tuple[Document, ...]) -> str | None:
    """Judge several documents by their sum: lines of one invoice add up, and a credited copy is taken back."""
    whole = originals(documents)
    if len(whole) < 2:
        return None
    sums = totals(invoice, whole)
    if sums is None:
        return "posted-twice"
    ours, theirs, leeway = sums
    if abs(ours - theirs) <= leeway:
        return None
    return "posted-twice" if abs(theirs) > abs(ours) else "amount"


def originals(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Return the documents without the ledger's own lines of booked ones among them."""
    booked = {number_key(d.number) for d in documents if d.place is Place.BOOKED}
    return tuple(
        d
        for d in documents
        if d.place is not Place.ENTRIES or d.kind in (None, MANUAL) or number_key(d.number) not in booked
    )


def _cents(invoice: Invoice, documents: tuple[Document, ...]) -> bool:
    """Tell whether what was posted is a little off; `differs` has said that it is no more than that."""
    sums = totals(invoice, originals(documents))
    return sums is not None and sums[0] != sums[1]


def _on_its_way(snapshot: Snapshot, invoice: Invoice) -> bool:
    """A mark that was set just now may be newer than what e-conomic had to say when it was read."""
    if invoice.sent_at is None:
        return False
    return timedelta() <= snapshot.now - invoice.sent_at < snapshot.rules.patience
