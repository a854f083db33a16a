"""The words of the product as values: severity, finding, suggestion, result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from checks.engine.doubt import Doubt
from checks.engine.phrase import Phrase
from checks.engine.weight import Weight


class Severity(StrEnum):
    """How bad one finding is; INFO is listed and counted but raises no alarm."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Return 0 for the least and 2 for the worst."""
        return _SEVERITY_RANK[self]


_SEVERITY_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.CRITICAL: 2}


class Status(StrEnum):
    """The verdict of a check, in the words of the Nagios plugin convention."""

    OK = "ok"
    WARNING = "warning"
    CRITICAL = "critical"
    UNKNOWN = "unknown"


class Health(StrEnum):
    """How well a source can be read."""

    OK = "ok"
    DEGRADED = "degraded"
    DOWN = "down"


Money = tuple[tuple[str, Decimal], ...]
"""Sums by currency code, sorted by code; credit notes are negative."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the two systems differ in more than form."""

    field: str
    clienttime: str
    economic: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the comparison that the details show; None means that the side has no such value.

    What a language writes in its own way (an amount, a date, a word of ours) is a phrase.
    """

    field: str
    clienttime: str | Phrase | None
    economic: str | Phrase | None
    personal: bool = True


@dataclass(frozen=True, slots=True)
class Rival:
    """Who else could be meant by one of the two: a debtor by number, or a ClientTime customer by code."""

    number: str
    name: str
    confidence: float
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A link that the evidence speaks for; `confidence` is 0 to 1, `safe` allows bulk.

    `name` and `place` are those of the record that a finding's own side lacks. `doubt` is why it is not safe, `rival`
    who comes next, and `weights` the points from which `reasons` makes a sentence.
    """

    customer_code: str
    customer_number: int
    confidence: float
    safe: bool
    evidence: tuple[str, ...]
    against: tuple[str, ...] = ()
    action: str = "link"
    name: str = ""
    place: str = ""
    weights: tuple[Weight, ...] = ()
    doubt: Doubt | None = None
    rival: Rival | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, with why, since when, how much money waits and what can be done.

    `key` is stable from cycle to cycle. `cause` and `parent` are ids of contract section 4. `basis` is a
    digest of the cause and the values compared: an ignore ends when it changes.
    """

    key: str
    check: str
    severity: Severity
    summary: Phrase
    subject: str = ""
    cause: str | None = None
    parent: str | None = None
    customer_code: str | None = None
    customer_number: int | None = None
    invoice_number: str | None = None
    money: Money = ()
    since: date | None = None
    why: Phrase | None = None
    differences: tuple[Difference, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    actions: tuple[str, ...] = ("ignore",)
    facts: tuple[Fact, ...] = ()
    children: int = 0
    basis: str = ""

    @property
    def fix(self) -> str | None:
        """Return the first action that changes something, or None."""
        return next((action for action in self.actions if action in CHANGING), None)

    @property
    def order(self) -> tuple[int, Decimal, date, str]:
        """Return what lists are sorted by: severity, blocked money, age, key."""
        blocked = -sum((abs(amount) for _, amount in self.money), Decimal(0))
        return (-self.severity.rank, blocked, self.since or date.max, self.key)


CHANGING = frozenset({"link", "push", "normalise", "requeue", "book"})
"""Actions that write to one of the two systems; the others only tell or set aside."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found in one snapshot; an unknown one lists nothing and says why."""

    check: str
    status: Status
    findings: tuple[Finding, ...] = ()
    ignored: tuple[Finding, ...] = ()
    reason: Phrase | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """One side as the operator sees it: can it be read, how old is it, what did it cost."""

    name: str
    health: Health
    as_of: datetime | None = None
    detail: Phrase | None = None
    counts: tuple[tuple[str, int], ...] = ()
    round_trip: float | None = None
    next_try: datetime | None = None
    refused: bool = False
    """Whether who logs in was refused, which is not tried again by itself."""
    mend: Phrase | None = None
    """What lets it be tried before that, in a few words; None where there is only waiting."""


@dataclass(frozen=True, slots=True)
class Report:
    """One whole cycle: both sources and every check, in the order of the panels."""

    started: datetime
    finished: datetime
    sources: tuple[SourceState, ...]
    results: tuple[CheckResult, ...]
    agreement: int | None = None
    calls_today: int = 0


def worst(findings: tuple[Finding, ...]) -> Status:
    """Return the status that these findings give their check."""
    ranks = {finding.severity for finding in findings}
    if Severity.CRITICAL in ranks:
        return Status.CRITICAL
    return Status.WARNING if Severity.WARNING in ranks else Status.OK
