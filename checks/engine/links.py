"""How each ClientTime customer is linked: not at all, wrongly, or to one debtor of e-conomic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from checks.engine.address import Verdict, address, same_street
from checks.engine.foreign_id import parse_foreign_id
from checks.engine.identifiers import cvr, ean
from checks.engine.likeness import alike, tells_apart
from checks.engine.records import Customer, Debtor
from checks.engine.snapshot import Part, Snapshot, grouped
from checks.engine.text import blank, tidy
from checks.engine.town import zip_key


class Fault(StrEnum):
    """What is wrong with a link: the causes of `broken-link` (contract section 4)."""

    MALFORMED = "malformed"
    DANGLING = "dangling"
    SHARED = "shared"
    MISLINKED = "mislinked"


@dataclass(frozen=True, slots=True)
class Link:
    """One customer's link. `debtor` is who the number is, also where the link is wrong; `others` are the
    customers that hold the same number."""

    customer: Customer
    number: int | None = None
    debtor: Debtor | None = None
    fault: Fault | None = None
    others: tuple[Customer, ...] = ()

    @property
    def cell(self) -> str:
        """Return the foreign id as it stands, for a sentence."""
        return self.customer.foreign_id or ""

    @property
    def empty(self) -> bool:
        """Tell whether nothing is linked."""
        return parse_foreign_id(self.customer.foreign_id).empty

    @property
    def stops(self) -> bool:
        """Tell whether nothing is sent over it: no debtor, the wrong one, or one that is barred."""
        return self.empty or self.fault is not None or (self.debtor is not None and self.debtor.barred)

    @property
    def reported(self) -> bool:
        """Tell whether `broken-link` lists it; nothing new is sent for an inactive customer."""
        return self.fault is not None and self.customer.active


def links(snapshot: Snapshot) -> tuple[Link, ...]:
    """Return the link of every row of the customer table; only as good as the list of debtors is complete."""
    return snapshot.shared(_links)


def link_of(snapshot: Snapshot, key: str) -> Link | None:
    """Return the link of the customer that has this key, None where nobody has.

    Where the site maps no primary key the code stands for it, and several rows may have one. Nobody can tell which
    of them an invoice means: then it is the first active one whose link stops something.
    """
    found = snapshot.shared(_by_key).get(key, ())
    return min(found, key=lambda link: (not link.customer.active, not link.stops), default=None)


def alone(snapshot: Snapshot, customer: Customer) -> bool:
    """Tell whether no other row has this customer's key."""
    return len(snapshot.shared(_by_key).get(customer.key, ())) == 1


def unlinked(snapshot: Snapshot, customer: Customer) -> bool:
    """Tell whether `null-foreign-id` lists this customer: the synchronisation has had its time."""
    empty = customer.active and parse_foreign_id(customer.foreign_id).empty
    return empty and snapshot.settled(Part.CUSTOMERS, customer.key, customer.created)


def _links(snapshot: Snapshot) -> tuple[Link, ...]:
    return tuple(_link(snapshot, customer) for customer in snapshot.customers.rows)


def _by_key(snapshot: Snapshot) -> Mapping[str, tuple[Link, ...]]:
    return grouped((link.customer.key, link) for link in links(snapshot))


def _link(snapshot: Snapshot, customer: Customer) -> Link:
    cell = parse_foreign_id(customer.foreign_id)
    if cell.exact is None:
        debtor = snapshot.debtor_by_number.get(cell.meant) if cell.meant else None
        return Link(customer, cell.meant, debtor, Fault.MALFORMED if cell.malformed else None)
    debtor = snapshot.debtor_by_number.get(cell.exact)
    others = _others(snapshot.linked[cell.exact], customer)
    return Link(customer, cell.exact, debtor, _fault(snapshot, customer, debtor, others), others)


def _others(holders: tuple[Customer, ...], customer: Customer) -> tuple[Customer, ...]:
    """Return the active ones but this row; one that looks the same in every column is another row."""
    at = holders.index(customer)
    return tuple(c for c in (*holders[:at], *holders[at + 1 :]) if c.active)


def _fault(snapshot: Snapshot, customer: Customer, debtor: Debtor | None, others: tuple[Customer, ...]) -> Fault | None:
    if debtor is None:
        settled = snapshot.settled(Part.CUSTOMERS, customer.key, customer.created)
        return Fault.DANGLING if settled else None
    if others:
        return Fault.SHARED
    return Fault.MISLINKED if _strangers(customer, debtor) else None


def _strangers(customer: Customer, debtor: Debtor) -> bool:
    """A name that ClientTime does not tell speaks for nobody: then the CVR numbers alone decide.

    With the CVR number of both, one of one name is another company only where it lives elsewhere too (a namesake);
    without, a name that tells another company (E/F Nørregade 14, 16) is enough, and any other name elsewhere.
    """
    nameless, ours, theirs = blank(customer.name), cvr(customer.cvr), cvr(debtor.cvr)
    if ours and theirs:
        named = not nameless and alike(customer.name, debtor.name)
        return ours != theirs and (not named or _elsewhere(customer, debtor))
    if nameless or alike(customer.name, debtor.name):
        return False
    return tells_apart(customer.name, debtor.name) or _elsewhere(customer, debtor) or not _touch(customer, debtor)


def _touch(customer: Customer, debtor: Debtor) -> bool:
    """Tell whether anything but the name may connect the two: an address on both sides, the mail, the EAN.

    A debtor that has nothing but a name (e-conomic blots out old ones) cannot be told from any other.
    """
    addressed = bool(customer.address or customer.zip) or not (debtor.address or debtor.zip)
    mailed = bool(tidy(customer.email)) and tidy(customer.email).casefold() == tidy(debtor.email).casefold()
    return addressed or mailed or (ean(customer.ean) is not None and ean(customer.ean) == ean(debtor.ean))


def _elsewhere(customer: Customer, debtor: Debtor) -> bool:
    """Both sides know street and postcode, and neither agrees: with another name, another company."""
    ours = address(customer.address, customer.zip, customer.city, customer.country)
    theirs = address((debtor.address or "",), debtor.zip, debtor.city, debtor.country)
    if not (ours.pieces and theirs.pieces and ours.zip and theirs.zip):
        return False
    return zip_key(ours.zip) != zip_key(theirs.zip) and same_street(ours, theirs) is Verdict.DIFFERENT
