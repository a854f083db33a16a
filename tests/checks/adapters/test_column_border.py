"""A column that passes the border together is exactly what its cells would be, had each passed by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checks.adapters import border, column_border
from checks.adapters.column_border import Moments
from checks.adapters.personal_numbers import PersonalNumbers

ZONES = [ZoneInfo("Europe/Copenhagen"), ZoneInfo("Pacific/Auckland"), ZoneInfo("America/St_Johns"), None]
HARMLESS = ["Bech A/S", "Ærø", "9000", "", "a|b", "5798000420007", "13748136", "12 34 56 78 90"]
HARMFUL = [
    *("0101701234", "CPR 010170-1234.", "0101**-****", "010170 1234", " blank", "blank ", "  ", "two\r\nlines", "\t"),
    *("Bech\N{ZERO WIDTH SPACE}", "a\N{NO-BREAK SPACE}", "x" * 4_001, "\ud800", "|", "010170|1234"),
    *(7, 7.0, 7.5, True, b"bytes", b"\xff", Decimal("7.50"), 10**12, -3, float("nan"), date(2026, 1, 2)),
]
cells = st.lists(
    st.sampled_from([None, *HARMLESS]) | st.sampled_from(HARMFUL) | st.text(max_size=12) | st.integers(), min_size=1
)
"""Columns of a few odd cells; the next two are of many plain ones, with at most one odd cell among them."""
plain = st.lists(st.sampled_from([None, *HARMLESS]), min_size=1, max_size=80)
one_odd = st.tuples(plain, st.sampled_from(HARMFUL)).map(lambda found: [*found[0], found[1], *found[0]])
columns = cells | plain | one_odd


@given(columns)
def test_texts_are_those_of_the_border(column: Sequence[object]) -> None:
    assert list(column_border.texts(column)) == list(map(border.text, column))
    assert list(column_border.raw_texts(column)) == list(map(border.raw_text, column))


@given(st.lists(columns, max_size=3))
def test_addresses_have_the_lines_of_the_border(parts: list[Sequence[object]]) -> None:
    size = min(map(len, parts), default=0)
    if not size:
        return
    rows = list(zip(*[part[:size] for part in parts], strict=True))
    expected = [tuple(line for cell in row for line in border.lines(cell)) for row in rows]

    assert column_border.addresses([part[:size] for part in parts]) == expected


@given(columns | st.lists(st.integers(), min_size=1) | st.lists(st.integers(0, 10**9 + 1), min_size=1))
@example([101701234, 1_017_012_345, 3112991234])
@example([True, 1])
def test_codes_are_masked_and_told_apart_as_one_by_one(column: Sequence[object]) -> None:
    together, apart = PersonalNumbers(), PersonalNumbers()

    assert list(column_border.codes(column, together)) == [apart.code(cell) or "" for cell in column]


@given(
    st.lists(st.none() | st.decimals(allow_nan=True, allow_infinity=True), min_size=1)
    | st.lists(st.none() | st.decimals(places=2, allow_nan=False, allow_infinity=False), min_size=1)
    | st.lists(st.none() | st.floats() | st.integers() | st.booleans() | st.text(max_size=8), min_size=1)
)
@example([Decimal(10) ** 15, Decimal(1)])
@example([-(Decimal(10) ** 15), None])
def test_amounts_are_those_of_the_border(column: Sequence[object]) -> None:
    assert list(column_border.amounts(column)) == list(map(border.amount, column))


def local(text: str, fold: int = 0) -> datetime:
    """Return a time as a column without a zone has it."""
    return datetime.fromisoformat(text).replace(fold=fold)


moments = (
    st.none()
    | st.datetimes()
    | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=2)), ZoneInfo("Europe/Copenhagen")]))
    | st.datetimes(local("2024-03-30"), local("2024-04-01"))
    | st.dates().map(lambda day: local(day.isoformat()))
)


@pytest.mark.parametrize("zone", ZONES)
@given(column=st.lists(moments) | st.lists(st.none() | st.dates()) | st.lists(st.none() | st.sampled_from(HARMFUL)))
@example(column=[local("2024-03-31 02:30"), local("2024-10-27 02:30"), local("2024-10-27 02:30", fold=1)])
@example(column=[local("0001-01-01 00:30"), local("9999-12-31 23:30"), local("9999-12-31"), date(9999, 12, 31)])
@example(column=["2026-11-24 09:30:00", date(2026, 11, 24), local("2026-11-24 09:30"), None])
@example(column=[datetime(2026, 11, 24, 1, tzinfo=timezone(timedelta(hours=1))), datetime(2026, 11, 24, tzinfo=UTC)])
def test_dates_and_times_are_those_of_the_border(zone: ZoneInfo | None, column: Sequence[object]) -> None:
    dates, times = Moments(zone).of(column)

    assert list(zip(dates, times, strict=True)) == [border.moment(cell, zone) for cell in column]
