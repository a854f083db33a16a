"""An invoice number that is in neither system, between numbers that are: no mark and no row shows what became of it.

Invoice numbers run on without gaps, so that completeness can be proved (bogføringsloven). One that ClientTime has and
e-conomic has not is `unposted-invoice`; one that neither has was deleted, or lost before it was ever sent.
"""

from collections.abc import Iterator, Mapping

from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.ledger import own_number
from checks.engine.model import Finding, Severity
from checks.engine.phrase import Phrase
from checks.engine.records import Invoice
from checks.engine.series import Gap, gaps
from checks.engine.snapshot import PLACES, Part, Snapshot
from checks.engine.text import tidy
from checks.engine.waiting import expected

SUMMARY = (
    Phrase("Number {first} is in neither system", "Nummer {first} findes i intet af systemerne"),
    Phrase(
        "Numbers {first} to {last} ({n}) are in neither system",
        "Numrene {first} til {last} ({n}) findes i intet af systemerne",
    ),
)
WHY = Phrase(
    "The next number, {after}, is there. Look in ClientTime whether the invoice was deleted or renumbered.",
    "Det næste nummer, {after}, findes. Se efter i ClientTime, om fakturaen er slettet eller omnummereret.",
)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the gaps of each series, as soon as the invoice behind the gap has had its time."""
    rows: Mapping[str, Invoice] = {tidy(invoice.number): invoice for invoice in snapshot.invoices.rows}
    theirs = (own_number(document, snapshot) for place in snapshot.documents.values() for document in place)
    for gap in gaps(rows, theirs):
        following = rows.get(gap.after)
        if following is None or expected(snapshot, following):
            yield _finding(gap, following)


def _finding(gap: Gap, following: Invoice | None) -> Finding:
    summary = SUMMARY[min(gap.count, 2) - 1]
    return Finding(
        key=f"{CHECK.id}:{gap.first}",
        check=CHECK.id,
        severity=Severity.INFO,
        summary=summary.with_(first=gap.first, last=gap.last, n=gap.count),
        invoice_number=gap.first,
        since=following.date if following else None,
        why=WHY.with_(after=gap.after),
        actions=("handover", "ignore"),
        basis=basis(gap.first, gap.last),
    )


CHECK = Check(
    id=check_id(__name__),
    order=25,
    word=Phrase("Gaps", "Huller"),
    title=Phrase("Invoice numbers that neither system has", "Fakturanumre, som intet af systemerne har"),
    help=Phrase("Numbers missing between those of both systems.", "Numre, der mangler mellem begge systemers."),
    needs=frozenset({Part.INVOICES, *PLACES}),
    find=find,
)
