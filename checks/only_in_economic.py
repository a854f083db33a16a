"""An e-conomic customer that ClientTime does not know: usually created on the wrong side, by hand.

New customers have to be created in ClientView (the vendor's support note). One that was created in e-conomic is never
kept up to date, and the synchronisation makes a second one as soon as ClientView has it too.
"""

from collections.abc import Iterator

from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.facts import customer_facts
from checks.engine.foreign_id import parse_foreign_id
from checks.engine.matching import suggestions
from checks.engine.model import Finding, Severity
from checks.engine.phrase import Personal, Phrase
from checks.engine.records import Debtor
from checks.engine.snapshot import Part, Snapshot
from checks.engine.waiting import first_seen

SUMMARY = Phrase("{number} {name} is only in e-conomic", "{number} {name} findes kun i e-conomic")
WHY = Phrase(
    "No ClientTime customer refers to {number}: what changes in ClientTime never reaches it.",
    "Ingen ClientTime-kunde henviser til {number}: ændringer i ClientTime når aldrig frem til den.",
)
WHY_LIKELY = Phrase(
    "No ClientTime customer refers to {number}. The unlinked customer {code} seems to be it.",
    "Ingen ClientTime-kunde henviser til {number}. Kunden {code} uden tilknytning ligner samme kunde.",
)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the debtors to which no foreign id refers, clean or plainly meant; barred ones are out of use."""
    open_rows = any(c.active and parse_foreign_id(c.foreign_id).empty for c in snapshot.customers.rows)
    for debtor in snapshot.debtors.rows:
        if not debtor.barred and debtor.number not in snapshot.linked and debtor.number not in snapshot.meant:
            yield _finding(snapshot, debtor, open_rows)


def _finding(snapshot: Snapshot, debtor: Debtor, open_rows: bool) -> Finding:
    found = suggestions(snapshot).for_debtor(debtor)
    code = found[0].customer_code if found else ""
    likely = snapshot.customers_by_code.get(code, (None,))[0]
    return Finding(
        key=f"{CHECK.id}:{debtor.number}",
        check=CHECK.id,
        severity=Severity.WARNING,
        summary=SUMMARY.with_(number=debtor.number, name=Personal(debtor.name)),
        subject=debtor.name,
        customer_number=debtor.number,
        since=first_seen(snapshot, Part.DEBTORS, str(debtor.number)),
        why=(WHY_LIKELY if found else WHY).with_(number=debtor.number, code=code),
        suggestions=found,
        actions=("link", "worklist", "ignore") if open_rows else ("worklist", "ignore"),
        facts=customer_facts(likely, debtor),
        basis=basis(debtor.number),
    )


CHECK = Check(
    id=check_id(__name__),
    order=2,
    word=Phrase("Only in e-conomic", "Kun i e-conomic"),
    title=Phrase("e-conomic customers unknown to ClientTime", "e-conomic-kunder, som ClientTime ikke kender"),
    help=Phrase(
        "e-conomic customers that no ClientTime customer is linked to: link them, or create them in ClientView.",
        "e-conomic-kunder, som ingen ClientTime-kunde er knyttet til: tilknyt dem, eller opret dem i ClientView.",
    ),
    needs=frozenset({Part.CUSTOMERS, Part.DEBTORS}),
    find=find,
)
