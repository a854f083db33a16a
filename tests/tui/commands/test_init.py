"""`ctmon init` on SQLite files of the customer's own make: other names, names that only look alike, odd ones."""

from __future__ import annotations

import io
import stat
from dataclasses import dataclass
from pathlib import Path

import pytest

from checks.adapters.mapping import CustomerMapping, InvoiceMapping, Transfer, Truth
from tests.support.clienttime_file import ClientTimeFile
from tui.commands.init import run
from tui.config import Site, load
from tui.options import Options

DANISH = (
    "CREATE TABLE Kunde (KundeLøbenr INTEGER PRIMARY KEY, Kundenummer TEXT, FremmedDebitorId TEXT, Navn TEXT,"
    ' "Adresselinje 1" TEXT, "Adresselinje 2" TEXT, "Postnr." TEXT, Bynavn TEXT, Land TEXT, "CVR-nr" TEXT,'
    ' "EAN-nr" TEXT, "E-mail" TEXT, Inaktiv BIT, Oprettet DATETIME, Ændret DATETIME)',
    "CREATE TABLE Faktura (FakturaLøbenr INTEGER PRIMARY KEY, Fakturanummer TEXT, KundeLøbenr INTEGER,"
    " Fakturadato DATE, Forfaldsdato DATE, Valuta TEXT, Netto NUMERIC, Moms NUMERIC,"
    ' "Beløb i alt" NUMERIC, Bilagsart TEXT, Kladde BIT, Overførselsfejl TEXT, Overført BIT)',
)
BARE = "CREATE TABLE Customer (CustomerCode TEXT, ForeignDebitorSystemIdentification TEXT, {})"
PLACES = {"app_secret_token_env": "CTMON_APP_SECRET", "agreement_grant_token_env": "CTMON_GRANT"}


@dataclass(frozen=True, slots=True)
class Desk:
    """A configuration folder and a database, with nobody at the keyboard."""

    home: Path
    database: Path

    def init(self, flags: dict[str, str] | None = None, yes: bool = False) -> int:
        """Run the command with these flags beside the usual ones; an empty one is left out."""
        whole = {"name": "holm", "sqlite": str(self.database), **PLACES, **(flags or {})}
        return run(Options("init", yes=yes, init=tuple((name, value) for name, value in whole.items() if value)))

    @property
    def file(self) -> Path:
        """Return where the site file belongs."""
        return self.home / "sites" / "holm.toml"

    @property
    def site(self) -> Site:
        """Return what the written file says."""
        return load(self.file)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("CTMON_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return Desk(tmp_path / "home", tmp_path / "clienttime.db")


def test_a_danish_database_is_proposed_as_a_whole(desk: Desk) -> None:
    ClientTimeFile(desk.database).run(*DANISH)

    assert desk.init() == 0

    assert desk.site.clienttime.customer == CustomerMapping(
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
    assert desk.site.clienttime.invoice == InvoiceMapping(
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
def test_a_column_that_only_looks_alike_is_not_proposed(desk: Desk, column: str) -> None:
    ClientTimeFile(desk.database).run(BARE.format(f"{column} TEXT"))

    assert desk.init() == 0

    assert column not in desk.file.read_text("utf-8")
    assert desk.site.clienttime.customer == CustomerMapping(
        "dbo.Customer", "CustomerCode", "ForeignDebitorSystemIdentification"
    )


@pytest.mark.parametrize("name", ["Navn" + " " * 200, "Navn\n", "N.a.v.n", 'Na"vn', "Navn\x1b", "Navn\x7f"])
def test_a_column_of_an_odd_name_breaks_no_file(desk: Desk, name: str) -> None:
    quoted = name.replace('"', '""')
    ClientTimeFile(desk.database).run(BARE.format(f'"{quoted}" TEXT'))

    assert desk.init() == 0

    assert desk.site.clienttime.customer.name == (name if len(name) <= 128 else None)
    assert not {"\x1b", "\x7f"}.intersection(desk.file.read_text("utf-8"))


@pytest.mark.parametrize(
    ("left_out", "flag"),
    [
        ("name", "--name"),
        ("sqlite", "--sqlite"),
        ("app_secret_token_env", "--app-secret-token-file"),
        ("agreement_grant_token_env", "--agreement-grant-token-file"),
    ],
)
def test_each_missing_flag_is_named_and_no_other(
    desk: Desk, capsys: pytest.CaptureFixture[str], left_out: str, flag: str
) -> None:
    ClientTimeFile(desk.database).run(*DANISH)

    assert desk.init({left_out: ""}) == 2

    said = capsys.readouterr().err
    assert flag in said
    assert [other for other in ("--title", "--agreement-number") if other in said] == []
    assert not desk.home.exists()


def test_a_replaced_file_stays_for_its_owner_only(desk: Desk) -> None:
    ClientTimeFile(desk.database).run(*DANISH)
    desk.init({"title": "First"})

    assert desk.init({"title": "Second"}, yes=True) == 0

    assert desk.site.title == "Second"
    assert {stat.S_IMODE(path.stat().st_mode) for path in desk.file.parent.iterdir()} == {0o600}
