"""Danish numbers of companies, sites and institutions, cleaned and proved by their check digit where they have one."""

from __future__ import annotations

import re
from functools import lru_cache

from checks.engine.cpr import holds_cpr
from checks.engine.text import tidy

_CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
_CVR_FORM = re.compile(r"(?:DK|CVR|SE|NR|NO|[-.: /])*([0-9]{8})", re.IGNORECASE)
_EAN_DRESS = re.compile(r"(?:EAN|GLN)?(?:[- ]?(?:NR|NO|NUMMER))?[.: ]*", re.IGNORECASE)
_P_DRESS = re.compile(r"P?(?:[- ]?(?:NR|NUMMER))?[.: ]*", re.IGNORECASE)
_EXCEL_TAIL = re.compile(r"[.,]0+$")
_BETWEEN = re.compile(r" |(?<=\d)[.-](?=\d)")


@lru_cache(maxsize=65_536)
def cvr(text: str | None) -> str | None:
    """Return the eight digits of a valid CVR number, or None: `DK-13 74 81 36` is 13748136."""
    digits = cvr_digits(text)
    return digits if digits and _weighted(digits, _CVR_WEIGHTS) % 11 == 0 else None


@lru_cache(maxsize=65_536)
def cvr_digits(text: str | None) -> str | None:
    """Return the eight digits of what is written as a CVR number, right or wrong, or None."""
    match = _CVR_FORM.fullmatch(_BETWEEN.sub("", _EXCEL_TAIL.sub("", tidy(text))))
    return None if match is None or match[1] == "00000000" else match[1]


def near_cvr(ours: str | None, theirs: str | None) -> bool:
    """Tell whether two different numbers are one digit or one swap of neighbours apart: 13748136 and 13784136."""
    a, b = cvr_digits(ours), cvr_digits(theirs)
    return a is not None and b is not None and near_digits(a, b)


def near_digits(a: str, b: str) -> bool:
    """Tell whether two numbers of one length are one digit or one swap of neighbours apart."""
    if len(a) != len(b):
        return False
    wrong = [n for n in range(len(a)) if a[n] != b[n]]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
    return len(wrong) == 1 or swapped


@lru_cache(maxsize=65_536)
def ean(text: str | None) -> str | None:
    """Return the thirteen digits of a valid EAN location number, or None."""
    digits = re.sub(r"[ .-]", "", _EAN_DRESS.sub("", _EXCEL_TAIL.sub("", tidy(text)), count=1))
    if not re.fullmatch("[0-9]{13}", digits):
        return None
    return digits if _weighted(digits, (1, 3) * 6 + (1,)) % 10 == 0 else None


def p_number(text: str | None) -> str | None:
    """Return the ten digits of a production unit's number, or None; a personal number is none.

    Early numbers were given out with other weights, so no check digit proves them.
    """
    digits = re.sub(r"[ .-]", "", _P_DRESS.sub("", tidy(text), count=1))
    return digits if re.fullmatch("[0-9]{10}", digits) and not holds_cpr(digits) else None


def telephone(text: str | None) -> str | None:
    """Return the last eight digits of a Danish telephone number: +45 86 12 34 56 is 86123456."""
    digits = re.sub(r"[^0-9+]", "", text or "")
    digits = re.sub(r"^(?:\+45|0045|45(?=[0-9]{8}$))", "", digits)
    return digits if re.fullmatch("[2-9][0-9]{7}", digits) else None


def same_number(ours: str | None, theirs: str | None) -> bool:
    """Tell whether two identifiers are equal but for blanks, dots, dashes and a country in front."""
    return _bare(ours) == _bare(theirs)


def _bare(text: str | None) -> str:
    bare = re.sub(r"[^0-9A-Z]", "", _EXCEL_TAIL.sub("", (text or "").strip()).upper())
    return re.sub(r"^(?:DK|CVR|NR|SE(?=[0-9]))+", "", bare)


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
