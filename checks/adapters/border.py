"""Values of ClientTime's columns on their way in: text made safe, dates, amounts, yes and no."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation

from checks.adapters.clean_text import clean
from checks.adapters.mapping import Truth

TRUE_WORDS = frozenset({"1", "-1", "true", "yes", "ja", "y", "j"})
"""What counts as yes, in any case, as number or text (contract section 6)."""

LONGEST = 4_000
"""Characters of one value that are kept; no name or address is longer."""


def raw_text(value: object) -> str | None:
    """Return a cell as text with its blanks as they stand; whole numbers without a decimal point."""
    match value:
        case None:
            return None
        case bool():
            return str(int(value))
        case float() if math.isfinite(value) and value.is_integer():
            return str(int(value))
        case Decimal() if value == value.to_integral_value():
            return str(int(value))
        case bytes():
            return clean(value.decode("utf-8", "replace")[:LONGEST])
        case _:
            return clean(str(value)[:LONGEST])


def text(value: object) -> str | None:
    """Return a cell as trimmed text; blank is None."""
    found = raw_text(value)
    return (found.strip() or None) if found is not None else None


def truth(value: object, form: Truth) -> bool | None:
    """Return what a yes-or-no column says in the site's form; None where it holds NULL and the form is silent on it."""
    if form.empty:
        return text(value) is None
    found = text(value)
    if found is None:
        return None
    if form.values:
        return found.casefold() in {wanted.strip().casefold() for wanted in form.values}
    return (found.casefold() in TRUE_WORDS) != form.negated


def amount(value: object) -> Decimal | None:
    """Return an amount; None for what is not plainly a number."""
    if value is None or isinstance(value, bool):
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def moment(value: object, zone: tzinfo | None) -> tuple[date | None, datetime | None]:
    """Return the date, and the aware time where the value has a time of day; midnight is none.

    A time without a zone is in `zone`, by default the machine's.
    """
    match value:
        case datetime():
            found = value
        case date():
            return value, None
        case str() if value.strip():
            try:
                found = datetime.fromisoformat(value.strip())
            except ValueError:
                return None, None
        case _:
            return None, None
    if found.time() == time():
        return found.date(), None
    try:
        aware = found if found.tzinfo else (found.replace(tzinfo=zone) if zone else found.astimezone())
        return found.date(), aware.astimezone(UTC)
    except (OverflowError, OSError, ValueError):
        return found.date(), None
