"""A connection string holds each value as it is, always says how to encrypt, and never loosens that by itself."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.adapters.connection_string import ENDS_EARLY, ConnectionFields, connection_string, quoted
from checks.adapters.odbc_driver import Flavour, OdbcDriver
from checks.engine.errors import SourceFault

DRIVERS: dict[object, OdbcDriver] = {
    18: OdbcDriver("ODBC Driver 18 for SQL Server", Flavour.MICROSOFT, 18),
    17: OdbcDriver("ODBC Driver 17 for SQL Server", Flavour.MICROSOFT, 17),
    11: OdbcDriver("SQL Server Native Client 11.0", Flavour.NATIVE, 11),
    "freetds": OdbcDriver("FreeTDS", Flavour.FREETDS),
    "legacy": OdbcDriver("SQL Server", Flavour.LEGACY),
}
ALL = [18, 17, 11, "freetds", "legacy"]
PAIR = re.compile(r"([A-Za-z_]+)=\{((?:[^}]|\}\})*)\}(?:;|$)", re.DOTALL)
OF_FREETDS = re.compile(r"([A-Za-z_]+)=(?:\{(.*?)\}|([^{;][^;]*|))(?:;|$)", re.DOTALL)
"""What FreeTDS 1.3 does: braces end at the first brace before a semicolon, and are not doubled."""


def fields(driver: object, **changed: object) -> ConnectionFields:
    return replace(ConnectionFields(DRIVERS[driver], "sql01", 1433, "ClientTime", "ct", "p"), **changed)  # type: ignore[arg-type]  # by name


def read(text: str, driver: object = 18) -> dict[str, str]:
    """Read a string as drivers do: each value ends at its first single brace; for FreeTDS only the name has braces."""
    if driver == "freetds":
        assert OF_FREETDS.sub("", text) == ""
        return {key: braced or plain for key, braced, plain in OF_FREETDS.findall(text)}
    assert PAIR.sub("", text) == ""
    return {key: value.replace("}}", "}") for key, value in PAIR.findall(text)}


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_password_stays_one_value(password: str) -> None:
    found = read(connection_string(fields(18, password=password)))

    assert found["PWD"] == password
    assert found["TrustServerCertificate"] == "no"


@given(st.text(st.sampled_from("{};=a ") | st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_for_freetds_too_or_it_is_said_that_it_cannot_be(password: str) -> None:
    asked = fields("freetds", password=password, encrypt="no")
    if "};" in password:
        with pytest.raises(SourceFault, match=ENDS_EARLY.text()[-40:]):
            connection_string(asked)
        return

    found = read(connection_string(asked), "freetds")
    assert found["PWD"] == password
    assert (found["UID"], found["DATABASE"], found["Encryption"]) == ("ct", "ClientTime", "request")


@pytest.mark.parametrize(
    ("driver", "encrypt", "trust", "said"),
    [
        (18, "yes", False, {"Encrypt": "yes", "TrustServerCertificate": "no"}),
        (18, "yes", True, {"Encrypt": "yes", "TrustServerCertificate": "yes"}),
        (18, "no", False, {"Encrypt": "no", "TrustServerCertificate": "no"}),
        (18, "strict", True, {"Encrypt": "strict", "TrustServerCertificate": "no"}),
        (17, "yes", False, {"Encrypt": "yes", "TrustServerCertificate": "no"}),
        (17, "no", False, {"Encrypt": "no", "TrustServerCertificate": "no"}),
        (11, "yes", True, {"Encrypt": "yes", "TrustServerCertificate": "yes"}),
        ("freetds", "yes", True, {"Encryption": "require", "TDS_Version": "7.4"}),
        ("freetds", "no", False, {"Encryption": "request", "TDS_Version": "7.4"}),
        ("legacy", "no", False, {}),
    ],
)
def test_encryption_is_always_said(driver: object, encrypt: str, trust: bool, said: dict[str, str]) -> None:
    found = read(connection_string(fields(driver, encrypt=encrypt, trust_server_certificate=trust)), driver)

    keywords = {"Encrypt", "TrustServerCertificate", "Encryption", "TDS_Version"}
    assert {key: value for key, value in found.items() if key in keywords} == said


@pytest.mark.parametrize(
    ("driver", "encrypt", "word"),
    [
        ("freetds", "yes", "trust_server_certificate"),
        ("freetds", "strict", "18"),
        (17, "strict", "18"),
        (11, "strict", "18"),
        ("legacy", "yes", "encrypt"),
        ("legacy", "strict", "18"),
    ],
)
def test_what_a_driver_cannot_promise_is_refused(driver: object, encrypt: str, word: str) -> None:
    with pytest.raises(SourceFault) as raised:
        connection_string(fields(driver, encrypt=encrypt))

    assert word in raised.value.phrase.text()


@pytest.mark.parametrize("driver", [18, 17])
def test_no_session_comes_back_by_itself(driver: int) -> None:
    assert read(connection_string(fields(driver)), driver)["ConnectRetryCount"] == "0"


@pytest.mark.parametrize("driver", ALL)
def test_the_servers_administrator_sees_who_asks(driver: object) -> None:
    assert read(connection_string(fields(driver, encrypt="no")), driver)["APP"] == "ClientTime monitor"


def test_the_operators_own_logon_names_nobody() -> None:
    own = {"user": None, "password": None}

    assert read(connection_string(fields(18, **own)))["Trusted_Connection"] == "yes"
    for driver in (18, "freetds"):
        found = read(connection_string(fields(driver, encrypt="no", **own)), driver)
        assert not {"UID", "PWD"} & set(found)


def test_each_driver_is_told_the_port_in_its_own_way() -> None:
    assert read(connection_string(fields(18, port=50123)))["SERVER"] == "tcp:sql01,50123"
    found = read(connection_string(fields("freetds", port=50123, encrypt="no")), "freetds")
    assert (found["SERVER"], found["PORT"]) == ("sql01", "50123")


def test_the_password_is_not_in_what_the_fields_show() -> None:
    assert "hemmeligt" not in repr(fields(18, password="hemmeligt"))


def test_a_value_with_a_nul_is_refused() -> None:
    with pytest.raises(SourceFault):
        quoted("a\0b")
