"""H2, H21: a write that e-conomic carries out long after its answer was lost, and one that its reads do not show yet.

As long as anything may still be under way nobody calls it not done; and it is never sent again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from checks.adapters import customer_put as put
from checks.adapters.http import Pace
from checks.adapters.journal import FileJournal
from checks.demo.simulator import Fault, FaultKind
from checks.engine import refusals as no
from checks.engine.plan import FixPlan, Refused, State
from checks.engine.runner import FOUND_DONE, FOUND_OTHER, MAY_YET, SURE
from tests.support.economic_bench import (
    Bench,
    bench,
    ends,
    is_not_done,
    is_refused,
    is_taken_yet_old,
    planned,
    says,
)
from tests.support.economic_between import Deed, Done
from tests.support.paged_firm import NEW, NUMBER, OLD
from tests.support.scripted_server import Asked, Bytes, reply

Patch = pytest.MonkeyPatch
RECORD = f"/customers/{NUMBER}"
LOST = [Bytes(cut=True), Bytes(reset=True), reply("", 500), reply("<html>", 502)]
lost = pytest.mark.parametrize("answer", LOST, ids=["cut", "reset", "500", "502"])


def held(answer: Bytes, waiting: list[Done]) -> Deed:
    """Answer so, and keep the call to be carried out when the test says."""

    def deed(_: Asked, done: Done) -> Bytes:
        waiting.append(done)
        return answer

    return deed


@lost
async def test_a_write_that_is_carried_out_after_the_looks_is_unknown_first_and_done_in_the_end(
    tmp_path: Path, monkeypatch: Patch, answer: Bytes
) -> None:
    waiting: list[Done] = []
    async with planned(tmp_path, monkeypatch) as at:
        at.turn(held(answer, waiting), "PUT")
        await ends(at, State.UNKNOWN, put.AS_YET_OLD)
        assert await at.settle_later(timedelta()) is State.UNKNOWN
        await at.plan()
        await is_refused(at, no.UNRESOLVED, puts=1)

        waiting.pop()()

        assert await at.monitor.settle() == ()
        assert at.entries[-1].state is State.DONE
        says(at.entries[-1].told, FOUND_DONE)
        assert (at.puts, at.address) == (1, NEW)
        assert isinstance(await at.monitor.undo(at.entries[-1].number), FixPlan)


async def test_in_real_time_a_write_of_five_seconds_later_is_done(tmp_path: Path, monkeypatch: Patch) -> None:
    async with planned(tmp_path, monkeypatch, Pace(lag=0.3)) as at:
        at.firm.simulator.fault(Fault(FaultKind.EXECUTED_LATER, "/customers", method="PUT", seconds=5))
        began = time.monotonic()
        await ends(at, State.UNKNOWN, put.AS_YET_OLD)
        assert time.monotonic() - began < 4

        while at.monitor.board.pulse.unresolved:
            assert time.monotonic() - began < 20
            await asyncio.sleep(0.5)
            await at.monitor.settle()

        assert (at.entries[-1].state, at.puts, at.address) == (State.DONE, 1, NEW)


async def test_what_another_has_written_meanwhile_is_a_conflict(tmp_path: Path, monkeypatch: Patch) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.turn(held(Bytes(cut=True), []), "PUT")
        await ends(at, State.UNKNOWN, put.AS_YET_OLD)
        at.change(address="Søndergade 1")

        assert await at.settle_later(timedelta()) is State.CONFLICT
        says(at.entries[-1].told, FOUND_OTHER)
        assert at.puts == 1


async def test_reads_that_stay_old_for_a_while_leave_a_write_that_was_taken_unknown_then_done_and_undoable(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        now = time.time()
        monkeypatch.setattr(at.firm.simulator, "_clock", lambda: now)
        at.firm.simulator.fault(Fault(FaultKind.STALE, RECORD, nth=2, seconds=60))
        await ends(at, State.UNKNOWN, put.AS_YET_OLD, put.ACCEPTED, stands=NEW)
        assert at.entries[-1].accepted

        assert await at.settle_later(timedelta(seconds=59)) is State.UNKNOWN
        monkeypatch.setattr(at.firm.simulator, "_clock", lambda: now + 60)

        assert await at.settle_later(timedelta(seconds=61)) is State.DONE
        at.firm.simulator.clear_faults()
        undo = await at.monitor.undo(at.entries[-1].number)
        assert isinstance(undo, FixPlan)
        assert (await at.monitor.apply(undo.id)).state is State.DONE
        assert at.address == OLD


async def test_reads_that_stay_old_for_good_are_a_conflict_and_never_not_done(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.firm.simulator.fault(Fault(FaultKind.STALE, RECORD, nth=2, seconds=3600))
        await ends(at, State.UNKNOWN, put.AS_YET_OLD, put.ACCEPTED, stands=NEW)

        await is_taken_yet_old(at)


async def test_a_write_that_is_cut_off_while_its_taken_value_is_looked_for_is_not_called_not_done_either(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    async with planned(tmp_path, monkeypatch, Pace(lag=30)) as at:
        at.firm.simulator.fault(Fault(FaultKind.STALE, RECORD, nth=2, seconds=3600))
        fixing = asyncio.create_task(at.fix())
        asked = len(at.server.asked)
        while not at.puts or at.server.asked[-1].method == "PUT":
            assert len(at.server.asked) < asked + 20
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.2)
        fixing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await fixing
        at.monitor.runner = replace(at.monitor.runner, lag=0.02)

        assert at.entries[-1].state is State.UNKNOWN
        await is_taken_yet_old(at)


async def test_the_waiting_neither_grows_the_journal_nor_holds_anything(tmp_path: Path, monkeypatch: Patch) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.turn(held(Bytes(cut=True), []), "PUT")
        await ends(at, State.UNKNOWN, put.AS_YET_OLD)
        at.monitor.runner = replace(at.monitor.runner, lag=30)
        journal = at.monitor.journal_file
        assert isinstance(journal, FileJournal)
        written, began = len(journal.verify().lines), time.monotonic()

        for _ in range(5):
            (left,) = await at.monitor.settle()
            assert left.state is State.UNKNOWN

        assert time.monotonic() - began < 3
        assert not at.monitor.writing
        assert len(journal.verify().lines) == written
        refused = await at.monitor.undo(at.entries[-1].number)
        assert isinstance(refused, Refused)
        says(refused.reason, no.NOT_KNOWN_SO_NO_UNDO)


async def test_an_intent_that_a_killed_run_left_is_unknown_until_the_wait_is_over(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        at.monitor.journal_file.intend(await at.plan(), "anna", "")

        assert await at.settle_later(timedelta()) is State.UNKNOWN
        says(at.entries[-1].told, MAY_YET)
        assert await at.settle_later(SURE) is State.NOT_DONE


@pytest.mark.long
@pytest.mark.timeout(600)
@lost
async def test_h12_h21_of_a_hundred_writes_done_late_or_never_every_one_is_told_right(
    tmp_path: Path, monkeypatch: Patch, answer: Bytes
) -> None:
    """In turn: done before the first look later, done just before the wait is over, changed by somebody, never done."""
    waiting: list[Done] = []
    async with bench(tmp_path, monkeypatch) as at:
        at.api.wire.budget.limit = 10**6
        at.turn(held(answer, waiting), "PUT")
        for run in range(1, 101):
            at.change(address=f"Nørregade {run}")
            await at.plan()
            await ends(at, State.UNKNOWN, put.AS_YET_OLD, puts=run, stands=f"Nørregade {run}")
            await FATES[run % len(FATES)](at, waiting.pop(), run)
            assert at.puts == run


async def _soon(at: Bench, done: Done, _: int) -> None:
    done()
    assert await at.settle_later(timedelta()) is State.DONE
    assert at.address == NEW


async def _late(at: Bench, done: Done, _: int) -> None:
    assert await at.settle_later(SURE - timedelta(seconds=30)) is State.UNKNOWN
    done()
    assert await at.settle_later() is State.DONE
    assert at.address == NEW


async def _changed(at: Bench, done: Done, _: int) -> None:
    done()
    at.change(address="Søndergade 1")
    assert await at.settle_later(timedelta(minutes=1)) is State.CONFLICT


async def _never(at: Bench, _: Done, run: int) -> None:
    await is_not_done(at, puts=run)
    assert at.address == f"Nørregade {run}"


FATES: tuple[Callable[[Bench, Done, int], Awaitable[None]], ...] = (_soon, _late, _changed, _never)
