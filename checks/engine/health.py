"""What one look at a system found, a line a thing: how it stands, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from checks.engine.phrase import Phrase


class Sign(StrEnum):
    """How one line stands."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at; `step` is what to do next, None where the result says it or nothing is to be done."""

    sign: Sign
    what: Phrase
    result: Phrase
    step: Phrase | None = None


def not_asked(what: Phrase, why: Phrase) -> Line:
    """Return the line of a question that was refused: nothing is known, neither good nor bad."""
    return Line(
        Sign.WARNING, what, Phrase(f"could not be asked. {why.en}", f"kunne ikke spørges. {why.da}", why.values)
    )


def merged(lines: Iterable[Line]) -> list[Line]:
    """Leave out what a later line about the same thing corrects."""
    lines = list(lines)
    last = {line.what: line for line in lines}
    return [line for line in lines if last[line.what] is line]
