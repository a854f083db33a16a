"""A password that was typed wrong at the start is typed again on the screen: one login each, and written nowhere."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.demo import scenario
from tests.support.firm import PROGRAM
from tests.support.processes import offspring
from tests.support.tds.rights import OWNER
from tests.support.tds_firm import PASSWORD_FILE, TdsFirm, tds_firm
from tests.support.terminal import Terminal, terminal

WRONG, WRONG_AGAIN = "Forkert-Kode-1", "Forkert-Kode-2"
OTHER = "another-file"
OFFER = "c types the password again"


@contextmanager
def refused(home: Path, driver: str, line: str = "", **variables: str) -> Generator[tuple[Terminal, TdsFirm]]:
    """Open the real screen with a password that the server refuses; `line` names its place, none has it asked for."""
    with tds_firm(home, driver, scenario.build(1, 1, 1, datetime.now(UTC))) as firm:
        (firm.folder / OTHER).touch(0o600)
        (firm.folder / OTHER).write_text(WRONG)
        text = firm.config.read_text(encoding="utf-8").replace(f'password_file = "{PASSWORD_FILE}"\n', line)
        firm.config.write_text(text, encoding="utf-8")
        with terminal([*PROGRAM, "--config", str(firm.config)], firm.environment | variables) as opened:
            if not line:
                opened.until(f"Password of {OWNER.name}")
                opened.press(f"{WRONG}\n")
            opened.until("refused the login")
            yield opened, firm


def logins(firm: TdsFirm) -> int:
    """Return how often somebody tried to log in."""
    assert firm.server is not None
    return firm.server.log.logins


@pytest.mark.parametrize("driver", ["freetds", pytest.param("microsoft", marks=pytest.mark.long)])
def test_a_mistyped_password_is_typed_again_and_each_is_tried_once(tmp_path: Path, driver: str) -> None:
    with refused(tmp_path, driver) as (opened, firm):
        opened.until(OFFER)
        assert "c password" in opened.text.splitlines()[-1]
        assert logins(firm) == 1

        opened.press("c")
        opened.until("Type ClientTime's password again")
        opened.press(f"{WRONG_AGAIN}\r")
        opened.until("ClientTime could not be read")
        opened.until(OFFER)
        assert logins(firm) == 2

        opened.press("c")
        opened.until("Type ClientTime's password again")
        opened.press(f"{OWNER.password}\r")
        opened.until("CT ✔")
        opened.until("ClientTime answers again. Both sides read:")
        opened.read(0.5)
        assert OFFER not in opened.text
        assert "c password" not in opened.text
        assert logins(firm) == 3

        everybody = [opened.process.pid, *offspring(opened.process.pid)]
        for text in (WRONG, WRONG_AGAIN, OWNER.password):
            assert text.encode() not in opened.seen
            assert not [pid for pid in everybody if text.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()]
            written = [p for p in tmp_path.rglob("*") if p.is_file() and p.name not in (PASSWORD_FILE, OTHER)]
            assert not [path for path in written if text.encode() in path.read_bytes()]
        opened.press("q")
        assert opened.ended() == 0
        opened.assert_restored()


@pytest.mark.long
def test_an_engine_that_is_started_again_has_the_password_that_was_typed_last(tmp_path: Path) -> None:
    with refused(tmp_path, "freetds") as (opened, firm):
        opened.until(OFFER)
        opened.press("c")
        opened.until("Type ClientTime's password again")
        opened.press(f"{OWNER.password}\r")
        opened.until("CT ✔")

        (engine,) = (pid for pid in offspring(opened.process.pid) if b"tui.engine" in _command(pid))
        os.kill(engine, 9)
        opened.until("The engine stopped unexpectedly")
        ends = time.monotonic() + 20
        while logins(firm) < 3 and time.monotonic() < ends:
            opened.read(0.2)
        opened.press("R")
        opened.until("CT ✔ 0 s")
        assert OFFER not in opened.text
        assert logins(firm) == 3


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


@pytest.mark.long
@pytest.mark.parametrize(
    ("line", "short", "told"),
    [
        ('password_env = "CT_SECRET"\n', "change it in CT_SECRET", "is in the variable CT_SECRET: leave with q"),
        (f'password_file = "{OTHER}"\n', f"change it in {OTHER}", "put the right one there"),
    ],
    ids=["variable", "file"],
)
def test_one_from_another_place_has_to_be_changed_there(tmp_path: Path, line: str, short: str, told: str) -> None:
    with refused(tmp_path, "freetds", line, CT_SECRET=WRONG) as (opened, firm):
        opened.until(short)
        assert "c password" not in opened.text
        opened.press("c")
        opened.until(told)
        assert logins(firm) == 1
