"""The process that plays e-conomic: ready with one line, gone with its parent, its books kept."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from checks.demo import site
from checks.demo.scenario import AGREEMENT
from checks.demo.simulator import World
from tests.support.stand_in import COMMAND, PATIENCE, furnish, stand_in

PARENT = """
import subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
print(child.stdout.readline().decode().strip(), flush=True)
sys.stdin.read()
"""


def answers(port: int) -> bool:
    with socket.socket() as caller:
        caller.settimeout(0.5)
        return caller.connect_ex(("127.0.0.1", port)) == 0


def ended(port: int) -> bool:
    """Tell whether nobody listens on the port any more, giving it time."""
    end = time.monotonic() + PATIENCE
    while answers(port):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_it_tells_its_port_and_serves_its_agreement(tmp_path: Path) -> None:
    with stand_in(tmp_path, "--still") as it:
        assert it.client.get("/self").json()["agreementNumber"] == AGREEMENT
        found = it.client.get("/customers?pagesize=1").json()["pagination"]["results"]

    assert found == len(World.load(tmp_path / site.BOOKS).customers)


def test_only_its_own_tokens_open_it(tmp_path: Path) -> None:
    with stand_in(tmp_path, "--still") as it:
        stranger = httpx.get(f"http://127.0.0.1:{it.port}/self", trust_env=False)

    assert stranger.status_code == 401


def test_tokens_and_books_are_for_their_owner_only(tmp_path: Path) -> None:
    furnish(tmp_path)
    secret, grant = ((tmp_path / name).read_text() for name in (site.SECRET, site.GRANT))

    assert secret != grant
    assert min(len(secret), len(grant)) >= 32
    for name in (site.SECRET, site.GRANT, site.BOOKS):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_it_leaves_when_its_input_closes(tmp_path: Path) -> None:
    with stand_in(tmp_path) as it:
        assert it.closed() == 0
        assert ended(it.port)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_it_leaves_when_it_is_told_to(tmp_path: Path) -> None:
    with stand_in(tmp_path) as it:
        it.process.send_signal(signal.SIGTERM)

        assert it.process.wait(PATIENCE) == 0


def test_it_dies_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    furnish(tmp_path)
    words = [sys.executable, "-c", PARENT, *COMMAND, "--folder", str(tmp_path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        port = int(json.loads(parent.stdout.readline())["port"])
        assert answers(port)

        parent.kill()

        assert ended(port)


@pytest.mark.long
def test_a_change_is_still_there_after_a_restart_and_stays_private(tmp_path: Path) -> None:
    with stand_in(tmp_path, "--still") as it:
        number = it.client.get("/customers?pagesize=1").json()["collection"][0]["customerNumber"]
        document = it.client.get(f"/customers/{number}").json()
        written = it.client.put(f"/customers/{number}", json={**document, "city": "Skagen"})
        assert written.status_code == 200
        it.closed()

    with stand_in(tmp_path, "--still") as again:
        assert again.client.get(f"/customers/{number}").json()["city"] == "Skagen"
    assert (tmp_path / site.BOOKS).stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob("*.new"))


def test_books_that_nobody_changed_are_left_alone(tmp_path: Path) -> None:
    furnish(tmp_path)
    before = (tmp_path / site.BOOKS).read_bytes()

    with stand_in(tmp_path, "--still") as it:
        it.client.get("/customers")
        it.closed()

    assert (tmp_path / site.BOOKS).read_bytes() == before


def test_it_listens_on_the_port_that_it_is_given(tmp_path: Path) -> None:
    with stand_in(tmp_path, "--still") as first:
        first.closed()
        with stand_in(tmp_path, "--still", "--port", str(first.port)) as second:
            assert second.port == first.port


def test_an_unknown_trouble_is_refused_with_the_names_there_are(tmp_path: Path) -> None:
    words = [*COMMAND, "--folder", str(tmp_path), "--trouble", "fire"]

    refused = subprocess.run(words, capture_output=True, text=True, check=False, timeout=PATIENCE)

    assert refused.returncode == 2
    assert "economic-401" in refused.stderr
    assert "Traceback" not in refused.stderr
