"""What a calibration measures: two lists, and the truth about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checks.engine.snapshot import Snapshot

Kinds = frozenset[str]

NEVER_SAFE: Kinds = frozenset(
    {
        "duplicate-debtor",
        "duplicate-customer",
        "taken",
        "barred",
        "cpr",
        "form-conflict",
        "conflict",
        "partnerless",
    }
)
"""Kinds of rows that may never be applied without a second look, however right the suggestion is."""


@dataclass(frozen=True, slots=True)
class Case:
    """Unlinked customers and who they are.

    `truth` has each active customer without a link: its debtor's number, or None where it has none. `accepted` holds
    every number that is right (two where e-conomic has the customer twice, none where there is no partner). For the
    keys of `optional` silence is as right as the number: another ClientTime customer has, or wants, the same one.
    `kinds` names the troubles of each row.
    """

    snapshot: Snapshot
    truth: Mapping[str, int | None]
    accepted: Mapping[str, frozenset[int]]
    optional: frozenset[str]
    kinds: Mapping[str, Kinds]

    def never_safe(self, key: str) -> bool:
        """Tell whether a suggestion for this row may not be safe, right or not."""
        return bool(self.kinds[key] & NEVER_SAFE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The truth of one linked pair, field by field.

    A field in none of the sets is the same or differs in form only. `free` fields are undecidable: nothing that is
    said of them counts. A `mislinked` pair is another customer, whatever its fields.
    """

    real: Kinds = frozenset()
    incomplete: Kinds = frozenset()
    free: Kinds = frozenset()
    mislinked: bool = False
    kinds: Kinds = frozenset()


@dataclass(frozen=True, slots=True)
class Pairs:
    """Linked customers and what is truly the matter with each, by the customer's key."""

    snapshot: Snapshot
    truth: Mapping[str, Verdict]
