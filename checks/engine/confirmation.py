"""That a person has looked at changed tables and let them be written to again: who, when, and what had changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checks.engine.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One entry of the journal that is no fix: it opens the way for those that come after it."""

    number: int
    at: datetime
    operator: str
    changes: tuple[Phrase, ...] = ()
