"""Words that tell companies of one name apart: one on one side only speaks against, and is never safe."""

from __future__ import annotations

import pytest

from checks.engine.company import company
from checks.engine.doubt import Doubt
from checks.engine.likeness import likeness, plain_rarity, tells_apart
from checks.engine.matching import suggestions
from checks.engine.telling import COMMON, GROUP, SURNAMES, TELLING, TOWNS
from tests.support.builders import customer, debtor, snapshot

WORDS = [
    "Holding",
    "Invest",
    "Ejendomme",
    "Group",
    "Danmark",
    "Service",
    "Leasing",
    "Aarhus",
    "2010",
    "junior",
    "& Søn",
]


@pytest.mark.parametrize("word", WORDS)
def test_one_more_word_of_this_kind_speaks_against(word: str) -> None:
    found = likeness(company("Lindgreen Byg"), company(f"Lindgreen Byg {word}"), plain_rarity)

    assert found.telling
    assert found.points < 0


@pytest.mark.parametrize("word", WORDS)
def test_beside_the_same_number_it_is_never_safe(word: str) -> None:
    ours = customer(foreign_id=None, name="Lindgreen Byg ApS", city="Køge", zip="4600")
    theirs = debtor(name=f"Lindgreen Byg {word} ApS", city="Køge", zip="4600")

    found = suggestions(snapshot(ours, theirs)).for_customer(ours)

    assert all((s.safe, s.doubt) == (False, Doubt.WORD) for s in found)


@pytest.mark.parametrize("word", ["Tømrer", "Nybyg"])
def test_a_word_that_tells_nothing_apart_does_not(word: str) -> None:
    found = likeness(company("Lindgreen Byg"), company(f"Lindgreen Byg {word}"), plain_rarity)

    assert not found.telling
    assert found.points > 0


def test_its_own_town_behind_a_name_tells_nothing_new() -> None:
    towns = (frozenset({"arhus"}), frozenset({"arhus"}))

    assert not likeness(company("Lindgreen Byg"), company("Lindgreen Byg Aarhus"), plain_rarity, towns).telling


def test_a_misspelt_one_still_tells() -> None:
    assert likeness(company("Lindgreen"), company("Lindgreen Holdung"), plain_rarity).telling


def test_a_sister_of_the_group_and_a_neighbouring_association_are_other_companies() -> None:
    assert tells_apart("Lindgreen ApS", "Lindgreen Holding ApS")
    assert tells_apart("E/F Nørregade 14", "E/F Nørregade 16")
    assert not tells_apart("Lindgreen ApS", "Lindgreen Service ApS")


def test_no_word_is_common_and_telling_at_once() -> None:
    assert GROUP <= TELLING
    assert not TELLING & (COMMON | SURNAMES | TOWNS)
