"""A customer without a number in e-conomic: its invoices, name and address go nowhere, and nobody is told.

This is the fault of the vendor's support note: where ForeignDebitorSystemIdentification is NULL, nothing is
synchronised. Young rows are left alone, since the synchronisation links new customers itself within minutes.
"""

from collections.abc import Iterator

from checks.engine.amounts import total
from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.facts import customer_facts
from checks.engine.links import unlinked
from checks.engine.matching import suggestions
from checks.engine.model import Finding, Severity
from checks.engine.names import customer_name
from checks.engine.phrase import Personal, Phrase
from checks.engine.records import Customer
from checks.engine.snapshot import Part, Snapshot
from checks.engine.waiting import behind, since

SUMMARY = (
    Phrase("{name} is not linked", "{name} er ikke tilknyttet"),
    Phrase("{name} is not linked; 1 invoice waits behind it", "{name} er ikke tilknyttet; 1 faktura venter"),
    Phrase("{name} is not linked; {n} invoices wait behind it", "{name} er ikke tilknyttet; {n} fakturaer venter"),
)
WHY = Phrase(
    "Without an e-conomic number neither invoices nor changes of name and address reach e-conomic.",
    "Uden e-conomic-nummer når hverken fakturaer eller ændringer af navn og adresse frem til e-conomic.",
)
WHY_LIKELY = Phrase(
    "Without an e-conomic number nothing of it reaches e-conomic. There, {number} {debtor} seems to be it.",
    "Uden e-conomic-nummer når intet fra kunden frem til e-conomic. Dér ligner {number} {debtor} samme kunde.",
)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the active customers whose foreign id is empty though the synchronisation has had its time."""
    return (_finding(snapshot, customer) for customer in snapshot.customers.rows if unlinked(snapshot, customer))


def _finding(snapshot: Snapshot, customer: Customer) -> Finding:
    key = f"{CHECK.id}:{customer_name(snapshot, customer)}"
    invoices = behind(snapshot, key, customer)
    found = suggestions(snapshot).for_customer(customer)
    name = customer.name or customer.code
    likely = snapshot.debtor_by_number.get(found[0].customer_number) if found else None
    return Finding(
        key=key,
        check=CHECK.id,
        severity=Severity.CRITICAL if invoices else Severity.WARNING,
        summary=SUMMARY[min(len(invoices), 2)].with_(name=Personal(name), n=len(invoices)),
        subject=name,
        customer_code=customer.code,
        money=total(invoices),
        since=since(snapshot, customer, invoices),
        why=WHY_LIKELY.with_(number=likely.number, debtor=Personal(likely.name)) if likely else WHY,
        suggestions=found,
        actions=("link", "ignore"),
        facts=customer_facts(customer, likely),
        children=len(invoices),
        basis=basis(customer.foreign_id),
    )


CHECK = Check(
    id=check_id(__name__),
    order=1,
    word=Phrase("No id", "Uden id"),
    title=Phrase("ClientTime customers without an e-conomic number", "ClientTime-kunder uden e-conomic-nummer"),
    help=Phrase(
        "Active ClientTime customers that are not linked to e-conomic: nothing of them is sent.",
        "Aktive ClientTime-kunder, der ikke er knyttet til e-conomic: intet fra dem bliver sendt.",
    ),
    needs=frozenset({Part.CUSTOMERS}),
    weighs=frozenset({Part.INVOICES}),
    find=find,
)
