"""All that differs by platform: locks, how a child is started, priorities, private folders."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast


class StartOptions(TypedDict, total=False):
    """Keywords for starting a child process."""

    start_new_session: bool
    creationflags: int


def own_session() -> StartOptions:
    """Return how a child is started that must outlive its parent's terminal for a moment."""
    if hasattr(os, "setsid"):
        return {"start_new_session": True}
    return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}


def lower_priority() -> None:
    """Let the process that draws come first."""
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(5)


def private_folder(folder: Path) -> Path:
    """Make the folder, and what is missing above it, for its owner only; return it."""
    if not folder.is_dir():
        private_folder(folder.parent)
        folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def too_open(path: Path) -> bool:
    """Tell whether others than the owner may read the file; Windows has its own rights, which are not asked."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def _lock(handle: int) -> None:
    """Lock the first byte, or raise OSError at once."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        os.lseek(handle, 0, os.SEEK_SET)
        locking = cast("Callable[[int, int, int], None]", vars(msvcrt)["locking"])
        locking(handle, cast(int, vars(msvcrt)["LK_NBLCK"]), 1)
        return
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _take(handle: int) -> bool:
    """Lock the file without waiting; the lock dies with the process that holds it."""
    try:
        _lock(handle)
    except OSError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class FileClaim:
    """The right to write, as a lock on a file: one holder on this machine, given up by the death of its owner."""

    path: Path

    @contextlib.contextmanager
    def hold(self) -> Generator[bool]:
        """Take it without waiting; the context's value tells whether it was free."""
        private_folder(self.path.parent)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            yield _take(handle)
        finally:
            os.close(handle)  # and with it the lock


@contextlib.contextmanager
def exclusive(path: Path, patience: float = 10.0) -> Generator[None]:
    """Hold the lock file for a moment, waiting for others who do; raises TimeoutError when they never let go."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        end = time.monotonic() + patience
        while not _take(handle):
            if time.monotonic() > end:
                raise TimeoutError(f"{path.name} is held by another process")
            time.sleep(0.01)
        yield
    finally:
        os.close(handle)


CLOSING = frozenset({2, 5, 6})
"""Windows' console events: the window is closed, the user logs off, the machine shuts down."""
CLOSE_GRACE = 4.5
"""Seconds for an orderly end: Windows ends the process when the handler returns, and after 5 s anyway."""
_heard: list[object] = []


def hear_console_close(end: Callable[[], None], grace: float = CLOSE_GRACE) -> None:
    """Have `end` called, in a thread of the system's own, when the console goes; elsewhere that is SIGHUP's to tell."""
    windows = vars(ctypes)
    if "WinDLL" not in windows:
        return

    def heard(event: int) -> int:
        if event not in CLOSING:
            return 0
        end()
        time.sleep(grace)
        return 1

    handler = windows["WINFUNCTYPE"](ctypes.c_int, ctypes.c_uint)(heard)
    _heard.append(handler)  # Windows keeps the address only
    windows["WinDLL"]("kernel32").SetConsoleCtrlHandler(handler, 1)
