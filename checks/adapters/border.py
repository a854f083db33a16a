"""Values of ClientTime's columns on their way in: text made safe, dates, amounts, yes and no."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from functools import lru_cache

from checks.adapters.clean_text import MARK, clean
from checks.adapters.mapping import Truth

TRUE_WORDS = frozenset({"1", "-1", "true", "yes", "ja", "y", "j"})
"""What counts as yes, in any case, as number or text (contract section 6)."""

LONGEST = 4_000
"""Characters of one value that are kept; no name or address is longer."""
CLIPPED = "\N{HORIZONTAL ELLIPSIS}"

LARGEST = Decimal(10) ** 15
"""Amounts of this size and above are no money."""

PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
DANISH = re.compile(r"[+-]?(?:[0-9]+,[0-9]{1,2}|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,})")
ENGLISH = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,})")
EITHER = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
"""A thousand and something, or something and a thousandth: the text alone does not tell."""

Moment = tuple[date | None, datetime | None]
"""A date, and the aware time where there is a time of day."""

ISO = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?:([T ][0-9:.,]+)\s*(Z|[+-][0-9]{2}:?[0-9]{2})?)?\s*")
"""A date, with a time of day and a zone where there are."""


def raw_text(value: object) -> str | None:
    """Return a cell as text with its blanks as they stand; whole numbers without a decimal point."""
    match value:
        case None:
            return None
        case str():
            return _kept(value)
        case bool():
            return str(int(value))
        case float() if math.isfinite(value) and value.is_integer():
            return str(int(value))
        case Decimal() if value.is_finite() and value == value.to_integral_value():
            return str(int(value))
        case bytes():
            return _kept(value[: LONGEST * 4].decode("utf-8", "replace"))
        case _:
            return _kept(str(value))


def text(value: object) -> str | None:
    """Return a cell as one trimmed line; blank is None."""
    found = raw_text(value)
    if found is None:
        return None
    return (found if found.isprintable() else " ".join(found.splitlines())).strip() or None


def lines(value: object) -> list[str]:
    """Return the lines of a cell that are not blank."""
    found = raw_text(value)
    return [line.strip() for line in found.splitlines() if line.strip()] if found else []


def exact(text: str) -> bool:
    """Tell whether a text still is what stood in the cell, so that it may be written back."""
    return MARK not in text and not (len(text) > LONGEST and text.endswith(CLIPPED))


@lru_cache(maxsize=64)
def folded(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a mapping as cells are compared with them."""
    return frozenset(word.strip().casefold() for word in words)


def truth(value: object, form: Truth) -> bool | None:
    """Return what a yes-or-no column says in the site's form; None where it holds NULL and the form is silent on it."""
    if form.empty:
        return text(value) is None
    found = text(value)
    if found is None:
        return None
    if form.values:
        return found.casefold() in folded(form.values)
    return (found.casefold() in TRUE_WORDS) != form.negated


def amount(value: object) -> Decimal | None:
    """Return an amount; None for what is not plainly a number."""
    match value:
        case bool() | None:
            return None
        case int() | Decimal():
            found = Decimal(value)
        case float():
            # Money has four decimals at most; what a binary fraction shows beyond them was never entered.
            found = Decimal(str(round(value, 4)))
        case str():
            written = _written_plainly(value.strip())
            if written is None:
                return None
            found = Decimal(written)
        case _:
            return None
    return found if found.is_finite() and abs(found) < LARGEST else None


def moment(value: object, zone: tzinfo | None) -> Moment:
    """Return the date, and the aware time where the value has a time of day; midnight is none.

    A time without a zone is in `zone`, by default the machine's; the date is the one of that zone.
    """
    match value:
        case datetime():
            found = value
        case date():
            return value, None
        case str():
            read = _iso(value)
            if read is None:
                return None, None
            found = read
        case _:
            return None, None
    if found.time() == time():
        return found.date(), None
    try:
        local = found.replace(tzinfo=zone) if found.tzinfo is None and zone else found.astimezone(zone)
        at = None if local.time() == time() else local.astimezone(UTC)
    except (OverflowError, OSError, ValueError):
        return found.date(), None
    return local.date(), at


def _kept(found: str) -> str:
    return clean(found) if len(found) <= LONGEST else clean(found[:LONGEST]) + CLIPPED


def _iso(written: str) -> datetime | None:
    # Python reads week dates and bare digits too; those are no dates here.
    parts = ISO.fullmatch(written)
    if parts is None:
        return None
    try:
        return datetime.fromisoformat("".join(part for part in parts.groups() if part))
    except ValueError:
        return None


def _written_plainly(written: str) -> str | None:
    """Return the amount in digits and a point, where the text can mean one amount only."""
    if EITHER.fullmatch(written):
        return None
    if PLAIN.fullmatch(written):
        return written
    if DANISH.fullmatch(written):
        return written.replace(".", "").replace(",", ".")
    if ENGLISH.fullmatch(written):
        return written.replace(",", "")
    return None
