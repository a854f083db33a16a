"""What a link that was made here has still to prove: its invoices wait for the synchronisation, or it did not take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from checks.engine.model import Finding, Severity
from checks.engine.names import customer_name
from checks.engine.phrase import Personal, Phrase
from checks.engine.plan import JournalEntry, State, System
from checks.engine.posting import Standing, posting
from checks.engine.records import Customer, Invoice
from checks.engine.snapshot import Snapshot, grouped
from checks.engine.waiting import NEEDS, unposted

NOT_TAKEN = "fix-not-taken"
WAITED = frozenset({"not-sent", "transfer-error"})
"""Causes that say no more than that an invoice is not there: a link that is new explains them for a while."""

ARRIVED = frozenset({Standing.POSTED, Standing.DRAFT, Standing.JOURNAL})


@dataclass(frozen=True, slots=True)
class Pending:
    """A link on record behind which nothing has arrived; `run` is that of the synchronisation which is awaited."""

    entry: JournalEntry
    customer: Customer
    key: str
    invoices: tuple[Invoice, ...]
    run: int
    over: bool
    """Whether the synchronisation has had its time."""


def pending(snapshot: Snapshot) -> Mapping[str, Pending]:
    """Return the links made here whose invoices are not there yet, by customer code."""
    return snapshot.shared(_pending)


def told_after_fix(snapshot: Snapshot, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings; an invoice behind a new link waits quietly, and later stands under the link that failed."""
    for finding in findings:
        waits = pending(snapshot).get(finding.customer_code or "") if finding.cause in WAITED else None
        if waits is not None and finding.invoice_number in {invoice.number for invoice in waits.invoices}:
            yield _told(snapshot, finding, waits)
        else:
            yield finding


def _told(snapshot: Snapshot, finding: Finding, waits: Pending) -> Finding:
    if waits.over:
        return replace(finding, parent=waits.key)
    summary = WAITING.with_(
        number=finding.invoice_number or "", name=Personal(finding.subject), run=waits.run, runs=snapshot.rules.grace
    )
    return replace(finding, severity=Severity.INFO, summary=summary, why=WHY.with_(entry=waits.entry.number))


def _pending(snapshot: Snapshot) -> Mapping[str, Pending]:
    if not snapshot.fixes or snapshot.missing(NEEDS):
        return {}
    missing = grouped(
        (one.customer.key, one.invoice) for one in unposted(snapshot) if one.customer and one.cause in WAITED
    )
    latest = {entry.target.record: entry for entry in snapshot.fixes if _links(entry)}
    found = (_judged(snapshot, latest[key], missing[key]) for key in latest.keys() & missing.keys())
    return {one.customer.code: one for one in found if one}


def _links(entry: JournalEntry) -> bool:
    """Tell whether an entry made a link that nobody has taken back."""
    lasting = entry.state is State.DONE and entry.undo_of is None and entry.undone_by is None
    return lasting and entry.target.system is System.CLIENTTIME and bool(entry.changes)


def _judged(snapshot: Snapshot, entry: JournalEntry, missing: tuple[Invoice, ...]) -> Pending | None:
    rows, rules = snapshot.customers_by_key.get(entry.target.record, ()), snapshot.rules
    if len(rows) != 1 or rows[0].foreign_id is None or rows[0].foreign_id != entry.changes[0].after:
        return None  # somebody has put another number there since: what is wrong now is not this fix
    made = rules.day(entry.at)
    waiting = tuple(invoice for invoice in missing if invoice.date is None or invoice.date <= made)
    age = snapshot.now - entry.at
    over = age >= rules.patience
    if not waiting or (over and _took(snapshot, rows[0], waiting)):
        return None
    run = min(rules.grace, 1 + max(0, age // rules.sync_interval))
    return Pending(entry, rows[0], f"{NOT_TAKEN}:{customer_name(snapshot, rows[0])}", waiting, run, over)


def _took(snapshot: Snapshot, customer: Customer, waiting: tuple[Invoice, ...]) -> bool:
    """Tell whether an invoice that is no older than the oldest waiting one arrived: then the link itself works."""
    oldest = min((invoice.date for invoice in waiting if invoice.date), default=None)
    return any(
        oldest is None or (invoice.date is not None and invoice.date >= oldest)
        for invoice in snapshot.invoices_of.get(customer.key, ())
        if posting(snapshot, invoice).standing in ARRIVED
    )


WAITING = Phrase(
    "{number} {name}: waiting for the next sync ({run} of {runs})",
    "{number} {name}: venter på næste synkronisering ({run} af {runs})",
)
WHY = Phrase(
    "Journal entry {entry} has linked the customer. The invoice is told again when it is still not there after that.",
    "Post {entry} i journalen har tilknyttet kunden. Fakturaen meldes igen, hvis den derefter stadig mangler.",
)
