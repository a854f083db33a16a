"""The first moments of the program, before it hears signals: as short as can be, and no traceback in them."""

import subprocess
import sys

import pytest

INTERRUPTED_WHILE_LOADING = """
import sys

class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == "signal":
            raise KeyboardInterrupt

sys.modules.pop("signal", None)
sys.meta_path.insert(0, Interrupt())
import tui.cli
"""
INTERRUPTED_BEFORE_IT_HEARS = """
import signal
import tui.cli

def interrupted(*_):
    raise KeyboardInterrupt

signal.signal = interrupted
tui.cli.main()
"""
LOADED = """
import sys
before = set(sys.modules)
import tui.cli
print(*sorted(set(sys.modules) - before))
"""


def ran(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, timeout=20, check=False)


@pytest.mark.parametrize("script", [INTERRUPTED_WHILE_LOADING, INTERRUPTED_BEFORE_IT_HEARS])
def test_an_interrupt_before_the_program_hears_signals_leaves_its_code_and_no_traceback(script: str) -> None:
    done = ran(script)

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_next_to_nothing_is_loaded_before_signals_are_heard() -> None:
    loaded = set(ran(LOADED).stdout.split())

    assert {"tui.cli", "signal"} <= loaded
    assert not loaded & {"contextlib", "typing", "re", "argparse", "asyncio", "dataclasses", "__future__"}
