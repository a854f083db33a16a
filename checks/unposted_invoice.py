"""An invoice that is final in ClientTime and not booked in e-conomic: revenue, VAT and the reminder are missing.

Each is told with what has to be put right first. It takes an answer from all four places where it could be (drafts,
booked invoices, journals, entries): one of them unread, and nobody can say that an invoice is missing.
Posted ones with another amount, customer or currency, and those marked as sent and absent, are another check's.
"""

from collections.abc import Iterator
from datetime import timedelta

from checks.engine.amounts import total
from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.facts import customer_facts
from checks.engine.heartbeat import stopped
from checks.engine.model import Finding, Severity
from checks.engine.names import invoice_name
from checks.engine.phrase import Personal, Phrase
from checks.engine.snapshot import Snapshot
from checks.engine.unposted_why import reason, unposted_facts
from checks.engine.waiting import NEEDS, Unposted, unposted

LATE = timedelta(days=2)
SUMMARY = "{number} {name}: "
CAUSES = {
    "unlinked-customer": Phrase("the customer is not linked", "kunden er ikke tilknyttet"),
    "broken-link": Phrase("the customer's link is broken", "kundens tilknytning er brudt"),
    "barred-customer": Phrase("the customer is barred in e-conomic", "kunden er spærret i e-conomic"),
    "closed-period": Phrase("the period is closed in e-conomic", "perioden er lukket i e-conomic"),
    "unknown-currency": Phrase("e-conomic does not know the currency", "e-conomic kender ikke valutaen"),
    "number-taken": Phrase("the number is taken in e-conomic", "nummeret er optaget i e-conomic"),
    "waiting-draft": Phrase("it waits as a draft", "den venter som fakturakladde"),
    "waiting-journal": Phrase("it waits in a journal", "den venter i en kassekladde"),
    "transfer-error": Phrase("the transfer failed", "overførslen fejlede"),
    "not-sent": Phrase("it was not sent", "den er ikke sendt"),
}
STRANGER = Phrase("its customer is not in ClientTime's customer table", "kunden findes ikke i ClientTimes kundetabel")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield every final invoice that is not posted, with its cause and the finding to be fixed first."""
    return (_finding(snapshot, one) for one in unposted(snapshot))


def _finding(snapshot: Snapshot, one: Unposted) -> Finding:
    invoice, customer, label = one.invoice, one.customer, CAUSES[one.cause] if one.customer else STRANGER
    name = (customer.name or customer.code) if customer else invoice.customer or "NULL"
    late = invoice.date is not None and snapshot.rules.day(snapshot.now) - invoice.date > LATE
    return Finding(
        f"{CHECK.id}:{invoice_name(snapshot, invoice)}", CHECK.id, Severity.CRITICAL if late else Severity.WARNING,
        Phrase(SUMMARY + label.en, SUMMARY + label.da, (("number", invoice.number), ("name", Personal(name)))),
        subject=name, cause=one.cause, parent=one.parent or stopped(snapshot, invoice),
        customer_code=customer.code if customer else None, customer_number=one.number,
        invoice_number=invoice.number, money=total((invoice,)),
        since=invoice.date, why=reason(snapshot, one), actions=("handover", "ignore"),
        basis=basis(one.cause, invoice.gross, invoice.currency),
        facts=(*unposted_facts(one), *customer_facts(customer, one.debtor)),
    )  # fmt: skip


CHECK = Check(
    id=check_id(__name__),
    order=4,
    word=Phrase("Unposted", "Faktura"),
    title=Phrase("Invoices that are not posted in e-conomic", "Fakturaer, der ikke er bogført i e-conomic"),
    help=Phrase("Final ClientTime invoices without a posting.", "Endelige ClientTime-fakturaer uden bogføring."),
    needs=NEEDS,
    find=find,
    causes=CAUSES,
)
