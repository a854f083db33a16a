"""What a site file says becomes frozen values; what is not said has the contract's default, or is not mapped."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from pathlib import Path

import pytest

from checks.adapters.mapping import CREDIT_VALUES, CustomerMapping, Transfer, Truth
from checks.engine.model import Severity
from tests.support.site_files import SMALL, WHOLE, site, written
from tui.config import FixSettings, MonitorSettings, load, login_name
from tui.secret import SecretSource


def test_a_small_file_has_the_defaults_of_the_contract(tmp_path: Path) -> None:
    found = site(tmp_path)

    assert (found.name, found.title, found.language) == ("holm", "Holm Revision", "en")
    assert found.clienttime.sqlite == tmp_path / "clienttime.db"
    assert (found.clienttime.driver, found.clienttime.authentication, found.clienttime.encrypt) == (
        "auto",
        "integrated",
        "yes",
    )
    assert (found.clienttime.login_timeout, found.clienttime.query_timeout) == (10, 30)
    assert found.economic.rest_url == "https://restapi.e-conomic.com"
    assert found.economic.openapi_url == "https://apis.e-conomic.com"
    assert found.economic.invoice_reference == "references.other"
    assert found.monitor == MonitorSettings(
        timedelta(seconds=60), timedelta(minutes=5), timedelta(seconds=40), 3, None, ()
    )
    assert found.fixes == FixSettings(False, False, 25, login_name())


def test_what_is_not_mapped_has_no_column(tmp_path: Path) -> None:
    found = site(tmp_path).clienttime

    assert found.customer == CustomerMapping("dbo.Customer", "CustomerCode", "ForeignDebitorSystemIdentification")
    assert found.invoice is None


def test_without_an_agreement_number_there_is_none(tmp_path: Path) -> None:
    assert site(tmp_path).economic.agreement_number is None


def test_every_key_of_the_contract_is_read(tmp_path: Path) -> None:
    found = site(tmp_path, WHOLE)

    database, economic, invoice = found.clienttime, found.economic, found.clienttime.invoice
    assert (database.sqlite, database.server, database.database) == (None, "tcp:sql01,1433", "ClientTime")
    assert (database.user, database.encrypt, database.trust_server_certificate) == ("ctmon", "strict", False)
    assert (database.login_timeout, database.query_timeout, database.timezone) == (11, 31, "Europe/Copenhagen")
    assert database.password == SecretSource("password", None, tmp_path / "sql-password", token=False)
    assert database.customer.address == ("Address1", "Address2")
    assert database.customer.active == Truth("Status", ("A", "1"))
    assert invoice is not None
    assert (invoice.draft, invoice.credit_values) == (Truth("IsFinal", negated=True), ("K",))
    assert invoice.transfer == Transfer("timestamp", "ExportedDate")
    assert economic.app_secret == SecretSource("app_secret_token", "CTMON_APP_SECRET")
    assert economic.agreement_grant == SecretSource("agreement_grant_token", None, tmp_path / "grant")
    assert (economic.agreement_number, economic.invoice_reference) == (123456, "bookedInvoiceNumber")
    assert economic.openapi_url == "https://apis.e-conomic.com"
    assert found.monitor.interval == timedelta(seconds=90)
    assert found.monitor.sync_interval == timedelta(minutes=10)
    assert found.monitor.deadline == timedelta(seconds=30)
    assert (found.monitor.go_live, found.monitor.disabled) == (date(2024, 1, 1), ("stale-address",))
    assert found.monitor.severities == (("unposted-invoice", Severity.CRITICAL), ("number-gap", Severity.WARNING))
    assert found.fixes == FixSettings(True, False, 5, "anna")
    assert found.language == "da"


def test_no_mapped_column_of_the_whole_file_is_lost(tmp_path: Path) -> None:
    found = site(tmp_path, WHOLE).clienttime

    assert found.invoice is not None
    for mapping in (found.customer, found.invoice):
        assert [field.name for field in dataclasses.fields(mapping) if not getattr(mapping, field.name)] == []


@pytest.mark.parametrize(
    ("said", "truth"),
    [
        ('"IsActive"', Truth("IsActive")),
        ('{ column = "Status" }', Truth("Status")),
        ('{ column = "Status", values = ["A", "B"] }', Truth("Status", ("A", "B"))),
        ('{ column = "IsClosed", not = true }', Truth("IsClosed", negated=True)),
        ('{ column = "ClosedDate", empty = true }', Truth("ClosedDate", empty=True)),
    ],
)
def test_yes_and_no_can_be_told_in_each_form(tmp_path: Path, said: str, truth: Truth) -> None:
    text = SMALL.replace("[economic]", f"active = {said}\n[economic]")

    assert site(tmp_path, text).clienttime.customer.active == truth


def test_an_invoice_table_alone_has_no_mark_and_the_usual_credit_notes(tmp_path: Path) -> None:
    found = site(tmp_path, SMALL + '[clienttime.invoice]\ntable = "Invoice"\n').clienttime.invoice

    assert found is not None
    assert (found.transfer, found.credit_values, found.number) == (Transfer("none"), CREDIT_VALUES, None)


@pytest.mark.parametrize("name", ["Kundenr", "CVR-nr", "Adresse 2", "a]b", 'x"y', "SELECT", "Løbenr", "a.b", "ø" * 128])
def test_a_column_may_have_any_name_that_a_database_allows(tmp_path: Path, name: str) -> None:
    text = SMALL.replace('"CustomerCode"', f"'{name}'")

    assert site(tmp_path, text).clienttime.customer.code == name


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("1s", timedelta(seconds=1)),
        ("5m", timedelta(minutes=5)),
        ("1h", timedelta(hours=1)),
        ("1.5s", timedelta(milliseconds=1500)),
        ("1500ms", timedelta(milliseconds=1500)),
    ],
)
def test_time_spans_are_in_seconds_minutes_or_hours(tmp_path: Path, said: str, span: timedelta) -> None:
    assert site(tmp_path, f'{SMALL}[monitor]\ninterval = "{said}"\n').monitor.interval == span


def test_a_date_may_stand_in_quotes(tmp_path: Path) -> None:
    assert site(tmp_path, f'{SMALL}[monitor]\ngo_live = "2024-02-29"\n').monitor.go_live == date(2024, 2, 29)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:9", "https://x.example"])
def test_unencrypted_addresses_are_for_this_machine(tmp_path: Path, url: str) -> None:
    text = SMALL.replace("[economic]", f'[economic]\nrest_url = "{url}/"')

    assert site(tmp_path, text).economic.rest_url == url


@pytest.mark.parametrize(
    "text",
    [b"\xef\xbb\xbf" + SMALL.encode(), SMALL.replace("\n", "\r\n").encode(), SMALL.rstrip("\n").encode()],
    ids=["byte order mark", "CRLF", "no last line end"],
)
def test_the_ways_in_which_editors_save_read_alike(tmp_path: Path, text: bytes) -> None:
    assert site(tmp_path, text) == site(tmp_path)


def test_relative_paths_are_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sites").mkdir()
    written(tmp_path / "sites", SMALL.replace('"clienttime.db"', '"../data/clienttime.db"'))
    monkeypatch.chdir(tmp_path)

    found = load(Path("sites/holm.toml"))

    assert found.clienttime.sqlite == tmp_path / "data" / "clienttime.db"


def test_the_variables_that_hold_secrets_are_told(tmp_path: Path) -> None:
    assert site(tmp_path).variables == ("CTMON_APP_SECRET", "CTMON_GRANT")
    assert site(tmp_path, WHOLE).variables == ("CTMON_APP_SECRET",)


def test_a_password_without_a_place_has_one_all_the_same(tmp_path: Path) -> None:
    text = WHOLE.replace('password_file = "sql-password"\n', "")

    assert site(tmp_path, text).clienttime.password == SecretSource("password", "CTMON_SQL_PASSWORD", token=False)
    assert "CTMON_SQL_PASSWORD" in site(tmp_path, text).variables
    integrated = site(tmp_path, text.replace('authentication = "sql"', 'authentication = "integrated"'))
    assert integrated.clienttime.password is None


def test_a_title_that_is_blank_is_the_name(tmp_path: Path) -> None:
    assert site(tmp_path, SMALL.replace('"Holm Revision"', '" "')).title == "holm"
