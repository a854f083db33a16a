"""What the program says of linked pairs, as the scorer of staleness takes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from checks import broken_link, stale_address
from checks.engine.model import Severity
from checks.engine.snapshot import Snapshot
from tests.calibration.stale_score import FIELDS, Told


def told(snapshot: Snapshot) -> Mapping[str, Told]:
    """Return what the two checks say, by the customer's key."""
    keys = {customer.code: customer.key for customer in snapshot.customers.rows}
    said = defaultdict[str, Told](Told)
    for finding in stale_address.find(snapshot):
        fields = frozenset(difference.field for difference in finding.differences) & FIELDS
        key = keys[finding.customer_code or ""]
        loud = finding.severity is not Severity.INFO
        said[key] = replace(said[key], loud=fields) if loud else replace(said[key], quiet=fields)
    for finding in broken_link.find(snapshot):
        if finding.cause == "mislinked":
            key = keys[finding.customer_code or ""]
            said[key] = replace(said[key], mislinked=True)
    return said
