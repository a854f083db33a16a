"""A write that is cut, hung or killed is told as what it is, and nothing that was given up happens later."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checks.adapters.clienttime import SqlClientTime
from checks.adapters.permit import Permit
from checks.engine.lookup import Found
from checks.engine.model import Health
from checks.engine.plan import State
from tests.support.bent_database import Do, bent, cut_after, cut_before
from tests.support.clienttime_file import ClientTimeFile, with_three

ROOT = Path(__file__).parents[3]
NUMBERS = "SELECT ForeignId FROM Customer ORDER BY CustomerId"
KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from checks.adapters.clienttime import open_sqlite
from tests.support.bent_database import bent
from tests.support.clienttime_file import BY_ID
def die(do):
    do()
    os.kill(os.getpid(), signal.SIGKILL)
clienttime = bent(open_sqlite(Path(sys.argv[1]), BY_ID, None), sys.argv[2], die)
asyncio.run(clienttime.link("2", None, "20002"))
"""


async def test_an_answer_lost_after_the_commit_is_done(tmp_path: Path) -> None:
    file = with_three(tmp_path)

    written = await bent(file.opened(), "COMMIT", cut_after).link("2", None, "20002")

    assert written.state is State.DONE
    assert file.rows(NUMBERS)[1] == ("20002",)


async def test_a_commit_that_never_arrived_is_not_done(tmp_path: Path) -> None:
    file = with_three(tmp_path)

    written = await bent(file.opened(), "COMMIT", cut_before).link("2", None, "20002")

    assert written.state is State.NOT_DONE
    assert file.rows(NUMBERS)[1] == (None,)


async def test_a_lost_commit_that_cannot_be_asked_about_is_unknown(tmp_path: Path) -> None:
    file = with_three(tmp_path)

    def vanish(do: Do) -> Any:
        do()
        file.path.rename(tmp_path / "elsewhere.db")
        return cut_before(do)

    assert (await bent(file.opened(), "COMMIT", vanish).link("2", None, "20002")).state is State.UNKNOWN


async def test_a_lost_commit_over_which_somebody_else_wrote_is_unknown(tmp_path: Path) -> None:
    file = with_three(tmp_path)

    def overtaken(do: Do) -> Any:
        do()
        file.run("UPDATE Customer SET ForeignId = '20099' WHERE CustomerId = 2")
        return cut_before(do)

    assert (await bent(file.opened(), "COMMIT", overtaken).link("2", None, "20002")).state is State.UNKNOWN


@pytest.mark.parametrize("word", ["BEGIN", "SELECT", "UPDATE"])
@pytest.mark.parametrize("cut", [cut_before, cut_after])
async def test_a_write_cut_before_its_commit_is_not_done(tmp_path: Path, word: str, cut: Callable[[Do], Any]) -> None:
    file = with_three(tmp_path)

    written = await bent(file.opened(), word, cut).link("2", None, "20002")

    assert written.state is State.NOT_DONE
    assert file.rows(NUMBERS)[1] == (None,)


async def test_a_write_given_up_before_its_commit_never_happens_later(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    release = threading.Event()
    clienttime = _hanging(file, "UPDATE", release)

    written = await clienttime.link("2", None, "20002")
    release.set()
    await _over(clienttime)

    assert written.state is State.NOT_DONE
    assert file.rows(NUMBERS)[1] == (None,)


async def test_a_commit_that_hangs_is_unknown_while_the_old_value_stands(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    release = threading.Event()
    clienttime = _hanging(file, "COMMIT", release)

    written = await clienttime.link("2", None, "20002")
    assert written.state is State.UNKNOWN
    release.set()
    await _over(clienttime)

    assert file.rows(NUMBERS)[1] == ("20002",)
    found = await clienttime.customer("2")
    assert isinstance(found, Found)
    assert found.value.foreign_id == "20002"


async def test_a_write_whose_caller_is_cancelled_never_happens_later(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    release, begun = threading.Event(), threading.Event()

    def wait(do: Do) -> Any:
        begun.set()
        release.wait(10)
        return do()

    clienttime = bent(file.opened(), "UPDATE", wait)
    task = asyncio.create_task(clienttime.link("2", None, "20002"))
    await asyncio.to_thread(begun.wait, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    release.set()

    assert (await clienttime.customer("2")) is not None
    assert file.rows(NUMBERS)[1] == (None,)


async def test_while_the_database_hangs_the_next_question_is_answered(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    release = threading.Event()
    clienttime = _hanging(file, "UPDATE", release)
    await clienttime.link("2", None, "20002")

    assert (await clienttime.read()).state.health is Health.OK
    assert clienttime.lane.hanging == 1
    release.set()


def _hanging(file: ClientTimeFile, word: str, release: threading.Event) -> SqlClientTime:
    def hang(do: Do) -> Any:
        release.wait(20)
        return do()

    clienttime = bent(file.opened(), word, hang)
    clienttime.lane.patience = 0.3
    return clienttime


async def _over(clienttime: SqlClientTime) -> None:
    for _ in range(400):
        if not clienttime.lane.hanging:
            return
        await asyncio.sleep(0.01)
    pytest.fail("the hanging thread never came back")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes otherwise")
@pytest.mark.parametrize(("word", "after"), [("BEGIN", None), ("UPDATE", None), ("COMMIT", "20002")])
@pytest.mark.parametrize("mode", ["DELETE", "TRUNCATE", "WAL"])
async def test_after_a_writer_was_killed_the_file_is_read_and_written_again(
    tmp_path: Path, mode: str, word: str, after: str | None
) -> None:
    file = with_three(tmp_path)
    file.run(f"PRAGMA journal_mode = {mode}")
    process = await asyncio.to_thread(_killed, file, word)
    assert process == -signal.SIGKILL
    clienttime = file.opened()

    found = await clienttime.read()

    assert found.state.health is Health.OK
    assert found.customers.rows[1].foreign_id == after
    assert (await clienttime.link("2", after, "20005")).state is State.DONE


def _killed(file: ClientTimeFile, word: str) -> int:
    command = [sys.executable, "-c", KILLED, str(file.path), word]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False).returncode


async def test_a_half_write_is_taken_back_before_the_file_is_read(tmp_path: Path) -> None:
    died = _died_half_way(tmp_path)
    assert died.path.with_name("clienttime.db-journal").stat().st_size > 0

    found = await died.opened().read()

    assert found.state.health is Health.OK
    assert {row.name for row in found.customers.rows} == {"Før"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to become nobody")
async def test_a_half_write_that_may_not_be_taken_back_is_told() -> None:
    with tempfile.TemporaryDirectory() as name:
        died = _died_half_way(Path(name))
        for path in (died.path, died.path.with_name("clienttime.db-journal")):
            path.chmod(0o644)
        for folder in (Path(name), died.path.parent):
            folder.chmod(0o755)
        os.seteuid(65534)
        try:
            found = await died.opened().read()
        finally:
            os.seteuid(0)

    assert found.customers.fault is not None
    assert "died while it wrote" in found.customers.fault.text()
    assert not found.customers.rows


def _died_half_way(folder: Path) -> ClientTimeFile:
    """Return the copy of a file in which a large write has reached the disk half."""
    rows = [{"CustomerId": n, "CustomerCode": str(n), "Name": "Før"} for n in range(1, 2_000)]
    file = with_three(folder, rows)
    died = ClientTimeFile(folder / "died" / "clienttime.db")
    died.path.parent.mkdir()
    with contextlib.closing(sqlite3.connect(file.path, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 2")
        writer.execute("BEGIN")
        writer.execute("UPDATE Customer SET Name = 'Efter, og meget længere end det var før'")
        for name in ("clienttime.db", "clienttime.db-journal"):
            shutil.copy(file.path.with_name(name), died.path.with_name(name))
    return died


def test_a_permit_is_given_once() -> None:
    taken, revoked = Permit(), Permit()

    assert (taken.take(), taken.revoke()) == (True, False)
    assert (revoked.revoke(), revoked.take()) == (True, False)


async def test_of_many_that_take_and_revoke_at_once_one_side_wins() -> None:
    for _ in range(200):
        permit = Permit()
        took, revoked = await asyncio.gather(asyncio.to_thread(permit.take), asyncio.to_thread(permit.revoke))
        assert took is not revoked
