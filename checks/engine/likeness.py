"""Whether two company names may be one, written in two ways: the only similarity that is measured, not known."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from checks.engine.company import company
from checks.engine.text import loose, words

_SPELLING = 90.0
"""Likeness of two words, in per cent, from which on one is a spelling of the other: Petersen is not Pedersen."""
_SHARE = 0.75
"""Share of the shorter name's words that must be found in the longer one: Hansen Byg is not Larsen Byg."""
_WHOLE = 94.0
"""Likeness of the names without blanks: HansenByg is Hansen Byg."""
_LONGEST = 255
_TELLING = frozenset({"holding", "invest", "ejendomme", "group", "leasing"})


@lru_cache(maxsize=65_536)
def alike(ours: str | None, theirs: str | None) -> bool:
    """Tell whether two names may be one company; a blank one may be any."""
    a, b = (words(loose(company(name).core[:_LONGEST])) for name in (ours, theirs))
    if not a or not b or a == b:
        return True
    if _TELLING & (set(a) ^ set(b)):
        return False
    shorter, longer = sorted((a, b), key=len)
    known = sum(any(fuzz.ratio(word, other) >= _SPELLING for other in longer) for word in shorter)
    return known / len(shorter) >= _SHARE or fuzz.ratio("".join(a), "".join(b)) >= _WHOLE
