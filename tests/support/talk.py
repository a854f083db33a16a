"""A conversation with `ctmon init` on a terminal of its own."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import termios
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30.0
ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Talk:
    """A conversation with the program."""

    terminal: int
    process: subprocess.Popen[bytes]
    said: str = ""

    def until(self, words: str) -> None:
        """Read on until the program has said this since the last answer."""
        heard, end = "", time.monotonic() + PATIENCE
        while words not in heard:
            ready, _, _ = select.select([self.terminal], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"never said: {words}; but: {heard}"
            heard += self._more()
        self.said += heard

    def answer(self, question: str, text: str) -> None:
        """Wait for a question and answer it."""
        self.until(question)
        os.write(self.terminal, text.encode() + b"\n")

    def take(self, lines: int) -> None:
        """Take so many lines of the mapping as they are proposed."""
        for _ in range(lines):
            self.answer("]:", "")

    def end(self) -> int:
        """Return the exit code after the last words."""
        code = self.process.wait(PATIENCE)
        while select.select([self.terminal], [], [], 0.1)[0] and (more := self._more()):
            self.said += more
        return code

    def _more(self) -> str:
        try:
            return os.read(self.terminal, 65536).decode(errors="replace")
        except OSError:  # Linux tells the end of the other side so
            return ""


@contextmanager
def talk(folder: Path, flags: Sequence[str] = (), columns: int = 0) -> Generator[Talk]:
    """Start the program on a terminal of its own; one without columns breaks no line."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24 if columns else 0, columns))
    home = {
        "CTMON_CONFIG_HOME": str(folder / "config"),
        "CTMON_STATE_HOME": str(folder / "state"),
        "PYTHONPATH": str(ROOT),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tui.cli", "init", *flags],
        cwd=folder, env={**os.environ, **home}, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    try:
        yield Talk(ours, process)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
