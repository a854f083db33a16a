"""A name or address that e-conomic holds differently: the invoice goes to the old place or shows the old name.

Changes in ClientTime are to be carried over continuously (the vendor's support note); one that was not is pushed again.
Form is no difference: case, blanks, abbreviations, the layout of lines, what e-conomic has cut. Nor is a blank in
ClientTime. A pair that is no pair (mislinked, shared) is left to `broken-link`: pushing would overwrite a stranger.
A barred debtor is compared too: its old invoices still carry the address.
"""

from collections.abc import Iterator
from dataclasses import astuple

from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.facts import customer_facts
from checks.engine.model import Finding, Severity
from checks.engine.names import customer_name
from checks.engine.pairs import pairs
from checks.engine.phrase import Personal, Phrase
from checks.engine.records import Customer, Debtor
from checks.engine.snapshot import Part, Snapshot
from checks.engine.staleness import Staleness
from checks.engine.waiting import since

FIELDS = {
    "name": ("name", "navn"),
    "address": ("address", "adresse"),
    "zip": ("postcode", "postnummer"),
    "city": ("city", "by"),
    "country": ("country", "land"),
}
SUMMARY = ("{name}: different in e-conomic: ", "{name}: anderledes i e-conomic: ")
LESS = ("{name}: incomplete on one side: ", "{name}: ufuldstændig på den ene side: ")
WHY = Phrase(
    "ClientTime leads, and e-conomic was not brought up to date: the next invoice shows what stands there.",
    "ClientTime er førende, og e-conomic er ikke ajourført: den næste faktura viser det, der står dér.",
)
WHY_LESS = Phrase(
    "A floor, a c/o or a place name stands on one side only. Compare before anything is changed.",
    "En etage, et c/o eller et stednavn står kun på den ene side. Sammenlign, før noget ændres.",
)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the active, soundly linked customers whose name or address differs, once the change has had its time."""
    for pair in pairs(snapshot):
        modified = pair.customer.modified
        young = modified is not None and snapshot.now - modified < snapshot.rules.patience
        if not young and (pair.found.real or pair.found.incomplete):
            yield _finding(snapshot, pair.customer, pair.debtor, pair.found)


def _finding(snapshot: Snapshot, customer: Customer, debtor: Debtor, found: Staleness) -> Finding:
    main, name = found.real or found.incomplete, customer.name or customer.code
    told = main if found.drops or not found.real else (*main, *found.incomplete)
    en, da = (", ".join(FIELDS[d.field][n] for d in main) for n in (0, 1))
    english, danish = SUMMARY if found.real else LESS
    return Finding(
        f"{CHECK.id}:{customer_name(snapshot, customer)}", CHECK.id, Severity.WARNING if found.real else Severity.INFO,
        Phrase(english + en, danish + da).with_(name=Personal(name)), subject=name,
        customer_code=customer.code, customer_number=debtor.number, since=since(snapshot, customer, ()),
        why=WHY if found.real else WHY_LESS, differences=(*told, *found.beside),
        actions=("push", "ignore") if found.real or not found.drops else ("ignore",),
        facts=customer_facts(customer, debtor), basis=basis(*(part for d in told for part in astuple(d))),
    )  # fmt: skip


CHECK = Check(
    id=check_id(__name__),
    order=3,
    word=Phrase("Stale", "Adresse"),
    title=Phrase("Names and addresses out of date in e-conomic", "Forældede navne og adresser i e-conomic"),
    help=Phrase("Linked customers whose name or address differs.", "Tilknyttede kunder med andet navn eller adresse."),
    needs=frozenset({Part.CUSTOMERS, Part.DEBTORS}),
    find=find,
)
