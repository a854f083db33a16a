"""The doctor's page at 80×24 over real TDS: a server that is sound, refuses, is not there, or hangs."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.demo import scenario
from tests.support.firm import PROGRAM
from tests.support.processes import gone_after, offspring
from tests.support.tds.faults import Door
from tests.support.tds_firm import PASSWORD_FILE, TdsFirm, tds_firm
from tests.support.terminal import Terminal, terminal

long = pytest.mark.long
ANSWERS_WITHIN, GONE_WITHIN = 1.0, 2.0
BUSY = 1.0
"""Seconds more that a machine with other work may take."""


@contextmanager
def screen(home: Path, driver: str, *words: str) -> Generator[tuple[Terminal, TdsFirm]]:
    """Open the real screen on a small firm and wait for its first reading."""
    made = scenario.build(1, 1, 1, datetime.now(UTC))
    with (
        tds_firm(home, driver, made, login_timeout=3) as firm,
        terminal([*PROGRAM, "--config", str(firm.config), *words], firm.environment) as opened,
    ):
        opened.until("✖")
        yield opened, firm


def doctors(opened: Terminal) -> list[int]:
    return [pid for pid, command in offspring(opened.process.pid).items() if "doctor_process" in command]


def left(opened: Terminal) -> None:
    everybody = [opened.process.pid, *offspring(opened.process.pid)]
    opened.press("q")
    assert opened.ended() == 0
    assert gone_after(everybody) < GONE_WITHIN + BUSY
    opened.assert_restored()


@pytest.mark.parametrize("driver", ["freetds", pytest.param("microsoft", marks=long)])
def test_a_sound_server_is_told_line_by_line_and_a_script_is_read_in_full(tmp_path: Path, driver: str) -> None:
    with screen(tmp_path, driver) as (opened, firm):
        opened.press("d")
        opened.until("▲ 4 warnings")
        opened.until("Esc back")
        assert "failed" not in opened.text
        assert firm.server is not None
        assert firm.server.writes == ()

        opened.press("s")
        opened.until("The worst first.")
        opened.press("j")
        opened.until("more than needed: sysadmin  ▲ warning ─")
        opened.press("\r")
        opened.until("TO [ctmon];")
        assert "CREATE USER [ctmon] FOR LOGIN [ctmon];" in opened.text
        opened.press("y")
        opened.until("copied")
        assert b"\x1b]52;c;" in opened.seen

        opened.press("\x1b\x1b")
        opened.until("No id")
        assert doctors(opened) == []
        left(opened)


@long
@pytest.mark.parametrize("driver", ["freetds", "microsoft"])
def test_a_wrong_password_is_told_and_costs_the_other_system_nothing(tmp_path: Path, driver: str) -> None:
    with screen(tmp_path, driver) as (opened, firm):
        (firm.folder / PASSWORD_FILE).write_text("en-anden-kode")
        opened.press("d")
        opened.until("✖ 1 failed")
        opened.until("database login  ✖ failed")

        assert "en-anden-kode" not in opened.text
        assert "✔ ok         agreement" in opened.text
        left(opened)


@long
def test_a_server_that_went_away_is_told_in_danish(tmp_path: Path) -> None:
    with screen(tmp_path, "freetds", "--language", "da") as (opened, firm):
        assert firm.server is not None
        firm.server.close()
        opened.press("d")
        opened.until("✖ 1 fejl")
        opened.until("serverport  ✖ fejl")

        left(opened)


@pytest.mark.parametrize("driver", ["freetds", pytest.param("microsoft", marks=long)])
def test_while_a_server_hangs_in_tls_keys_answer_and_esc_leaves_no_process(tmp_path: Path, driver: str) -> None:
    with screen(tmp_path, driver) as (opened, firm):
        assert firm.server is not None
        firm.server.door = Door.TLS_STALL
        opened.press("d")
        opened.until("server port")
        opened.until("… asking     ClientTime")
        looking = doctors(opened)
        assert looking

        for keys, answer in (("?", "Help"), ("\x1b", "looking"), ("s", "The worst first.")):
            started = time.monotonic()
            opened.press(keys)
            opened.until(answer)
            assert time.monotonic() - started < ANSWERS_WITHIN + BUSY
        opened.press("\x1b")
        opened.until("No id")

        assert gone_after(looking) < GONE_WITHIN
        left(opened)
