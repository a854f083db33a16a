"""A login or password of any letters reaches the server as it is, through both real drivers, and begins no keyword."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.adapters import connection_string, sqlserver_words
from checks.engine.model import Health
from tests.support.tds.rights import OWNER, Grant, Login
from tests.support.telling import is_told, served

DRIVERS = ["freetds", "microsoft"]
ODD = [
    "}",
    "}}",
    "{",
    "{x}",
    "a;b",
    ";",
    "a}b;c",
    "a;b}",
    "{a;b}}",
    "a=b",
    "'\"`",
    " a b ",
    "æøå ÆØÅ é ß",
    "pass%40word\\",
    "€ 漢 🙂",
    "x" * 127,
]


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("password", ODD)
async def test_an_odd_password_lets_its_owner_in_and_nobody_else(tmp_path: Path, driver: str, password: str) -> None:
    with served(driver, tmp_path, logins=(OWNER, Login("ct", password, (Grant("SELECT"),)))) as place:
        place.login = Login("ct", password)
        assert (await place.opened().read()).state.health is Health.OK
        assert {entry.login for entry in place.server.log.executed} == {"ct"}

        place.login = Login("ct", password + "x")
        told = await place.opened().read()
        assert is_told(told, sqlserver_words.LOGIN)
        assert told.customers.fault is not None
        assert password not in told.customers.fault.text() or len(password) < 3


@pytest.mark.parametrize("password", ["};UID={sa", "};DATABASE={master};PWD={", "}};Encrypt=no;X={", "};"])
async def test_a_password_that_would_be_keywords_is_one_value_or_is_not_sent(tmp_path: Path, password: str) -> None:
    for driver in DRIVERS:
        (folder := tmp_path / driver).mkdir()
        with served(driver, folder, logins=(Login("ct", password, (Grant("SELECT"),)),)) as place:
            place.login = Login("ct", password)
            told = await place.opened().read()

            if driver == "microsoft":
                assert told.state.health is Health.OK
                assert {entry.login for entry in place.server.log.executed} == {"ct"}
            else:
                assert is_told(told, connection_string.ENDS_EARLY)
                assert place.server.accepted == 0


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("user", ["a;b", "a}b", "{ct}", "ct{1}", "Bjørn Ærø"])
async def test_an_odd_user_too(tmp_path: Path, driver: str, user: str) -> None:
    login = Login(user, "Kode;}-1}", (Grant("SELECT"),))
    with served(driver, tmp_path, logins=(login,)) as place:
        place.login = login
        assert (await place.opened().read()).state.health is Health.OK
