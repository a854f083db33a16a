"""Which months do not add up, worked out from the rows of both systems alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from checks.demo.bill import Row
from checks.demo.planted import Planted

ROUNDING = Decimal("0.05")
Line = tuple[str, str, Decimal]
"""A month, a currency and an amount."""


def odd_months(invoices: Sequence[Row], books: Row, go_live: date) -> list[Planted]:
    """Return the months and currencies whose sums differ by more than each document may round by."""
    credit = {row["InvoiceNumber"] for row in invoices if row["InvoiceType"] == "CreditNote"}
    theirs = [line for line in _theirs(books, credit) if line[0] >= f"{go_live:%Y-%m}"]
    sums, documents = defaultdict[tuple[str, str], Decimal](Decimal), Counter((m, c) for m, c, _ in theirs)
    for month, currency, amount in _ours(invoices, go_live):
        sums[month, currency] -= amount
    for month, currency, amount in theirs:
        sums[month, currency] += amount
    odd = (place for place, sum_ in sums.items() if abs(sum_) > ROUNDING * max(documents[place], 1))
    return [Planted("monthly-totals", f"monthly-totals:{month}-{currency}") for month, currency in sorted(odd)]


def _ours(invoices: Iterable[Row], go_live: date) -> Iterator[Line]:
    for row in invoices:
        day = row["InvoiceDate"]
        if isinstance(day, datetime) or row["IsDraft"] or not row["InvoiceNumber"] or day < go_live:
            continue  # those with a time of day are inside the grace
        sign = -1 if row["InvoiceType"] == "CreditNote" else 1
        yield f"{day:%Y-%m}", row["CurrencyCode"], sign * abs(row["GrossAmount"])


def _theirs(books: Row, credit: set[str | None]) -> Iterator[Line]:
    for document in books["booked"]:
        amount = Decimal(str(document["grossAmount"]))
        if document.get("references", {}).get("other") in credit:
            amount = -abs(amount)
        yield document["date"][:7], document["currency"], amount
    for entry in books["bookedEntries"]:
        if entry["type"] == 10 and "customerNumber" in entry:
            yield entry["date"][:7], entry["currencyCode"], Decimal(str(entry["amount"]))
