"""The whole program where Unix's own modules and signals are missing, as on Windows: imported, checked, fixed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.support.firm import Firm, customer, debtor, firm, world

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="what is taken away here is missing there anyway")
CVR = "12345674"

TAKEN_AWAY = """
import asyncio, importlib.abc, os, signal, subprocess, sys, types

MISSING = {"fcntl", "pwd", "grp", "resource", "termios", "tty", "pty"}
lockf = os.lockf

class Without(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in MISSING:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

for name in MISSING:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Without())
for name in ("SIGHUP", "SIGKILL", "SIGQUIT", "SIGTSTP", "SIGCONT", "SIGWINCH", "SIGUSR1", "SIGUSR2", "SIGALRM"):
    delattr(signal, name)
for name in ("setsid", "nice", "geteuid", "getpgid", "killpg", "lockf", "getlogin"):
    delattr(os, name)

def locking(handle, mode, length):
    if mode == msvcrt.LK_NBLCK:
        lockf(handle, os.F_TLOCK, length)
    else:
        lockf(handle, os.F_ULOCK, length)

msvcrt = types.ModuleType("msvcrt")
msvcrt.locking, msvcrt.LK_NBLCK, msvcrt.LK_UNLCK = locking, 2, 0
sys.modules["msvcrt"] = msvcrt

def deaf(*_):
    raise NotImplementedError

asyncio.SelectorEventLoop.add_signal_handler = deaf
"""
IMPORT_ALL = """
import importlib, pkgutil
import checks, tui
names = [m.name for package in (checks, tui) for m in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""
RUN = """
from tui.cli import main
sys.exit(main())
"""


@pytest.fixture
def site(tmp_path: Path) -> Generator[Firm]:
    """Return a firm with a safe link to make and a stale address."""
    rows = (
        customer(1, "1042", None, "Hansen Byg ApS", CvrNumber=CVR),
        customer(2, "1043", "20043", "Jensen VVS", ZipCode="5000", City="Odense C"),
    )
    books = world([debtor(20042, "Hansen Byg ApS", corporateIdentificationNumber=CVR), debtor(20043, "Jensen VVS")])
    with firm(tmp_path, rows, (), books) as found:
        yield found


def command(program: str, *words: str) -> list[str]:
    """Return what runs a program of this file in a Python from which things were taken away."""
    return [sys.executable, "-c", TAKEN_AWAY + program, *words]


def run(found: Firm, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the real program so."""
    whole = command(RUN, "--config", str(found.config), *words)
    return subprocess.run(
        whole,
        cwd=ROOT,
        env=found.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_every_module_is_imported(tmp_path: Path) -> None:
    environment = {**os.environ, "CTMON_STATE_HOME": str(tmp_path)}

    ran = subprocess.run(
        command(IMPORT_ALL), cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )

    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) > 100


@pytest.mark.long
def test_a_cycle_finds_the_same_as_with_everything_there(site: Firm) -> None:
    ran = run(site, "check", "--format", "json")

    assert (ran.returncode, ran.stderr) == (1, "")
    assert json.loads(ran.stdout)["checks"] == site.report()["checks"]


@pytest.mark.long
def test_fixes_are_written_recorded_and_taken_back(site: Firm) -> None:
    linked, pushed = run(site, "fix", "null-foreign-id:1042", "--yes"), run(site, "fix", "stale-address:1043", "--yes")
    assert (linked.returncode, linked.stderr, pushed.returncode, pushed.stderr) == (0, "", 0, "")
    assert site.cell("1042") == "20042"

    undone = run(site, "undo", "1", "--yes")
    assert (undone.returncode, undone.stderr, site.cell("1042")) == (0, "", None)
    assert run(site, "journal", "verify").returncode == 0
    assert len(run(site, "journal", "list").stdout.splitlines()) == 3


@pytest.mark.long
def test_ignoring_and_diagnosing_work(site: Firm) -> None:
    assert run(site, "ignore", "stale-address:1043", "--reason", "moves").returncode == 0
    assert "stale-address:1043" in run(site, "ignore", "list").stdout
    ran = run(site, "doctor")
    assert (ran.returncode, ran.stderr) == (0, "")


def test_without_a_terminal_the_screen_refuses_in_one_line(site: Firm) -> None:
    ran = run(site)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1
    assert "terminal" in ran.stderr
    assert "\x1b" not in ran.stderr


def test_the_demo_runs_headless(site: Firm) -> None:
    whole = command(RUN, "demo", "--headless", "--customers", "60", "--invoices", "80", "--format", "json")

    ran = subprocess.run(whole, cwd=ROOT, env=site.environment, capture_output=True, text=True, timeout=60, check=False)

    assert (ran.returncode, ran.stderr) == (2, "")
    assert json.loads(ran.stdout)["sources"]["economic"]["status"] == "ok"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.long
def test_a_signal_that_no_loop_can_hear_ends_the_cycle_all_the_same(site: Firm, number: int, code: int) -> None:
    from checks.demo.simulator import Fault, FaultKind

    site.simulator.fault(Fault(FaultKind.SILENT, method="*"))
    whole = command(RUN, "--config", str(site.config), "check")
    with subprocess.Popen(whole, cwd=ROOT, env=site.environment, stderr=subprocess.PIPE, text=True) as process:
        while not site.simulator.calls:
            assert process.poll() is None
        process.send_signal(number)
        _, said = process.communicate(timeout=10)

    assert process.returncode == code, said
    assert "Traceback" not in said
