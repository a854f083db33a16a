"""The screen in a process and a terminal of its own: what a signal, a hang-up and a defect leave behind."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECRET = "grant-token-that-nobody-may-see"
PROGRAM = f"""
import sys
from tests.support.boards import CHECKS, sample
from tests.support.scripted_monitor import ScriptedMonitor
from tui.app import CtmonApp
from tui.desk import Desk, SiteCard

class Breaking(ScriptedMonitor):
    async def pause(self, paused):
        token = {SECRET!r}
        raise AssertionError(token)

class BrokenApp(CtmonApp):
    def key_x(self):
        token = {SECRET!r}
        raise ValueError(token)

card = SiteCard("holm", "Holm Revision", 123456, True, "mkh", state="/var/lib/ctmon/holm")
app = BrokenApp(Desk(Breaking(sample()), card), CHECKS)
app.run()
sys.exit(app.return_code)
"""


@dataclass(slots=True)
class Terminal:
    """The operator's side of a terminal with a screen in it."""

    process: subprocess.Popen[bytes]
    hand: int
    line: int
    before: list[object]
    seen: bytearray = field(default_factory=bytearray)

    def read(self, seconds: float, until: bytes = b"") -> bytes:
        """Read for so long, or until something is seen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not (until and until in self.seen):
            ready, _, _ = select.select([self.hand], [], [], 0.05)
            if ready:
                try:
                    self.seen += os.read(self.hand, 65536)
                except OSError:
                    break
        return bytes(self.seen)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.hand, keys.encode())

    def ended(self, seconds: float = 10) -> int:
        """Return the exit code; reads on meanwhile, as a terminal does."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.1)
        return self.process.wait(0.1)

    @property
    def restored(self) -> bool:
        """Tell whether the line is set as it was before."""
        return termios.tcgetattr(self.line)[:4] == self.before[:4]


@contextmanager
def screen_process(program: str = PROGRAM, **environment: str) -> Generator[Terminal]:
    """Start a screen and take it away again, whatever became of it."""
    hand, line = pty.openpty()
    termios.tcsetwinsize(line, (24, 80))
    variables = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **environment}
    before: list[object] = list(termios.tcgetattr(line))
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=variables,
        stdin=line,
        stdout=line,
        stderr=line,
        start_new_session=True,
    )
    terminal = Terminal(process, hand, line, before)
    try:
        yield terminal
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        for end in (hand, line):
            try:
                os.close(end)
            except OSError:
                continue
