"""The database's password is asked for on a terminal only, and only where nothing else holds it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.site_files import WHOLE, site
from tui.password import ask_where_missing

ROOT = Path(__file__).parents[2]
ASK = """
import os, pty, sys
from pathlib import Path
from tests.support.site_files import WHOLE, site
from tui.password import ask_where_missing
found = site(Path(sys.argv[1]), WHOLE.replace('password_file = "sql-password"\\n', ""))
ask_where_missing(found, "da")
print("GOT", found.clienttime.password.read().reveal()[::-1], flush=True)
"""


def test_it_is_asked_for_on_a_terminal_and_not_shown(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    command = [sys.executable, "-c", ASK, str(tmp_path)]
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("CTMON_SQL_PASSWORD", None)
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env=environment, start_new_session=True
    )
    os.close(theirs)
    seen = b""
    while b"Kodeord for ctmon" not in seen:
        seen += os.read(ours, 1000)
    os.write(ours, b"hemmeligt\n")
    while b"GOT" not in seen or not seen.endswith(b"\n"):
        seen += os.read(ours, 1000)

    assert process.wait(20) == 0
    os.close(ours)
    assert b"GOT tgilemmeh" in seen
    assert b"hemmeligt" not in seen


def test_without_a_terminal_nobody_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CTMON_SQL_PASSWORD", raising=False)

    ask_where_missing(site(tmp_path, WHOLE.replace('password_file = "sql-password"\n', "")), "en")

    assert "CTMON_SQL_PASSWORD" not in os.environ
