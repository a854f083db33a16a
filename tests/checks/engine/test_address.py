"""Danish addresses, pair by pair, with the verdict that a person would give."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.engine.address import Address, Verdict, address, drops, same_street, verdicts
from checks.engine.street import street

COSMETIC = [
    ("Nørregade 12, 2. tv", "NØRREGADE 12 , 2.TV"),
    ("Nørregade 12, 2. tv", "Nørregade 12\n2. tv."),
    ("Nørregade 12, 2. tv", "Nørregade\u00a012,  2.tv."),
    ("Nørregade 12, 2. tv", "Norregade 12, 2. tv"),
    ("Nørregade 12, 2. tv", "Nørregade 12, 2 sal t.v."),
    ("Nørregade 12, 2. tv", "Nørregade 12, 2. sal til venstre"),
    ("Nørregade 12, 2. tv", "Nørregade 12 2 tv"),
    ("Nørregade 12, 2. tv", "Nørregade 12, 2., tv."),
    ("Nørregade 12, st. th.", "Nørregade 12, stuen th"),
    ("Nørregade 12, kl.", "Nørregade 12, kælderen"),
    ("Nørregade 12, 1. mf.", "Nørregade 12, 1. midt for"),
    ("Nørregade 12A", "Nørregade 12 a"),
    ("Nørregade 12A", "Nørregade 12.A"),
    ("Nørregade 12A", "Nørregade nr. 12A"),
    ("Nørregade 12-14", "Nørregade 12 – 14"),
    ("Møllegade 3", "Moellegade 3"),
    ("Møllegade 3", "Mo\u0308llegade 3"),
    ("Kastanie Allé 3", "Kastanie Alle 3"),
    ("Kastanie Allé 3", "Kastanie All. 3"),
    ("Rosenvej 3", "Rosenv. 3"),
    ("Rosenvej 3", "Rosenvj. 3"),
    ("Møllegade 3", "Møllegd. 3"),
    ("Sankt Peders Stræde 3", "Skt. Peders Stræde 3"),
    ("Sankt Peders Stræde 3", "Sct. Peders Stræde 3"),
    ("Sankt Peders Stræde 3", "St. Peders Stræde 3"),
    ("Store Kongensgade 3", "St. Kongensgade 3"),
    ("Gammel Kongevej 3", "Gl. Kongevej 3"),
    ("Nørre Farimagsgade 3", "Nr. Farimagsgade 3"),
    ("Søndre Boulevard 3", "Sdr. Blvd. 3"),
    ("Nordre Fasanvej 3", "Ndr. Fasanvej 3"),
    ("Øster Allé 3", "Ø. Alle 3"),
    ("Lille Kongensgade 3", "Ll. Kongensgade 3"),
    ("Rådhuspladsen 3", "Raadhuspladsen 3"),
    ("Vesterbrogade 12", "Vestrebrogade 12"),
    ("Vesterbrogade 12", "Vesterbogade 12"),
    ("Nørregade 12", "Att.: Bogholderi, Nørregade 12"),
    ("Postboks 123", "Postbox 123"),
    ("c/o Jens Hansen, Nørregade 12", "C/O: Jens Hansen\nNørregade 12"),
    ("Nørregade 12", "att Bogholderi\nNørregade 12"),
    ("Nørregade 12", "Nørregade 12 Att.: Mette"),
    ("Nørregade 12", "Mette Olsen\nNørregade 12"),
    ("Nørregade 12", "Nørregade 12, Kontaktperson: Mette Olsen"),
    ("Nørregade 12A", "Nørregade 12-A"),
    ("Nørregade 12, 2. tv", "Nørregade 12 - 2. tv"),
    ("Nørregade 12, 1. 3", "Nørregade 12, 1. sal, dør 3"),
    ("Nørregade 12, 1. 3", "Nørregade 12, 1. lejl. 3"),
    ("Nørregade 12, kl.", "Nørregade 12, kld."),
    ("Nørregade 12, 1. mf.", "Nørregade 12, 1. m.f."),
    ("Nørregade 12", "NÃ¸rregade 12"),
    ("Storegade 3", "Storeg. 3"),
    ("Kongens Plads 3", "Kongens Pl. 3"),
    ("Gammel Kongevej 3", "Gml Kongevej 3"),
    ("Chr. Richardts Vej 3", "Christian Richardts Vej 3"),
    ("Dr. Holms Vej 3", "Doktor Holms Vej 3"),
    ("Dr. Margrethes Vej 3", "Dronning Margrethes Vej 3"),
    ("Vestre Allé 3", "V. Allé 3"),
    ("Østre Allé 3", "Ø. Allé 3"),
    ("H.C. Andersens Boulevard 3", "HC Andersens Blvd 3"),
]
INCOMPLETE = [
    ("Nørregade 12, 2. tv", "Nørregade 12"),
    ("Nørregade 12, 2. tv", "Nørregade 12, 2."),
    ("c/o Jens Hansen, Nørregade 12", "Nørregade 12"),
    ("Postboks 123", "Nørregade 12"),
    ("Postboks 123, Nørregade 12", "Nørregade 12"),
    ("Gl. Rye, Nørregade 12", "Nørregade 12"),
    ("Nørregade 12-14", "Nørregade 12"),
    ("Nørregade 12A-B", "Nørregade 12A"),
    ("Bogholderiet, Nørregade 12", "Nørregade 12"),
    ("Nørregade 12, dør 3", "Nørregade 12, 3. dør 3"),
]
DIFFERENT = [
    ("Nørre Farimagsgade 3", "Vester Farimagsgade 3"),
    ("Nørre Farimagsgade 3", "Øster Farimagsgade 3"),
    ("Nørregade 3", "Nørrebrogade 3"),
    ("Birkevej 3", "Birkevænget 3"),
    ("Store Kongensgade 3", "Lille Kongensgade 3"),
    ("Industrivej 3", "Industriparken 3"),
    ("Østergade 3", "Vestergade 3"),
    ("Rosenvænget 3", "Risenvænget 3"),
    ("Rosenvangsvej 3", "Rosenvangsalle 3"),
    ("Nørregade 1", "Nørregade 11"),
    ("Nørregade 12", "Nørregade 12A"),
    ("Nørregade 12A", "Nørregade 12B"),
    ("Nørregade 12, 2. tv", "Nørregade 12, 2. th"),
    ("Nørregade 12, 1. tv", "Nørregade 12, 2. tv"),
    ("c/o Jens Hansen, Nørregade 12", "c/o Mette Olsen, Nørregade 12"),
    ("Postboks 123", "Postboks 124"),
    ("Nørregade 12-14", "Nørregade 12-16"),
    ("Nørregade 12, st. tv", "Nørregade 12, 1. tv"),
    ("Nørregade 12, kl.", "Nørregade 12, st."),
    ("Mette Vej 12", "Nørregade 12"),
    ("Mosevænget 3", "Rosevænget 3"),
    ("Skovvej 3", "Skovvejen 3"),
    ("Bygning 3, Nørregade 12", "Bygning 4, Nørregade 12"),
    ("Vesterbrogade 12, 2. tv", "Vestrebrogade 12"),
    ("Havnen", "Torvet"),
    ("Nørregade 12", ""),
]


def read(text: str, postcode: str | None = "8000", town: str | None = "Aarhus C") -> Address:
    return address((text,), postcode, town, None)


@pytest.mark.parametrize(("ours", "theirs"), COSMETIC)
def test_form_is_no_difference(ours: str, theirs: str) -> None:
    assert same_street(read(ours), read(theirs)) <= Verdict.COSMETIC
    assert same_street(read(theirs), read(ours)) <= Verdict.COSMETIC


@pytest.mark.parametrize(("ours", "theirs"), INCOMPLETE)
def test_what_one_side_leaves_out_is_incomplete(ours: str, theirs: str) -> None:
    assert same_street(read(ours), read(theirs)) == Verdict.INCOMPLETE
    assert same_street(read(theirs), read(ours)) == Verdict.INCOMPLETE


@pytest.mark.parametrize(("ours", "theirs"), DIFFERENT)
def test_another_place_is_different(ours: str, theirs: str) -> None:
    assert same_street(read(ours), read(theirs)) == Verdict.DIFFERENT


def test_a_typing_error_counts_once_something_else_differs() -> None:
    ours, theirs = read("Vesterbrogade 12", "1620"), read("Vestrebrogade 12", "8000")

    assert verdicts(ours, theirs)["address"] == Verdict.DIFFERENT


@pytest.mark.parametrize(
    "whole",
    [
        address(("Nørregade 12, 2. tv, 8000 Aarhus C",), None, None, None),
        address(("Nørregade 12", "2. tv", "DK-8000 Aarhus C", "Danmark"), None, None, None),
        address(("Nørregade 12, 2. tv", "8000 Aarhus C"), "8000", "Aarhus C", None),
        address(("Nørregade 12, 2. tv", "Aarhus C"), "8000", "Aarhus C", None),
        address(("Nørregade 12, 2. tv 8000 Aarhus C",), None, None, None),
        address(("Nørregade 12, 2. tv",), None, "8000 Aarhus C", None),
    ],
)
def test_town_and_postcode_are_found_wherever_they_stand(whole: Address) -> None:
    columns = address(("Nørregade 12", "2. tv"), "8000", "Aarhus C", "Danmark")

    assert max(verdicts(columns, whole).values()) <= Verdict.COSMETIC
    assert max(verdicts(whole, columns).values()) <= Verdict.COSMETIC


def test_a_postcode_that_contradicts_the_column_is_not_lifted_out() -> None:
    assert address(("Nørregade 12", "4600 Køge"), "8000", "Aarhus C", None).zip == "8000"
    assert len(address(("Nørregade 12", "4600 Køge"), "8000", "Aarhus C", None).pieces) == 2


def test_a_missing_house_number_is_e_conomics_fault_or_ours() -> None:
    assert same_street(read("Nørregade 12"), read("Nørregade")) == Verdict.DIFFERENT
    assert same_street(read("Nørregade"), read("Nørregade 12")) == Verdict.INCOMPLETE
    assert drops(read("Nørregade"), read("Nørregade 12"))


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("2. tv", "", False),
        ("", "2. tv", True),
        ("", "c/o Jens Hansen", True),
        ("2. tv", "2. tv", False),
    ],
)
def test_it_tells_what_a_push_would_lose(ours: str, theirs: str, expected: bool) -> None:
    assert drops(read(f"Nørregade 12, {ours}"), read(f"Nørregade 12, {theirs}")) is expected


def test_nothing_written_on_our_side_is_never_a_difference() -> None:
    empty = address((), None, "  ", "")

    assert set(verdicts(empty, read("Nørregade 12")).values()) == {Verdict.SAME}


@pytest.mark.parametrize("text", ["a" * 50_000, "a " * 25_000, "a1, " * 10_000, "1 " * 25_000, "nr nr " * 9_000])
def test_a_novel_in_the_address_field_holds_nobody_up(text: str) -> None:
    began = time.process_time()

    verdict = same_street(read(text), read(text + "b 7"))

    assert verdict >= Verdict.COSMETIC
    assert time.process_time() - began < 1


WORD = st.sampled_from(
    ["Nørregade", "Gl.", "12", "12A", "-", ",", "2.", "tv", "st", "8000", "Aarhus", "c/o", "Ø", "\n"]
)


@settings(deadline=None, derandomize=True)
@given(st.lists(WORD, max_size=9), st.lists(WORD, max_size=9))
def test_any_two_addresses_have_one_verdict_whichever_is_asked_first(ours: list[str], theirs: list[str]) -> None:
    a, b = read(" ".join(ours)), read(" ".join(theirs))

    assert same_street(a, a) == Verdict.SAME
    if a.pieces and b.pieces and bool(street(a.pieces).names) == bool(street(b.pieces).names):
        assert same_street(a, b) == same_street(b, a)
