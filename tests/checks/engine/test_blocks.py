"""By what two records find each other."""

from __future__ import annotations

import pytest

from checks.engine.blocks import CAP, Blocks, Side, keys, stepped
from checks.engine.records import Debtor
from checks.engine.traits import traits_of
from tests.support.builders import customer, debtor

OURS = customer("1", None, email="post@hansen.example", ean="5798000420007", name="Quistorff Byg ApS")
STRANGER = {"name": "Café Ofelia", "address": "Havnevej 3", "zip": "4600", "city": "Køge", "cvr": None}


def found(*debtors: Debtor) -> dict[int, float]:
    """Return the partners of OURS among these, which are known by their numbers."""
    mine = keys(traits_of(OURS))
    theirs = ((Side.THEIRS, one.number, keys(traits_of(one))) for one in debtors)
    return Blocks([(Side.OURS, 1, mine), *theirs]).partners(Side.OURS, mine)


@pytest.mark.parametrize(
    "shared",
    [
        {"cvr": "13748136"},
        {"ean": "5798000420007"},
        {"email": "post@hansen.example"},
        {"email": "other@hansen.example"},
        {"name": "Quistorff El A/S"},
        {"name": "QuistorffByg"},
        {"address": "NORREGADE 12", "zip": "8000"},
        {"address": "Nørregade 12", "zip": "9000"},
        {"zip": "8000", "name": "Quistgaard"},
    ],
    ids=[
        "cvr",
        "ean",
        "mail",
        "domain",
        "a rare word",
        "one word",
        "house",
        "street elsewhere",
        "place and three letters",
    ],
)
def test_one_thing_in_common_is_enough(shared: dict[str, str]) -> None:
    assert 7 in found(debtor(7, **(STRANGER | shared)))


@pytest.mark.parametrize("shared", [{}, {"zip": "8000", "city": "Aarhus C"}], ids=["nothing", "the postcode alone"])
def test_what_says_nothing_finds_nobody(shared: dict[str, str]) -> None:
    assert found(debtor(7, **(STRANGER | shared))) == {}


def test_what_too_many_have_finds_nobody() -> None:
    crowd = [debtor(n, **(STRANGER | {"cvr": "13748136"})) for n in range(2, CAP + 3)]

    assert len(found(*crowd[: CAP - 1])) == CAP - 1
    assert found(*crowd) == {}


def test_what_is_put_and_taken_is_counted_as_if_all_were_counted_anew() -> None:
    mine, theirs = keys(traits_of(OURS)), keys(traits_of(debtor(7)))
    kept = Blocks([(Side.OURS, 1, mine)])
    kept.put(Side.THEIRS, 7, theirs)
    kept.put(Side.THEIRS, 8, theirs)
    kept.take(Side.THEIRS, 8, theirs)
    fresh = Blocks([(Side.OURS, 1, mine), (Side.THEIRS, 7, theirs)])

    assert [kept.count(key) for key in mine] == [fresh.count(key) for key in mine]
    assert kept.partners(Side.OURS, mine) == fresh.partners(Side.OURS, mine)
    kept.take(Side.OURS, 1, mine)
    assert kept.holders("c13748136") == ([], [7])


def test_a_count_is_told_in_steps() -> None:
    assert [stepped(n) for n in (2, 3, 4, 5, 6)] == sorted(stepped(n) for n in (2, 3, 4, 5, 6))
    assert stepped(1000) == stepped(1001)
