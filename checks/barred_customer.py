"""A linked customer that is barred in e-conomic while invoices wait: e-conomic refuses each of them.

Barring hides a customer from the default list, so nobody looks there. Lifting the bar may be a credit decision: it is
told, with whom to ask, and never done here. Barred customers for whom nothing waits are out of use, not wrong.
"""

from collections.abc import Iterator

from checks.engine.amounts import total
from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.facts import customer_facts
from checks.engine.links import Link, links
from checks.engine.model import Finding, Severity
from checks.engine.names import customer_name
from checks.engine.phrase import Personal, Phrase
from checks.engine.records import Debtor, Invoice
from checks.engine.snapshot import Snapshot
from checks.engine.waiting import NEEDS, behind, since

SUMMARY = (
    Phrase("{name} is barred; 1 invoice waits behind it", "{name} er spærret; 1 faktura venter"),
    Phrase("{name} is barred; {n} invoices wait behind it", "{name} er spærret; {n} fakturaer venter"),
)
WHY = Phrase(
    "e-conomic customer {number} is barred. The bookkeeper knows why, and may lift the bar.",
    "e-conomic-kunde {number} er spærret. Bogholderen ved hvorfor og kan ophæve spærringen.",
)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the customers with a sound link to a barred debtor for whom invoices wait."""
    for link in links(snapshot):
        if link.debtor and link.debtor.barred and not link.fault:
            invoices = behind(snapshot, f"{CHECK.id}:{customer_name(snapshot, link.customer)}", link.customer)
            if invoices:
                yield _finding(snapshot, link, link.debtor, invoices)


def _finding(snapshot: Snapshot, link: Link, debtor: Debtor, invoices: tuple[Invoice, ...]) -> Finding:
    customer = link.customer
    name = customer.name or customer.code
    return Finding(
        key=f"{CHECK.id}:{customer_name(snapshot, customer)}",
        check=CHECK.id,
        severity=Severity.CRITICAL,
        summary=SUMMARY[min(len(invoices), 2) - 1].with_(name=Personal(name), n=len(invoices)),
        subject=name,
        customer_code=customer.code,
        customer_number=debtor.number,
        money=total(invoices),
        since=since(snapshot, customer, invoices),
        why=WHY.with_(number=debtor.number),
        actions=("handover", "ignore"),
        facts=customer_facts(customer, debtor),
        children=len(invoices),
        basis=basis(debtor.number, debtor.barred),
    )


CHECK = Check(
    id=check_id(__name__),
    order=6,
    word=Phrase("Barred", "Spærret"),
    title=Phrase("Barred customers for whom invoices wait", "Spærrede kunder, hvis fakturaer venter"),
    help=Phrase(
        "Linked customers that e-conomic bars while invoices wait for them.",
        "Tilknyttede kunder, der er spærret i e-conomic, mens fakturaer venter.",
    ),
    needs=NEEDS,
    find=find,
)
