"""Linked pairs whose name or address differs: the real differences, and the many that are only form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from checks.engine.check import run
from checks.engine.model import Difference, Finding, Severity, Status
from checks.engine.snapshot import Part
from checks.stale_address import CHECK
from tests.support.builders import JUST_NOW, NOW, OTHER_CVR, customer, debtor, failed, snapshot, unread


def found(ours: Mapping[str, object], theirs: Mapping[str, object]) -> tuple[Finding, ...]:
    return run(CHECK, snapshot(customer(**ours), debtor(**theirs))).findings  # type: ignore[arg-type]  # by name


def fields(ours: Mapping[str, object], theirs: Mapping[str, object]) -> list[str]:
    return [d.field for finding in found(ours, theirs) for d in finding.differences]


def test_a_new_address_in_clienttime_is_stale_in_e_conomic() -> None:
    (finding,) = found({"address": ("Møllevej 7",), "zip": "8200"}, {})

    assert (finding.key, finding.severity) == ("stale-address:1042", Severity.WARNING)
    assert finding.differences == (
        Difference("address", "Møllevej 7", "Nørregade 12, 2. tv"),
        Difference("zip", "8200", "8000"),
    )
    assert finding.actions == ("push", "ignore")
    assert finding.summary.text("da") == "Hansen Byg ApS: anderledes i e-conomic: adresse, postnummer"


@pytest.mark.parametrize(
    ("field", "ours", "theirs"),
    [
        ("name", "Hansen & Søn ApS", "Hansen Byg ApS"),
        ("name", "Hansen Byg A/S", "Hansen Byg ApS"),
        ("name", "Hansen Byg ApS", "Hansen Byg"),
        ("name", "Müller Byg", "Møller Byg"),
        ("zip", "8000", None),
        ("zip", "8000", "8200"),
        ("city", "Svendborg", "Odense C"),
        ("country", "Sverige", "Danmark"),
        ("country", "Sverige", None),
        ("country", "Danmark", "Norge"),
    ],
)
def test_a_real_difference_of_one_field_is_told(field: str, ours: object, theirs: object) -> None:
    assert fields({field: ours}, {field: theirs}) == [field]


@pytest.mark.parametrize(
    ("field", "ours", "theirs"),
    [
        ("name", "HANSEN  BYG APS", "Hansen Byg ApS"),
        ("name", "Hansen Byg A.p.S.", "Hansen Byg ApS"),
        ("name", "Jensen og Søn A/S", "Jensen & Søn AS"),
        ("name", "Cafe\u0301 Ofelia", "Café Ofelia"),
        ("name", "H" * 300, "H" * 255),
        ("name", None, "Hansen Byg ApS"),
        ("address", (), "Nørregade 12"),
        ("address", ("  ",), "Nørregade 12"),
        ("address", ("Nørregade 12", "2. tv"), "NØRREGADE 12 , 2.TV"),
        ("zip", None, "8000"),
        ("zip", "DK-8000", "8000 "),
        ("city", "", "Aarhus C"),
        ("city", "Århus", "Aarhus C"),
        ("city", "Aarhus C", None),
        ("city", "København", "Kbh. K"),
        ("country", "", "Sverige"),
        ("country", "DK", None),
        ("country", "Denmark", "Danmark"),
        ("cvr", OTHER_CVR, "13748136"),
        ("email", "a@hansen.example", "b@hansen.example"),
    ],
)
def test_form_and_blanks_and_numbers_alone_are_silent(field: str, ours: object, theirs: object) -> None:
    assert found({field: ours}, {field: theirs}) == ()


def test_a_masked_cpr_number_is_never_compared() -> None:
    assert found({"address": ("Nørregade 12", "0101**-****")}, {}) == ()
    assert found({"name": "Mette Olsen 0101**-****"}, {}) == ()


def test_the_whole_address_in_one_field_is_the_same_address() -> None:
    whole = {"address": "Nørregade 12, 2. tv, 8000 Aarhus C", "zip": None, "city": None}

    assert found({}, whole) == ()
    assert found({"address": ("Nørregade 12, 2. tv, 8000 Aarhus C",), "zip": None, "city": None}, {}) == ()
    assert fields({"zip": "8200"}, whole) == ["zip"]


def test_numbers_and_mail_are_told_beside_a_stale_name() -> None:
    ours = {"name": "Hansen Byg & Anlæg ApS", "cvr": "DK 25313763", "email": "ny@hansen.example", "ean": None}

    assert fields(ours, {"email": "gl@hansen.example", "ean": "5798000420007"}) == ["name", "cvr", "email"]


@pytest.mark.parametrize(
    ("ours", "theirs", "actions"),
    [
        (("Nørregade 12", "2. tv"), "Nørregade 12", ("push", "ignore")),
        (("Nørregade 12",), "Nørregade 12, 2. tv", ("ignore",)),
        (("c/o Mette Olsen", "Nørregade 12"), "Nørregade 12", ("push", "ignore")),
    ],
)
def test_an_incomplete_address_is_information_and_pushed_only_where_nothing_is_lost(
    ours: tuple[str, ...], theirs: str, actions: tuple[str, ...]
) -> None:
    (finding,) = found({"address": ours}, {"address": theirs})

    assert (finding.severity, finding.actions) == (Severity.INFO, actions)
    assert run(CHECK, snapshot(customer(address=ours), debtor(address=theirs))).status == Status.OK


def test_a_stale_name_does_not_take_the_floor_with_it() -> None:
    assert fields({"name": "Hansen & Søn", "address": ("Nørregade 12",)}, {}) == ["name"]


def test_a_change_that_is_still_young_is_left_to_the_synchronisation() -> None:
    assert found({"name": "Nyt Navn ApS", "modified": JUST_NOW}, {}) == ()
    assert len(found({"name": "Nyt Navn ApS", "modified": NOW - dt.timedelta(minutes=15)}, {})) == 1


@pytest.mark.parametrize(
    "ours", [{"active": False}, {"foreign_id": None}, {"foreign_id": "20042 "}, {"foreign_id": "99999"}]
)
def test_only_active_and_soundly_linked_customers_are_compared(ours: dict[str, object]) -> None:
    assert found({"name": "Nyt Navn ApS", **ours}, {}) == ()


def test_a_stranger_and_a_shared_number_are_never_to_be_overwritten() -> None:
    assert found({}, {"name": "Café Ofelia", "cvr": OTHER_CVR}) == ()
    assert run(CHECK, snapshot(customer(), customer("1043", name="Andet Navn"), debtor())).findings == ()


def test_a_barred_debtor_is_compared_too() -> None:
    assert len(found({"name": "Nyt Navn ApS"}, {"barred": True})) == 1


@pytest.mark.parametrize("part", [Part.CUSTOMERS, Part.DEBTORS])
def test_a_failed_read_is_unknown_and_never_a_finding(part: Part) -> None:
    rows = snapshot(customer(name="Nyt Navn ApS"), debtor())

    for broken in (failed(rows, part), unread(rows, part)):
        result = run(CHECK, broken)

        assert (result.status, result.findings) == (Status.UNKNOWN, ())


def test_an_ignore_ends_when_either_value_changes() -> None:
    bases = [
        found({"zip": "8200"}, {})[0].basis,
        found({"zip": "8210"}, {})[0].basis,
        found({"zip": "8200"}, {"zip": "8300"})[0].basis,
    ]

    assert len(set(bases)) == 3
