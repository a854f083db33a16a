"""Dates and times: as SQLite keeps them in text, and as counts of days and ticks on the wire."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from tests.support.tds.errors import SqlError
from tests.support.tds.sqltype import Kept, SqlType

FIRST = date(1900, 1, 1).toordinal()
TICKS = 300
"""A datetime counts three hundredths of a second."""


def not_a_moment() -> SqlError:
    """Return what a server says of a text that is no date."""
    return SqlError(241, "Conversion failed when converting date and/or time from character string.")


@lru_cache(maxsize=8192)
def moment(text: str) -> datetime:
    """Return the moment that a text means; without a zone as it stands there."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise not_a_moment() from error


def text_of(value: datetime) -> str:
    """Return a moment in the one form that compares as text."""
    return value.isoformat(" ", "microseconds" if value.microsecond else "seconds")


def comparable(value: Kept) -> Kept:
    """Return a kept moment so that text order is time order; anything else as it is."""
    if not isinstance(value, str):
        return value
    try:
        return moment(value).isoformat(" ", "microseconds")
    except SqlError:
        return value


def ticks(value: datetime) -> tuple[int, int]:
    """Return days since 1900 and three hundredths of a second, rounded as SQL Server does."""
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    count = seconds * TICKS + (value.microsecond * TICKS + 500_000) // 1_000_000
    days = value.toordinal() - FIRST
    return (days + 1, 0) if count == 86_400 * TICKS else (days, count)


def from_ticks(days: int, count: int) -> datetime:
    """Return the moment of a datetime on the wire, to the millisecond that it is shown with."""
    milliseconds = (count * 10 + 1) // 3
    return datetime.fromordinal(FIRST + days) + timedelta(milliseconds=milliseconds)


def clock(value: datetime | time, scale: int) -> bytes:
    """Return a time of day as a count of its smallest unit."""
    micro = ((value.hour * 60 + value.minute) * 60 + value.second) * 1_000_000 + value.microsecond
    count = micro * 10 if scale == 7 else micro // 10 ** (6 - scale)
    return count.to_bytes(3 if scale < 3 else 4 if scale < 5 else 5, "little")


def day(value: date) -> bytes:
    """Return a date as days since the year one."""
    return (value.toordinal() - 1).to_bytes(3, "little")


def from_clock(raw: bytes, scale: int) -> timedelta:
    """Return a time of day from the wire."""
    return timedelta(microseconds=int.from_bytes(raw, "little") * 10 ** (7 - scale) // 10)


def from_day(raw: bytes) -> datetime:
    """Return a date from the wire as its midnight."""
    return datetime.fromordinal(int.from_bytes(raw, "little") + 1)


def with_offset(raw: bytes, scale: int) -> datetime:
    """Return a datetimeoffset from the wire: kept in universal time, with the offset behind."""
    zone = timezone(timedelta(minutes=int.from_bytes(raw[-2:], "little", signed=True)))
    universal = from_day(raw[-5:-2]) + from_clock(raw[:-5], scale)
    return universal.replace(tzinfo=UTC).astimezone(zone)


def on_the_wire(kind: SqlType, value: datetime) -> bytes:
    """Return one value of a type that holds a moment, behind its length."""
    match kind.name:
        case "date":
            raw = day(value)
        case "datetime":
            days, count = ticks(value)
            raw = days.to_bytes(4, "little", signed=True) + count.to_bytes(4, "little")
        case "smalldatetime":
            rounded = value + timedelta(seconds=30)
            minutes = rounded.hour * 60 + rounded.minute
            raw = (rounded.toordinal() - FIRST).to_bytes(2, "little") + minutes.to_bytes(2, "little")
        case "datetimeoffset":
            aware = value if value.tzinfo else value.replace(tzinfo=UTC)
            offset = int((aware.utcoffset() or timedelta()).total_seconds() // 60)
            universal = aware.astimezone(UTC)
            raw = clock(universal, kind.scale) + day(universal) + offset.to_bytes(2, "little", signed=True)
        case _:
            raw = clock(value, kind.scale) + day(value)
    return bytes([len(raw)]) + raw
