"""One line of an address taken apart: street, house, floor, door, and what stands around them."""

from __future__ import annotations

import pytest

from checks.engine.street import Street, chunks, street


def read(text: str) -> Street:
    return street(chunks((text,)))


@pytest.mark.parametrize(
    ("text", "house", "last", "floor", "door"),
    [
        ("Nørregade 12, 2. tv", "12", "", "2", "tv"),
        ("Nørregade 12 A, st. th.", "12a", "", "st", "th"),
        ("Nørregade 12-14", "12", "14", "", ""),
        ("Nørregade 12A-B", "12a", "b", "", ""),
        ("Nørregade nr. 7, kælderen", "7", "", "kl", ""),
        ("10. Februar Vej 5", "5", "", "", ""),
        ("Nørregade 12, 3. sal, dør 4", "12", "", "3", "4"),
        ("Nørregade 12, dør 4", "12", "", "", "4"),
        ("Nørregade 12, k2", "12", "", "k2", ""),
    ],
)
def test_house_floor_and_door_are_told_apart(text: str, house: str, last: str, floor: str, door: str) -> None:
    found = read(text)

    assert (found.house, found.floor, found.door) == (house, floor, door)
    assert found.last == last


def test_st_is_store_and_sankt_in_a_street_and_the_ground_floor_behind_it() -> None:
    found = read("St. Kongensgade 3, st.")

    assert {"storekongensgade", "sanktkongensgade"} <= found.names
    assert found.floor == "st"


def test_whom_to_ask_for_is_no_part_of_it() -> None:
    assert read("Att.: Bogholderi, Nørregade 12") == read("Nørregade 12") == read("Mette Olsen\nNørregade 12")


@pytest.mark.parametrize("line", ["Gl. Rye", "Bygning 3", "Bogholderiet", "Peter Bangs Vej"])
def test_another_line_is_kept_beside_it(line: str) -> None:
    assert read(f"Nørregade 12, {line}").rest


def test_a_person_alone_is_kept_where_no_street_stands_beside() -> None:
    assert read("Mette Olsen").rest == {"metteolsen"}


@pytest.mark.parametrize(
    ("text", "care_of", "box"),
    [("c/o Jens Hansen, Nørregade 12", "jens hansen", ""), ("Postboks 123", "", "123"), ("P.O. Box 123", "", "123")],
)
def test_care_of_and_box_are_fields_of_their_own(text: str, care_of: str, box: str) -> None:
    assert (read(text).care_of, read(text).box) == (care_of, box)
