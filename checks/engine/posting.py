"""Where a ClientTime invoice is in e-conomic: posted, waiting, nowhere, or not to be told.

The decision table is economic-api 5.8, sharpened by contract section 6. A document that carries the number where the
site says that it stands is this invoice, whatever its customer, amount or currency. A number in the other field or in
a text counts only together with customer and amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from checks.engine.amounts import CENT_A_LINE, leeway, same_amount, same_currency
from checks.engine.foreign_id import parse_foreign_id
from checks.engine.ledger import Ledger, ledger, names, number_key, own_number, word_of
from checks.engine.links import Fault, link_of
from checks.engine.records import Document, Invoice, Place
from checks.engine.snapshot import PLACES, Snapshot


class Standing(StrEnum):
    """The answer; `TAKEN` is absent too, but something else has the number."""

    POSTED = "posted"
    DRAFT = "draft"
    JOURNAL = "journal"
    TAKEN = "taken"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Posting:
    """Where an invoice is and by which documents; `told` is set where only a text has the number."""

    standing: Standing
    documents: tuple[Document, ...] = ()
    told: bool = False


_BOOKED = frozenset({Place.BOOKED, Place.ENTRIES})


def posting(snapshot: Snapshot, invoice: Invoice) -> Posting:
    """Look in all four places; what was found counts though another place is unread, absence does not."""
    index, key = ledger(snapshot), number_key(invoice.number)
    own, other = index.own.get(key, ()), index.other.get(key, ())
    told = () if own else _told(snapshot, index, invoice)
    agreeing = tuple(d for d in other if d not in own and _counts(snapshot, index, invoice, d))
    found = (*own, *agreeing, *told)
    if posted := tuple(d for d in found if d.place in _BOOKED):
        return Posting(Standing.POSTED, posted, bool(told))
    if snapshot.missing(PLACES):
        return Posting(Standing.UNKNOWN)
    if drafts := tuple(d for d in found if d.place is Place.DRAFTS):
        return Posting(Standing.DRAFT, drafts, bool(told))
    if journal := found or _nameless(snapshot, index, invoice):
        return Posting(Standing.JOURNAL, journal, bool(told))
    return Posting(Standing.TAKEN, other) if other else Posting(Standing.ABSENT)


def differs(snapshot: Snapshot, invoice: Invoice, documents: tuple[Document, ...]) -> tuple[str, ...]:
    """Return what none of the documents says as the invoice does: currency, amount, customer.

    Over a link that leads nowhere or to a stranger nobody can say whose account is the right one.
    """
    number = None if _astray(snapshot, invoice) else debtor_number(snapshot, invoice)
    found: list[str] = []
    if all(same_currency(invoice, d) is False for d in documents):
        found.append("currency")
    elif all(same_amount(invoice, d) is False for d in documents) and not _split(invoice, documents):
        found.append("amount")
    if number and all(d.customer_number not in (None, number) for d in documents):
        found.append("customer")
    return tuple(found)


def totals(invoice: Invoice, documents: tuple[Document, ...]) -> tuple[Decimal, Decimal, Decimal] | None:
    """Return what ClientTime has, what the documents add up to, and the leeway; None where that is not one sum.

    A credit note may have either sign on either side.
    """
    amounts = [d.gross for d in documents if d.gross is not None and same_currency(invoice, d) is not False]
    if invoice.gross is None or not amounts or len(amounts) < len(documents):
        return None
    lines = None if any(d.lines is None for d in documents) else sum(d.lines or 0 for d in documents)
    ours, theirs = invoice.gross, sum(amounts[1:], amounts[0])
    return (abs(ours), abs(theirs), leeway(lines)) if invoice.credit else (ours, theirs, leeway(lines))


def debtor_number(snapshot: Snapshot, invoice: Invoice) -> int | None:
    """Return the e-conomic number that the invoice's customer has or plainly means, where only one may be meant."""
    cells = [parse_foreign_id(c.foreign_id) for c in snapshot.customers_by_key.get(invoice.customer, ())]
    numbers = {number for cell in cells if (number := cell.exact or cell.meant)}
    return numbers.pop() if len(numbers) == 1 else None


def _astray(snapshot: Snapshot, invoice: Invoice) -> bool:
    link = link_of(snapshot, invoice.customer)
    return link is not None and link.fault in (Fault.DANGLING, Fault.MISLINKED)


def _split(invoice: Invoice, documents: tuple[Document, ...]) -> bool:
    """Tell whether the documents are the lines of one invoice, one an account, that add up to it."""
    sums = totals(invoice, documents)
    return sums is not None and abs(sums[0] - sums[1]) <= max(sums[2], CENT_A_LINE * len(documents))


def agrees(snapshot: Snapshot, invoice: Invoice, document: Document) -> bool:
    """Tell whether customer, amount and currency are the invoice's."""
    number = debtor_number(snapshot, invoice)
    money = same_amount(invoice, document) is True and same_currency(invoice, document) is not False
    return money and number is not None and document.customer_number == number


def _counts(snapshot: Snapshot, index: Ledger, invoice: Invoice, document: Document) -> bool:
    """Customer and amount agree, and the document does not carry the number of another ClientTime invoice."""
    carried = own_number(document, snapshot)
    another = carried in index.numbers and carried != number_key(invoice.number)
    return not another and agrees(snapshot, invoice, document)


def _told(snapshot: Snapshot, index: Ledger, invoice: Invoice) -> tuple[Document, ...]:
    return tuple(
        d
        for d in index.told.get(word_of(invoice.number), ())
        if _counts(snapshot, index, invoice, d)
        and names(invoice.number, d.text)
        and (d.place not in _BOOKED or None in (d.date, invoice.date) or d.date == invoice.date)
    )


def _nameless(snapshot: Snapshot, index: Ledger, invoice: Invoice) -> tuple[Document, ...]:
    """A journal line that lost its number: customer, date and amount say which invoice it is."""
    number = debtor_number(snapshot, invoice)
    if number is None or invoice.date is None:
        return ()
    lines = index.nameless.get((number, invoice.date), ())
    return tuple(d for d in lines if agrees(snapshot, invoice, d))
