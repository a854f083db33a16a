"""What one field says of two records being one company, in points and as a word by which a sentence is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Says(StrEnum):
    """What a field says, by which a sentence is chosen."""

    SAME = "same"
    ALIKE = "alike"
    OWNER = "owner"
    NEAR = "near"
    CROWD = "crowd"
    OTHER = "other"
    TELLING = "telling"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Weight:
    """The points of one field, and why."""

    field: str
    points: float
    says: Says = Says.SAME
    words: tuple[str, ...] = ()
    """Words of the two names that only one side has and that tell companies apart."""
