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
    "unlinked-customer": Phrase("not linked", "ikke tilknyttet"),
    "broken-link": Phrase("broken link", "brudt tilknytning"),
    "barred-customer": Phrase("customer barred", "kunden er spærret"),
    "closed-period": Phrase("closed period", "lukket periode"),
    "unknown-currency": Phrase("unknown currency", "ukendt valuta"),
    "number-taken": Phrase("number taken", "nummeret optaget"),
    "waiting-draft": Phrase("waits as a draft", "venter i kladde"),
    "waiting-journal": Phrase("in a journal", "i en kassekladde"),
    "transfer-error": Phrase("transfer failed", "overførsel fejlet"),
    "not-sent": Phrase("not sent", "ikke sendt"),
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
