"""A fix as data: made from what was seen, shown as it is, then done exactly so or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from checks.engine.candidate import Candidate
from checks.engine.phrase import Phrase

FRESH = timedelta(seconds=60)
"""How long a plan may be applied after the records were read (design.md, One fix)."""


class System(StrEnum):
    """The system that a change is written to."""

    CLIENTTIME = "clienttime"
    ECONOMIC = "economic"


@dataclass(frozen=True, slots=True)
class Change:
    """One value of one record: None is NULL in ClientTime and an absent property in e-conomic."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Target:
    """The one record that a plan writes to: `record` is its key there, `name` what people call it."""

    system: System
    record: str
    name: str
    customer_code: str | None = None
    customer_number: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line of why: a field, both values, and whether it speaks for or against."""

    field: str
    clienttime: str | None
    economic: str | None
    speaks: str
    """"for", "against" or "neutral"."""
    points: float | None = None
    """What it adds to the sum, where the two records were weighed and the field says something."""


@dataclass(frozen=True, slots=True)
class FixPlan:
    """Everything that will be written, and on what grounds.

    `request` is the exact SQL or HTTP, line by line, secrets never in it. `undo_of` is the journal entry
    that this plan takes back. `read_at` is when the records concerned were read: the plan's age.
    """

    id: str
    finding: str
    action: str
    target: Target
    changes: tuple[Change, ...]
    summary: Phrase
    evidence: tuple[Evidence, ...]
    request: tuple[str, ...]
    reversibility: Phrase
    read_at: datetime
    agreement: int | None = None
    undo_of: int | None = None
    confidence: float | None = None
    warnings: tuple[Phrase, ...] = ()
    blocked: Phrase | None = None
    """Why this plan may be looked at but not applied (a site that is read-only)."""
    source: str = ""
    """The key of the ClientTime row whose values a push carries over."""
    document: str = ""
    """The e-conomic record as it was read, when the plan writes there: what the request is made from."""
    reason: Phrase | None = None
    """The evidence in one sentence, where two records were weighed."""
    start: float | None = None
    """The points that a pair starts with of which nothing is known; with those of the evidence they make the sum."""

    @property
    def points(self) -> float | None:
        """Return the sum, where the two records were weighed."""
        return None if self.start is None else self.start + sum(line.points or 0.0 for line in self.evidence)

    def expired(self, now: datetime) -> bool:
        """Tell whether the records have to be read again before this may be applied."""
        return now - self.read_at >= FRESH or now < self.read_at


@dataclass(frozen=True, slots=True)
class Request:
    """What the operator asks for: a finding, optionally an action and a target.

    `to` is the e-conomic number for a ClientTime row, the customer code for `only-in-economic`.
    """

    finding: str
    action: str | None = None
    to: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """No plan, or no write: why not, and what a person can do instead. Nothing was written."""

    reason: Phrase
    candidates: tuple[Candidate, ...] = ()
    target_wanted: bool = False
    """True where a plan only lacks the record to link to: another request may name it."""


class State(StrEnum):
    """How a recorded fix ended; `OPEN` is an intent whose outcome is not on disk yet."""

    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not-done"
    REFUSED = "refused"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a plan; `entry` is its number in the journal, None when nothing was recorded."""

    state: State
    message: Phrase
    entry: int | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One fix in the record of everything the program changed."""

    number: int
    at: datetime
    state: State
    finding: str
    action: str
    target: Target
    changes: tuple[Change, ...]
    operator: str
    reason: str = ""
    undo_of: int | None = None
    undone_by: int | None = None
    erased: bool = False
    message: str = ""
    told: Phrase | None = None
    """What `message` says, for the reader's language; None in entries that are older than this member."""
    accepted: bool = False
    """Whether the system answered that it took the write, whatever stands in the record."""

    @property
    def unsettled(self) -> bool:
        """Tell whether nobody knows yet what came of it."""
        return self.state in {State.OPEN, State.UNKNOWN}
