"""What arrived in e-conomic is not what ClientTime sent, or did not arrive at all: refunds, and wrong VAT returns.

Nothing here is put right by a write: what is booked is credited by the bookkeeper, and what may be sent again is sent
by ClientTime. What rounding explains is told quietly. Waiting drafts and taken numbers are another check's.
"""

from collections.abc import Iterator

from checks.engine.amounts import total
from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.conflict import QUIET, Conflict, conflicts
from checks.engine.facts import customer_facts, documents_named, invoice_facts
from checks.engine.model import Finding, Severity
from checks.engine.names import invoice_name
from checks.engine.phrase import Personal, Phrase
from checks.engine.snapshot import Snapshot
from checks.engine.waiting import NEEDS

SUMMARY = "{number} {name}: "
CAUSES = {
    "posted-twice": Phrase("it is posted more than once", "den er bogført mere end én gang"),
    "amount": Phrase("e-conomic has another amount", "e-conomic har et andet beløb"),
    "currency": Phrase("e-conomic has another currency", "e-conomic har en anden valuta"),
    "customer": Phrase("it stands on another customer", "den står på en anden kunde"),
    "marked-but-absent": Phrase("marked as sent, yet nowhere", "markeret som sendt, men ingen steder"),
    "not-marked": Phrase("posted, yet not marked as sent", "bogført, men ikke markeret som sendt"),
    "number-missing": Phrase("posted without its number", "bogført uden sit nummer"),
}
CENTS = Phrase("a few øre off", "nogle øre ved siden af")
WHY = {
    "posted-twice": Phrase("{named}. The bookkeeper credits one.", "{named}. Bogholderen krediterer den ene."),
    "amount": Phrase("{named}: {more} off ClientTime's.", "{named}: {more} i forhold til ClientTime."),
    "currency": Phrase("{named}, in {theirs} for {ours}.", "{named}, i {theirs} i stedet for {ours}."),
    "customer": Phrase("{named}, with {account} for {number}.", "{named}, hos {account} i stedet for {number}."),
    "marked-but-absent": Phrase("It was deleted there, or never came.", "Den er slettet dér eller kom aldrig."),
    "not-marked": Phrase("{named}. Sent again, it is there twice.", "{named}. Sendes den igen, er den der to gange."),
    "number-missing": Phrase("{named} has it in its text only.", "{named} har det kun i sin tekst."),
}
ROUNDED = Phrase("{named}: {more} off, as rounding makes it.", "{named}: {more} forskel, som afrunding giver.")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield every invoice whose posting contradicts ClientTime, with the worst that is wrong."""
    return (_finding(snapshot, one) for one in conflicts(snapshot))


def _finding(snapshot: Snapshot, one: Conflict) -> Finding:
    invoice, customer, account = one.invoice, one.link.customer if one.link else None, one.account(snapshot)
    documents, severity = one.posting.documents, Severity.WARNING if one.cause in QUIET else Severity.CRITICAL
    label, why = (CENTS, ROUNDED) if one.cents else (CAUSES[one.cause], WHY[one.cause])
    theirs = next((d.currency for d in documents if d.currency), "?")
    return Finding(
        f"{CHECK.id}:{invoice_name(snapshot, invoice)}", CHECK.id, Severity.INFO if one.cents else severity,
        Phrase(SUMMARY + label.en, SUMMARY + label.da, (("number", invoice.number), ("name", Personal(one.name)))),
        subject=one.name, cause=one.cause, customer_code=customer.code if customer else None,
        customer_number=one.number, invoice_number=invoice.number, money=() if one.cents else total((invoice,)),
        since=invoice.date, actions=("handover", "ignore"),
        why=why.worded(named=documents_named(documents)).with_(
            more="?" if one.more is None else one.more, ours=invoice.currency, theirs=theirs,
            account=Personal(account.name if account else "?"), number=one.number or "?",
        ),
        facts=(*invoice_facts(invoice, documents), *customer_facts(customer, account)),
        basis=basis(one.cause, invoice.gross, invoice.currency, *one.evidence),
    )  # fmt: skip


CHECK = Check(
    id=check_id(__name__), order=7, word=Phrase("Conflict", "Konflikt"),
    title=Phrase("Invoices that are not in e-conomic as sent", "Fakturaer, der ikke er i e-conomic som sendt"),
    help=Phrase("Invoices posted twice, wrongly or never.", "Fakturaer, der står to gange, forkert eller aldrig."),
    needs=NEEDS, find=find, causes=CAUSES,
)  # fmt: skip
