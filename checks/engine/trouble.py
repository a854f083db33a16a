"""What is wrong with a side itself, as opposed to what the records of both sides say."""

from __future__ import annotations

from dataclasses import dataclass

from checks.engine.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Trouble:
    """`what` names it in a finding's key; a `grave` one stops every write.

    `degree` is what an ignore is bound to where the words hold figures that change with every cycle.
    """

    what: str
    said: Phrase
    grave: bool = False
    degree: str = ""
