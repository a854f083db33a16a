"""The border that texts from outside pass before they become part of a record or a sentence."""

from __future__ import annotations

import unicodedata

from checks.engine.cpr import mask_cpr

_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
MARK = "\N{REPLACEMENT CHARACTER}"
SHORTEST = 10
"""Characters of the shortest personal number; most cells are shorter."""


def clean(text: str) -> str:
    """Return the text with personal numbers masked and control characters as visible marks; line breaks stay."""
    if not text.isprintable():
        text = "".join(letter if letter in "\r\n" else _visible(letter) for letter in text)
    return text if len(text) < SHORTEST else mask_cpr(text)


def shown(text: str) -> str:
    """Return the text in one line, for a message."""
    return " ".join(clean(text).split())


def _visible(letter: str) -> str:
    return MARK if unicodedata.category(letter) in _HARMFUL else letter
