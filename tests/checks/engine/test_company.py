"""Company names: the same but for form, perhaps one company, certainly two."""

from __future__ import annotations

import pytest

from checks.engine.company import company, one_company, same_name
from checks.engine.likeness import alike


@pytest.mark.parametrize(
    ("name", "core", "form"),
    [
        ("Hansen Byg ApS", "hansen byg", "aps"),
        ("HANSEN  BYG A.p.S.", "hansen byg", "aps"),
        ("Hansen Byg, Anpartsselskab", "hansen byg", "aps"),
        ("Jensen og Søn A / S", "jensen & søn", "a/s"),
        ("Jensen + Søn AS", "jensen & søn", "a/s"),
        ("P/F Havið", "havið", "p/f"),
        ("Kontoret I/S", "kontoret", "i/s"),
        ("Brugsen A.M.B.A.", "brugsen", "amba"),
        ("Hjem Is", "hjem is", None),
        ("ApS", "aps", None),
        ("Mette Olsen", "mette olsen", None),
        (None, "", None),
    ],
)
def test_a_name_is_its_core_and_its_form(name: str | None, core: str, form: str | None) -> None:
    assert (company(name).core, company(name).form) == (core, form)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Hansen Byg ApS", "Hansen Byg A/S"),
        ("Hansen Byg ApS", "Hansen Byg"),
        ("Møller", "Müller"),
        ("Hansen", "Hanssen"),
    ],
)
def test_another_form_or_letter_is_another_name(ours: str, theirs: str) -> None:
    assert not same_name(ours, theirs)


def test_a_missing_form_speaks_neither_way_and_another_one_against() -> None:
    assert one_company("Hansen Byg ApS", "hansen byg")
    assert not one_company("Hansen Byg ApS", "Hansen Byg A/S")
    assert not one_company("", "")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Hansen Byg ApS", "HansenByg A/S"),
        ("Entreprenørfirmaet Hansen", "Entreprenørfimaet Hansen"),
        ("Nørgaard Tømrer & Snedker", "Norgaard Tømrer"),
        ("Jens Hansen, Murermester", "Murermester Jens Hansen"),
        ("Salon Mette v/Mette Olsen", "Salon Mette"),
        ("Hansen Byg", None),
    ],
)
def test_one_company_in_two_spellings_is_alike(ours: str, theirs: str | None) -> None:
    assert alike(ours, theirs)
    assert alike(theirs, ours)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Hansen Byg ApS", "Larsen Byg ApS"),
        ("Hansen Byg ApS", "Café Ofelia"),
        ("Petersen Byg", "Pedersen Byg"),
        ("Brdr. Holm Tømrer", "Brdr. Lund Tømrer"),
        ("Hansen Byg", "Hansen Byg Holding"),
        ("Hansen Byg", "Hansen El"),
        ("E/F Nørregade 14-18", "A/B Vestergade 2"),
    ],
)
def test_two_companies_are_not_alike(ours: str, theirs: str) -> None:
    assert not alike(ours, theirs)
