"""Every customer that is soundly linked, beside its debtor: in what they differ, worked out once a snapshot."""

from __future__ import annotations

from dataclasses import dataclass

from checks.engine.links import links
from checks.engine.records import Customer, Debtor
from checks.engine.snapshot import Snapshot
from checks.engine.staleness import Staleness, staleness


@dataclass(frozen=True, slots=True)
class Pair:
    """An active customer and the debtor that it is linked to."""

    customer: Customer
    debtor: Debtor
    found: Staleness


def pairs(snapshot: Snapshot) -> tuple[Pair, ...]:
    """Return the active customers with a sound link; only as good as both lists of customers are complete."""
    return snapshot.shared(_pairs)


def _pairs(snapshot: Snapshot) -> tuple[Pair, ...]:
    return tuple(
        Pair(link.customer, link.debtor, staleness(link.customer, link.debtor))
        for link in links(snapshot)
        if link.debtor and link.customer.active and not link.fault
    )
