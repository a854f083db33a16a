"""Texts as two systems write them: what is the same but for form, and what is only alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("’‘´`", "'"))
_DANISH = str.maketrans({"å": "aa", "ø": "oe", "æ": "ae", "ö": "oe", "ä": "ae", "ü": "y", "ß": "ss"})
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=65_536)
def tidy(text: str | None) -> str:
    """Return the text with one way to write letters, blanks and dashes; case is kept."""
    if not text:
        return ""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(plain.translate(_DASHES).split())


def blank(text: str | None) -> bool:
    """Tell whether nothing is written there."""
    return not tidy(text)


@lru_cache(maxsize=65_536)
def fold(text: str | None) -> str:
    """Return the key under which official Danish spelling pairs meet (å and aa, ø and oe), accents off.

    Safe for streets and towns only: Müller, Møller and Moeller are different families.
    """
    danish = tidy(text).casefold().translate(_DANISH)
    parts = unicodedata.normalize("NFKD", danish)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@lru_cache(maxsize=65_536)
def loose(text: str | None) -> str:
    """Return the key that also meets what imports have lost: Norregade, Møllegade written Mollegade."""
    return fold(text).replace("aa", "a").replace("oe", "o").replace("ae", "a")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text without what stands between them."""
    return tuple(_WORD.findall(text))
