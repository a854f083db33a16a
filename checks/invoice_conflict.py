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
    "posted-twice": Phrase("posted twice", "bogført to gange"),
    "amount": Phrase("another amount", "andet beløb"),
    "currency": Phrase("another currency", "anden valuta"),
    "customer": Phrase("another customer", "anden kunde"),
    "marked-but-absent": Phrase("sent, yet absent", "sendt, men væk"),
    "not-marked": Phrase("posted, unmarked", "bogført, umarkeret"),
    "number-missing": Phrase("without its number", "uden sit nummer"),
}
CENTS = Phrase("a few øre off", "nogle øre ved siden af")
WHY = {
    "posted-twice": Phrase("{named}. The bookkeeper credits one.", "{named}. Bogholderen krediterer den ene."),
    "amount": Phrase("{named}: {more} {way} than in ClientTime.", "{named}: {more} {way} end i ClientTime."),
    "currency": Phrase("{named}, in {theirs} for {ours}.", "{named}, i {theirs} i stedet for {ours}."),
    "customer": Phrase("{named}, with {account} for {number}.", "{named}, hos {account} i stedet for {number}."),
    "marked-but-absent": Phrase(
        "Marked as sent: deleted there, or lost.", "Markeret som sendt: slettet dér eller tabt."
    ),
    "not-marked": Phrase("{named}; ClientTime does not know it.", "{named}; det ved ClientTime ikke."),
    "number-missing": Phrase("{named} has it in its text only.", "{named} har det kun i sin tekst."),
}
MORE, LESS = Phrase("more", "mere"), Phrase("less", "mindre")
ROUNDED = Phrase("{named}: {more} {way}, as rounding makes it.", "{named}: {more} {way}, som afrunding giver.")


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
        why=why.worded(named=documents_named(documents), way=MORE if (one.more or 0) > 0 else LESS).with_(
            more="?" if one.more is None else abs(one.more), ours=invoice.currency, theirs=theirs,
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
