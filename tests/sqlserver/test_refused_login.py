"""A refused login is tried once, whatever processes ask: the command, the doctor, the screen with its engine."""

from __future__ import annotations

import json
import os
import signal
import stat
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.firm import CUSTOMER_COLUMNS, INVOICE_COLUMNS, PROGRAM, Firm, customer, debtor, firm, world
from tests.support.processes import gone_after, offspring, one
from tests.support.site_files import on_server
from tests.support.talk import talk
from tests.support.tds import drivers
from tests.support.tds.faults import LOGIN, Deed, Fault
from tests.support.tds.rights import Grant, Login
from tests.support.tds.server import TdsServer
from tests.support.terminal import Terminal, terminal
from tui.config import PASSWORD
from tui.scout import LoginRefused, Target
from tui.scout_link import ScoutProcess
from tui.site_template import Server

long = pytest.mark.long
RIGHT, WRONG = "Sikker-Kode-7", "Forkert-Kode-8"
GRANTS = (Grant("SELECT", "dbo.Customer", CUSTOMER_COLUMNS), Grant("SELECT", "dbo.Invoice", INVOICE_COLUMNS))
LONG_AGO = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Locked:
    """A firm whose site file has the wrong password, and the server that counts."""

    site: Firm
    server: TdsServer

    @property
    def logins(self) -> tuple[int, int]:
        """Return how many logins were tried, and how many of them were refused."""
        return self.server.log.logins, self.server.log.refused

    @property
    def record(self) -> Path:
        """Return the file of refused logins."""
        return self.site.folder / "state" / "logins" / "refused-logins.json"

    def password(self, text: str) -> None:
        """Put another password where the site file looks for it."""
        (self.site.folder / "sql-password").write_text(text)

    def clienttime(self) -> tuple[str, str]:
        """Run `ctmon check` without a terminal; returns how ClientTime stands and why."""
        state = self.site.report()["sources"]["clienttime"]
        return state["status"], state["detail"] or ""

    def later(self) -> None:
        """Let the refusal be older than any pause."""
        record = json.loads(self.record.read_text())
        for row in record["refusals"]:
            row["at"] = (datetime.now(UTC) - LONG_AGO).isoformat()
        self.record.write_text(json.dumps(record))

    def on_terminal(self, *words: str) -> str:
        """Run a command at a terminal to its end; returns what was shown, in one line."""
        with terminal([*PROGRAM, "--config", str(self.site.config), *words], self.site.environment) as opened:
            opened.ended(30)
            return " ".join(opened.seen.decode(errors="replace").split())


@pytest.fixture(name="locked")
def _locked(tmp_path: Path) -> Generator[Locked]:
    with locked_out(tmp_path) as made:
        yield made


@contextmanager
def locked_out(folder: Path) -> Generator[Locked]:
    driver = drivers.freetds()
    if driver.missing:
        pytest.skip(driver.missing)
    books = world([debtor(20042, "Hansen Byg ApS")])
    with (
        firm(folder, [customer(1, "1042", "20042", "Hansen Byg ApS")], (), books) as site,
        TdsServer(site.database, logins=(Login("ctmon", RIGHT, GRANTS),)) as server,
    ):
        site.configure('sqlite = "clienttime.db"', on_server(server.port, driver.driver))
        (site.folder / "sql-password").write_text(WRONG)
        (site.folder / "sql-password").chmod(0o600)
        yield Locked(site, server)


def test_two_runs_of_check_try_a_wrong_password_once_and_both_say_when_it_was_refused(locked: Locked) -> None:
    first, second = locked.clienttime(), locked.clienttime()

    assert locked.logins == (1, 1)
    assert first == second  # to the second of the one refusal
    assert "refused the login of ctmon" in first[1]
    assert "not before" in first[1]
    assert stat.S_IMODE(locked.record.stat().st_mode) == 0o600
    assert WRONG not in locked.record.read_text()


@long
def test_a_changed_password_is_tried_at_once_and_clears_the_refusal(locked: Locked) -> None:
    locked.clienttime()
    locked.password("another-wrong-one")
    locked.clienttime()
    assert locked.logins == (2, 2)

    locked.password(RIGHT)
    assert locked.clienttime() == ("ok", "")
    assert not locked.record.exists()
    assert locked.logins[1] == 2


@long
def test_doctor_and_check_share_what_was_refused(locked: Locked) -> None:
    doctor = locked.site.run("doctor", "--format", "json")
    line = next(row for row in json.loads(doctor.stdout) if row["what"] == "database login")
    _, detail = locked.clienttime()

    assert line["state"] == "failed"
    assert line["result"] == detail
    assert locked.site.run("doctor").returncode == 1
    assert locked.logins == (1, 1)


@long
def test_without_a_terminal_it_is_never_tried_again_and_at_one_once_after_the_pause(locked: Locked) -> None:
    locked.clienttime()
    assert "refused the login" in locked.on_terminal("check")
    assert locked.logins == (1, 1)  # within the pause nobody may

    locked.later()
    locked.clienttime()
    assert locked.site.run("doctor").returncode == 1
    assert locked.logins == (1, 1)

    assert "refused the login" in locked.on_terminal("check")
    assert "refused the login" in locked.on_terminal("doctor")
    assert locked.logins == (2, 2)


@long
def test_what_a_script_sets_up_or_confirms_is_asked_for_by_nobody(locked: Locked) -> None:
    site = locked.site
    server = (
        "--server",
        f"tcp:127.0.0.1,{locked.server.port}",
        "--driver",
        drivers.freetds().driver,
        "--database",
        "X",
    )
    login = ("--user", "ctmon", "--password-file", str(site.folder / "sql-password"), "--trust-server-certificate")
    tokens = ("--app-secret-token-env", "A", "--agreement-grant-token-env", "B", "--agreement-number", "1")
    locked.clienttime()
    locked.later()

    for _ in range(2):
        confirmed = site.run("init", "--confirm", "--yes")
        made = site.run("init", *server, *login, *tokens, "--yes")
        for told in (confirmed, made):
            assert told.returncode == 1, told.stderr
            assert "refused the login of ctmon" in told.stderr
    assert locked.logins == (1, 1)

    for _ in range(2):  # who tries at once again is told of the pause
        assert "refused the login" in locked.on_terminal("init", "--confirm", "--yes")
        assert locked.logins == (2, 2)
        with talk(site.folder, (*server[:4], *login, *tokens, "--name", "holm", "--title", "Holm")) as said:
            said.answer("typed again, not before", "")
            said.until("c changes server or login")
        assert locked.logins == (2, 2)


async def test_the_set_up_tries_no_password_that_was_refused_elsewhere_and_says_so(
    locked: Locked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CTMON_STATE_HOME", locked.site.environment["CTMON_STATE_HOME"])
    server = Server(f"tcp:127.0.0.1,{locked.server.port}", None, "ctmon", driver=drivers.freetds().driver, trust=True)
    for password, logins in ((WRONG, (1, 1)), (WRONG, (1, 1)), ("another-wrong-one", (2, 2))):
        scout = ScoutProcess()
        try:
            with pytest.raises(LoginRefused, match="refused the login of"):
                await scout.databases(Target(server=server, secrets={PASSWORD: password}))
        finally:
            await scout.close()
        assert locked.logins == logins


@long
def test_an_account_that_was_unlocked_is_let_in_when_somebody_asks_and_from_then_on_by_itself(locked: Locked) -> None:
    locked.password(RIGHT)
    locked.server.faults.add(Fault(Deed.ERROR, LOGIN, number=18486, text="The account is currently locked out."))
    assert "locked, disabled" in locked.clienttime()[1]
    locked.later()
    assert locked.clienttime()[0] != "ok"

    assert "locked, disabled" not in locked.on_terminal("check")
    assert locked.clienttime()[0] == "ok"


@long
def test_the_screen_its_doctor_and_a_check_beside_it_try_it_once(locked: Locked) -> None:
    with terminal([*PROGRAM, "--config", str(locked.site.config)], locked.site.environment) as opened:
        opened.until("refused the login")
        for _ in range(3):
            opened.press("d")
            opened.until("database login")
            opened.until("Esc back")
            _settled(opened)
            opened.press("\x1b")
            _settled(opened)
        locked.clienttime()
        assert locked.logins == (1, 1)
        opened.press("q")
        opened.ended()
    with terminal([*PROGRAM, "--config", str(locked.site.config)], locked.site.environment) as opened:
        opened.until("refused the login")
    assert locked.logins == (1, 1)


@long
def test_an_engine_that_died_and_is_started_again_does_not_try_it_though_the_pause_is_over(locked: Locked) -> None:
    with terminal([*PROGRAM, "--config", str(locked.site.config)], locked.site.environment) as opened:
        opened.until("refused the login")
        for _ in range(2):
            locked.later()
            engine = one(opened.process.pid, "tui.engine")
            os.kill(engine, signal.SIGKILL)
            assert gone_after([engine]) < 5
            opened.until("stopped unexpectedly")
            _until(opened, lambda: any("tui.engine" in command for command in offspring(opened.process.pid).values()))
            opened.read(2)
        assert locked.logins == (1, 1)
        opened.press("r")
        _until(opened, lambda: locked.logins == (2, 2))


@long
def test_two_processes_at_once_try_it_once(locked: Locked) -> None:
    running = [locked.site.start("check") for _ in range(3)]
    shown = [process.communicate(timeout=60)[0] for process in running]

    assert all("refused the login of ctmon" in text for text in shown)
    assert locked.logins == (1, 1)


@long
@pytest.mark.parametrize("contents", [b"", b'{"salt": "00', b"\xff\xfe", b"[]"])
def test_a_record_that_cannot_be_read_costs_the_pause_only(locked: Locked, contents: bytes) -> None:
    locked.clienttime()
    locked.record.write_bytes(contents)

    assert "refused the login of ctmon" in locked.clienttime()[1]
    assert locked.logins == (2, 2)
    locked.clienttime()
    assert locked.logins == (2, 2)


@long
def test_where_nothing_can_be_kept_the_program_works_all_the_same(locked: Locked) -> None:
    state = locked.site.folder / "state"
    state.mkdir(exist_ok=True)
    (state / "logins").touch()

    assert "refused the login of ctmon" in locked.clienttime()[1]
    locked.password(RIGHT)
    assert locked.clienttime()[0] == "ok"


def _until(opened: Terminal, holds: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, opened.text
        opened.read(0.1)


def _settled(opened: Terminal) -> None:
    opened.read(0.5)
