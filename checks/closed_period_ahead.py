"""No accounting year for the next month, or a closed one: from the first on e-conomic refuses every invoice.

Seen each January: nobody has made the year, and the invoices of its first days pile up. It is told a month before.
An agreement without any accounting year keeps no books yet, so there is nothing to be ahead of.
"""

import datetime as dt
from collections.abc import Iterator

from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.model import Finding, Severity
from checks.engine.phrase import Phrase
from checks.engine.records import Invoice
from checks.engine.snapshot import Part, Snapshot

CAUSES = {
    "no-year": Phrase("no accounting year", "intet regnskabsår"),
    "closed": Phrase("the period is closed", "perioden er lukket"),
}
SUMMARY = {
    "no-year": Phrase("e-conomic has no accounting year for {month}", "e-conomic har intet regnskabsår for {month}"),
    "closed": Phrase("{month} is closed in e-conomic", "{month} er lukket i e-conomic"),
}
WHY = {
    "no-year": Phrase(
        "From {first} on nothing can be booked. The bookkeeper makes accounting years in e-conomic's settings.",
        "Fra den {first} kan intet bogføres. Bogholderen opretter regnskabsår i e-conomics indstillinger.",
    ),
    "closed": Phrase(
        "From {first} on nothing can be booked. The bookkeeper may have closed it by mistake, and can open it again.",
        "Fra den {first} kan intet bogføres. Bogholderen har måske lukket den ved en fejl og kan åbne den igen.",
    ),
}


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the next month, where it cannot be booked in."""
    first, last = next_month(snapshot.rules.day(snapshot.now))
    here = [p for p in snapshot.periods.rows if p.first <= last and first <= p.last]
    if snapshot.periods.rows and not (here and not any(p.closed for p in here)):
        yield _finding(snapshot, first, last, "closed" if here else "no-year")


def next_month(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the month after this day's."""
    first = (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    return first, (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)


def _finding(snapshot: Snapshot, first: dt.date, last: dt.date, cause: str) -> Finding:
    dated = [i for i in snapshot.invoices.rows if _waits(i, first, last)] if snapshot.invoices.complete else []
    month = f"{first:%Y-%m}"
    return Finding(
        f"{CHECK.id}:{month}", CHECK.id, Severity.WARNING if dated else Severity.INFO,
        SUMMARY[cause].with_(month=month), cause=cause, since=first if dated else None,
        why=WHY[cause].with_(first=first), actions=("handover", "ignore"), basis=basis(cause, month),
    )  # fmt: skip


def _waits(invoice: Invoice, first: dt.date, last: dt.date) -> bool:
    return not invoice.draft and invoice.date is not None and first <= invoice.date <= last


CHECK = Check(
    id=check_id(__name__),
    order=26,
    word=Phrase("Next month", "Næste måned"),
    title=Phrase("The next month cannot be booked in", "Næste måned kan ikke bogføres i"),
    help=Phrase("No accounting year, or a closed period.", "Intet regnskabsår eller en lukket periode."),
    needs=frozenset({Part.PERIODS}),
    find=find,
    causes=CAUSES,
)
