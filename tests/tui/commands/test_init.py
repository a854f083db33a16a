"""`ctmon init` writes a file that can be read as it is, with no secret in it, and loses no former one."""

from __future__ import annotations

import io
import os
import sqlite3
import stat
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.adapters.clienttime import open_sqlite
from checks.adapters.mapping import CustomerMapping, InvoiceMapping, Transfer, Truth
from checks.demo import database
from checks.demo.database import DANISH_NAMES, DEFAULT_NAMES, Names
from checks.demo.scenario import build
from checks.engine.errors import Fault
from tests.support.clienttime_file import ClientTimeFile
from tui.commands.init import run
from tui.config import Site, load
from tui.options import parse

TOKEN = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
KEYS = {
    *("title", "language"),
    *("sqlite", "server", "database", "driver", "authentication", "user", "password_env", "password_file", "encrypt"),
    *("trust_server_certificate", "login_timeout", "query_timeout", "timezone"),
    *("table", "key", "code", "foreign_id", "name", "address", "zip", "city", "country", "cvr", "ean", "email"),
    *("active", "created", "modified"),
    *("number", "customer", "date", "due", "currency", "net", "vat", "gross", "kind", "credit_values", "draft"),
    *("error", "transfer"),
    *("rest_url", "openapi_url", "app_secret_token_env", "app_secret_token_file"),
    *("agreement_grant_token_env", "agreement_grant_token_file", "agreement_number", "invoice_reference"),
    *("interval", "sync_interval", "grace", "deadline", "go_live", "disabled", "severity"),
    *("enabled", "allow_booking", "max_bulk", "operator"),
}
DANISH = (
    "CREATE TABLE Kunde (KundeLøbenr INTEGER PRIMARY KEY, Kundenummer TEXT, FremmedDebitorId TEXT, Navn TEXT,"
    ' "Adresselinje 1" TEXT, "Adresselinje 2" TEXT, "Postnr." TEXT, Bynavn TEXT, Land TEXT, "CVR-nr" TEXT,'
    ' "EAN-nr" TEXT, "E-mail" TEXT, Inaktiv BIT, Oprettet DATETIME, Ændret DATETIME)',
    "CREATE TABLE Faktura (FakturaLøbenr INTEGER PRIMARY KEY, Fakturanummer TEXT, KundeLøbenr INTEGER,"
    " Fakturadato DATE, Forfaldsdato DATE, Valuta TEXT, Netto NUMERIC, Moms NUMERIC,"
    ' "Beløb i alt" NUMERIC, Bilagsart TEXT, Kladde BIT, Overførselsfejl TEXT, Overført BIT)',
)
BARE = "CREATE TABLE Customer (CustomerCode TEXT, ForeignDebitorSystemIdentification TEXT, {})"


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one run."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True, slots=True)
class Room:
    """An empty machine with nobody at the keyboard: folders of its own, two token files."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def init(self, *flags: str, language: str = "en") -> Done:
        """Run `ctmon init` without a terminal."""
        said = ""
        try:
            code = run(parse(["init", "--language", language, *flags]))
        except Fault as fault:
            code, said = 1, fault.phrase.text(language)
        out, err = self.capture.readouterr()
        return Done(code, out, err + said)

    def proposed(self, *statements: str) -> Site:
        """Return the site that is proposed for a database made by these statements."""
        ClientTimeFile(self.folder / "clienttime.db").run(*statements)
        done = self.init(*self.flags, "--sqlite", "clienttime.db")
        assert done.returncode == 0, done.stderr
        return self.site()

    @property
    def path(self) -> Path:
        """Return where the site file of these tests is written."""
        return self.folder / "config" / "sites" / "holm.toml"

    @property
    def flags(self) -> tuple[str, ...]:
        """Return what a complete command line says beside the database."""
        tokens = ("--app-secret-token-file", "secret", "--agreement-grant-token-file", "grant")
        return ("--name", "holm", "--title", "Holm Revision", "--agreement-number", "123456", *tokens)

    def site(self) -> Site:
        """Return what the written file says."""
        return load(self.path)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Room:
    for name in ("secret", "grant"):
        (tmp_path / name).write_text(TOKEN)
        (tmp_path / name).chmod(0o600)
    monkeypatch.setenv("CTMON_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.chdir(tmp_path)
    return Room(tmp_path, capsys)


def clienttime(room: Room, names: Names = DEFAULT_NAMES) -> None:
    database.write(room.folder / "clienttime.db", build(1, 120, 130, NOON), names)


def test_the_file_can_be_read_as_it_is_written(room: Room) -> None:
    clienttime(room)

    done = room.init(*room.flags, "--sqlite", "clienttime.db")

    assert (done.returncode, done.stdout) == (0, f"{room.path}\n"), done.stderr
    site = room.site()
    assert (site.title, site.language, site.economic.agreement_number) == ("Holm Revision", "en", 123456)
    assert site.clienttime.sqlite == room.folder / "clienttime.db"
    assert site.economic.app_secret.file == room.folder / "secret"
    assert not site.fixes.enabled


def test_the_file_explains_every_key_and_names_no_other(room: Room) -> None:
    clienttime(room)
    room.init(*room.flags, "--sqlite", "clienttime.db")

    lines = [line for line in room.path.read_text().splitlines() if " = " in line.partition("  # ")[0]]

    assert {line.removeprefix("# ").partition(" = ")[0] for line in lines} == KEYS
    assert [line for line in lines if not line.partition("  # ")[2].strip()] == []


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_the_file_is_for_its_owner_only_and_nothing_is_left_beside_it(room: Room) -> None:
    clienttime(room)
    room.init(*room.flags, "--sqlite", "clienttime.db")

    assert stat.S_IMODE(room.path.stat().st_mode) == 0o600
    assert [path.name for path in room.path.parent.iterdir()] == ["holm.toml"]


@pytest.mark.parametrize("names", [DEFAULT_NAMES, DANISH_NAMES, DEFAULT_NAMES.without("CustomerId", "CvrNumber")])
async def test_what_was_proposed_reads_the_database(room: Room, names: Names) -> None:
    clienttime(room, names)
    assert room.init(*room.flags, "--sqlite", "clienttime.db").returncode == 0

    settings = room.site().clienttime
    assert settings.sqlite is not None
    side = open_sqlite(settings.sqlite, settings.customer, settings.invoice)
    found = await side.read()
    await side.close()

    assert (found.customers.fault, found.invoices.fault) == (None, None)
    assert found.customers.rows
    assert found.invoices.rows
    assert {row.customer for row in found.invoices.rows} <= {row.key for row in found.customers.rows}


def test_what_is_proposed_is_marked_and_what_is_missing_commented_out(room: Room) -> None:
    clienttime(room, DANISH_NAMES.without("CvrNumber"))

    done = room.init(*room.flags, "--sqlite", "clienttime.db")

    text = room.path.read_text()
    assert 'foreign_id = "Debitornr"' in text
    assert "NOT CONFIRMED (the name Debitornr looks like “customer number in e-conomic”)" in text
    assert '\n# cvr = "CvrNumber"' in text
    assert "to be confirmed in the file" in done.stderr


def test_a_database_of_something_else_says_what_is_missing_and_still_gives_a_file(room: Room) -> None:
    with sqlite3.connect(room.folder / "other.db") as file:
        file.execute("CREATE TABLE Planter (Art TEXT)")
    file.close()

    done = room.init(*room.flags, "--sqlite", "other.db")

    assert done.returncode == 0
    assert "nothing works without: the customer table, customer number in ClientView" in done.stderr
    assert "NOT FOUND, put the right name here" in room.path.read_text()
    assert room.site().clienttime.invoice is None


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("more", [(), ("--yes",)])
def test_a_server_that_cannot_be_reached_is_told_and_nothing_is_written(
    room: Room, language: str, more: tuple[str, ...]
) -> None:
    done = room.init(*room.flags, "--server", "tcp:127.0.0.1,1", "--database", "ClientTime", *more, language=language)

    assert (done.returncode, done.stdout) == (1, "")
    assert "127.0.0.1,1" in done.stderr
    assert done.stderr.endswith({"en": "Nothing was written.\n", "da": "Intet er skrevet.\n"}[language])
    assert not any((room.folder / name).exists() for name in ("config", "state"))


def test_the_file_speaks_danish_where_it_is_asked_to(room: Room) -> None:
    clienttime(room, DANISH_NAMES)

    room.init(*room.flags, "--sqlite", "clienttime.db", language="da")

    assert "IKKE BEKRÆFTET" in room.path.read_text(encoding="utf-8")
    assert room.site().language == "da"


WRONG = {
    "both databases": ("--sqlite", "clienttime.db", "--server", "127.0.0.1,1"),
    "no such file": ("--sqlite", "nowhere.db"),
    "folder": ("--sqlite", "."),
    "name": ("--sqlite", "clienttime.db", "--name", "../holm"),
    "number": ("--sqlite", "clienttime.db", "--agreement-number", "12a"),
    "number zero": ("--sqlite", "clienttime.db", "--agreement-number", "0"),
    "title": ("--sqlite", "clienttime.db", "--title", "\x1b[31m"),
    "token for a file": ("--sqlite", "clienttime.db", "--app-secret-token-file", TOKEN),
    "two logins": ("--server", "sql", "--database", "X", "--authentication", "integrated", "--user", "sa"),
    "no login": ("--server", "sql", "--database", "X", "--authentication", "sql"),
    "authentication": ("--server", "sql", "--database", "X", "--authentication", "kerberos"),
    "encryption": ("--server", "sql", "--database", "X", "--encrypt", "maybe"),
    "two places": ("--sqlite", "clienttime.db", "--agreement-grant-token-env", "GRANT"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_flag_is_refused_and_nothing_is_written(room: Room, case: str) -> None:
    clienttime(room)

    done = room.init(*room.flags, *WRONG[case])

    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert done.stderr.strip()
    assert TOKEN not in done.stderr
    assert "\x1b" not in done.stderr
    assert not room.path.parent.exists()


def test_a_file_that_is_no_database_is_refused_and_nothing_is_written(room: Room) -> None:
    done = room.init(*room.flags, "--sqlite", "secret")

    assert done.returncode == 1
    assert "not a SQLite database" in done.stderr
    assert not room.path.exists()


def test_a_token_that_is_missing_is_told_and_its_place_written_all_the_same(room: Room) -> None:
    clienttime(room)
    (room.folder / "grant").unlink()

    done = room.init(*room.flags, "--sqlite", "clienttime.db")

    assert done.returncode == 0
    assert "grant cannot be read" in done.stderr


def test_no_secret_is_written_or_said(room: Room) -> None:
    clienttime(room)

    done = room.init(*room.flags, "--sqlite", "clienttime.db")

    assert TOKEN not in room.path.read_text() + done.stdout + done.stderr


def test_a_former_file_is_not_touched_without_being_told_to(room: Room) -> None:
    room.path.parent.mkdir(parents=True)
    room.path.write_text("# mine")
    clienttime(room)

    done = room.init(*room.flags, "--sqlite", "clienttime.db")

    assert done.returncode == 1
    assert "there already" in done.stderr
    assert room.path.read_text() == "# mine"


def test_a_former_file_is_kept_beside_the_one_that_replaces_it(room: Room) -> None:
    room.path.parent.mkdir(parents=True)
    clienttime(room)
    for text in ("# first", "# second"):
        room.path.write_text(text)
        done = room.init(*room.flags, "--sqlite", "clienttime.db", "--yes")

        assert "kept as" in done.stderr
    kept = {path.read_text() for path in room.path.parent.glob("holm.toml.old*")}
    assert kept == {"# first", "# second"}
    assert room.site().title == "Holm Revision"


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_replaced_file_stays_for_its_owner_only(room: Room) -> None:
    clienttime(room)
    for _ in range(2):
        assert room.init(*room.flags, "--sqlite", "clienttime.db", "--yes").returncode == 0

    assert {stat.S_IMODE(path.stat().st_mode) for path in room.path.parent.iterdir()} == {0o600}


def test_a_file_given_by_its_path_needs_no_name(room: Room) -> None:
    clienttime(room)
    done = room.init(*room.flags[2:], "--sqlite", "clienttime.db", "--config", "mine.toml")

    assert done.returncode == 0, done.stderr
    assert load(room.folder / "mine.toml").title == "Holm Revision"


def test_a_place_that_cannot_be_written_is_a_sentence_of_the_program(room: Room) -> None:
    (room.folder / "config").write_text("a file")
    clienttime(room)
    words = ("init", *room.flags, "--sqlite", "clienttime.db")
    program = [sys.executable, "-P", "-m", "tui.cli", *words]
    done = subprocess.run(
        program, cwd=room.folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_danish_database_is_proposed_as_a_whole(room: Room) -> None:
    found = room.proposed(*DANISH).clienttime

    assert found.customer == CustomerMapping(
        table="dbo.Kunde",
        code="Kundenummer",
        foreign_id="FremmedDebitorId",
        key="KundeLøbenr",
        name="Navn",
        address=("Adresselinje 1", "Adresselinje 2"),
        zip="Postnr.",
        city="Bynavn",
        country="Land",
        cvr="CVR-nr",
        ean="EAN-nr",
        email="E-mail",
        active=Truth("Inaktiv", negated=True),
        created="Oprettet",
        modified="Ændret",
    )
    assert found.invoice == InvoiceMapping(
        table="dbo.Faktura",
        key="FakturaLøbenr",
        number="Fakturanummer",
        customer="KundeLøbenr",
        date="Fakturadato",
        due="Forfaldsdato",
        currency="Valuta",
        net="Netto",
        vat="Moms",
        gross="Beløb i alt",
        kind="Bilagsart",
        draft=Truth("Kladde"),
        error="Overførselsfejl",
        transfer=Transfer("flag", "Overført"),
    )


@pytest.mark.parametrize("column", ["Nickname", "Zippy", "Landline", "Byline", "ForeignName", "Emailed", "Reactive"])
def test_a_column_that_only_looks_alike_is_not_proposed(room: Room, column: str) -> None:
    found = room.proposed(BARE.format(f"{column} TEXT"))

    assert column not in room.path.read_text("utf-8")
    assert found.clienttime.customer == CustomerMapping(
        "dbo.Customer", "CustomerCode", "ForeignDebitorSystemIdentification"
    )


@pytest.mark.parametrize("name", ["Navn" + " " * 200, "Navn\n", "N.a.v.n", 'Na"vn', "Navn\x1b", "Navn\x7f"])
def test_a_column_of_an_odd_name_breaks_no_file(room: Room, name: str) -> None:
    quoted = name.replace('"', '""')
    found = room.proposed(BARE.format(f'"{quoted}" TEXT'))

    assert found.clienttime.customer.name == (name if len(name) <= 128 else None)
    assert not {"\x1b", "\x7f"}.intersection(room.path.read_text("utf-8"))


MISSING = {
    "--name": 0,
    "--app-secret-token-file": 6,
    "--agreement-grant-token-file": 8,
    "--sqlite": 10,
}


@pytest.mark.parametrize("flag", MISSING)
def test_each_missing_flag_is_named_and_no_other(room: Room, flag: str) -> None:
    words = [*room.flags, "--sqlite", "clienttime.db"]
    at = MISSING[flag]

    done = room.init(*words[:at], *words[at + 2 :])

    assert (done.returncode, done.stdout) == (2, "")
    assert [name for name in (*MISSING, "--title", "--agreement-number") if f"{name} " in done.stderr] == [flag]
    assert not room.path.parent.exists()
