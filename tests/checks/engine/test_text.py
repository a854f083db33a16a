"""Letters, blanks and dashes: one key for what is one text."""

from __future__ import annotations

import pytest

from checks.engine.basis import basis
from checks.engine.text import blank, fold, loose, repaired, tidy, words


def test_tidy_meets_the_ways_of_writing_one_text() -> None:
    assert tidy(" A\u030arhus\u00a0 C\u200b ") == tidy("Århus C") == "Århus C"
    assert tidy("12 – 14") == "12 - 14"
    assert tidy(None) == ""


def test_fold_meets_official_pairs_and_loose_meets_lost_letters() -> None:
    assert fold("Århus Ø") == fold("AARHUS OE")
    assert fold("Allé") == "alle"
    assert fold("Nørregade") != fold("Norregade")
    assert loose("Nørregade") == loose("Norregade") == loose("Noerregade")


@pytest.mark.parametrize(
    ("spoilt", "whole"),
    [
        ("SÃ¸ndergade", "Søndergade"),
        ("Ã…rhus", "Århus"),
        ("Ã†blevej", "Æblevej"),
        ("AllÃ©", "Allé"),
        ("LÃ¦sÃ¸", "Læsø"),
    ],
)
def test_mojibake_is_put_right_and_sound_letters_are_left(spoilt: str, whole: str) -> None:
    assert repaired(spoilt) == tidy(spoilt) == whole
    assert repaired(whole) == whole


@pytest.mark.parametrize("name", ["Ã", "São Paulo", "Ã la carte", "Â 5", "Ãæ"])
def test_a_letter_that_only_looks_like_mojibake_is_left(name: str) -> None:
    assert repaired(name) == name


def test_full_width_letters_and_composed_ones_are_one_text() -> None:
    assert tidy("Ａarhus") == "Aarhus"
    assert tidy("A\u030a") == "Å"


@pytest.mark.parametrize(
    ("a", "b"), [("Aalborg", "Ålborg"), ("Aabenraa", "Åbenrå"), ("Grenaa", "Grenå"), ("Lærke", "Laerke")]
)
def test_the_strict_folding_meets_official_pairs(a: str, b: str) -> None:
    assert fold(a) == fold(b)


@pytest.mark.parametrize(
    ("a", "b"), [("Norregade", "Nørregade"), ("Arhus", "Aarhus"), ("Lerke", "Lerké"), ("Larke", "Lærke")]
)
def test_only_the_lossy_folding_meets_what_imports_lost(a: str, b: str) -> None:
    assert loose(a) == loose(b)


def test_words_are_what_stands_between_dots_and_blanks() -> None:
    assert words("Hansen & Søn, v/Mette") == ("Hansen", "Søn", "v", "Mette")


def test_invisible_marks_are_blank() -> None:
    assert blank("\u200b \u00a0")
    assert blank(None)
    assert not blank("-")


def test_a_basis_changes_with_each_value_and_tells_nothing_from_absent() -> None:
    assert basis("a", None) != basis("a", "")
    assert basis("a", "b") != basis("ab")
    assert basis("a", 1) == basis("a", 1)
