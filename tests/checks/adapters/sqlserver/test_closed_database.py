"""One database that cannot be entered hides no other: it is listed with the reason and the next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from checks.adapters import sqlserver_closed as words
from checks.adapters.discovery import FoundDatabases
from checks.adapters.sqlserver import EVERYBODYS, SqlServerDatabase
from checks.adapters.sqlserver_closed import BY_NUMBER, BY_STATE, listed
from checks.adapters.sqlserver_discovery import databases
from checks.engine.phrase import Phrase
from tests.support.clienttime_places import OnServer, served
from tests.support.tds.faults import Deed, Fault
from tests.support.tds.properties import OtherDatabase, Properties

FIRM = ("CREATE TABLE Customer (CustomerCode VARCHAR(20), ForeignDebitorSystemIdentification NVARCHAR(50))",)
DRIVERS = ["freetds", pytest.param("microsoft", marks=pytest.mark.long)]
REFUSALS = (916, 922, 924, 926, 927, 942, 945, 952, 954, 976, 978, 982, 983)


def looked(at: OnServer) -> FoundDatabases:
    server = SqlServerDatabase(replace(at.settings, database=EVERYBODYS))
    found = databases(server)
    server.let_go()
    return found


def used(at: OnServer) -> Sequence[str]:
    """Return the databases that were tried."""
    return [
        entry.text[5:-1]
        for entry in at.server.log.executed
        if entry.text.startswith("USE [") and "master" not in entry.text
    ]


@pytest.mark.parametrize("driver", DRIVERS)
def test_each_refusal_by_number_is_told_and_the_others_are_found(tmp_path: Path, driver: str) -> None:
    others = tuple(OtherDatabase(f"Firma{number}", number) for number in REFUSALS)
    with served(driver, tmp_path, FIRM, properties=Properties(others=(*others, OtherDatabase("Zeta")))) as at:
        found = looked(at)

    assert found.names == ("ClientTime", "Zeta")
    assert {one.name: one.why for one in found.closed} == {
        f"Firma{number}": BY_NUMBER[number] for number in REFUSALS
    }  # fmt: skip


@pytest.mark.parametrize("driver", DRIVERS)
def test_what_the_server_lists_as_closed_is_not_tried(tmp_path: Path, driver: str) -> None:
    others = (
        OtherDatabase("Gammel", 942, "OFFLINE", entered=0),
        OtherDatabase("Kopi", 927, "RESTORING", entered=None),
        OtherDatabase("Alene", 924, access="SINGLE_USER", entered=0),
        OtherDatabase("Ukendt", 0, entered=None),
    )
    with served(driver, tmp_path, FIRM, properties=Properties(others=others)) as at:
        found = looked(at)

        assert {one.name: one.why for one in found.closed} == {
            "Gammel": words.OFFLINE, "Kopi": words.RESTORING, "Alene": words.ONE_USER,
        }  # fmt: skip
        assert found.names == ("ClientTime", "Ukendt")
        assert list(used(at)) == ["ClientTime", "Ukendt"]


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_number_that_nobody_knows_is_told_in_the_servers_words(tmp_path: Path, driver: str) -> None:
    with served(driver, tmp_path, FIRM, properties=Properties(others=(OtherDatabase("Sær", 9999),))) as at:
        found = looked(at)

    assert found.names == ("ClientTime",)
    (one,) = found.closed
    assert one.name == "Sær"
    assert "cannot be opened (ONLINE)" in one.why.text()


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_connection_that_one_database_costs_is_opened_again_for_the_next(tmp_path: Path, driver: str) -> None:
    others = (OtherDatabase("Aaa"), OtherDatabase("Zzz"))
    with served(driver, tmp_path, FIRM, properties=Properties(others=others)) as at:
        at.server.faults.add(Fault(Deed.CUT_BEFORE, matching=r"USE \[Aaa\]"))

        found = looked(at)

    assert found.names == ("ClientTime", "Zzz")
    assert [one.name for one in found.closed] == ["Aaa"]


def test_a_server_that_cannot_be_asked_at_all_is_no_empty_list(tmp_path: Path) -> None:
    with served("freetds", tmp_path, FIRM) as at:
        at.server.faults.add(Fault(Deed.ERROR, matching=r"HAS_DBACCESS", number=300, text="no"))

        with pytest.raises(Exception, match="lacks a right"):
            looked(at)


@pytest.mark.parametrize(
    ("state", "access", "entered", "why"),
    [
        ("ONLINE", "MULTI_USER", 1, None),
        ("ONLINE", "SINGLE_USER", 1, None),
        ("ONLINE", "MULTI_USER", 0, None),
        ("ONLINE", "RESTRICTED_USER", 0, words.RESTRICTED),
        ("EMERGENCY", "MULTI_USER", 1, None),
        ("EMERGENCY", "SINGLE_USER", 0, words.EMERGENCY),
        ("SUSPECT", "MULTI_USER", None, words.DAMAGED),
        ("COPYING", "MULTI_USER", 0, words.RECOVERING),
    ],
)
def test_only_a_plain_no_spares_the_try(state: str, access: str, entered: int | None, why: Phrase | None) -> None:
    assert listed(state, access, entered) == why


def test_a_state_that_nobody_knows_is_told_by_its_name() -> None:
    told = listed("DREAMING", "MULTI_USER", 0)

    assert told is not None
    assert "DREAMING" in told.text("da")


@pytest.mark.parametrize("why", {*BY_NUMBER.values(), *BY_STATE.values()})
def test_every_reason_is_said_in_both_languages_with_a_next_step(why: Phrase) -> None:
    assert why.text("en") != why.text("da")
    assert len(why.text("en").rstrip(".").split(". ")) >= 2


def test_a_database_that_is_only_called_like_it_is_told_apart(tmp_path: Path) -> None:
    others = (OtherDatabase("Magnus"), OtherDatabase("Lager"))
    properties = Properties(database="ClientViewData", others=others)
    with served("freetds", tmp_path, ("CREATE TABLE Planter (Id INT)",), properties=properties) as at:
        found = looked(at)

    assert found == FoundDatabases((), ("ClientViewData", "Magnus"))
