"""A table is kept column by column; what is equal is one object only where it also reads alike."""

from __future__ import annotations

import contextlib
import gc
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from checks.adapters.columns import BATCH, Once, fetched_columns, uncollected

TOWNS = [(number, f"Town {number % 7}", number / 2) for number in range(BATCH + 3)]


def test_every_row_arrives_in_its_order_and_what_is_alike_is_one_object() -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as file:
        file.execute("CREATE TABLE t (a INT, b TEXT, c REAL)")
        file.executemany("INSERT INTO t VALUES (?, ?, ?)", TOWNS)
        columns = fetched_columns(file, "SELECT a, b, c FROM t ORDER BY a", 3, alike=[1])
        none = fetched_columns(file, "SELECT a, b, c FROM t WHERE a < 0", 3, alike=[1])

    assert list(zip(*columns, strict=True)) == TOWNS
    assert len(set(map(id, columns[1]))) == 7
    assert none == [[], [], []]


def test_two_equal_times_of_different_zones_are_not_taken_for_each_other() -> None:
    midnight = datetime(2026, 11, 24, tzinfo=UTC)
    later = midnight.astimezone(timezone(timedelta(hours=1)))

    assert midnight == later
    assert Once[str](str).all([midnight, later]) == [str(midnight), str(later)]
    assert Once[str](str).all([Decimal("1.10"), Decimal("1.1")]) == ["1.10", "1.1"]


def test_what_comes_again_is_worked_out_once() -> None:
    asked: list[object] = []

    def make(value: object) -> int:
        asked.append(value)
        return len(asked)

    assert Once[int](make).all(["a", None, "b", "a", None]) == [1, 2, 3, 1, 2]
    assert asked == ["a", None, "b"]


def test_garbage_is_looked_for_again_afterwards_and_only_where_it_was_before() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()
