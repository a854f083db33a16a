"""`ctmon init` over a SQL Server, through both real drivers: what it finds, and what it says where it finds nothing."""

from __future__ import annotations

import io
import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.adapters.discovery import ClosedDatabase, FoundDatabases
from checks.adapters.known_invoice import KnownInvoice
from checks.adapters.sqlserver_closed import OFFLINE, RESTORING
from checks.demo import database
from checks.demo.scenario import build
from tests.support.clienttime_places import OnServer, served
from tests.support.talk import talk
from tests.support.tds.properties import OtherDatabase, Properties
from tests.support.tds.rights import OWNER
from tui.commands.init import run
from tui.config import Site, load
from tui.invoice_search import is_it
from tui.options import parse
from tui.server_talk import closed
from tui.wiring import clienttime_of

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DRIVERS = ["freetds", pytest.param("microsoft", marks=pytest.mark.long)]
TOKENS = ("--app-secret-token-env", "A", "--agreement-grant-token-env", "B", "--agreement-number", "123456")


@dataclass(frozen=True, slots=True)
class Room:
    """A machine beside a server, with nobody at the keyboard."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    there: OnServer

    def init(self, *more: str) -> tuple[int, str]:
        """Return the exit code and what was said."""
        flags = ("--name", "holm", *TOKENS, *self.login, "--database", "ClientTime", *more)
        code = run(parse(["init", *flags]))
        out, err = self.capture.readouterr()
        return code, out + err

    @property
    def login(self) -> tuple[str, ...]:
        """Return the flags that lead to the server."""
        server = ("--server", f"tcp:127.0.0.1,{self.there.server.port}", "--driver", self.there.driver.driver)
        return (*server, "--user", OWNER.name, "--password-env", "HOLM_PASSWORD", "--trust-server-certificate")

    @property
    def path(self) -> Path:
        """Return the site file."""
        return self.folder / "config" / "sites" / "holm.toml"

    def site(self) -> Site:
        """Return what it says."""
        return load(self.path)


@contextmanager
def room(
    driver: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capture: pytest.CaptureFixture[str],
    properties: Properties | None = None,
) -> Generator[Room]:
    """Serve the demo's database."""
    database.write(folder / "clienttime.db", build(1, 120, 130, NOON))
    for name, part in (("CTMON_CONFIG_HOME", "config"), ("CTMON_STATE_HOME", "state")):
        monkeypatch.setenv(name, str(folder / part))
    monkeypatch.setenv("HOLM_PASSWORD", OWNER.password)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with served(driver, folder, (), properties=properties or Properties()) as there:
        yield Room(folder, capture, there)


@pytest.mark.parametrize("driver", DRIVERS)
async def test_what_was_found_on_the_server_reads_it(
    driver: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with room(driver, tmp_path, monkeypatch, capsys) as at:
        code, said = at.init()
        side = clienttime_of(at.site())
        found = await side.read()
        await side.close()

    assert (code, found.customers.fault, found.invoices.fault) == (0, None, None)
    assert len(found.customers.rows) >= 120
    text = at.path.read_text()
    assert "NOT CONFIRMED (primary key of Customer)" in text
    assert "NOT CONFIRMED by a known invoice" in text
    assert "confirmed:" not in said.replace("not confirmed", "")
    assert OWNER.password not in text + said
    assert list((tmp_path / "state").rglob("tables.json")) == []  # nobody has confirmed them


WRONG = {
    "port": (("--server", "tcp:127.0.0.1,1"), "127.0.0.1,1"),
    "name": (("--server", "nowhere.invalid"), "nowhere.invalid"),
    "driver": (("--driver", "Ingen"), "Ingen"),
    "address": (("--server", "a,b,c"), "a,b,c"),
    "password": (("--password-env", "WRONG_PASSWORD"), "refused the login of sa"),
    "no password": (("--password-env", "NO_PASSWORD"), "NO_PASSWORD is not set"),
    "database": (("--database", "Andet"), "Andet"),
}


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("case", WRONG)
def test_why_the_server_cannot_be_looked_into_is_said_and_nothing_is_written(
    driver: str, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WRONG_PASSWORD", "Forkert-1")
    flags, words = WRONG[case]
    with room(driver, tmp_path, monkeypatch, capsys) as at:
        code, said = at.init(*flags)

        assert code == 1
        assert words in said
        assert said.endswith("Nothing was written.\n")
        assert "Forkert-1" not in said
        assert not (tmp_path / "config").exists()
        assert not (tmp_path / "state" / "sites").exists()
        assert at.there.server.accepted <= (4 if case == "database" else 2)  # a greeting and one login; why, once more


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("driver", DRIVERS)
def test_on_a_terminal_the_database_is_chosen_the_lines_confirmed_and_an_invoice_recognised(
    driver: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with room(driver, tmp_path, monkeypatch, capsys) as at:
        at.there.run(
            "UPDATE Invoice SET InvoiceDate = '2026-03-03 00:00:00', GrossAmount = 12500, InvoiceType = 'Invoice', "
            "CustomerId = (SELECT min(CustomerId) FROM Customer) WHERE InvoiceId = 1",
            "UPDATE Customer SET CustomerCode = '9042' WHERE CustomerId = (SELECT min(CustomerId) FROM Customer)",
        )
        ((number,),) = at.there.rows("SELECT InvoiceNumber FROM Invoice WHERE InvoiceId = 1")
        with talk(tmp_path, ("--name", "holm", "--title", "Holm", *TOKENS, *at.login)) as said:
            said.answer("known columns: ClientTime", "")
            said.take(5)
            said.answer("customer.zip", "Postkode")
            said.answer("There is no Postkode", "zipcode")
            said.answer("customer.city", "-")
            said.take(22)
            said.answer("invoice that you know", "4711-X")
            said.answer("no single invoice 4711-X", str(number))
            said.answer(f"Invoice {number} to customer 9042 on 2026-03-03 for 12,500.00 DKK: is that right?", "y")
            said.answer("holm.toml? [y/N]", "y")
            assert said.end() == 0

    text = at.path.read_text()
    assert f"Confirmed by the known invoice {number}" in text
    assert "NOT CONFIRMED" not in text.partition("[clienttime]")[2]
    assert (at.site().clienttime.customer.zip, at.site().clienttime.customer.city) == ("ZipCode", None)
    assert '"dbo.Invoice"' in (tmp_path / "state" / "sites" / "holm" / "tables.json").read_text()
    assert at.site().clienttime == replace(at.site().clienttime, user="sa", database="ClientTime", encrypt="yes")


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_certificate_that_is_not_trusted_is_never_passed_over(
    driver: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with room(driver, tmp_path, monkeypatch, capsys) as at:
        checked = tuple(flag for flag in at.login if flag != "--trust-server-certificate")
        code = run(parse(["init", "--name", "holm", *TOKENS, *checked, "--database", "ClientTime"]))

        assert (code, at.path.exists()) == (1, False)
        assert "certificate" in capsys.readouterr().err
        assert at.there.server.log.executed == ()


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_login_that_was_refused_is_changed_and_never_simply_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WRONG_PASSWORD", "Forkert-1")
    with room("freetds", tmp_path, monkeypatch, capsys) as at:
        flags = ("--name", "holm", "--title", "Holm", *TOKENS, *at.login, "--password-env", "WRONG_PASSWORD")
        with talk(tmp_path, flags) as said:
            said.answer("c changes server or login, g goes on with guesses", "")
            said.answer("c changes server or login, g goes on with guesses", "c")
            said.take(4)
            said.answer("Login on it (-: your own, Windows/Kerberos) [sa]:", "")
            said.answer("Password of sa", OWNER.password)
            said.answer("known columns: ClientTime", "")
            said.until("customer.table")

        assert OWNER.password not in said.said


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("driver", ["freetds", "microsoft"])
def test_a_database_that_does_not_open_is_chosen_anew_from_the_list_and_says_why(
    driver: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    others = (OtherDatabase("Gammel", 942, "OFFLINE", entered=0), OtherDatabase("Fremmed", 916, entered=0))
    with room(driver, tmp_path, monkeypatch, capsys, Properties(others=others)) as at:
        flags = ("--name", "holm", "--title", "Holm", *TOKENS, *at.login, "--database", "ClientTmie")
        with talk(tmp_path, flags) as said:
            said.answer("has no database “ClientTmie”", "")
            said.answer("known columns: ClientTime", "gammel")
            said.answer(
                "gammel is switched off (offline) on"
                if driver == "freetds"
                else "gammel does not open. It is switched off",
                "",
            )
            said.answer("known columns: ClientTime", "Fremmed")
            said.answer("Fremmed does not open. This login is no user of it", "c")
            said.answer(f"tcp:127.0.0.1,{at.there.server.port}]:", "")
            said.take(1)
            said.answer("yes, no or strict [yes]:", "")
            said.answer("yes or no [yes]:", "")
            said.answer("[sa]:", "")
            said.answer("Password of sa", OWNER.password)
            said.answer("[ClientTime]:", "")
            said.until("customer.table")


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_an_unknown_driver_is_refused_before_a_password_is_typed_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with room("freetds", tmp_path, monkeypatch, capsys) as at:
        server = ("--server", at.login[1], "--user", "sa", "--trust-server-certificate", "--driver", "Ingen")
        with talk(tmp_path, ("--name", "holm", "--title", "Holm", *TOKENS, *server)) as said:
            said.answer("no ODBC driver is called “Ingen” here", "Andet")
            said.answer("no ODBC driver is called “Andet” here", at.there.driver.driver)
            said.answer("Password of sa", OWNER.password)
            said.until("known columns: ClientTime")

        assert said.said.index("“Andet” here") < said.said.index("Password of")


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_on_a_terminal_guesses_are_written_where_that_is_chosen_and_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with room("freetds", tmp_path, monkeypatch, capsys) as at:
        at.there.server.close()
        flags = ("--name", "holm", "--title", "Holm", *TOKENS, *at.login, "--database", "ClientTime")
        with talk(tmp_path, flags) as said:
            said.answer("g goes on with guesses", "g")
            said.answer("holm.toml? [y/N]", "y")
            assert said.end() == 0

        assert "not looked into" in said.said
        assert "GUESS, confirm" in at.path.read_text()


def test_a_server_without_its_database_is_asked_for_that_and_for_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as at:
        at.setattr("sys.stdin", io.StringIO())
        assert run(parse(["init", "--name", "holm", *TOKENS, "--server", "sql01"])) == 2

    said = capsys.readouterr().err
    assert "these are missing: --database NAME." in said
    assert "--sqlite" not in said


def test_the_confirmation_of_an_invoice_shows_no_more_of_a_wrong_column_than_fits() -> None:
    asked = is_it(KnownInvoice("10234", "Hansen " * 50, None, None, "DKK")).text()

    assert "customer Hansen Hansen" in asked
    assert len(asked) < 120


def test_a_reason_is_told_once_with_the_databases_that_it_concerns() -> None:
    found = FoundDatabases(("Tid",), closed=tuple(ClosedDatabase(n, OFFLINE if n < "D" else RESTORING) for n in "ABE"))

    assert [phrase.text("da")[:27] for phrase in closed(found)] == [
        "Ikke set efter: A, B. Den e", "Ikke set efter: E. Den er v",
    ]  # fmt: skip
