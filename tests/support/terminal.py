"""A terminal with the program in it: what is on the screen, which modes are on, and what is left at the end."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import signal
import subprocess
import termios
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pyte

ROWS, COLUMNS = 24, 80
ALTERNATE, CURSOR, PASTE = "1049", "25", "2004"
MOUSE = ("1000", "1002", "1003", "1006", "1015")
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_IN_TERMINAL = 'tty=$1; shift; exec "$@" <"$tty" >"$tty" 2>&1'
"""The first terminal that the leader of a session opens becomes its own: what a hang-up goes to."""


def _screen() -> Any:
    return pyte.Screen(COLUMNS, ROWS)


@dataclass(slots=True)
class Terminal:
    """The operator's side. `seen` is every byte that came."""

    process: subprocess.Popen[bytes]
    hand: int
    line: int
    before: list[Any]
    screen: Any = field(default_factory=_screen)
    seen: bytearray = field(default_factory=bytearray)

    def read(self, seconds: float) -> None:
        """Take in what comes within so many seconds."""
        end = time.monotonic() + seconds
        stream = pyte.ByteStream(self.screen)
        while (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([self.hand], [], [], left)
            if not ready:
                return
            try:
                data = os.read(self.hand, 65536)
            except OSError:
                return
            self.seen += data
            stream.feed(data)

    @property
    def text(self) -> str:
        """Return what is on the screen."""
        return "\n".join(self.screen.display)

    def until(self, words: str, seconds: float = 20.0) -> None:
        """Wait until these words are on the screen."""
        end = time.monotonic() + seconds
        while words not in self.text:
            assert time.monotonic() < end, f"no “{words}” on:\n{self.text}"
            assert self.process.poll() is None, f"ended with {self.process.returncode}:\n{self.text}"
            self.read(0.1)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.hand, keys.encode())

    def ended(self, seconds: float = 10.0) -> int | None:
        """Return the exit code, None where it still runs then; reads on meanwhile, as a terminal does."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.05)
        self.read(0.2)
        return self.process.returncode

    def hang_up(self) -> None:
        """Close the operator's side, as a lost connection does."""
        for end in (self.line, self.hand):
            with contextlib.suppress(OSError):
                os.close(end)

    def modes(self) -> dict[str, bool]:
        """Return every private mode that was touched, with whether it is on now."""
        found: dict[str, bool] = {}
        for numbers, sign in _MODE.findall(bytes(self.seen)):
            found |= dict.fromkeys(numbers.decode().split(";"), sign == b"h")
        return found

    def assert_restored(self) -> None:
        """Assert that the terminal is as it was before."""
        modes = self.modes()
        assert modes[ALTERNATE] is False
        assert modes[CURSOR] is True
        assert modes[PASTE] is False
        assert not [mode for mode in MOUSE if modes.get(mode)]
        assert termios.tcgetattr(self.line)[:4] == self.before[:4]


@contextmanager
def terminal(command: Sequence[str], environment: Mapping[str, str]) -> Generator[Terminal]:
    """Run a program in a terminal of its own, and take it away at the end, whatever became of it."""
    hand, line = pty.openpty()
    termios.tcsetwinsize(line, (ROWS, COLUMNS))
    variables = {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    words = ["sh", "-c", _IN_TERMINAL, "sh", os.ttyname(line), *command]
    before = termios.tcgetattr(line)
    process = subprocess.Popen(words, env=variables, stdin=subprocess.DEVNULL, start_new_session=True)
    made = Terminal(process, hand, line, before)
    try:
        yield made
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        process.wait()
        made.hang_up()
