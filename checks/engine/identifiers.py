"""Danish numbers of companies and institutions, cleaned and proved by their check digit."""

from __future__ import annotations

import re
from functools import lru_cache

_CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
_CVR_FORM = re.compile(r"(?:DK|CVR|SE|NR|NO|[-.: ])*([0-9]{8})", re.IGNORECASE)
_EXCEL_TAIL = re.compile(r"[.,]0+$")


@lru_cache(maxsize=65_536)
def cvr(text: str | None) -> str | None:
    """Return the eight digits of a valid CVR number, or None: `DK-13 74 81 36` is 13748136."""
    digits = _EXCEL_TAIL.sub("", (text or "").strip()).replace(" ", "").replace("\u00a0", "")
    match = _CVR_FORM.fullmatch(digits)
    if match is None or match[1] == "00000000":
        return None
    return match[1] if _weighted(match[1], _CVR_WEIGHTS) % 11 == 0 else None


@lru_cache(maxsize=65_536)
def ean(text: str | None) -> str | None:
    """Return the thirteen digits of a valid EAN location number, or None."""
    digits = re.sub(r"[ \u00a0.-]", "", (text or "").upper().removeprefix("EAN"))
    if not re.fullmatch("[0-9]{13}", digits):
        return None
    return digits if _weighted(digits, (1, 3) * 6 + (1,)) % 10 == 0 else None


def same_number(ours: str | None, theirs: str | None) -> bool:
    """Tell whether two identifiers are equal but for blanks, dots, dashes and a country in front."""
    return _bare(ours) == _bare(theirs)


def _bare(text: str | None) -> str:
    return re.sub(r"[^0-9A-Z]", "", _EXCEL_TAIL.sub("", (text or "").strip()).upper()).removeprefix("DK")


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
