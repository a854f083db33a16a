"""Where there is no site file yet, no sentence names its keys, and none promises what only the screen does."""

from __future__ import annotations

import re
from string import Formatter
from types import ModuleType

import pytest

from checks.adapters import (
    connection_string,
    dialect,
    odbc_driver,
    reach_words,
    schema,
    server_address,
    sqlite_fault,
    sqlserver_closed,
    sqlserver_words,
)
from checks.engine.errors import LoginRefused
from checks.engine.phrase import Phrase
from tui import secret
from tui.before_file import asked, before_file

ROOMS = (
    *(connection_string, dialect, odbc_driver, reach_words, schema, server_address, sqlite_fault),
    *(sqlserver_closed, sqlserver_words, secret),
)
KEY = re.compile(r"\[clienttime|\w+_\w+| = |site file|opsætningen|ask again|spørg så igen|tried again\.|prøves igen\.")
NEVER = {"FULL": "of a write", "NOWHERE": "of a site file that has no place for a secret"}


def sentences(room: ModuleType) -> list[Phrase]:
    return [one for name, one in vars(room).items() if isinstance(one, Phrase) and name not in NEVER]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def bare(text: str) -> str:
    return re.sub(r"\{\w+\}", "…", text)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_no_sentence_of_the_adapters_names_a_key_in_the_set_up(room: ModuleType) -> None:
    told = [(one, asked(one)) for one in sentences(room)]

    assert told
    for before, after in told:
        assert KEY.search(bare(after.en)) is None, after.en
        assert KEY.search(bare(after.da)) is None, after.da
        assert places(after.en) == places(after.da) <= places(before.en)


def test_a_refused_login_is_typed_again_there_and_not_asked_for_by_a_key() -> None:
    told = asked(sqlserver_words.LOGIN)

    assert "put the password right: another one is tried at once, this one when it is typed again" in told.en
    assert "ret kodeordet: et andet prøves straks, dette når det skrives igen" in told.da


def test_what_needs_no_other_words_stays_as_it_is() -> None:
    assert asked(sqlserver_words.CERTIFICATE_DATES) == sqlserver_words.CERTIFICATE_DATES


def test_a_fault_keeps_its_kind_and_values() -> None:
    with pytest.raises(LoginRefused) as raised, before_file():
        raise LoginRefused(sqlserver_words.UNTRUSTED.with_(server="sql01", at="12:00", again="12:01"))

    assert "or use a SQL Server login. Then try again, not before 12:01" in raised.value.phrase.text()
