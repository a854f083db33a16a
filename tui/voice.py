"""Who says sentences in the operator's language, where there is no site yet whose desk could."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from checks.engine.phrase import Phrase


class Says(Protocol):
    """Turns a sentence into text of a language."""

    language: str

    def say(self, phrase: Phrase) -> str:
        """Return the sentence as it is to be read."""
        ...


@dataclass(slots=True)
class Voice:
    """Says everything in one language, which can be changed."""

    language: str

    def say(self, phrase: Phrase) -> str:
        """Return the sentence in the language."""
        return phrase.text(self.language)
