"""`ctmon doctor` on a site whose ClientTime is on a SQL Server, through both real drivers; it writes nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.firm import CUSTOMER_COLUMNS, INVOICE_COLUMNS, Firm, customer, debtor, firm, invoice, world
from tests.support.site_files import on_server
from tests.support.tds import drivers
from tests.support.tds.faults import Deed, Fault
from tests.support.tds.rights import Grant, Login, least
from tests.support.tds.server import TdsServer
from tui.commands import doctor
from tui.options import Options

long = pytest.mark.long
both = pytest.mark.parametrize("driver", ["microsoft", "freetds"])
FOREIGN_ID = "ForeignDebitorSystemIdentification"
PASSWORD = "Sikker-Kode-7"
BY_DESIGN = {"encryption", "terminal", "unique: customer.code", "unique: invoice.number"}
"""What this firm is warned of: nobody signed the certificate, no index holds the codes apart, nobody sits there."""
CUSTOMER, INVOICE = "dbo.Customer", "dbo.Invoice"
GRANTS = (*least(CUSTOMER, CUSTOMER_COLUMNS, (FOREIGN_ID,)), Grant("SELECT", INVOICE, INVOICE_COLUMNS))
USER = Login("ctmon", PASSWORD, GRANTS)


@dataclass(frozen=True, slots=True)
class OverTds:
    """The firm, its server, and the doctor in this process."""

    site: Firm
    server: TdsServer
    capture: pytest.CaptureFixture[str]

    def visit(self, format_: str = "json", language: str = "en") -> tuple[int, str]:
        """Return the exit code and what was printed."""
        code = doctor.run(Options("doctor", self.site.config, language=language, format=format_))
        out, err = self.capture.readouterr()
        assert err == ""
        return code, out

    def lines(self) -> dict[str, dict[str, Any]]:
        """Return the lines by what they are about."""
        rows = json.loads(self.visit()[1])
        assert len({row["what"] for row in rows}) == len(rows)
        return {row["what"]: row for row in rows}

    def states(self, state: str) -> set[str]:
        """Return what stands so."""
        return {what for what, line in self.lines().items() if line["state"] == state}

    @property
    def digest(self) -> str:
        """Return what the file is, byte for byte."""
        return hashlib.sha256(self.site.database.read_bytes()).hexdigest()


@pytest.fixture
def over_tds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return what serves the firm's database to one login through one driver."""

    @contextmanager
    def made(name: str, login: Login = USER) -> Generator[OverTds]:
        driver = getattr(drivers, name)()
        if driver.missing:
            pytest.skip(driver.missing)
        rows = [customer(1, "1042", "20042", "Hansen Byg ApS")]
        books = world([debtor(20042, "Hansen Byg ApS")])
        with firm(tmp_path, rows, [invoice(1, "10234", 1, "100")], books) as site:
            for variable in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME"):
                monkeypatch.setenv(variable, site.environment[variable])
            with TdsServer(site.database, logins=(login,)) as server:
                site.configure('sqlite = "clienttime.db"', on_server(server.port, driver.driver))
                (site.folder / "sql-password").write_text(PASSWORD)
                (site.folder / "sql-password").chmod(0o600)
                yield OverTds(site, server, capsys)

    return made


@pytest.mark.parametrize("driver", ["freetds", pytest.param("microsoft", marks=long)])
def test_a_sound_site_is_told_thing_by_thing_and_nothing_is_written(over_tds: Any, driver: str) -> None:
    with over_tds(driver) as found:
        before = found.digest

        code, out = found.visit()

        rows = json.loads(out)
        by_name = {row["what"]: row for row in rows}
        assert code == 0
        assert {frozenset(row) for row in rows} == {frozenset({"what", "state", "result", "next"})}
        assert {row["what"] for row in rows if row["state"] == "warning"} == BY_DESIGN
        assert by_name["ClientTime customers"]["result"] == "rows read: 1"
        assert by_name["ClientTime invoices"]["result"] == "rows read: 1"
        assert "ctmon (SQL Server login)" in by_name["database login"]["result"]
        assert FOREIGN_ID in by_name["customer.foreign_id"]["result"]
        assert "sql-password" in out
        assert PASSWORD not in out
        assert (found.server.writes, found.digest) == ((), before)


@long
@both
def test_the_text_has_a_line_for_each_thing_in_the_language_of_the_operator(over_tds: Any, driver: str) -> None:
    with over_tds(driver) as found:
        code, out = found.visit("text", "da")

        assert code == 0
        lines = out.splitlines()
        assert {line.split()[0] for line in lines} == {"ok", "advarsel"}
        assert any(line.startswith("ok        databaselogin") for line in lines)
        assert any("ret til at læse: customer" in line for line in lines)


@long
@both
def test_what_keeps_rows_from_being_read_is_told_once(over_tds: Any, driver: str) -> None:
    narrow = Grant("SELECT", CUSTOMER, tuple(column for column in CUSTOMER_COLUMNS if column != "Email"))
    with over_tds(driver, replace(USER, grants=(narrow, *GRANTS[1:]))) as found:
        lines = found.lines()

        assert {what for what, line in lines.items() if line["state"] == "failed"} == {"right to read: customer"}
        assert lines["right to read: customer"]["next"].endswith(
            "GRANT SELECT ON [dbo].[Customer] ([Email]) TO [ctmon];"
        )
        assert lines["ClientTime invoices"]["state"] == "ok"


@long
def test_a_script_stands_in_lines_of_its_own_below_what_it_is_for_and_a_hung_question_is_named(over_tds: Any) -> None:
    narrow = Grant("SELECT", CUSTOMER, tuple(column for column in CUSTOMER_COLUMNS if column != "Email"))
    with over_tds("freetds", replace(USER, grants=(narrow, *GRANTS[1:]))) as found:
        found.server.faults.add(Fault(Deed.MUTE, r"sys\.trigger_events"))
        code, out = found.visit("text")

    lines = out.splitlines()
    assert code == 1
    assert "          GRANT SELECT ON [dbo].[Customer] ([Email]) TO [ctmon];" in lines
    assert any(line.startswith("failed    triggers") and "no answer within 8 s" in line for line in lines)
    assert any(line.startswith("ok        history table") for line in lines)


@long
@both
def test_a_missing_password_is_told_once_and_the_way_is_gone_all_the_same(over_tds: Any, driver: str) -> None:
    with over_tds(driver) as found:
        (found.site.folder / "sql-password").unlink()

        lines = found.lines()

        failed = {what: line for what, line in lines.items() if line["state"] == "failed"}
        assert len(failed) == 2
        assert "not tried" in failed.pop("database login")["result"]
        assert all("sql-password" in line["result"] for line in failed.values())
        assert lines["SQL Server"]["state"] == "ok"
        assert found.server.log.logins == 0


@long
@both
def test_a_refused_login_is_tried_once_and_costs_nothing_of_the_other_system(over_tds: Any, driver: str) -> None:
    with over_tds(driver, replace(USER, password="Noget-Andet-8")) as found:
        lines = found.lines()

        assert {what for what, line in lines.items() if line["state"] == "failed"} == {"database login"}
        assert lines["e-conomic customers"]["state"] == "ok"
        assert found.server.log.logins == 1


@long
@both
def test_a_site_that_only_reads_needs_no_right_to_write(over_tds: Any, driver: str) -> None:
    with over_tds(driver, replace(USER, grants=(GRANTS[0], GRANTS[2]))) as found:
        assert found.states("failed") == {"right to link"}
        found.site.configure("enabled = true", "enabled = false")

        assert found.states("failed") == set()
