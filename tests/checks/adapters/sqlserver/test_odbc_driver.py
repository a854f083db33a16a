"""The best driver there is is taken; one that nobody knows, or that is not there, is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.adapters.odbc_driver import Flavour, OdbcDriver, choose, recognised
from checks.engine.errors import SourceFault

BEST_FIRST = [
    "ODBC Driver 18 for SQL Server",
    "ODBC Driver 17 for SQL Server",
    "ODBC Driver 13 for SQL Server",
    "SQL Server Native Client 11.0",
    "FreeTDS",
    "SQL Server",
]


@pytest.mark.parametrize("first", range(len(BEST_FIRST)))
def test_auto_takes_the_best_one(first: int) -> None:
    there = ["PostgreSQL Unicode", *reversed(BEST_FIRST[first:])]

    assert choose("auto", there).name == BEST_FIRST[first]


def test_a_version_is_a_number_and_not_a_text() -> None:
    assert choose("AUTO", ["ODBC Driver 9 for SQL Server", "ODBC Driver 18 for SQL Server"]).version == 18


@pytest.mark.parametrize("wanted", ["odbc driver 17 for sql server", "{ODBC Driver 17 for SQL Server}"])
def test_a_driver_is_named_in_any_case_with_or_without_braces(wanted: str) -> None:
    assert choose(wanted, BEST_FIRST) == OdbcDriver("ODBC Driver 17 for SQL Server", Flavour.MICROSOFT, 17)


@pytest.mark.parametrize(
    ("file", "flavour", "version"),
    [
        ("libmsodbcsql-18.6.so.2.1", Flavour.MICROSOFT, 18),
        ("libmsodbcsql-17.10.so.6.1", Flavour.MICROSOFT, 17),
        ("libtdsodbc.so", Flavour.FREETDS, 0),
    ],
)
def test_a_library_is_known_by_its_file(tmp_path: Path, file: str, flavour: Flavour, version: int) -> None:
    path = tmp_path / file
    path.touch()

    assert choose(str(path), []) == OdbcDriver(str(path), flavour, version)


def test_a_library_of_windows_is_known_too() -> None:
    found = recognised(r"C:\Windows\System32\msodbcsql18.dll")

    assert found is not None
    assert (found.flavour, found.version) == (Flavour.MICROSOFT, 18)


@pytest.mark.parametrize(
    ("wanted", "there", "said"),
    [
        ("auto", [], "apt-get install libodbc2 tdsodbc"),
        ("auto", ["PostgreSQL Unicode"], "PostgreSQL Unicode"),
        ("ODBC Driver 18 for SQL Server", ["FreeTDS"], "FreeTDS"),
        ("/nowhere/libmsodbcsql-18.so", [], "/nowhere/libmsodbcsql-18.so"),
        ("PostgreSQL Unicode", ["PostgreSQL Unicode"], "FreeTDS"),
    ],
)
def test_what_cannot_be_used_is_told_with_the_next_step(wanted: str, there: list[str], said: str) -> None:
    with pytest.raises(SourceFault) as raised:
        choose(wanted, there)

    assert said in raised.value.phrase.text()
    assert said in raised.value.phrase.text("da")


def test_the_driver_that_windows_carries_does_not_write() -> None:
    assert [name for name in BEST_FIRST if not choose(name, BEST_FIRST).writes] == ["SQL Server"]


def test_a_packaged_library_comes_behind_the_same_registered_one_and_before_freetds() -> None:
    library = "/venv/libmsodbcsql-18.6.so.2.1"

    assert choose("auto", ["FreeTDS", library]).name == library
    assert choose("auto", [library, "ODBC Driver 18 for SQL Server"]).name == "ODBC Driver 18 for SQL Server"
