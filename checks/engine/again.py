"""Looking again: the same check over the same snapshot with the records concerned read afresh."""

from __future__ import annotations

from dataclasses import replace

from checks.engine.check import Check, run
from checks.engine.lookup import Absent, Found, Lookup, Unknown
from checks.engine.model import Finding
from checks.engine.records import Customer, Debtor
from checks.engine.snapshot import Reading, Snapshot


def with_fresh(snapshot: Snapshot, customer: Customer | None, debtor: Debtor | None) -> Snapshot:
    """Return the snapshot with these records in place of the older ones of the same key."""
    customers = snapshot.customers
    if customer:
        rows = tuple(customer if c.key == customer.key else c for c in customers.rows)
        customers = Reading(rows, customers.as_of, customers.fault)
    debtors = snapshot.debtors
    if debtor:
        others = tuple(debtor if d.number == debtor.number else d for d in debtors.rows)
        debtors = Reading(others, debtors.as_of, debtors.fault)
    return replace(snapshot, customers=customers, debtors=debtors)


def look_again(check: Check, snapshot: Snapshot, key: str) -> Lookup[Finding]:
    """Return the finding as it is in this snapshot; unknown where the check cannot tell."""
    result = run(check, snapshot)
    if result.reason is not None:
        return Unknown(result.reason)
    found = next((finding for finding in result.findings if finding.key == key), None)
    return Absent() if found is None else Found(found)
