"""What is wrong with a side itself, as opposed to what the records of both sides say."""

from __future__ import annotations

from dataclasses import dataclass

from checks.engine.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Trouble:
    """`what` names it in a finding's key; a `grave` one stops every write."""

    what: str
    said: Phrase
    grave: bool = False
