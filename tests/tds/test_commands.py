"""The commands that serve a file, and the demo on it: what cannot be meant is told before anything starts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.tds.asked import fault
from tests.support.tds.faults import Deed, Fault

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("words", [["tests.support.tds_demo"], ["tests.support.tds", "nowhere.db"]])
@pytest.mark.parametrize("text", ["nonsense", '{"deed": "NONSENSE"}', '["MUTE"]'])
@pytest.mark.long
def test_a_fault_that_is_none_is_a_usage_error_that_names_those_there_are(words: list[str], text: str) -> None:
    command = [sys.executable, "-P", "-m", *words, "--fault", text]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=30, check=False)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert "argument --fault" in ran.stderr
    assert "CUT_AFTER" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_fault_is_taken_as_it_is_meant() -> None:
    assert fault('{"deed": "mute", "matching": "Invoice", "nth": 3}') == Fault(Deed.MUTE, "Invoice", 3)
