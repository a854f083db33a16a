"""First names: what tells an owner from a place and a contact from a building."""

from __future__ import annotations

import pytest

from checks.engine.persons import FIRST_NAMES
from checks.engine.telling import COMMON, SURNAMES, TELLING


@pytest.mark.parametrize("name", ["mette", "jens", "søren", "rené", "åse"])
def test_a_common_first_name_is_known(name: str) -> None:
    assert name in FIRST_NAMES


def test_no_word_of_a_trade_or_a_group_is_a_person() -> None:
    assert not FIRST_NAMES & (COMMON | TELLING | SURNAMES)


def test_they_are_written_as_names_are_compared() -> None:
    assert all(name == name.casefold() and name.isalpha() for name in FIRST_NAMES)
