"""A foreign id that is there and wrong: it looks right to the eye, and the support note's SELECT does not see it.

Malformed and dangling ones stop a customer as NULL does; shared and mislinked ones send invoices to a stranger.
Inactive customers are left out and make no number shared: nothing new is sent for them, and offices keep closed
duplicates. A young row may still get its debtor, so it is not dangling yet.
"""

from collections.abc import Iterator

from checks.engine.amounts import total
from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.facts import customer_facts
from checks.engine.links import Fault, Link, links
from checks.engine.matching import suggestions
from checks.engine.model import Finding, Severity
from checks.engine.names import customer_name
from checks.engine.phrase import Personal, Phrase
from checks.engine.snapshot import Part, Snapshot
from checks.engine.waiting import behind, since

SUMMARY = {
    Fault.MALFORMED: Phrase("{name}: “{cell}” is not a customer number", "{name}: “{cell}” er ikke et kundenummer"),
    Fault.DANGLING: Phrase("{name}: {cell} is not in e-conomic", "{name}: {cell} findes ikke i e-conomic"),
    Fault.SHARED: Phrase("{name} shares {cell} with {others}", "{name} deler {cell} med {others}"),
    Fault.MISLINKED: Phrase("{name} is linked to {debtor}", "{name} er knyttet til {debtor}"),
}
CAUSES = {
    "malformed": Phrase(
        "The value is not a customer number as it stands, so the synchronisation finds nobody.",
        "Værdien er ikke et kundenummer, som den står, så synkroniseringen finder ingen.",
    ),
    "dangling": Phrase(
        "e-conomic has no customer with this number: it was deleted, renumbered or mistyped.",
        "e-conomic har ingen kunde med dette nummer: den er slettet, omnummereret eller tastet forkert.",
    ),
    "shared": Phrase(
        "Several ClientTime customers have this number, so their invoices end on one account.",
        "Flere ClientTime-kunder har dette nummer, så deres fakturaer ender på én konto.",
    ),
    "mislinked": Phrase(
        "The number belongs to another company: invoices go to a stranger. Its address must not be overwritten.",
        "Nummeret tilhører en anden virksomhed: fakturaer går til en fremmed. Dens adresse må ikke overskrives.",
    ),
}


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the active customers whose link is wrong, one finding each, with the first fault that it has."""
    return (_finding(snapshot, link, link.fault) for link in links(snapshot) if link.reported and link.fault)


def _finding(snapshot: Snapshot, link: Link, fault: Fault) -> Finding:
    customer, key = link.customer, f"{CHECK.id}:{customer_name(snapshot, link.customer)}"
    invoices, others = behind(snapshot, key, customer), ", ".join(other.code for other in link.others)
    name, debtor = customer.name or customer.code, link.debtor.name if link.debtor else ""
    return Finding(
        key, CHECK.id, Severity.CRITICAL if invoices else Severity.WARNING,
        SUMMARY[fault].with_(name=Personal(name), debtor=Personal(debtor), cell=link.cell, others=others),
        subject=name, cause=fault.value, customer_code=customer.code, customer_number=link.number,
        money=total(invoices), since=since(snapshot, customer, invoices), why=CAUSES[fault.value],
        suggestions=suggestions(snapshot).for_customer(customer), actions=("link", "ignore"),
        facts=customer_facts(customer, link.debtor), children=len(invoices),
        basis=basis(fault, customer.foreign_id, others, debtor if fault is Fault.MISLINKED else ""),
    )  # fmt: skip


CHECK = Check(
    id=check_id(__name__),
    order=5,
    word=Phrase("Broken link", "Brudt link"),
    title=Phrase("Links that lead nowhere or to another company", "Tilknytninger til ingen eller en anden virksomhed"),
    help=Phrase(
        "Foreign ids: malformed, unknown, shared, a stranger's.", "Id'er: fejlskrevne, ukendte, delte, en andens."
    ),
    needs=frozenset({Part.CUSTOMERS, Part.DEBTORS}),
    find=find,
    causes=CAUSES,
)
