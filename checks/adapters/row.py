"""One row of e-conomic's JSON, read by type: what has another type than the API says is a garbled answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from checks.adapters.answer import Json, is_object
from checks.adapters.call_fault import CallFault, garbled
from checks.adapters.clean_text import clean
from checks.engine.phrase import Phrase

LARGEST_AMOUNT = Decimal(10) ** 18
FINEST_AMOUNT = -12
LARGEST_WHOLE = 10**18


@dataclass(frozen=True, slots=True)
class Row:
    """Properties by name; an absent one is None, as is a null, which the API does not send."""

    values: Json

    def inner(self, name: str) -> Row:
        """Return a nested object; an absent one has no properties."""
        value = self.values.get(name)
        if value is None:
            return Row({})
        if not is_object(value):
            raise _wrong(name)
        return Row(value)

    def text(self, name: str) -> str | None:
        """Return a text, cleaned at the border."""
        value = self.values.get(name)
        if value is None or isinstance(value, str):
            return None if value is None else clean(value)
        raise _wrong(name)

    def number(self, name: str) -> str | None:
        """Return an invoice number as text: the surfaces disagree on whether it is one. 0 is none."""
        value = self.values.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(self.whole(name)) if value else None
        text = (self.text(name) or "").strip()
        return text if text.strip("0") else None

    def whole(self, name: str) -> int | None:
        """Return a whole number; digits in a text count as one."""
        value = self.values.get(name)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 18:
            return int(value)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST_WHOLE:
            return value
        raise _wrong(name)

    def required(self, name: str) -> int:
        """Return a whole number that has to be there."""
        value = self.whole(name)
        if value is None:
            raise _wrong(name)
        return value

    def amount(self, name: str) -> Decimal | None:
        """Return an exact amount of a size that money has."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise _wrong(name)
        amount = _exact(value, name)
        if abs(amount) >= LARGEST_AMOUNT or int(amount.as_tuple().exponent) < FINEST_AMOUNT:
            raise _wrong(name)
        return amount

    def flag(self, name: str) -> bool:
        """Return a truth value; absent means false."""
        value = self.values.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise _wrong(name)

    def day(self, name: str) -> date | None:
        """Return a date; one surface sends a time of day with it."""
        value = self.values.get(name)
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value)[:10])
        except ValueError:
            raise _wrong(name) from None

    def moment(self, name: str) -> datetime | None:
        """Return a time in UTC; a bare date is the beginning of that day."""
        value = self.values.get(name)
        if value is None:
            return None
        try:
            found = datetime.fromisoformat(str(value))
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except (ValueError, OverflowError):
            raise _wrong(name) from None


def _exact(value: int | Decimal, name: str) -> Decimal:
    try:
        return Decimal(value)
    except InvalidOperation:
        raise _wrong(name) from None


def _wrong(name: str) -> CallFault:
    return garbled(WRONG.with_(name=name))


WRONG = Phrase(
    "the property {name} is missing or of another kind", "egenskaben {name} mangler eller er af en anden art"
)
