"""What Linux tells of running processes: whose children they are, what they were started with, whether they live."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

PROC = Path("/proc")


def offspring(pid: int) -> dict[int, str]:
    """Return the command lines of all living descendants of a process, by pid."""
    parents = {int(path.name): _stat(path) for path in PROC.iterdir() if path.name.isdigit()}
    found: dict[int, str] = {}
    fresh = {pid}
    while fresh:
        fresh = {child for child, (parent, state) in parents.items() if parent in fresh and state != "Z"} - found.keys()
        found |= {child: command_of(child) for child in fresh}
    return found


def one(pid: int, word: str) -> int:
    """Return the descendant with this word in its command line."""
    (found,) = (child for child, command in offspring(pid).items() if word in command)
    return found


def _stat(path: Path) -> tuple[int, str]:
    try:
        state, parent = (path / "stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return 0, "Z"
    return int(parent), state


def command_of(pid: int) -> str:
    """Return the command line, words apart by blanks."""
    return _words(pid, "cmdline").replace("\0", " ")


def environment_of(pid: int) -> str:
    """Return the environment that the process was started with."""
    return _words(pid, "environ")


def _words(pid: int, name: str) -> str:
    try:
        return (PROC / str(pid) / name).read_bytes().decode(errors="replace")
    except OSError:
        return ""


def alive(pid: int) -> bool:
    """Tell whether the process still runs; one that ended and waits to be asked does not."""
    return _stat(PROC / str(pid))[1] != "Z"


def hears(pid: int, patience: float = 20.0) -> None:
    """Wait until the process has a handler for SIGTERM: before, it is the interpreter that is being started."""
    end = time.monotonic() + patience
    while not _caught(pid) & 1 << signal.SIGTERM - 1:
        assert time.monotonic() < end, "it never came to hear signals"
        time.sleep(0.002)


def _caught(pid: int) -> int:
    status = (PROC / str(pid) / "status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("SigCgt")).split()[1], 16)


def gone_after(pids: list[int], patience: float = 10.0) -> float:
    """Return the seconds until none of them is left; what is left then is ended, and the time is infinite."""
    started = time.monotonic()
    while time.monotonic() - started < patience:
        if not any(map(alive, pids)):
            return time.monotonic() - started
        time.sleep(0.02)
    for pid in filter(alive, pids):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return float("inf")
