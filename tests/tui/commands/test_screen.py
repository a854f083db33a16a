"""`ctmon` alone: the set-up without a site, the list with several, the screen of the one that is meant."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator, Mapping
from pathlib import Path

import pytest

from tests.support.clienttime_places import served
from tests.support.firm import Firm, customer, debtor, firm, world
from tests.support.processes import command_of, gone_after, offspring
from tests.support.site_files import SMALL, written
from tests.support.tds.faults import Door
from tests.support.terminal import Terminal, terminal
from tui.commands.screen import site_row

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
PROGRAM = [sys.executable, "-P", "-m", "tui.cli"]
TOKEN = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7"
HANSEN = "Hansen Byg ApS"
CLEAR, GUESS = "\x15", "\x07"
"""Ctrl+U empties a field, Ctrl+G goes on without having looked."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty configuration folder."""
    monkeypatch.setenv("CTMON_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("CTMON_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "config"


@pytest.fixture
def two(tmp_path: Path) -> Generator[Firm]:
    """Return a firm that is one of two sites; the other one's file is torn."""
    with firm(tmp_path, [customer(1, "1042", None, HANSEN)], (), world([debtor(20042, HANSEN)])) as found:
        sites = tmp_path / "config" / "sites"
        sites.mkdir(parents=True)
        for name in ("clienttime.db", "secret", "grant"):
            (sites / name).symlink_to(tmp_path / name)
        written(sites, found.config.read_bytes(), "holm.toml")
        written(sites, "[clienttime", "torn.toml")
        yield found


def at_home(environment: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CTMON_CONFIG_HOME", "CTMON_STATE_HOME"):
        monkeypatch.setenv(name, environment[name])


def answer(on: Terminal, question: str, text: str) -> None:
    on.until(question)
    on.press(text + "\n")


@pytest.mark.long
def test_with_several_sites_the_chosen_one_opens(two: Firm) -> None:
    with terminal(PROGRAM, two.environment) as on:
        on.until("2 sites")
        assert "cannot be opened" in on.text
        on.press("1")
        on.until("1042")
        on.press("q")

        assert on.ended() == 0
        on.assert_restored()


def test_a_site_that_does_not_open_is_told_on_the_list(two: Firm) -> None:
    (two.folder / "secret").chmod(0o644)
    with terminal(PROGRAM, two.environment) as on:
        on.until("2 sites")
        on.press("1")
        on.until("others may read")
        on.press("\x1b")

        assert on.ended() == 0
        on.assert_restored()


@pytest.mark.long
@pytest.mark.parametrize(("number", "code"), [(15, 143), (1, 129), (2, 130)])
def test_a_signal_ends_the_list_with_its_code(two: Firm, number: int, code: int) -> None:
    with terminal(PROGRAM, two.environment) as on:
        on.until("2 sites")
        on.process.send_signal(number)

        assert on.ended() == code
        on.assert_restored()


@pytest.mark.long
def test_a_named_site_opens_without_the_list(two: Firm) -> None:
    with terminal([*PROGRAM, "--site", "holm"], two.environment) as on:
        on.until("1042")
        assert "2 sites" not in on.text


NO_NAMES = """
import socket

def unknown(host, *others, **more):
    raise socket.gaierror(-2, "Name or service not known")

socket.getaddrinfo = unknown
"""
"""What keeps the engine of a site that was just set up from calling e-conomic: the set-up names the real one."""


def step(on: Terminal, title: str, *texts: str) -> None:
    """Wait for a step of the set-up and answer its fields one after the other."""
    on.until(title)
    for text in texts:
        on.press(text + "\r")
        on.read(0.05)


def test_without_a_site_the_set_up_comes_and_then_the_screen(tmp_path: Path, home: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_NAMES)
    for name in ("secret", "grant"):
        (tmp_path / name).write_text(TOKEN)
        (tmp_path / name).chmod(0o600)
    with terminal(PROGRAM, {**os.environ, "PYTHONPATH": str(tmp_path)}) as on:
        step(on, "Which firm is it?", CLEAR + "holm", "Mølle & Søn", "")
        step(on, "Where is ClientTime's database?", "")
        step(on, "How is the server reached?", "127.0.0.1,9", "", "", "", "", "", "")
        on.until("nobody knows the name 127.0.0.1")  # by the above, not even this one
        assert "127.0.0.1,9" in on.text
        on.press(GUESS)
        step(on, "Which database is it?", "ClientTime")
        step(on, "Where are e-conomic's tokens?", CLEAR + str(tmp_path / "secret"), CLEAR + str(tmp_path / "grant"), "")
        on.until("This would be written")
        assert not home.exists()
        on.press("w")
        on.until("READ-ONLY", 30)
        assert "Mølle & Søn" in on.text
        assert [command for command in offspring(on.process.pid).values() if "scout" in command] == []
        on.press("q")

        assert on.ended() == 0
        on.assert_restored()
    assert (home / "sites" / "holm.toml").exists()


LEAVING = {"Esc": ("\x1b\x1b", 1), "Ctrl+C": ("\x03", 130)}


@pytest.mark.parametrize("way", LEAVING)
@pytest.mark.long
def test_leaving_the_set_up_writes_nothing_and_says_so(home: Path, way: str) -> None:
    keys, code = LEAVING[way]
    with terminal(PROGRAM, os.environ) as on:
        step(on, "Which firm is it?", CLEAR + "holm", "Holm", "")
        on.until("Where is ClientTime's database?")
        on.press(keys[:1])
        if way == "Esc":
            on.until("Which firm is it?")
            on.press(keys[1:])

        assert on.ended() == code
        assert "Nothing was written" in on.text
        on.assert_restored()
    assert not home.exists()


@pytest.mark.long
def test_a_signal_ends_the_set_up_and_what_looks_for_it(home: Path) -> None:
    with served("freetds", home.parent, (), door=Door.TLS_STALL) as there, terminal(PROGRAM, os.environ) as on:
        step(on, "Which firm is it?", CLEAR + "holm", "Holm", "")
        step(on, "Where is ClientTime's database?", "")
        step(on, "How is the server reached?", f"127.0.0.1,{there.server.port}", "sa", "x", "", "", "", "")
        on.until("looking,")
        everybody = list(offspring(on.process.pid))
        assert any("scout" in command_of(pid) for pid in everybody)
        on.process.send_signal(15)

        assert on.ended() == 143
        assert gone_after(everybody) < 5.0
        on.assert_restored()


@pytest.mark.long
def test_another_site_is_set_up_from_the_list(two: Firm) -> None:
    with terminal(PROGRAM, two.environment) as on:
        on.until("n set up another")
        on.press("n")
        on.until("Which firm is it?")
        on.press("\x1b")
        on.until("2 sites")
        on.press("q")

        assert on.ended() == 0
        on.assert_restored()


LEAVING_QUESTIONS = {"Esc": ("\x1b", 1), "Ctrl+C": ("\x03", 130), "the end of the input": ("\x04", 1)}


@pytest.mark.parametrize("way", LEAVING_QUESTIONS)
@pytest.mark.long
def test_leaving_the_questions_writes_nothing_and_says_so(home: Path, way: str) -> None:
    keys, code = LEAVING_QUESTIONS[way]
    with terminal([*PROGRAM, "init"], os.environ) as on:
        answer(on, "Short name", "holm")
        on.until("Name of the firm")
        on.press(keys)

        assert on.ended() == code
        assert "Nothing was written" in on.text
        assert on.modes() == {}
    assert not home.exists()


def test_a_key_that_begins_like_esc_does_not_leave_the_questions(home: Path) -> None:
    with terminal([*PROGRAM, "init"], os.environ) as on:
        answer(on, "Short name", "\x1b[A\x1bOP\x1b[3~hølmx\x7f")
        on.until("Name of the firm [hølm]")


def test_the_row_of_a_site_tells_where_its_systems_are(home: Path) -> None:
    (home / "sites").mkdir(parents=True)
    path = written(home / "sites", SMALL)

    row = site_row("holm")

    assert (row.title, row.file, row.database) == ("Holm Revision", str(path), str(path.with_name("clienttime.db")))
    assert (row.file_name, row.agreement, row.host, row.checked, row.fault) == ("clienttime.db", None, "", None, None)


@pytest.mark.long
def test_the_row_of_a_site_tells_when_it_was_checked(two: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    at_home(two.environment, monkeypatch)
    assert site_row("holm").checked is None
    two.run("check")
    assert site_row("holm").checked is None, "checked by its file, which has another state"

    words = [*PROGRAM, "--site", "holm", "check"]
    subprocess.run(words, env=two.environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)

    assert site_row("holm").checked is not None


def test_the_row_of_a_torn_site_tells_why(two: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    at_home(two.environment, monkeypatch)

    fault = site_row("torn").fault

    assert fault is not None
    assert "torn.toml:1" in fault.text()
