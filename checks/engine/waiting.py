"""Which invoices are not posted, what is to blame, and which finding has to be fixed first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checks.engine.acceptance import closed, lacks, unlisted
from checks.engine.links import Link, link_of, unlinked
from checks.engine.names import customer_name
from checks.engine.posting import Posting, Standing, differs, posting
from checks.engine.records import Customer, Debtor, Invoice
from checks.engine.snapshot import PLACES, Part, Snapshot, grouped
from checks.engine.text import blank

ARRIVED = frozenset({Standing.POSTED, Standing.DRAFT, Standing.JOURNAL})
_END = float("inf")
NEEDS = frozenset({Part.CUSTOMERS, Part.INVOICES, Part.DEBTORS, *PLACES})
"""The parts without which nobody can say that an invoice is missing."""


@dataclass(frozen=True, slots=True)
class Unposted:
    """One invoice that is not posted; `parent` is the key of the finding to be fixed first.

    `link` is None where ClientTime's customer table does not have the customer that the invoice names. `newer` is the
    next younger invoice that was carried over although this one, which was not sent, came before it.
    """

    invoice: Invoice
    link: Link | None
    posting: Posting
    cause: str
    parent: str | None = None
    newer: Invoice | None = None

    @property
    def customer(self) -> Customer | None:
        """Return the customer as ClientTime has it."""
        return self.link.customer if self.link else None

    @property
    def number(self) -> int | None:
        """Return the e-conomic number that the customer has."""
        return self.link.number if self.link else None

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


def looked_up(snapshot: Snapshot) -> tuple[tuple[Invoice, Posting], ...]:
    """Return every invoice that should be in e-conomic by now, with where it is."""
    return snapshot.shared(_looked_up)


def arrived(snapshot: Snapshot) -> tuple[Invoice, ...]:
    """Return the invoices that are in e-conomic in any of the four places, the oldest first."""
    return snapshot.shared(_arrived)


def young(invoice: Invoice) -> tuple[date, float]:
    """Return what invoices are put in the order of their age by."""
    return invoice.date or date.min, invoice.issued.timestamp() if invoice.issued else 0.0


def _looked_up(snapshot: Snapshot) -> tuple[tuple[Invoice, Posting], ...]:
    return tuple(
        (invoice, posting(snapshot, invoice)) for invoice in snapshot.invoices.rows if expected(snapshot, invoice)
    )


def _arrived(snapshot: Snapshot) -> tuple[Invoice, ...]:
    return tuple(sorted((i for i, found in looked_up(snapshot) if found.standing in ARRIVED), key=young))


def _unposted(snapshot: Snapshot) -> tuple[Unposted, ...]:
    return tuple(one for invoice, found in looked_up(snapshot) if (one := _judged(snapshot, invoice, found)))


def _judged(snapshot: Snapshot, invoice: Invoice, found: Posting) -> Unposted | None:
    link = link_of(snapshot, invoice.customer)
    cause = _cause(snapshot, invoice, link, found)
    if cause is None:
        return None
    newer = _newer(snapshot, invoice) if cause == "not-sent" else None
    return Unposted(invoice, link, found, cause, _parent(snapshot, link, cause) if link else None, newer)


def _newer(snapshot: Snapshot, invoice: Invoice) -> Invoice | None:
    """Return the next younger one; of two of one day that tell no time, nobody can say which is the older."""
    if invoice.date is None:
        return None
    there = arrived(snapshot)
    place = bisect_right(there, (invoice.date, invoice.issued.timestamp() if invoice.issued else _END), key=young)
    return there[place] if place < len(there) else None


def _cause(snapshot: Snapshot, invoice: Invoice, link: Link | None, found: Posting) -> str | None:
    """Name what has to be put right first; None where the invoice has its home elsewhere or none is needed.

    What keeps anybody from booking comes first, then the customer, then the invoice, then who has to book it. A
    currency that is only guessed to be unknown blames nobody before the customer.
    """
    match found.standing:
        case Standing.POSTED | Standing.UNKNOWN:
            return None
        case Standing.DRAFT:
            return _refusal(snapshot, invoice, link, found) or "waiting-draft"
        case Standing.JOURNAL if differs(snapshot, invoice, found.documents):
            return None
        case Standing.JOURNAL:
            return _refusal(snapshot, invoice, link, found) or "waiting-journal"
        case Standing.ABSENT if invoice.sent is True:
            return None
        case Standing.TAKEN:
            return _refusal(snapshot, invoice, link, found) or "number-taken"
        case _:
            error = (invoice.error or "").strip()
            return _refusal(snapshot, invoice, link, found) or ("transfer-error" if error else "not-sent")


def _refusal(snapshot: Snapshot, invoice: Invoice, link: Link | None, found: Posting) -> str | None:
    """Name what e-conomic or the link stops; of what has arrived only what keeps the bookkeeper from booking it."""
    arrived = found.documents[0] if found.standing in ARRIVED else None
    if closed(snapshot, (arrived.date if arrived else None) or invoice.date):
        return "closed-period"
    if arrived is None and unlisted(snapshot, invoice.currency):
        return "unknown-currency"
    if link and arrived is None and link.empty:
        return "unlinked-customer"
    if link and arrived is None and link.fault:
        return "broken-link"
    if link and _barred(link) and (arrived is None or arrived.customer_number == link.number):
        return "barred-customer"
    return "unknown-currency" if arrived is None and lacks(snapshot, invoice.currency) else None


def _barred(link: Link) -> bool:
    return link.fault is None and link.debtor is not None and link.debtor.barred


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
