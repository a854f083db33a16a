"""A stand-in for Danish_Norwegian_CI_AS: ignores case and blanks at the end, takes aa for å, and puts æ ø å last.

It is not the collation; it is as untrustworthy as that one where somebody compares codes on the server.
"""

from __future__ import annotations

from tests.support.tds.sqltype import Kept

LAST = str.maketrans({"æ": "\ue000", "ä": "\ue000", "ø": "\ue001", "ö": "\ue001", "å": "\ue002"})
"""Places behind every letter, in a range that no text uses."""


def folded(text: str) -> str:
    """Return a text so that those compare equal which the server takes for equal."""
    small = text.rstrip(" ").casefold()
    if small.isascii() and "aa" not in small:
        return small
    return small.replace("aa", "å").translate(LAST)


def key(value: Kept) -> Kept:
    """Return what a value is compared by."""
    return folded(value) if isinstance(value, str) else value


def exact_key(value: Kept) -> Kept:
    """Return what a value is compared by under a binary collation: blanks at the end still do not count."""
    return value.rstrip(" ") if isinstance(value, str) else value


def compare(left: str, right: str) -> int:
    """Return the order of two texts, for a SQLite collation."""
    one, other = folded(left), folded(right)
    return (one > other) - (one < other)
