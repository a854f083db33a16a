"""A record that was made quickly is like any other."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from checks.adapters.twin import maker
from checks.engine.records import Customer, Invoice

ONE = Customer("1", "1001", None, name="Bech A/S", address=("Nørregade 1",), active=False)


def test_it_is_of_the_class_itself_equal_to_one_made_slowly_and_frozen() -> None:
    columns = {field.name: [getattr(ONE, field.name)] for field in fields(Customer)}

    (made,) = maker(Customer)(columns)

    assert type(made) is Customer
    assert made == ONE
    assert hash(made) == hash(ONE)
    assert repr(made) == repr(ONE)
    assert replace(made, name="x") == replace(ONE, name="x")
    assert copy.deepcopy(made) == pickle.loads(pickle.dumps(made)) == ONE  # noqa: S301 - our own
    with pytest.raises(FrozenInstanceError):
        made.name = "x"  # type: ignore[misc]  # what is tried
    with pytest.raises((AttributeError, TypeError)):
        made.more = 1  # type: ignore[attr-defined]  # likewise


def test_what_no_column_says_is_as_it_is_by_default() -> None:
    made = maker(Invoice)({"number": ["1", "2"], "key": ["1", "2"], "customer": ["7", "8"]})

    assert made == [Invoice("1", "1", "7"), Invoice("2", "2", "8")]
    assert maker(Invoice)({"number": [], "key": [], "customer": []}) == []


@pytest.mark.parametrize(
    "columns",
    [
        {"key": ["1"]},
        {"key": ["1"], "number": ["1"], "customer": ["1"], "other": [1]},
        {"key": ["1", "2"], "number": ["1", "2"], "customer": ["1"]},
    ],
)
def test_a_column_that_is_missing_unknown_or_short_is_an_error(columns: dict[str, list[object]]) -> None:
    with pytest.raises(TypeError, match="Invoice"):
        maker(Invoice)(columns)
