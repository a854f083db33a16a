"""A link that was made here and after which nothing arrived: the customer looks mended, and its invoices still wait.

After three runs of the synchronisation the fix has failed (the vendor's support note promises minutes). That is
another trouble than the one that was fixed: the number may be somebody else's, or the run skips what it missed once.
An invoice that did arrive since, or another number in the customer's row, says that the fix is not to blame.
"""

from collections.abc import Iterator

from checks.engine.after_fix import Pending, pending
from checks.engine.amounts import total
from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.facts import customer_facts
from checks.engine.links import link_of
from checks.engine.model import Finding, Severity
from checks.engine.phrase import Personal, Phrase
from checks.engine.snapshot import Snapshot
from checks.engine.waiting import NEEDS, since

SUMMARY = (
    Phrase(
        "{name}: entry {entry} did not take; 1 invoice waits", "{name}: post {entry} virkede ikke; 1 faktura venter"
    ),
    Phrase(
        "{name}: entry {entry} did not take; {n} invoices wait",
        "{name}: post {entry} virkede ikke; {n} fakturaer venter",
    ),
)
WHY = Phrase(
    "Journal entry {entry} linked the customer to {number}, and after {runs} intervals nothing has arrived. "
    "See whether ClientTime's synchronisation runs, and whether it tries again what it missed.",
    "Post {entry} i journalen knyttede kunden til {number}, og efter {runs} intervaller er intet kommet frem. "
    "Se efter, om ClientTimes synkronisering kører, og om den prøver igen på det, den sprang over.",
)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the links on record whose time is over and behind which the same invoices still wait."""
    return (_finding(snapshot, one) for one in pending(snapshot).values() if one.over)


def _finding(snapshot: Snapshot, one: Pending) -> Finding:
    customer, link = one.customer, link_of(snapshot, one.customer.key)
    name, number = customer.name or customer.code, customer.foreign_id or ""
    summary = SUMMARY[min(len(one.invoices), 2) - 1]
    return Finding(
        key=one.key,
        check=CHECK.id,
        severity=Severity.CRITICAL,
        summary=summary.with_(name=Personal(name), entry=one.entry.number, n=len(one.invoices)),
        subject=name,
        customer_code=customer.code,
        customer_number=link.number if link else None,
        money=total(one.invoices),
        since=since(snapshot, customer, one.invoices),
        why=WHY.with_(entry=one.entry.number, number=number, runs=snapshot.rules.grace),
        actions=("handover", "ignore"),
        facts=customer_facts(customer, link.debtor if link else None),
        children=len(one.invoices),
        basis=basis(one.entry.number, number),
    )


CHECK = Check(
    id=check_id(__name__),
    order=9,
    word=Phrase("Not taken", "Virkede ikke"),
    title=Phrase("Fixes after which nothing arrived", "Rettelser, hvorefter intet kom frem"),
    help=Phrase("Links made here whose invoices still wait.", "Tilknytninger herfra, hvis fakturaer stadig venter."),
    needs=NEEDS,
    find=find,
)
