"""The lines of a proposed mapping as whoever shows them sees them: each is confirmed, corrected or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from checks.engine.phrase import Phrase
from tui.mapped import Ground, Sure

OUT, NOT, EMPTY = "-", "not ", "empty "
"""Answers: leave the line out; a column that says the opposite; one that says yes while nothing stands in it."""
LISTING = "address"
"""The key that may have several columns."""


@dataclass(frozen=True, slots=True)
class MappingLine:
    """`said` is what the line's answer would be as it stands; `answered` tells whether the operator gave it."""

    section: str
    key: str
    said: str
    ground: Ground
    what: Phrase
    reason: Phrase | None
    sure: Sure
    answered: bool

    @property
    def out(self) -> bool:
        """Tell whether the line is left out."""
        return self.ground is Ground.ABSENT

    @property
    def name(self) -> str:
        """Return the line's name in the site file."""
        return f"{self.section}.{self.key}"


@dataclass(frozen=True, slots=True)
class Choice:
    """A name that a line could have, with what the database says of it."""

    name: str
    about: str


class Lines(Protocol):
    """A mapping that is being confirmed."""

    def lines(self) -> Sequence[MappingLine]:
        """Return every line, in the order in which it is asked about."""
        ...

    def choices(self, section: str, key: str) -> Sequence[Choice]:
        """Return what a line could be."""
        ...

    def remark(self, section: str, key: str) -> Phrase | None:
        """Return what is odd about an answer that can be used."""
        ...

    def answer(self, section: str, key: str, text: str) -> Phrase | None:
        """Take an answer, or return why it cannot be used."""
        ...
