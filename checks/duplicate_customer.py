"""A customer that e-conomic has twice: its invoices end on two accounts, and nobody sees the whole balance.

It comes about when a customer is made in ClientView and in e-conomic too. e-conomic cannot merge customers: a person
chooses which one stays, and bars the other. Municipalities and branches share a CVR number on purpose.
"""

from collections.abc import Iterator

from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.duplicates import Twin, twins
from checks.engine.model import Fact, Finding, Severity
from checks.engine.phrase import Personal, Phrase
from checks.engine.records import Debtor
from checks.engine.snapshot import Part, Snapshot

CAUSES = {
    "ean": Phrase("same EAN", "samme EAN"),
    "cvr": Phrase("same CVR and name", "samme CVR og navn"),
    "name": Phrase("same name and address", "samme navn og adresse"),
}
SUMMARY = Phrase("{number} {name} is there already as {others}", "{number} {name} findes allerede som {others}")
WHY = (
    Phrase(
        "Both have the {shown}. ClientTime is linked to neither. Choose one, and bar the other in e-conomic.",
        "Begge har {shown}. ClientTime er knyttet til ingen af dem. Vælg én, og spær den anden i e-conomic.",
    ),
    Phrase(
        "Both have the {shown}. ClientTime is linked to {linked}. Bar the other in e-conomic when it is settled.",
        "Begge har {shown}. ClientTime er knyttet til {linked}. Spær den anden i e-conomic, når den er afviklet.",
    ),
    Phrase(
        "Both have the {shown}. ClientTime is linked to {linked}: it has the customer twice as well.",
        "Begge har {shown}. ClientTime er knyttet til {linked}: den har også kunden to gange.",
    ),
)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the younger one of two customers that are one."""
    return (_finding(snapshot, twin) for twin in twins(snapshot.debtors.rows))


def _finding(snapshot: Snapshot, twin: Twin) -> Finding:
    both = (*twin.others, twin.debtor)
    linked = [str(debtor.number) for debtor in both if debtor.number in snapshot.linked]
    others = ", ".join(str(debtor.number) for debtor in twin.others)
    why = WHY[min(len(linked), 2)].worded(shown=CAUSES[twin.shown_by]).with_(linked=", ".join(linked))
    return Finding(
        key=f"{CHECK.id}:{twin.debtor.number}",
        check=CHECK.id,
        severity=Severity.INFO,
        summary=SUMMARY.with_(number=twin.debtor.number, name=Personal(twin.debtor.name), others=others),
        subject=twin.debtor.name,
        cause=twin.shown_by,
        customer_number=twin.debtor.number,
        why=why,
        actions=("handover", "ignore"),
        facts=tuple(Fact("name", None, f"{debtor.number} {debtor.name}, {_place(debtor)}") for debtor in both),
        basis=basis(twin.shown_by, others),
    )


def _place(debtor: Debtor) -> str:
    return f"{debtor.zip or ''} {debtor.city or ''}".strip() or "–"


CHECK = Check(
    id=check_id(__name__),
    order=22,
    word=Phrase("Twice", "Dobbelt"),
    title=Phrase("Customers that e-conomic has twice", "Kunder, som e-conomic har to gange"),
    help=Phrase("Same CVR number, EAN, or name and address.", "Samme CVR-nummer, EAN eller navn og adresse."),
    needs=frozenset({Part.CUSTOMERS, Part.DEBTORS}),
    find=find,
    causes=CAUSES,
)
