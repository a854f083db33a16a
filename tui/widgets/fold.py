"""Spelling without accents: who types soren finds Søren, who types aarhus finds Århus."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l", "å": "a"})


def fold(text: str) -> str:
    """Return the text in lower case, without accents, aa and å alike."""
    text = text.casefold().translate(_LETTERS)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.replace("aa", "a")
