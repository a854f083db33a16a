"""Locks die with their holder, what is private is private, and nothing is missed where Unix's modules are missing."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checks.adapters.platform import FileClaim, exclusive, own_session, private_folder, too_open

ROOT = Path(__file__).parents[3]
UNIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no such file modes and sessions")
HOLD = """
import sys, time
from pathlib import Path
from checks.adapters.platform import FileClaim
with FileClaim(Path(sys.argv[1])).hold() as free:
    print(free, flush=True)
    time.sleep(60)
"""
AS_ON_WINDOWS = """
import ctypes, importlib.abc, os, signal, subprocess, sys, types
from pathlib import Path

MISSING = {"fcntl", "pwd", "grp", "resource", "termios", "tty", "pty"}

class Without(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in MISSING:
            raise ImportError(name)

for name in MISSING:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Without())
for name in ("SIGHUP", "SIGKILL"):
    delattr(signal, name)
subprocess.CREATE_NEW_PROCESS_GROUP = 512
lockf = os.lockf
for name in ("setsid", "nice", "geteuid", "getuid", "fork", "lockf"):
    delattr(os, name)

def locking(handle, mode, length):
    assert (mode, length) == (2, 1)
    assert os.lseek(handle, 0, os.SEEK_CUR) == 0
    lockf(handle, os.F_TLOCK, 1)

msvcrt = types.ModuleType("msvcrt")
msvcrt.locking, msvcrt.LK_NBLCK = locking, 2
sys.modules["msvcrt"] = msvcrt

class Kernel:
    def SetConsoleCtrlHandler(self, handler, add):
        Kernel.handler = handler

ctypes.WinDLL = lambda name: Kernel()
ctypes.WINFUNCTYPE = lambda *types: lambda function: function
"""
USE_IT = """
from checks.adapters.platform import FileClaim, exclusive, hear_console_close
from checks.adapters.platform import lower_priority, own_session, private_folder
folder = private_folder(Path(sys.argv[1]) / "a" / "b")
assert own_session() == {"creationflags": 512}
lower_priority()
with FileClaim(folder / "claim").hold() as free, exclusive(folder / "lock"):
    child = "import sys, os; sys.exit(0 if os.lockf(os.open(sys.argv[1], os.O_RDWR), os.F_TLOCK, 1) is None else 1)"
    held = subprocess.run([sys.executable, "-c", child, str(folder / "claim")], capture_output=True).returncode
    print("claimed", free, held != 0)
ended = []
hear_console_close(lambda: ended.append("ended"), grace=0)
print(Kernel.handler(0), len(ended), Kernel.handler(2), len(ended))
"""
READ_AND_WRITE = """
import asyncio
from checks.adapters.clienttime import open_sqlite
from checks.adapters.memory import FileMemory
from tests.support.clienttime_file import with_three
clienttime = with_three(Path(sys.argv[1])).opened()
print(len(asyncio.run(clienttime.read()).customers.rows), asyncio.run(clienttime.link("2", None, "20002")).state)
print(FileMemory(Path(sys.argv[1])).ignored())
"""


def _as_on_windows(folder: Path, program: str) -> str:
    command = [sys.executable, "-c", AS_ON_WINDOWS + program, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@UNIX
def test_without_unixs_modules_locks_children_and_the_consoles_end_work(tmp_path: Path) -> None:
    assert _as_on_windows(tmp_path, USE_IT) == "claimed True True\n0 0 1 1\n"


@UNIX
def test_without_unixs_modules_clienttime_is_read_and_written(tmp_path: Path) -> None:
    assert _as_on_windows(tmp_path, READ_AND_WRITE) == "3 done\n()\n"


@UNIX
def test_every_adapter_is_imported_without_unixs_modules(tmp_path: Path) -> None:
    names = sorted(path.stem for path in (ROOT / "checks" / "adapters").glob("[a-z]*.py"))
    imports = "".join(f"import checks.adapters.{name}\n" for name in names)

    assert _as_on_windows(tmp_path, f"{imports}print('in')") == "in\n"
    assert "platform" in names


def test_a_claim_has_one_holder_and_is_free_when_it_is_let_go(tmp_path: Path) -> None:
    claim = FileClaim(tmp_path / "state" / "writer.lock")

    with claim.hold() as first, claim.hold() as second:
        assert (first, second) == (True, False)
    with claim.hold() as again:
        assert again


def test_the_death_of_its_holder_frees_a_claim_at_once(tmp_path: Path) -> None:
    path = tmp_path / "writer.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        with FileClaim(path).hold() as free:
            assert not free
        holder.kill()
        holder.wait()
        began = time.monotonic()
        with FileClaim(path).hold() as free:
            assert free
        assert time.monotonic() - began < 8


def test_a_moment_of_exclusion_that_never_comes_is_a_timeout(tmp_path: Path) -> None:
    with exclusive(tmp_path / "lock"), pytest.raises(TimeoutError), exclusive(tmp_path / "lock", patience=0.05):
        pass
    with exclusive(tmp_path / "lock", patience=0):
        pass


@UNIX
def test_a_private_folder_is_private_all_the_way_down(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        folder = private_folder(tmp_path / "a" / "b" / "c")
    finally:
        os.umask(old)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent, folder.parent.parent)}
    assert modes == {0o700}
    assert private_folder(folder) == folder


@UNIX
def test_a_file_that_others_may_read_is_too_open(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch(0o600)
    assert not too_open(path)
    path.chmod(0o640)
    assert too_open(path)


@UNIX
def test_a_child_has_a_session_of_its_own() -> None:
    command = [sys.executable, "-c", "import os; print(os.getsid(0) == os.getpid())"]

    done = subprocess.run(command, **own_session(), capture_output=True, text=True, check=True)

    assert done.stdout == "True\n"
