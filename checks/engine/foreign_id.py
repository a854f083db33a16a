"""What stands in ForeignDebitorSystemIdentification: nothing, a customer number, or something like one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
"""1 to 999,999,999, as e-conomic takes it (economic-api 2.1, documented)."""

_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,' ][0-9]{3})+")
_TRAILING_ZERO = re.compile(r"([0-9]+)[.,]0+")


@dataclass(frozen=True, slots=True)
class ForeignId:
    """`empty` for NULL, blank or the text null; `exact` for a clean number; `meant` for one that a
    malformed value plainly stands for. At most one of them is set."""

    empty: bool = False
    exact: int | None = None
    meant: int | None = None

    @property
    def malformed(self) -> bool:
        """Tell whether something stands there that is not a customer number as it is."""
        return not self.empty and self.exact is None


@lru_cache(maxsize=65_536)
def parse_foreign_id(text: str | None) -> ForeignId:
    """Read the cell as it stands; blanks at its ends make it malformed, not empty."""
    if text is None or not text.strip() or text.strip().casefold() == "null":
        return ForeignId(empty=True)
    if _NUMBER.fullmatch(text):
        return ForeignId(exact=int(text))
    return ForeignId(meant=_meant(text))


def _meant(text: str) -> int | None:
    digits = unicodedata.normalize("NFKC", text).strip()
    if whole := _TRAILING_ZERO.fullmatch(digits):
        digits = whole[1]
    elif _THOUSANDS.fullmatch(digits):
        digits = re.sub(r"[^0-9]", "", digits)
    digits = digits.lstrip("0")
    return int(digits) if _NUMBER.fullmatch(digits) else None
