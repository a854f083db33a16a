"""`ctmon doctor` looks at everything that it can look at, tells each fault once, and what to do next."""

from __future__ import annotations

import json
import re
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checks.adapters.journal import FileJournal
from checks.demo.simulator import Fault, FaultKind
from checks.engine.opening import LASTS
from tests.support.firm import Firm, customer, debtor, firm, invoice, world
from tui import wiring
from tui.commands import doctor
from tui.options import Options

HANSEN, MAIL = "Hansen Byg ApS", "post@hansen.example"
SOUND = {"configuration", "mode", "state folder", "journal", "app_secret_token", "agreement_grant_token", "agreement",
         "ClientTime customers", "tables on record", "ClientTime invoices", "e-conomic", "e-conomic customers",
         "e-conomic drafts",
         "e-conomic booked invoices", "e-conomic journal lines", "e-conomic booked entries",
         "e-conomic accounting periods", "clock beside e-conomic's", "roles of the app", "modules of the agreement",
         "accounting years"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visit:
    """What the doctor said: the exit code, and each line by what it is about."""

    code: int
    lines: dict[str, dict[str, str | None]]
    text: str

    def of(self, sign: str) -> set[str]:
        """Return what has this verdict."""
        return {what for what, line in self.lines.items() if line["state"] == sign}

    def said(self, what: str) -> str:
        """Return everything that one line says."""
        return " ".join(part for part in (self.lines[what]["result"], self.lines[what]["next"]) if part)


@dataclass(frozen=True, slots=True)
class Room:
    """A small sound firm, and the doctor in this process."""

    site: Firm
    capture: pytest.CaptureFixture[str]

    def visit(self, language: str | None = "en", read_only: bool = False) -> Visit:
        """Ask the doctor."""
        asked = Options("doctor", self.site.config, language=language, format="json", read_only=read_only)
        code = doctor.run(asked)
        out, err = self.capture.readouterr()
        assert err == ""
        rows = json.loads(out)
        assert len({row["what"] for row in rows}) == len(rows)
        return Visit(code, {row["what"]: row for row in rows}, out)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Generator[Room]:
    rows = [customer(1, "1042", "20042", HANSEN, Email=MAIL)]
    with firm(tmp_path, rows, [invoice(1, "10234", 1, "100")], world([debtor(20042, HANSEN, email=MAIL)])) as found:
        for name in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME"):
            monkeypatch.setenv(name, found.environment[name])
        yield Room(found, capsys)


def test_a_sound_site_has_no_failed_line(room: Room) -> None:
    visit = room.visit()

    assert (visit.code, visit.of("failed"), visit.of("warning")) == (0, set(), {"terminal"})
    assert visit.of("ok") == SOUND
    assert visit.said("e-conomic customers") == "answers; there: 1"
    assert visit.said("ClientTime customers") == "rows read: 1"
    assert visit.said("mode") == "fixes enabled"
    assert room.visit(read_only=True).said("mode") == "read-only (--read-only)"


def test_no_personal_data_and_no_secret_is_in_it(room: Room) -> None:
    text = room.visit().text

    for value in (HANSEN, MAIL, "Nørregade", "app-secret-of-the-test", "grant-of-the-test"):
        assert value not in text


def test_the_text_has_the_word_what_it_is_about_and_what_was_found(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor.run(Options("doctor", room.site.config, language="da")) == 0

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(SOUND) + 1
    assert {line.split()[0] for line in lines} == {"ok", "advarsel"}
    assert any(line.split()[:3] == ["ok", "e-conomic", "kladder"] for line in lines)


def test_a_missing_secret_costs_only_what_needs_it(room: Room) -> None:
    (room.site.folder / "grant").unlink()

    visit = room.visit()

    assert visit.code == 1
    assert visit.of("failed") == {"agreement_grant_token", "e-conomic"}
    assert "grant cannot be read" in visit.said("agreement_grant_token")
    assert "not asked" in visit.said("e-conomic")
    assert {"ClientTime customers", "app_secret_token", "journal"} <= visit.of("ok")


def test_a_fault_of_the_whole_of_economic_is_told_once(room: Room) -> None:
    room.site.simulator.fault(Fault(FaultKind.STATUS_401, method="*"))

    visit = room.visit()

    assert (visit.code, visit.of("failed")) == (1, {"e-conomic"})
    assert visit.text.count("401") == 1
    assert "Check the app secret" in visit.said("e-conomic")


def test_tokens_that_are_swapped_are_told_by_trying_them_the_other_way_round(room: Room) -> None:
    secret, grant = (room.site.folder / name for name in ("secret", "grant"))
    one, other = secret.read_text(), grant.read_text()
    secret.write_text(other)
    grant.write_text(one)

    visit = room.visit()

    assert (visit.code, visit.of("failed")) == (1, {"e-conomic"})
    assert "are swapped: each is accepted in the other's place" in visit.said("e-conomic")
    assert one not in visit.text
    assert other not in visit.text


def test_one_token_in_both_places_is_told_without_it(room: Room) -> None:
    (room.site.folder / "grant").write_text((room.site.folder / "secret").read_text())

    visit = room.visit()

    assert "tokens" in visit.of("failed")
    assert "pasted twice" in visit.said("tokens")
    assert "app-secret-of-the-test" not in visit.text


def test_each_place_is_asked_for_no_more_than_it_takes(room: Room) -> None:
    before = len(room.site.simulator.calls)
    room.visit()

    calls = room.site.simulator.calls[before:]
    assert len(calls) == 8
    assert all(call.parameter("pagesize") == "1" for call in calls if call.path.startswith(("/customers", "/invoices")))


def test_a_fault_that_places_share_is_told_once_with_their_names(room: Room) -> None:
    room.site.simulator.fault(Fault(FaultKind.STATUS_403, path_prefix="/invoices", method="*"))

    visit = room.visit()

    assert visit.of("failed") == {"e-conomic drafts, booked invoices"}
    assert visit.text.count("403") == 1
    assert {"e-conomic customers", "agreement"} <= visit.of("ok")
    assert visit.lines["e-conomic"]["state"] == "warning"
    assert visit.said("e-conomic").startswith("answers in part;")


def test_two_dead_hosts_are_no_answer_and_each_is_told_once(room: Room) -> None:
    written = room.site.config.read_text()
    for name, port in (("rest_url", 9), ("openapi_url", 10)):
        written = re.sub(rf"(?m)^{name} = .*$", f'{name} = "http://127.0.0.1:{port}"', written)
    room.site.config.write_text(written)

    visit = room.visit()

    assert (visit.code, visit.of("failed")) == (1, {"e-conomic"})
    assert "answers" not in visit.text
    assert [visit.text.count(f"127.0.0.1:{port}") for port in ("9)", "10)")] == [1, 1]


def test_an_opening_for_writing_is_told_as_the_mode(room: Room) -> None:
    room.site.configure("enabled = true", "enabled = false")
    assert room.visit().said("mode") == "read-only ([fixes] enabled = false)"
    wiring.open_site(Options("check", room.site.config, write="month end"))

    said = room.visit().said("mode")

    assert said.startswith("open until ")
    assert said.endswith(": month end")
    assert room.visit(read_only=True).said("mode") == "read-only (--read-only)"


def test_an_opening_that_has_ended_is_told_for_a_day(room: Room) -> None:
    room.site.configure("enabled = true", "enabled = false")
    wiring.open_site(Options("check", room.site.config))
    (folder,) = (room.site.folder / "state" / "sites").iterdir()

    def opened(hours: float) -> str:
        at = datetime.now(UTC) - timedelta(hours=hours)
        FileJournal(folder, now=lambda: at).open_site("anna", "month end")
        return f"{(at + LASTS).astimezone():%H:%M on %Y-%m-%d}"

    opened(25.5)
    assert room.visit().said("mode") == "read-only ([fixes] enabled = false)"
    ended = opened(1.5)
    said = room.visit().said("mode")
    assert said == f"read-only ([fixes] enabled = false); anna's opening for writing ended at {ended}: month end"
    assert "annas åbning for skrivning endte kl." in room.visit("da").text


def test_a_missing_database_is_told_once_and_economic_all_the_same(room: Room) -> None:
    room.site.database.unlink()

    visit = room.visit()

    assert visit.of("failed") == {"ClientTime"}
    assert visit.text.count(str(room.site.database)) == 1
    assert "e-conomic customers" in visit.of("ok")


def test_a_table_of_the_site_file_that_is_not_there_has_failed(room: Room) -> None:
    room.site.configure('"dbo.Invoice"', '"dbo.Invoices"')

    visit = room.visit()

    assert (visit.code, visit.of("failed")) == (1, {"ClientTime invoices"})
    assert "ClientTime customers" in visit.of("ok")


def test_invoices_that_are_not_mapped_are_a_warning_with_the_next_step(room: Room) -> None:
    room.site.configure('number = "InvoiceNumber"\n', "")

    visit = room.visit()

    assert (visit.code, visit.of("warning")) == (0, {"terminal", "ClientTime invoices"})
    assert "[clienttime.invoice]" in visit.said("ClientTime invoices")


@pytest.mark.parametrize(
    ("written", "sign", "said"),
    [("agreement_number = 654321", "failed", "654321"), ("", "warning", "agreement_number = 123456")],
)
def test_the_books_must_be_those_of_the_site_file(room: Room, written: str, sign: str, said: str) -> None:
    room.site.configure("agreement_number = 123456", written)

    visit = room.visit()

    assert "agreement" in visit.of(sign)
    assert said in visit.said("agreement")
    assert visit.code == int(sign == "failed")
    assert ("e-conomic customers" in visit.of("ok")) == (sign != "failed")  # of other books no rows are told


def test_a_state_of_other_books_does_not_keep_it_from_the_rest(room: Room) -> None:
    room.visit()
    room.site.configure("agreement_number = 123456", "agreement_number = 654321")

    visit = room.visit()

    assert visit.of("failed") == {"state folder", "agreement"}
    assert {"app_secret_token", "ClientTime customers", "roles of the app"} <= visit.of("ok")


def test_without_a_configuration_it_still_looks_at_the_terminal(room: Room) -> None:
    room.site.config.write_text("[clienttime")

    visit = room.visit(language=None)

    assert (visit.code, visit.of("failed"), set(visit.lines)) == (1, {"configuration"}, {"configuration", "terminal"})
    assert "site.toml:1" in visit.said("configuration")


def test_what_a_site_file_may_say_but_hardly_means_is_a_warning(room: Room) -> None:
    room.site.configure("go_live = 2024-01-01", 'go_live = 2999-01-01\ndisabled = ["stale-adress", "stale-address"]')

    visit = room.visit()

    assert (visit.code, visit.of("warning")) == (0, {"terminal", "go-live", "disabled"})
    assert "2999-01-01" in visit.said("go-live")
    assert "“stale-adress”" in visit.said("disabled")


def test_a_server_that_cannot_be_asked_costs_its_own_line_only(room: Room) -> None:
    room.site.configure('sqlite = "clienttime.db"', 'server = "tcp:127.0.0.1,9"\ndatabase = "ClientTime"')

    visit = room.visit()

    assert visit.of("failed") == {"server port"}
    assert {"server name", "e-conomic customers"} <= visit.of("ok")
