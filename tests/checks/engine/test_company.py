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
        ("Hansen Byg A/p/S", "hansen byg", "aps"),
        ("Hansen Byg Aps.", "hansen byg", "aps"),
        ("Hansen Byg (ApS)", "hansen byg", "aps"),
        ("Hansen Byg A.S.", "hansen byg", "a/s"),
        ("Aktieselskabet Hansen Byg", "hansen byg", "a/s"),
        ("A/S Hansen Byg", "hansen byg", "a/s"),
        ("I/S Reno Nord", "reno nord", "i/s"),
        ("Hansen Byg K/S", "hansen byg", "k/s"),
        ("Hansen Byg Partnerselskab", "hansen byg", "p/s"),
        ("Hansen Byg IVS", "hansen byg", "ivs"),
        ("Grovvaren FMBA", "grovvaren", "fmba"),
        ("Grovvaren S.M.B.A.", "grovvaren", "smba"),
        ("Havnen G/S", "havnen", "g/s"),
        ("Nordisk Tag SE", "nordisk tag", "se"),
        ("Nordisk Tag SCE", "nordisk tag", "se"),
        ("Børnehaven Solen S/I", "børnehaven solen", "s/i"),
        ("Sp/f Havið", "havið", "sp/f"),
        ("Hansen Byg enkeltmandsvirksomhed", "hansen byg", "sole"),
        ("Hansen Byg A/S, Aarhus", "hansen byg aarhus", "a/s"),
        ("Rådg. Ing. Hansen", "rådgivende ingeniører hansen", None),
        ("Murerm. Hansen", "murermester hansen", None),
        ("Holm & Co.", "holm & co", None),
        ("Fonden Solen", "fonden solen", None),
        ("Hjem Is", "hjem is", None),
        ("ApS", "aps", None),
        ("Mette Olsen", "mette olsen", None),
        (None, "", None),
    ],
)
def test_a_name_is_its_core_and_its_form(name: str | None, core: str, form: str | None) -> None:
    assert (company(name).core, company(name).form) == (core, form)


@pytest.mark.parametrize(
    "noted",
    [
        "Hansen Byg under konkurs",
        "Hansen Byg, i likvidation",
        "Hansen Byg under tvangsopløsning",
        "Hansen Byg under rekonstruktion",
        "ZZ Hansen Byg",
        "* Hansen Byg",
        "Hansen Byg (LUKKET)",
        "Hansen Byg OPHØRT",
        "OPHØRT Hansen Byg",
        "Hansen Byg - brug ikke",
        "Hansen Byg (tidl. Holm Byg)",
    ],
)
def test_a_status_or_a_mark_is_left_out_and_noted(noted: str) -> None:
    assert (company(noted).core, company(noted).noted) == ("hansen byg", True)
    assert same_name(noted, "Hansen Byg")


@pytest.mark.parametrize("plain", ["Hansen Byg", "Ophørt", "ZZ", "Zzleep Hotel", "Konkurs og Likvidation ApS"])
def test_what_is_all_of_the_name_is_no_mark(plain: str) -> None:
    assert not company(plain).noted
    assert company(plain).core


@pytest.mark.parametrize(
    ("written", "trade", "owner"),
    [
        ("Salon Mette v/Mette Olsen", "salon mette", "mette olsen"),
        ("Salon Mette v/ Mette", "salon mette", "mette"),
        ("Salon Mette ved Mette Olsen", "salon mette", "mette olsen"),
        ("Salon Mette (v/Mette Olsen)", "salon mette", "mette olsen"),
        ("Skolen ved Åen", "skolen ved åen", ""),
    ],
)
def test_the_owner_stands_behind_v_and_a_place_behind_ved(written: str, trade: str, owner: str) -> None:
    assert (company(written).trade, company(written).owner) == (trade, owner)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("E/F Nørregade 14", "ejerforening"),
        ("Ejerf. Nørregade 14", "ejerforening"),
        ("Nørregade 14, E/F", "ejerforening"),
        ("A/B Nørregade 14", "andelsboligforening"),
        ("Andelsboligforeningen Nørregade 14", "andelsboligforening"),
        ("GF Solbakken", "grundejerforening"),
        ("Dødsboet efter Jens Hansen", "dødsbo"),
        ("EF Rejser A/S", ""),
    ],
)
def test_an_association_is_known_by_what_stands_before_its_address(written: str, kind: str) -> None:
    assert company(written).kind == kind


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Brdr. Holm", "Brødrene Holm"),
        ("Holm & Søn", "Holm + Søn"),
        ("Holm & Søn", "Holm og Søn"),
        ("SÃ¸ndergaard Byg", "Søndergaard Byg"),
        ("E/F Nørregade 14-18", "Ejerforeningen Nørregade 14 - 18"),
    ],
)
def test_short_and_long_spellings_are_one_name(ours: str, theirs: str) -> None:
    assert same_name(ours, theirs)
    assert same_name(theirs, ours)


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
        ("Møller Byg", "Müller Byg"),
        ("Moeller Byg", "Müller Byg"),
        ("Hansen Byg", "Hansen Invest"),
        ("Hansen Byg", "Hansen Byg Ejendomme"),
        ("Hansen Byg Aarhus", "Hansen Byg Odense"),
        ("Hansen Byg 2010", "Hansen Byg"),
        ("Jens Hansen senior", "Jens Hansen junior"),
        ("Holm & Søn", "Holm"),
        ("E/F Nørregade 14-18", "E/F Nørregade 24"),
        ("A/B Nørregade 14", "E/F Nørregade 14"),
        ("Aarhus Kommune, Skolen ved Åen", "Aarhus Kommune, Børnehaven Solsikken"),
        ("E/F Nørregade 14-18", "A/B Vestergade 2"),
    ],
)
def test_two_companies_are_not_alike(ours: str, theirs: str) -> None:
    assert not alike(ours, theirs)
