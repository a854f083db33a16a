"""A name or address that was equal in both systems, until somebody changed it in e-conomic: ClientTime leads.

The next change in ClientTime overwrites it (the vendor's support note), so either it is entered in ClientView or it
is lost. That e-conomic's `lastUpdated` is young proves nothing: only where this program saw both sides equal, and
ClientTime still holds the same, is it told. What was written from here is nobody else's change.
"""

from collections.abc import Iterator

from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.facts import customer_facts
from checks.engine.fields import field_names
from checks.engine.model import Finding, Severity
from checks.engine.names import customer_name
from checks.engine.pairs import Pair, pairs
from checks.engine.phrase import Personal, Phrase
from checks.engine.plan import System
from checks.engine.snapshot import Part, Snapshot

SUMMARY = Phrase("{name}: changed in e-conomic: {fields}", "{name}: ændret i e-conomic: {fields}")
WHY = Phrase(
    "Both systems held the same before. Enter it in ClientView if it is right: pushing overwrites it.",
    "Begge systemer var ens før. Ret det i ClientView, hvis det er rigtigt: en overførsel overskriver det.",
)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the links that were equal once and of which only e-conomic's side is another now."""
    for pair in pairs(snapshot):
        if pair.found.real and _theirs_changed(snapshot, pair) and not _written_here(snapshot, pair):
            yield _finding(snapshot, pair)


def _theirs_changed(snapshot: Snapshot, pair: Pair) -> bool:
    kept = snapshot.agreed.get(pair.debtor.number)
    return kept is not None and kept.still_ours(pair.customer) and not kept.still_theirs(pair.debtor)


def _written_here(snapshot: Snapshot, pair: Pair) -> bool:
    """Tell whether an entry of our own journal, an undo mostly, put one of the values there."""
    number = str(pair.debtor.number)
    return any(
        (change.after or "") == (getattr(pair.debtor, change.field, None) or "")
        for entry in snapshot.fixes
        if entry.target.system is System.ECONOMIC and entry.target.record == number
        for change in entry.changes
        if change.field in {difference.field for difference in pair.found.real}
    )


def _finding(snapshot: Snapshot, pair: Pair) -> Finding:
    customer, debtor, found = pair.customer, pair.debtor, pair.found.real
    name = customer.name or customer.code
    return Finding(
        f"{CHECK.id}:{customer_name(snapshot, customer)}", CHECK.id, Severity.INFO,
        SUMMARY.worded(fields=field_names(d.field for d in found)).with_(name=Personal(name)), subject=name,
        customer_code=customer.code, customer_number=debtor.number,
        since=debtor.last_updated.date() if debtor.last_updated else None, why=WHY, differences=found,
        facts=customer_facts(customer, debtor), basis=basis(*((d.field, d.clienttime, d.economic) for d in found)),
    )  # fmt: skip


CHECK = Check(
    id=check_id(__name__),
    order=27,
    word=Phrase("By hand", "I hånden"),
    title=Phrase("Changed by hand in e-conomic", "Ændret i hånden i e-conomic"),
    help=Phrase("Equal once; e-conomic's value was changed since.", "Var ens; e-conomics værdi er ændret siden."),
    needs=frozenset({Part.CUSTOMERS, Part.DEBTORS}),
    find=find,
)
