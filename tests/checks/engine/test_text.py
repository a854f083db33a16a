"""Letters, blanks and dashes: one key for what is one text."""

from __future__ import annotations

from checks.engine.basis import basis
from checks.engine.text import blank, fold, loose, tidy


def test_tidy_meets_the_ways_of_writing_one_text() -> None:
    assert tidy(" A\u030arhus\u00a0 C\u200b ") == tidy("Århus C") == "Århus C"
    assert tidy("12 – 14") == "12 - 14"
    assert tidy(None) == ""


def test_fold_meets_official_pairs_and_loose_meets_lost_letters() -> None:
    assert fold("Århus Ø") == fold("AARHUS OE")
    assert fold("Allé") == "alle"
    assert fold("Nørregade") != fold("Norregade")
    assert loose("Nørregade") == loose("Norregade") == loose("Noerregade")


def test_invisible_marks_are_blank() -> None:
    assert blank("\u200b \u00a0")
    assert blank(None)
    assert not blank("-")


def test_a_basis_changes_with_each_value_and_tells_nothing_from_absent() -> None:
    assert basis("a", None) != basis("a", "")
    assert basis("a", "b") != basis("ab")
    assert basis("a", 1) == basis("a", 1)
