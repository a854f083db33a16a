"""Whether two totals are the same money, and sums by currency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from checks.engine.model import Money
from checks.engine.records import Document, Invoice

CENT_A_LINE = Decimal("0.01")
UNKNOWN_LINES = Decimal("0.05")


def same_amount(invoice: Invoice, document: Document) -> bool | None:
    """Tell whether the totals agree; None where one of them is not known.

    Each line of e-conomic may round by a cent. A credit note may have either sign on either side.
    """
    if invoice.gross is None or document.gross is None:
        return None
    ours, theirs = invoice.gross, document.gross
    if invoice.credit:
        ours, theirs = abs(ours), abs(theirs)
    return abs(ours - theirs) <= leeway(document.lines)


def leeway(lines: int | None) -> Decimal:
    """Return by how much totals of so many lines may differ and still agree; None where nobody knows how many."""
    return UNKNOWN_LINES if lines is None else CENT_A_LINE * max(lines, 1)


def same_currency(invoice: Invoice, document: Document) -> bool | None:
    """Tell whether the currencies agree; None where e-conomic's is not known."""
    if not document.currency:
        return None
    return invoice.currency.strip().upper() == document.currency.strip().upper()


def total(invoices: Iterable[Invoice]) -> Money:
    """Return the gross sums by currency; credit notes count negative."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for invoice in invoices:
        if invoice.gross is not None:
            sums[invoice.currency] += invoice.gross
    return tuple(sorted(sums.items()))
