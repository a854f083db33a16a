"""What is never linked without a second look, with the doubt that is told of it."""

from __future__ import annotations

import pytest

from checks.engine.doubt import DOUBTS, Doubt
from checks.engine.matching import suggestions
from checks.engine.model import Suggestion
from checks.engine.records import Customer, Debtor
from tests.support.builders import OTHER_CVR, customer, debtor, snapshot

OURS = customer(foreign_id=None)
EAN, OTHER_EAN = "5798000420007", "5798000420014"
NEVER: dict[Doubt, tuple[Customer | Debtor, ...]] = {
    Doubt.BARRED: (OURS, debtor(barred=True)),
    Doubt.SHARED: (
        customer("1", "7"),
        customer("2", "7", name="Café Ofelia", cvr=OTHER_CVR),
        debtor(7),
        debtor(8, name="Café Ofelia", cvr=OTHER_CVR),
    ),
    Doubt.CVR: (OURS, debtor(cvr=OTHER_CVR)),
    Doubt.EAN: (customer(foreign_id=None, ean=EAN), debtor(ean=OTHER_EAN)),
    Doubt.TWICE: (OURS, debtor(), debtor(20043, name="Café Ofelia", zip="4600", city="Køge", address="Havnevej 3")),
    Doubt.FORM: (OURS, debtor(name="Hansen Byg A/S")),
    Doubt.WORD: (OURS, debtor(name="Hansen Byg Service ApS")),
    Doubt.NAME: (OURS, debtor(name="Café Ofelia")),
}


def first(*rows: Customer | Debtor) -> list[Suggestion]:
    return [told[0] for told in suggestions(snapshot(*rows)).by_customer.values()]


@pytest.mark.parametrize("doubt", NEVER)
def test_this_is_never_safe(doubt: Doubt) -> None:
    found = [claim for claim in first(*NEVER[doubt]) if claim.doubt is doubt]

    assert not any(claim.safe for claim in first(*NEVER[doubt]))
    assert found or doubt in {Doubt.CVR, Doubt.EAN, Doubt.WORD}  # too little is left for a claim at all


@pytest.mark.parametrize(
    "rows",
    [
        (OURS, debtor(cvr=None, address=None, zip=None, city=None)),
        (customer("20042", None, cvr=None, address=(), zip=None, city=None, name="Café Ofelia"), debtor()),
        (OURS, debtor(cvr=None, name="Lindgreen ApS")),
    ],
    ids=["only the name", "only the number", "only the address"],
)
def test_one_thing_alone_is_never_safe(rows: tuple[Customer | Debtor, ...]) -> None:
    assert not any(claim.safe for claim in first(*rows))


def test_with_nothing_against_it_number_and_name_are_safe() -> None:
    assert [(claim.safe, claim.doubt) for claim in first(OURS, debtor())] == [(True, None)]


def test_a_second_customer_with_the_same_number_makes_neither_safe() -> None:
    other = customer("2", None, name="Hansen Byg ApS", address=("Havnevej 3",), zip="4600", city="Køge")

    assert not any(claim.safe for claim in first(OURS, other, debtor()))


@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_has_its_words_in_both_languages(doubt: Doubt) -> None:
    assert DOUBTS[doubt].text("en") != DOUBTS[doubt].text("da")
