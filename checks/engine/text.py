"""Texts as two systems write them: what is the same but for form, and what is only alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("’‘´`", "'"))
_DANISH = str.maketrans(
    {"å": "aa", "ø": "oe", "æ": "ae", "ö": "oe", "ä": "ae", "ü": "ue", "ß": "ss", "ð": "d", "þ": "th"}
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_TWICE_CODED = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\u00e2\u20ac[\u0153\u009d\u201c\u201d\u2122\u02dc\u00a6\u2013\u2014\u0022]"
)
"""A Danish or accented letter whose two bytes of UTF-8 were read as two letters of Windows-1252."""
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=65_536)
def tidy(text: str | None) -> str:
    """Return the text with one way to write letters, blanks and dashes; case is kept."""
    if not text:
        return ""
    if text.isascii():
        return " ".join(text.replace("`", "'").split())
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", repaired(text)))
    return " ".join(plain.translate(_DASHES).split())


def repaired(text: str) -> str:
    """Return the text with letters that an import coded twice put back: SÃ¸ndergade is Søndergade."""
    return _TWICE_CODED.sub(_decoded, text)


def _decoded(match: re.Match[str]) -> str:
    try:
        return match[0].encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return match[0]


def blank(text: str | None) -> bool:
    """Tell whether nothing is written there."""
    return not tidy(text)


@lru_cache(maxsize=65_536)
def fold(text: str | None) -> str:
    """Return the key under which official Danish spelling pairs meet (å and aa, ø and oe), accents off.

    Safe for streets and towns only: Müller, Møller and Moeller are different families.
    """
    danish = tidy(text).casefold()
    if danish.isascii():
        return danish
    parts = unicodedata.normalize("NFKD", danish.translate(_DANISH))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@lru_cache(maxsize=65_536)
def loose(text: str | None) -> str:
    """Return the key that also meets what imports have lost: Norregade, Møllegade written Mollegade."""
    return fold(text).replace("aa", "a").replace("oe", "o").replace("ae", "a").replace("ue", "u")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text without what stands between them."""
    return tuple(_WORD.findall(text))
