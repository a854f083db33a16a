"""Another form of the same text changes no verdict and no suggestion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.engine.address import Verdict, address, verdicts
from checks.engine.matching import suggestions
from checks.engine.records import Customer, Debtor
from checks.engine.staleness import FRESH, staleness
from tests.support.builders import customer, debtor, snapshot
from tests.support.cosmetic import CITY, COUNTRIES, NAME, STREET, ZIP

STREETS = (
    "Nørregade 12A, 2. tv",
    "Gammel Kongevej 3, st. th",
    "Sankt Peders Stræde 12-14",
    "Store Kongensgade 7, kl",
    "Kastanie Allé 5, 1. mf",
    "Nørre Farimagsgade 1B",
    "Søndre Boulevard 20, 4. tv",
    "Lille Strandvej 9",
    "Øster Søgade 8",
    "Vester Allé 2A, 1. tv",
    "Rådhus Plads 1",
    "Åboulevarden 3",
)
TOWNS = (
    ("1057", "København K"),
    ("8000", "Aarhus C"),
    ("2800", "Kongens Lyngby"),
    ("9000", "Aalborg"),
    ("4600", "Køge"),
)
COMPANIES = ("Brødrene Løkke A/S", "Holm & Søn ApS", "Rønne Tømrer ApS", "Café Ofelia", "Åens Byg v/Jens Lind")


@pytest.mark.parametrize("change", STREET)
@pytest.mark.parametrize("line", STREETS)
def test_one_change_of_a_street_is_form(line: str, change: str) -> None:
    ours, theirs = address((line,), "8000", "", ""), address((STREET[change](line),), "8000", "", "")

    assert max(verdicts(ours, theirs).values()) <= Verdict.COSMETIC
    assert max(verdicts(theirs, ours).values()) <= Verdict.COSMETIC


@st.composite
def dressed(draw: st.DrawFn, row: Debtor) -> Debtor:
    """Draw the same debtor in another form."""
    return replace(
        row,
        name=NAME[draw(st.sampled_from(sorted(NAME)))](row.name),
        address=STREET[draw(st.sampled_from(sorted(STREET)))](row.address or ""),
        zip=ZIP[draw(st.sampled_from(sorted(ZIP)))](row.zip or ""),
        city=CITY[draw(st.sampled_from(sorted(CITY)))](row.city or ""),
        country=draw(st.sampled_from(COUNTRIES)),
    )


@st.composite
def twins(draw: st.DrawFn) -> tuple[Customer, Debtor]:
    """Draw one company on both sides, e-conomic's in another form."""
    name, line = draw(st.sampled_from(COMPANIES)), draw(st.sampled_from(STREETS))
    zip_, city = draw(st.sampled_from(TOWNS))
    ours = customer(name=name, address=(line,), zip=zip_, city=city)
    return ours, draw(dressed(debtor(name=name, address=line, zip=zip_, city=city)))


def no_form_is_stale(pair: tuple[Customer, Debtor]) -> None:
    ours, theirs = pair

    assert staleness(ours, theirs) == FRESH
    assert staleness(replace(ours, cvr=None), theirs) == FRESH


def no_form_changes_a_claim(pair: tuple[Customer, Debtor]) -> None:
    ours, theirs = replace(pair[0], foreign_id=None), pair[1]

    found = suggestions(snapshot(ours, theirs)).for_customer(ours)

    assert [(s.customer_number, s.safe) for s in found] == [(theirs.number, True)]


SETTINGS = settings(deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
LONG = settings(deadline=None, max_examples=20_000, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("holds", [no_form_is_stale, no_form_changes_a_claim])
def test_no_form_counts_in_a_few_pairs(holds: Callable[[tuple[Customer, Debtor]], None]) -> None:
    SETTINGS(given(twins())(holds))()


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("holds", [no_form_is_stale, no_form_changes_a_claim])
def test_no_form_counts_in_twenty_thousand_pairs(holds: Callable[[tuple[Customer, Debtor]], None]) -> None:
    LONG(given(twins())(holds))()
