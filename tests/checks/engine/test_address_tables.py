"""Postcode, town and country beside a street: the table of what is form, line by line, and what is another place."""

from __future__ import annotations

import pytest

from checks.engine.address import Address, Verdict, address, verdicts


def at(zip_: str | None, city: str | None, country: str | None = None, *lines: str) -> Address:
    return address(lines or ("Nørregade 12",), zip_, city, country)


FORM = {
    "a country before the postcode": (at("DK-8000", "Aarhus C"), at("8000 ", "Aarhus C")),
    "the same without a dash": (at("DK8000", "Aarhus C"), at("DK 8000", "Aarhus C")),
    "a Swedish postcode": (at("SE-211 20", "Malmö", "Sverige"), at("21120", "Malmø", "Sweden")),
    "a German one": (at("D-24937", "Flensburg", "Tyskland"), at("24937", "Flensborg", "Germany")),
    "a Norwegian one whose zero Excel ate": (at("0150", "Oslo", "Norge"), at("150", "OSLO", "NO")),
    "Kbh. is København": (at("1057", "Kbh. K"), at("1057", "Copenhagen K")),
    "Kbhvn. is København": (at("1057", "Kbhvn. K"), at("1057", "København K")),
    "København without its district": (at("2200", "København N"), at("2200", "København")),
    "Kgs. is Kongens": (at("2800", "Kgs. Lyngby"), at("2800", "Kongens Lyngby")),
    "Lyngby is Kgs. Lyngby": (at("2800", "Lyngby"), at("2800", "Kgs Lyngby")),
    "Nykøbing F is on Falster": (at("4800", "Nykøbing F."), at("4800", "Nykøbing Falster")),
    "Sdr. is Sønder, Nr. Nørre": (at("6092", "Sdr. Stenderup"), at("6092", "Sønder Stenderup")),
    "St. Heddinge is Store": (at("4660", "St. Heddinge"), at("4660", "Store Heddinge")),
    "Viby J. is Viby": (at("8260", "Viby J."), at("8260", "Viby")),
    "Aarhus is Århus": (at("8000", "Aarhus C"), at("8000", "Århus")),
    "no town": (at("8000", "Aarhus C"), at("8000", "")),
    "the postcode in the town": (at("8000", "8000 Aarhus C"), at("8000", "Aarhus C")),
    "the town in the postcode": (at("8000 Aarhus C", ""), at("8000", "Aarhus C")),
    "Danmark is Denmark": (at("8000", "Aarhus C", "Danmark"), at("8000", "Aarhus C", "Denmark")),
    "Danmark is nothing written": (at("8000", "Aarhus C", "DK"), at("8000", "Aarhus C", "")),
    "Greenland in two languages": (at("3900", "Nuuk", "Grønland"), at("3900", "Nuuk", "Greenland")),
    "Greenland by its postcode": (at("3900", "Nuuk", "Grønland"), at("DK-3900", "Nuuk")),
    "Greenland called Danmark": (at("3905", "Nuussuaq", "GL"), at("3905", "Nuussuaq", "Danmark")),
    "the Faroes in two languages": (at("FO-100", "Tórshavn", "Færøerne"), at("100", "Thorshavn", "Føroyar")),
    "the Faroes by their postcode": (at("FO-970", "Sumba", "FO"), at("970", "Sumba")),
    "a Swede in one field": (
        at("", "", "", "Storgatan 5, SE-211 20 Malmö, Sverige"),
        at("211 20", "Malmö", "Sverige", "Storgatan 5"),
    ),
    "a Faroese in one field": (
        at("", "", "", "Niels Finsens gøta 5, FO-100 Tórshavn, Føroyar"),
        at("100", "Tórshavn", "Færøerne", "Niels Finsens gøta 5"),
    ),
    "a Greenlander in one field": (
        at("", "", "", "Aqqusinersuaq 5, GL-3900 Nuuk"),
        at("3900", "Nuuk", "Grønland", "Aqqusinersuaq 5"),
    ),
    "a Dane in one field": (at("", "", "", "Nørregade 12, DK-8000 Aarhus C, Danmark"), at("8000", "Aarhus C")),
}
SLIPS = {
    "a digit": (at("8000", "Aarhus C"), at("8001", "Aarhus C")),
    "a swap": (at("8210", "Aarhus V"), at("8120", "Aarhus V")),
    "a slip into Greenland's": (at("9330", "Dronninglund", "Danmark"), at("3930", "Dronninglund", "DK")),
}
OTHER = {
    "the same street in another town": (
        at("4000", "Roskilde", None, "Skolevej 4"),
        at("4600", "Køge", None, "Skolevej 4"),
    ),
    "another district": (at("1057", "København K"), at("1620", "København V")),
    "another town of Sweden": (at("211 20", "Malmö", "Sverige"), at("223 50", "Lund", "Sverige")),
    "another country": (at("8000", "Aarhus C", "Danmark"), at("8000", "Aarhus C", "Sverige")),
    "a Danish postcode in Greenland": (at("8000", "Aarhus C", "DK"), at("8000", "Aarhus C", "Grønland")),
    "another town beside one postcode": (at("4000", "Roskilde"), at("4000", "Køge")),
}


def worst(ours: Address, theirs: Address) -> Verdict:
    return max(verdicts(ours, theirs).values())


@pytest.mark.parametrize("case", FORM)
def test_this_is_form(case: str) -> None:
    ours, theirs = FORM[case]

    assert worst(ours, theirs) <= Verdict.COSMETIC
    assert worst(theirs, ours) <= Verdict.COSMETIC or not theirs.zip


@pytest.mark.parametrize("case", SLIPS)
def test_this_slip_of_a_postcode_is_told_quietly(case: str) -> None:
    ours, theirs = SLIPS[case]

    assert worst(ours, theirs) == worst(theirs, ours) == Verdict.INCOMPLETE


@pytest.mark.parametrize("case", OTHER)
def test_this_is_another_place(case: str) -> None:
    ours, theirs = OTHER[case]

    assert worst(ours, theirs) == worst(theirs, ours) == Verdict.DIFFERENT
