"""What fingers, imports and code pages do to a text."""

from __future__ import annotations

import unicodedata

from tests.calibration.dice import Dice

_KEYS = ("qwertyuiopå", "asdfghjklæø", "zxcvbnm")
_NEAR = {key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _KEYS for at, key in enumerate(row)}
_STRICT = str.maketrans(
    {
        "æ": "ae",
        "ø": "oe",
        "å": "aa",
        "Æ": "Ae",
        "Ø": "Oe",
        "Å": "Aa",
        "é": "e",
        "ü": "ue",
        "ö": "oe",
        "ä": "ae",
        "ß": "ss",
    }
)
_LOSSY = str.maketrans(
    {
        "æ": "ae",
        "ø": "o",
        "å": "a",
        "Æ": "Ae",
        "Ø": "O",
        "Å": "A",
        "é": "e",
        "ü": "u",
        "ö": "o",
        "ä": "a",
        "ð": "d",
        "á": "a",
        "ó": "o",
    }
)
_MARKS = str.maketrans(dict.fromkeys("æøåÆØÅéüöä", "?"))


def transliterated(text: str) -> str:
    """Return ø as oe, å as aa, as foreign keyboards write them."""
    return text.translate(_STRICT)


def lossy(text: str) -> str:
    """Return ø as o and å as a, as poor imports do."""
    return text.translate(_LOSSY)


def marks(text: str) -> str:
    """Return question marks where the code page had no letter."""
    return text.translate(_MARKS)


def mojibake(text: str) -> str:
    """Return UTF-8 read as the Windows code page."""
    return text.encode().decode("cp1252", errors="replace").replace("\ufffd", "") if not text.isascii() else text


def nfd(text: str) -> str:
    """Return the letters taken apart as browsers of one maker send them."""
    return unicodedata.normalize("NFD", text)


def typo(dice: Dice, text: str, least: int = 5) -> str:
    """Return the text with one letter of one long word mistyped; digits stay, since they mean something else."""
    spots = [at for word in _words(text, least) for at in range(word[0] + 1, word[1])]
    if not spots:
        return text
    at = dice.choice(spots)
    near = _NEAR.get(text[at].lower(), "")
    key = dice.choice(near) if near else text[at]
    return dice.weighted(
        (
            (
                text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
                if text[at + 1 : at + 2].isalpha()
                else text[:at] + text[at + 1 :],
                0.3,
            ),
            (text[:at] + (key.upper() if text[at].isupper() else key) + text[at + 1 :], 0.3),
            (text[:at] + text[at + 1 :], 0.25),
            (text[: at + 1] + text[at] + text[at + 1 :], 0.15),
        )
    )


def blanks(dice: Dice, text: str) -> str:
    """Return the text with blanks that nobody sees."""
    middle = text.replace(" ", dice.choice(("  ", "\u00a0", " \u200b")), 1)
    return dice.choice((middle, f"{text} ", f" {text}", f"{text}."))


def _words(text: str, least: int) -> list[tuple[int, int]]:
    found, start = list[tuple[int, int]](), 0
    for word in text.split(" "):
        if len(word) >= least and word.isalpha():
            found.append((start, start + len(word)))
        start += len(word) + 1
    return found
