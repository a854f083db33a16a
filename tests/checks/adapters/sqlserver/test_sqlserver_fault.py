"""What two drivers raise differently is one sentence of ours, by the server's own number."""

from __future__ import annotations

import pytest

from checks.adapters import sqlserver_closed
from checks.adapters import sqlserver_words as words
from checks.adapters.database_fault import PassingFault, RuleFault
from checks.adapters.sqlserver_fault import (
    BY_NUMBER,
    Lacking,
    LoginFault,
    NoDatabaseFault,
    NotOpenFault,
    Place,
    broken,
    lacking,
    said,
    told,
)
from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase

PLACE = Place("sql01", "ClientTime", "ct", "hemmeligt")
MICROSOFT = "[Microsoft][ODBC Driver 18 for SQL Server][SQL Server]"
FREETDS = "[FreeTDS][SQL Server]"


class Raised(Exception):
    """Has the arguments that pyodbc gives its errors."""


def raised(*pieces: tuple[str, int, str], maker: str = MICROSOFT) -> Raised:
    """Return an error with its diagnostics joined as pyodbc joins them: the first one names the function."""
    texts = [f"[{state}] {maker}{text} ({number})" for state, number, text in pieces]
    texts[0] += " (SQLExecDirectW)"
    return Raised(pieces[0][0], "; ".join(texts))


@pytest.mark.parametrize(("state", "maker"), [("40001", MICROSOFT), ("42000", FREETDS)])
def test_a_deadlock_is_one_whatever_the_driver_calls_it(state: str, maker: str) -> None:
    fault = told(raised((state, 1205, "Transaction was deadlocked."), maker=maker), PLACE)

    assert isinstance(fault, PassingFault)
    assert fault.phrase.en is words.DEADLOCK.en


@pytest.mark.parametrize("number", sorted(BY_NUMBER))
@pytest.mark.parametrize("maker", [MICROSOFT, FREETDS])
def test_every_number_of_the_table_has_its_kind_and_sentence(number: int, maker: str) -> None:
    kind, phrase = BY_NUMBER[number]
    fault = told(raised(("HY000", number, "Said."), ("HY000", 8180, "Could not be prepared."), maker=maker), PLACE)

    assert (type(fault), fault.phrase.en) == (kind, phrase.en)
    for language in ("en", "da"):
        assert "ClientTime" in fault.phrase.text(language)
        assert "{" not in fault.phrase.text(language)


def test_a_refused_login_names_the_user_and_no_password() -> None:
    fault = told(raised(("28000", 18456, "Login failed for user 'ct' with hemmeligt.")), PLACE)

    assert isinstance(fault, LoginFault)
    assert "login of ct" in fault.phrase.text()
    assert "tidligst" in fault.phrase.text("da")
    assert "hemmeligt" not in repr(fault.phrase)


def test_a_missing_database_is_not_a_wrong_password() -> None:
    error = raised(
        ("28000", 18456, "Login failed for user 'ct'."),
        ("42000", 4060, 'Cannot open database "ClientTime" requested by the login.'),
    )

    fault = told(error, PLACE)

    assert isinstance(fault, NoDatabaseFault)
    assert fault.phrase.en is words.NO_DATABASE.en


@pytest.mark.parametrize("number", sorted(set(sqlserver_closed.BY_NUMBER) - {911, 916, 4060, 4064, 5120, 5173}))
def test_a_database_that_does_not_open_is_told_as_such_and_not_as_one_that_is_missing(number: int) -> None:
    error = raised(
        ("28000", 18456, "Login failed for user 'ct'."),
        ("42000", 4060, 'Cannot open database "ClientTime" requested by the login.'),
        ("42000", number, "It does not open."),
    )

    fault = told(error, PLACE)

    assert isinstance(fault, NotOpenFault)
    assert "ClientTime's database ClientTime" in fault.phrase.text()


@pytest.mark.parametrize(
    ("text", "grant"),
    [
        (
            "The UPDATE permission was denied on the column 'ForeignId' of the object 'Customer', database 'CT', "
            "schema 'dbo'.",
            "GRANT UPDATE ON dbo.Customer (ForeignId) TO …",
        ),
        (
            "The SELECT permission was denied on the object 'Customer', database 'CT', schema 'dbo'.",
            "GRANT SELECT ON dbo.Customer TO …",
        ),
        ("SELECT-tilladelsen blev nægtet.", "ctmon doctor"),
    ],
)
def test_a_missing_right_comes_with_what_gives_it(text: str, grant: str) -> None:
    fault = told(raised(("42000", 230, text)), PLACE)

    assert grant in fault.phrase.text()
    assert "ct lacks a right" in fault.phrase.text()


def test_a_triggers_own_words_are_shown_harmless() -> None:
    error = raised(
        ("42000", 3609, "The transaction ended in the trigger."),
        ("42000", 50000, "Ikke i dag\x1b]52;c;eA==\x07 010190-1234"),
    )

    fault = told(error, PLACE)

    assert isinstance(fault, RuleFault)
    assert "Ikke i dag\ufffd]52" in fault.phrase.text()
    assert "1234" not in repr(fault.phrase)
    assert "ended in the trigger" not in fault.phrase.text()


def test_a_trigger_that_says_nothing_is_still_told() -> None:
    fault = told(raised(("42000", 3609, "The transaction ended in the trigger.")), PLACE)

    assert fault.phrase.en is words.TRIGGER.en


@pytest.mark.parametrize(
    ("state", "number", "text", "phrase"),
    [
        (
            "08001",
            -1,
            "SSL Provider: [error:0A000086:SSL routines::certificate verify failed:self-signed certificate]",
            1,
        ),
        (
            "08001",
            -1,
            "SSL Provider: [error:0A000086:SSL routines::certificate verify failed:subject name does not match host "
            "name]",
            7,
        ),
        ("08001", -2146893022, "SSL Provider: The target principal name is incorrect.", 7),
        ("08001", -1, "SSL Provider: [error:0A000086::certificate verify failed:certificate has expired]", 8),
        (
            "08001",
            -2146893016,
            "SSL Provider: A required certificate is not within its validity period when verifying against the "
            "current system clock or the timestamp in the signed file.",
            8,
        ),
        ("08001", -1, "SSL Provider: The certificate chain was issued by an authority that is not trusted.", 1),
        ("HYT00", 0, "Query timeout has expired", 4),
        ("08001", -1, "SSL Provider: [error:0A000102:SSL routines::unsupported protocol]", 2),
        ("08001", 0, "Encryption not supported on SQL Server", 2),
        ("01000", 0, "Can't open lib '/x.so' : file not found", 3),
        ("HYT00", 0, "Login timeout expired", 4),
        ("HY008", 0, "Operation canceled", 4),
        ("08S01", 10054, "TCP Provider: Error code 0x2746", 5),
        ("01000", 20017, "Unexpected EOF from the server", 5),
        ("08S01", 20006, "Write to the server failed", 5),
        ("HY000", 99999 - 60000, "Something new.", 6),
    ],
)
def test_what_drivers_say_by_themselves_is_sorted_too(state: str, number: int, text: str, phrase: int) -> None:
    expected = [words.CERTIFICATE, words.TLS, words.NO_LIBRARY, words.TOO_LONG, words.CUT, words.OTHER]
    expected += [words.CERTIFICATE_NAME, words.CERTIFICATE_DATES]

    assert told(raised((state, number, text)), PLACE).phrase.en is expected[phrase - 1].en


def test_a_ticket_that_is_missing_is_told_where_the_own_logon_is_used() -> None:
    error = raised(("HY000", 851968, "SSPI Provider: No Kerberos credentials available"))

    assert told(error, Place("sql01", "ClientTime")).phrase.en is words.NO_TICKET.en
    assert told(error, PLACE).phrase.en is words.OTHER.en


@pytest.mark.parametrize(
    "error", [Raised(), Raised("No results."), Raised("HY106", "not yet supported"), Raised(1, None)]
)
def test_any_shape_of_error_is_told(error: Raised) -> None:
    fault = told(error, PLACE)

    assert type(fault) is SourceFault
    assert fault.phrase.text("da")


def test_diagnostics_are_taken_apart() -> None:
    error = raised(("42000", 50000, "a (1) b; c"), ("42000", 3609, "d"))

    assert [(piece.number, piece.text) for piece in said(error)] == [(50000, "a (1) b; c"), (3609, "d")]


@pytest.mark.parametrize(
    ("state", "number", "gone"),
    [
        ("42000", 1222, False),
        ("40001", 1205, False),
        ("23000", 2627, False),
        ("42000", 229, False),
        ("42S02", 208, False),
        ("08S01", 10054, True),
        ("01000", 20017, True),
        ("HYT00", 0, True),
        ("HY008", 0, True),
        ("HY000", 596, True),
        ("HY000", 0, True),
    ],
)
def test_only_an_answer_of_the_server_leaves_the_connection_whole(state: str, number: int, gone: bool) -> None:
    assert broken(raised((state, number, "x"))) is gone


def test_no_two_sentences_are_the_same() -> None:
    sentences = [value for value in vars(words).values() if isinstance(value, Phrase)]

    assert len({phrase.en for phrase in sentences}) == len({phrase.da for phrase in sentences}) == len(sentences)


def test_a_connection_that_freetds_lost_is_no_missing_ticket_where_a_user_logs_in() -> None:
    """Only who has no user goes by a ticket; the same words of a SQL Server login mean a connection that is gone."""
    error = raised(("08001", 0, "Unable to connect to data source"))

    assert told(error, PLACE).phrase.en == words.CUT.en
    assert told(error, Place("sql01", "ClientTime")).phrase.en == words.NO_TICKET_PERHAPS.en


def test_the_columns_of_one_table_are_lacking_together() -> None:
    denied = "The SELECT permission was denied on the column '{}' of the object 'Customer', database 'C', schema 'dbo'."

    assert lacking(f"{denied.format('Name')} {denied.format('Zip')}") == (
        Lacking("SELECT", "dbo", "Customer", ("Name", "Zip")),
    )
    assert lacking("VIEW DATABASE STATE permission denied in database 'C'.") == (Lacking("VIEW DATABASE STATE"),)
    assert lacking("something else") == ()
