"""Danish personal numbers: recognised only to be masked, never compared, pushed or journalled."""

from __future__ import annotations

import re

_SHAPE = re.compile(
    r"(?<![0-9])(?P<date>(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])(?:0[1-9]|1[0-2])[0-9]{2})"
    r"[ -]?[0-9]{4}(?![0-9])"
)
_MASK = re.compile(r"[0-9]{4}\*\*-\*{4}")
_NO_DIGITS = bytes(set(range(256)) - set(b"0123456789|"))
_MANY = re.compile(rb"[0-9]{10}")


def mask_cpr(text: str) -> str:
    """Return the text with every value of that shape as ddmm**-****."""
    return _SHAPE.sub(lambda match: f"{match['date'][:4]}**-****", text)


def holds_cpr(text: str | None) -> bool:
    """Tell whether a personal number stands in the text, masked already or not."""
    return bool(text) and bool(_MASK.search(text or "") or _SHAPE.search(text or ""))


def without_cpr(text: str) -> str:
    """Return the text without such a number, masked already or not: what is left may be compared."""
    return _MASK.sub(" ", _SHAPE.sub(" ", text))


def rules_out_cpr(joined: str) -> bool:
    """Tell of texts joined by | that no personal number, masked or not, stands in any of them."""
    digits = joined.encode(errors="replace").translate(None, _NO_DIGITS)
    return "**-****" not in joined and (_MANY.search(digits) is None or _SHAPE.search(joined) is None)
