"""The set-up at 80×24 over real TDS: from a wrong password to a written file, by keys."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.demo import database
from checks.demo.scenario import build
from tests.support.clienttime_places import served
from tests.support.firm import PROGRAM
from tests.support.processes import command_of, environment_of, offspring
from tests.support.tds.rights import OWNER
from tests.support.terminal import Terminal, terminal
from tui.config import load

CLEAR = "\x15"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def step(on: Terminal, title: str, *texts: str) -> None:
    on.until(title)
    for text in texts:
        on.press(text + "\r")
        on.read(0.05)


@pytest.mark.long
@pytest.mark.parametrize("driver", ["freetds", "microsoft"])
def test_a_server_is_set_up_by_keys_and_the_password_is_in_no_process_but_one(tmp_path: Path, driver: str) -> None:
    database.write(tmp_path / "clienttime.db", build(1, 120, 130, NOON))
    homes = {"CTMON_CONFIG_HOME": str(tmp_path / "config"), "CTMON_STATE_HOME": str(tmp_path / "state")}
    with served(driver, tmp_path, ()) as there, terminal(PROGRAM, {**os.environ, **homes}) as on:
        step(on, "Which firm is it?", CLEAR + "holm", "Holm Revision", "")
        step(on, "Where is ClientTime's database?", "")
        address = f"tcp:127.0.0.1,{there.server.port}"
        name = there.driver.driver
        step(on, "How is the server reached?", address, OWNER.name, "Forkert-1", "", "", CLEAR + "yes", CLEAR + name)
        on.until("refused the login of sa")
        on.press(OWNER.password + "\r")
        step(on, "Which database is it?", "")
        on.until("Is each line right?")
        told = "".join(command_of(pid) + environment_of(pid) for pid in offspring(on.process.pid))
        assert "scout_process" in told
        assert OWNER.password not in told + on.text

        on.press("*")
        for _ in range(29):
            on.press("\r")
            on.read(0.02)
        on.until("n goes on")
        on.press("n")
        on.until("One invoice that you know")
        on.until("Enter show the invoice")
        on.press("\r")
        on.until("is that right?")
        on.press("y")
        step(on, "Where are e-conomic's tokens?", CLEAR + "A", CLEAR + "B", "123456")
        on.until("This would be written")
        assert not (tmp_path / "config").exists()
        on.press("w")

        assert on.ended() == 1  # the tokens are nowhere, which was said; the file is written all the same
        assert b"Written:" in on.seen
        assert "Then start `ctmon` again." in " ".join(on.seen.decode(errors="replace").split())
        on.assert_restored()
    site = tmp_path / "config" / "sites" / "holm.toml"
    assert load(site).clienttime.user == OWNER.name
    assert OWNER.password not in site.read_text()
    assert "NOT CONFIRMED (" not in site.read_text()
    assert (tmp_path / "state" / "sites" / "holm" / "tables.json").exists()
    assert there.server.writes == ()
