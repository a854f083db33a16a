"""Points a field: what agrees, by how few have it; what contradicts, by what it is."""

from __future__ import annotations

import pytest

from checks.engine.evidence import AGAINST, UNIQUE, Rarities, Weighed, weigh
from checks.engine.records import Customer, Debtor
from checks.engine.traits import traits_of
from checks.engine.weight import Says
from tests.support.builders import OTHER_CVR, VALID_CVR, customer, debtor

RARE, CROWDED = 10.0, 2.0


def weighed(ours: Customer, theirs: Debtor, crowded: str = "") -> Weighed:
    """Compare by counts in which keys that begin with one of these letters are common."""
    census = Rarities(lambda key: CROWDED if key[:1] in crowded and key != "nobody else" else RARE)
    return weigh(traits_of(ours), traits_of(theirs), census)


@pytest.mark.parametrize(
    ("ours", "theirs", "says", "points"),
    [
        (VALID_CVR, VALID_CVR, Says.SAME, UNIQUE),
        (VALID_CVR, "DK 13 74 81 36", Says.SAME, UNIQUE),
        (VALID_CVR, OTHER_CVR, Says.OTHER, AGAINST["cvr"]),
        (VALID_CVR, "13748137", Says.NEAR, 6.0),
        (VALID_CVR, "12345678", Says.OTHER, AGAINST["digits"]),
        (VALID_CVR, None, Says.UNKNOWN, 0.0),
    ],
)
def test_the_cvr_number(ours: str, theirs: str | None, says: Says, points: float) -> None:
    found = weighed(customer(cvr=ours), debtor(cvr=theirs)).of("cvr")

    assert (found.says, found.points) == (says, points)


def test_a_number_that_many_share_says_little_and_less_beside_another_name() -> None:
    same = weighed(customer(), debtor(), crowded="c").of("cvr")
    other = weighed(customer(), debtor(name="Café Ofelia"), crowded="c").of("cvr")

    assert same.says == other.says == Says.CROWD
    assert other.points < same.points < UNIQUE


@pytest.mark.parametrize(
    ("form", "says"), [("Hansen Byg ApS", Says.SAME), ("Hansen Byg A/S", Says.OTHER), ("Hansen Byg", Says.UNKNOWN)]
)
def test_a_missing_form_is_neutral_and_another_one_against(form: str, says: Says) -> None:
    assert weighed(customer(), debtor(name=form)).of("form").says == says


def test_another_form_beside_the_same_number_is_a_conversion_and_weighs_less() -> None:
    converted = weighed(customer(), debtor(name="Hansen Byg A/S")).of("form").points
    twin = weighed(customer(), debtor(name="Hansen Byg A/S", cvr=None)).of("form").points

    assert twin < converted < 0


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("Nørregade 12, 2. tv", Says.SAME),
        ("NORREGADE 12 , 2.tv", Says.SAME),
        ("Nørregade 12", Says.SAME),
        ("Havnevej 3", Says.OTHER),
        ("Nørrogade 12", Says.NEAR),
    ],
)
def test_the_address(address: str, says: Says) -> None:
    assert weighed(customer(), debtor(address=address)).of("address").says == says


def test_an_address_that_many_share_says_less() -> None:
    assert weighed(customer(), debtor(), "a").of("address").points < weighed(customer(), debtor()).of("address").points


@pytest.mark.parametrize(
    ("theirs", "says"),
    [("5798000420007", Says.SAME), ("5798000420014", Says.OTHER), ("1", Says.UNKNOWN), (None, Says.UNKNOWN)],
)
def test_the_ean_number(theirs: str | None, says: Says) -> None:
    assert weighed(customer(ean="5798000420007"), debtor(ean=theirs)).of("ean").says == says


@pytest.mark.parametrize(
    ("ours", "theirs", "says"),
    [
        ("a@hansen.example", "A@hansen.example", Says.SAME),
        ("a@hansen.example", "b@hansen.example", Says.ALIKE),
        ("a@gmail.com", "b@gmail.com", Says.OTHER),
        (None, "b@gmail.com", Says.UNKNOWN),
    ],
)
def test_the_mail(ours: str | None, theirs: str, says: Says) -> None:
    assert weighed(customer(email=ours), debtor(email=theirs)).of("email").says == says


def test_the_same_number_and_a_number_that_is_plainly_meant_speak_for() -> None:
    assert weighed(customer("20042"), debtor(20042)).of("number").points > 0
    assert weighed(customer("1", "020042"), debtor(20042)).of("foreign_id").points > 0
    assert weighed(customer("1", None), debtor(20042)).of("number").points == 0


def test_the_points_of_the_fields_add_up() -> None:
    found = weighed(customer(), debtor())

    assert found.points == sum(weight.points for weight in found.weights)
