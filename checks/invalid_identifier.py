"""A CVR number or EAN that cannot be right: its check digit fails, or digits are missing.

The CVR number is the best proof of who a customer is, and a public customer's invoice with a bad EAN is booked and
never delivered; only a credit note mends that. Numbers of other countries have other rules and are left alone, and so
is what is out of use. It is put right in ClientView, and in e-conomic where that has it wrong.
"""

from collections.abc import Iterator

from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.facts import customer_facts
from checks.engine.links import links
from checks.engine.model import Finding, Severity
from checks.engine.names import customer_name
from checks.engine.phrase import Personal, Phrase
from checks.engine.records import Customer, Debtor
from checks.engine.slips import Slip, slips
from checks.engine.snapshot import Part, Snapshot

NAMES = {"cvr": Phrase("CVR number", "CVR-nummer"), "ean": Phrase("EAN", "EAN")}
CAUSES = {
    "cvr": Phrase("wrong CVR number", "forkert CVR-nummer"),
    "ean": Phrase("wrong EAN", "forkert EAN"),
}
SIDES = {True: "ClientTime", False: "e-conomic"}
SUMMARY = Phrase("{name}: {field} {value} cannot be right", "{name}: {field} {value} kan ikke være rigtigt")
NEAR = Phrase("; {side} has {meant}", "; {side} har {meant}")
WHY = Phrase(
    "Its check digit or length is wrong in {sides}: nothing can be matched or delivered by it.",
    "Kontrolciffer eller længde er forkert i {sides}: intet kan genkendes eller leveres på det.",
)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the active customers, each with its debtor, and the unlinked debtors in use that have a wrong number."""
    for link in links(snapshot):
        debtor = None if link.fault else link.debtor
        if link.customer.active and (found := slips(link.customer, debtor)):
            yield _finding(customer_name(snapshot, link.customer), link.customer, debtor, found)
    for debtor in snapshot.debtors.rows:
        if debtor.number not in snapshot.linked and not debtor.barred and (found := slips(None, debtor)):
            known = str(debtor.number) in snapshot.customers_by_code
            yield _finding(f"{debtor.number}#e-conomic" if known else str(debtor.number), None, debtor, found)


def _finding(own: str, customer: Customer | None, debtor: Debtor | None, found: tuple[Slip, ...]) -> Finding:
    first = min(found, key=lambda slip: slip.meant is None)
    name = (customer.name or customer.code) if customer else debtor.name if debtor else ""
    told = SUMMARY if first.meant is None else Phrase(SUMMARY.en + NEAR.en, SUMMARY.da + NEAR.da)
    numbered = told.worded(field=NAMES[first.field]).with_(
        value=Personal(first.value), meant=Personal(first.meant or "")
    )
    return Finding(
        f"{CHECK.id}:{own}", CHECK.id, Severity.INFO,
        numbered.with_(name=Personal(name), side=SIDES[not first.ours]), subject=name, cause=first.field,
        customer_code=customer.code if customer else None, customer_number=debtor.number if debtor else None,
        why=WHY.with_(sides=" + ".join(sorted({SIDES[slip.ours] for slip in found}))),
        facts=customer_facts(customer, debtor), basis=basis(*((s.field, s.value, s.ours, s.meant) for s in found)),
    )  # fmt: skip


CHECK = Check(
    id=check_id(__name__),
    order=23,
    word=Phrase("Bad number", "Forkert nr."),
    title=Phrase("CVR numbers and EANs that cannot be right", "CVR-numre og EAN, der ikke kan være rigtige"),
    help=Phrase("Check digits of CVR and EAN, on both sides.", "Kontrolcifre i CVR og EAN på begge sider."),
    needs=frozenset({Part.CUSTOMERS, Part.DEBTORS}),
    find=find,
    causes=CAUSES,
)
