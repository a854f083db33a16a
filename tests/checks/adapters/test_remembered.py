"""Records are made once for as long as their row stays as it is, wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.adapters.columns import Columns
from checks.adapters.remembered import STRETCH, Remembered

Row = tuple[int, str]


def columns(rows: Sequence[Row]) -> Columns:
    """Return two columns: the key, and what may change."""
    return [[key for key, _ in rows], [text for _, text in rows]]


class Maker:
    """Makes a list of each row, and keeps the rows."""

    def __init__(self) -> None:
        self.made: list[Row] = []

    def __call__(self, found: Columns) -> list[list[object]]:
        rows = list(zip(*found, strict=True))
        self.made += rows
        return [list(row) for row in rows]


def read(before: Sequence[Row], after: Sequence[Row]) -> tuple[list[list[object]], list[list[object]], list[Row]]:
    """Read twice; return the records of both, and what was made the second time."""
    remembered, make = Remembered[list[object]](), Maker()
    first = list(remembered.records(columns(before), 0, make))
    make.made.clear()
    return first, list(remembered.records(columns(after), 0, make)), make.made


MANY = [(number, "as it was") for number in range(STRETCH * 3 + 7)]


@pytest.mark.parametrize(
    ("before", "after"),
    [([20042, 7], [20042.0, 7.0]), ([20042, 7], [20042.0, 7]), ([1, 7.5], [True, 7.5])],
    ids=["all of another kind", "one of another kind", "kinds mixed all along"],
)
def test_an_equal_number_of_another_kind_is_another_cell(before: list[object], after: list[object]) -> None:
    remembered, make = Remembered[list[object]](), Maker()
    remembered.records([["a", "b"], before], 0, make)

    found = remembered.records([["a", "b"], after], 0, make)

    assert [repr(cell) for _, cell in found] == [repr(cell) for cell in after]


def test_nothing_is_made_again_while_nothing_changes() -> None:
    first, second, made = read(MANY, list(MANY))

    assert made == []
    assert all(one is other for one, other in zip(first, second, strict=True))


@pytest.mark.parametrize("place", [0, 1, STRETCH - 1, STRETCH, len(MANY) - 1])
def test_only_the_changed_row_is_made_again(place: int) -> None:
    changed = [*MANY[:place], (place, "changed"), *MANY[place + 1 :]]

    first, second, made = read(MANY, changed)

    assert made == [(place, "changed")]
    assert second[place] == [place, "changed"]
    assert [n for n, pair in enumerate(zip(first, second, strict=True)) if pair[0] is not pair[1]] == [place]


@pytest.mark.parametrize("place", [0, 5, STRETCH, len(MANY)])
@pytest.mark.parametrize("count", [1, 3, STRETCH + 1])
def test_rows_behind_new_ones_are_not_made_again(place: int, count: int) -> None:
    new = [(10_000 + number, "new") for number in range(count)]

    _, second, made = read(MANY, [*MANY[:place], *new, *MANY[place:]])

    assert set(new) <= set(made)
    assert len(made) <= count + STRETCH
    assert second[place] == list(new[0])


@pytest.mark.parametrize("place", [0, 5, STRETCH])
@pytest.mark.parametrize("count", [1, STRETCH + 1])
def test_rows_behind_deleted_ones_are_not_made_again(place: int, count: int) -> None:
    left = [*MANY[:place], *MANY[place + count :]]

    _, second, made = read(MANY, left)

    assert len(made) <= STRETCH
    assert second == [list(row) for row in left]


rows = st.lists(st.tuples(st.integers(0, 20), st.sampled_from("abc")), max_size=60)


@given(rows, rows)
def test_whatever_the_rows_were_their_records_are_those_of_the_rows(before: list[Row], after: list[Row]) -> None:
    _, second, _ = read(before, after)

    assert second == [list(row) for row in after]
