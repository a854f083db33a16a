"""Names compared word by word."""

from __future__ import annotations

import pytest

from checks.engine.company import company
from checks.engine.likeness import LEAST, MOST, Likeness, alike, likeness, most, one_slip, plain_rarity


def compared(ours: str, theirs: str) -> Likeness:
    return likeness(company(ours), company(theirs), plain_rarity)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Lindgreen Byg", "LINDGREEN BYG"),
        ("Murermester Jens Lind", "Jens Lind, Murermester"),
        ("Lindgreen Byg", "LindgreenByg"),
        ("Brdr. Lindgreen", "Brødrene Lindgreen"),
    ],
)
def test_nothing_but_form_is_exact(ours: str, theirs: str) -> None:
    assert (compared(ours, theirs).exact, compared(ours, theirs).whole) == (True, True)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Lindgreen Byg", "Lindgren Byg"),
        ("Søndergaard Byg", "Sondergaard Byg"),
        ("Lindgreen Byg", "Lindgreen Byg og Anlæg"),
        ("Salon Mette v/Mette Olsen", "Mette Olsen"),
        ("Entreprenørfirmaet Lindgreen", "Entreprenør Lindgreen"),
    ],
)
def test_a_slip_a_lost_letter_or_half_a_name_is_alike_and_not_exact(ours: str, theirs: str) -> None:
    found = compared(ours, theirs)

    assert found.points > 0
    assert not found.exact


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Hansen Byg", "Jensen Byg"),
        ("Pedersen Byg", "Petersen Byg"),
        ("Møller", "Müller"),
        ("A/B Nørregade 14", "E/F Nørregade 14"),
        ("E/F Nørregade 14", "E/F Nørregade 24"),
        ("Aarhus Kommune, Skolen ved Åen", "Aarhus Kommune, Børnehaven Solsikken"),
        ("Salon Mette v/Mette Olsen", "Salon Mette v/Karen Dahl"),
    ],
)
def test_another_family_kind_house_institution_or_owner_is_not_alike(ours: str, theirs: str) -> None:
    assert compared(ours, theirs).points <= 0 or compared(ours, theirs).telling


def test_a_nameless_record_says_nothing() -> None:
    assert compared("", "Lindgreen").points == 0
    assert alike(None, "Lindgreen")


def test_a_rare_word_says_more_than_a_trade_or_a_common_family() -> None:
    assert most("quistorff") > most("hansen") > most("byg")


def test_points_have_a_floor_and_a_ceiling() -> None:
    long = " ".join(f"sjældent{n}ord" for n in range(40))

    assert compared(long, long).points == MOST
    assert compared("E/F Nørregade 14", "A/B Vestergade 2").points == LEAST


def test_more_letters_forgive_more() -> None:
    assert one_slip("lindgreen", "lindgren")
    assert not one_slip("lind", "land") or one_slip("lind", "linn")
    assert not one_slip("lindgreen", "lindholm")
