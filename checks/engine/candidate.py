"""Who may be meant by a link: what an operator who chooses has to see of each."""

from __future__ import annotations

from dataclasses import dataclass

from checks.engine.model import Finding
from checks.engine.phrase import Phrase
from checks.engine.reasons import reason


@dataclass(frozen=True, slots=True)
class Candidate:
    """`to` is what names the record: an e-conomic number, or a customer code of ClientTime."""

    to: str
    name: str
    place: str
    confidence: float
    safe: bool
    evidence: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    reason: Phrase | None = None
    """The evidence in one sentence, where it was weighed."""


def candidates(finding: Finding) -> tuple[Candidate, ...]:
    """Return whom a finding may be linked to, best first."""
    return tuple(
        Candidate(
            s.customer_code if by_code(finding) else str(s.customer_number),
            s.name,
            s.place,
            s.confidence,
            s.safe,
            s.evidence,
            s.against,
            reason(s),
        )
        for s in finding.suggestions
    )


def by_code(finding: Finding) -> bool:
    """Tell whether the target is a ClientTime customer: the finding is about one of e-conomic."""
    return finding.customer_code is None


def percent(confidence: float) -> int:
    """Return a confidence as people read it; only certainty is 100."""
    return min(round(confidence * 100), 100 if confidence >= 1 else 99)
