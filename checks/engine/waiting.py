"""Which invoices are not posted, what is to blame, and which finding has to be fixed first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checks.engine.links import Link, link_of, unlinked
from checks.engine.names import customer_name
from checks.engine.posting import Posting, Standing, differs, posting
from checks.engine.records import Customer, Debtor, Invoice, Period
from checks.engine.snapshot import PLACES, Part, Snapshot, grouped
from checks.engine.text import blank

NEEDS = frozenset({Part.CUSTOMERS, Part.INVOICES, Part.DEBTORS, *PLACES})
"""The parts without which nobody can say that an invoice is missing."""


@dataclass(frozen=True, slots=True)
class Unposted:
    """One invoice that is not posted; `parent` is the key of the finding to be fixed first.

    `link` is None where ClientTime's customer table does not have the customer that the invoice names.
    """

    invoice: Invoice
    link: Link | None
    posting: Posting
    cause: str
    parent: str | None = None

    @property
    def customer(self) -> Customer | None:
        """Return the customer as ClientTime has it."""
        return self.link.customer if self.link else None

    @property
    def debtor(self) -> Debtor | None:
        """Return who the customer is in e-conomic."""
        return self.link.debtor if self.link else None


def unposted(snapshot: Snapshot) -> tuple[Unposted, ...]:
    """Return every final invoice that is not posted; only while `NEEDS` are complete."""
    return snapshot.shared(_unposted)


def behind(snapshot: Snapshot, key: str, customer: Customer) -> tuple[Invoice, ...]:
    """Return the invoices that wait behind the finding `key` of a customer.

    While e-conomic cannot be asked, ClientTime's own mark answers: not sent is waiting. Where there is no
    mark either, none is claimed. Of rows that share a key only the one that `link_of` names has any.
    """
    if not (snapshot.invoices.complete and _meant(snapshot, customer)):
        return ()
    if not snapshot.missing(NEEDS):
        return snapshot.shared(_by_parent).get(key, ())
    return tuple(i for i in snapshot.invoices_of.get(customer.key, ()) if i.sent is False and expected(snapshot, i))


def since(snapshot: Snapshot, customer: Customer, invoices: Iterable[Invoice]) -> date | None:
    """Return since when it has been wrong: the oldest waiting invoice, else created, else first seen."""
    oldest = min((invoice.date for invoice in invoices if invoice.date), default=None)
    created = customer.created_on or (customer.created.date() if customer.created else None)
    return oldest or created or first_seen(snapshot, Part.CUSTOMERS, customer.key)


def first_seen(snapshot: Snapshot, part: Part, key: str) -> date | None:
    """Return the day on which this program first saw a record that tells no date itself."""
    seen = snapshot.first_seen(part, key)
    return seen.date() if seen else None


def expected(snapshot: Snapshot, invoice: Invoice) -> bool:
    """Tell whether an invoice should be in e-conomic by now: final, after go-live, past the grace.

    One without a number is not looked for: nobody could tell it there, so nobody can say that it is missing.
    """
    first = snapshot.rules.go_live
    old = first is not None and invoice.date is not None and invoice.date < first
    looked_for = not invoice.draft and not blank(invoice.number)
    return looked_for and not old and snapshot.settled(Part.INVOICES, invoice.key, invoice.issued)


def _meant(snapshot: Snapshot, customer: Customer) -> bool:
    link = link_of(snapshot, customer.key)
    return link is not None and link.customer == customer


def _by_parent(snapshot: Snapshot) -> Mapping[str, tuple[Invoice, ...]]:
    return grouped((one.parent, one.invoice) for one in unposted(snapshot) if one.parent)


def _unposted(snapshot: Snapshot) -> tuple[Unposted, ...]:
    return tuple(one for invoice in snapshot.invoices.rows if (one := _judged(snapshot, invoice)))


def _judged(snapshot: Snapshot, invoice: Invoice) -> Unposted | None:
    if not expected(snapshot, invoice):
        return None
    found, link = posting(snapshot, invoice), link_of(snapshot, invoice.customer)
    cause = _cause(snapshot, invoice, link, found)
    if cause is None:
        return None
    return Unposted(invoice, link, found, cause, _parent(snapshot, link, cause) if link else None)


def _cause(snapshot: Snapshot, invoice: Invoice, link: Link | None, found: Posting) -> str | None:
    """Name what has to be put right first; None where the invoice has its home elsewhere or none is needed."""
    match found.standing:
        case Standing.POSTED | Standing.UNKNOWN:
            return None
        case Standing.DRAFT:
            return "waiting-draft"
        case Standing.JOURNAL:
            return None if differs(snapshot, invoice, found.documents) else "waiting-journal"
        case Standing.ABSENT if invoice.sent is True:
            return None
        case _:
            return (link and _blame(link)) or _refusal(snapshot, invoice) or _rest(invoice, found)


def _blame(link: Link) -> str | None:
    if link.empty:
        return "unlinked-customer"
    if link.fault:
        return "broken-link"
    return "barred-customer" if link.debtor and link.debtor.barred else None


def _refusal(snapshot: Snapshot, invoice: Invoice) -> str | None:
    """What e-conomic would refuse now: nothing is booked in a closed period or in a currency it does not know."""
    day = invoice.date
    if day and any(period.first <= day <= period.last for period in snapshot.shared(_closed)):
        return "closed-period"
    known = snapshot.shared(_currencies)
    return "unknown-currency" if known and invoice.currency.strip().upper() not in known else None


def _rest(invoice: Invoice, found: Posting) -> str:
    if found.standing is Standing.TAKEN:
        return "number-taken"
    return "transfer-error" if (invoice.error or "").strip() else "not-sent"


def _parent(snapshot: Snapshot, link: Link, cause: str) -> str | None:
    name = customer_name(snapshot, link.customer)
    match cause:
        case "unlinked-customer" if unlinked(snapshot, link.customer):
            return f"null-foreign-id:{name}"
        case "broken-link" if link.reported:
            return f"broken-link:{name}"
        case "barred-customer":
            return f"barred-customer:{name}"
        case _:
            return None


def _closed(snapshot: Snapshot) -> tuple[Period, ...]:
    return tuple(p for p in snapshot.periods.rows if p.closed) if snapshot.periods.complete else ()


def _currencies(snapshot: Snapshot) -> frozenset[str]:
    """Return the currencies that e-conomic uses anywhere; none where it tells of no currency but its own."""
    debtors = {debtor.currency for debtor in snapshot.debtors.rows}
    documents = {document.currency for place in snapshot.documents.values() for document in place}
    used = frozenset(currency.strip().upper() for currency in debtors | documents if currency and currency.strip())
    return used | {"DKK"} if used else used
