"""Postcodes, towns and countries in the ways in which they are written."""

from __future__ import annotations

import pytest

from checks.engine.town import country_key, same_town, zip_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("8000", "8000"),
        ("DK-8000", "8000"),
        ("DK 8000", "8000"),
        ("dk8000 ", "8000"),
        ("S-211 20", "21120"),
        ("SE-211 20", "21120"),
        ("0150", "150"),
        ("D-24937", "24937"),
        ("FO-100", "100"),
        (None, ""),
        ("SW1A 1AA", "sw1a1aa"),
    ],
)
def test_a_postcode_has_one_key(written: str | None, key: str) -> None:
    assert zip_key(written) == key


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Kbh. K", "København K"),
        ("København K", "Copenhagen K"),
        ("København", "København NV"),
        ("Kgs. Lyngby", "Kongens Lyngby"),
        ("Nykøbing F", "Nykøbing Falster"),
        ("Viby J.", "Viby"),
        ("Aarhus C", "Århus"),
        ("8000 Aarhus C", "Aarhus C"),
        ("Køge", ""),
    ],
)
def test_towns_with_one_postcode_differ_in_form_only(ours: str, theirs: str) -> None:
    assert same_town(ours, theirs, same_zip=True)
    assert same_town(theirs, ours, same_zip=True)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("København K", "København V"), ("Odense", "Svendborg"), ("Nykøbing F", "Nykøbing Mors"), ("Holte", "Holstebro")],
)
def test_two_towns_are_two_even_with_one_postcode(ours: str, theirs: str) -> None:
    assert not same_town(ours, theirs, same_zip=True)


def test_without_the_same_postcode_the_district_tells_towns_apart() -> None:
    assert not same_town("Viby J", "Viby", same_zip=False)
    assert same_town("Århus", "aarhus", same_zip=False)


@pytest.mark.parametrize("written", [None, "", "DK", "Danmark", "DENMARK", "Dänemark", "dk."])
def test_nothing_written_is_denmark(written: str | None) -> None:
    assert country_key(written) == "dk"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Sverige", "se"),
        ("Føroyar", "fo"),
        ("Grønland", "gl"),
        ("Chile", "chile"),
    ],
)
def test_other_countries_have_their_own_key(written: str, key: str) -> None:
    assert country_key(written) == key
