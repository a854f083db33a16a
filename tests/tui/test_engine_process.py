"""The engine in a process of its own, through the pipe: the answers of this process, and a death that is told."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from checks.engine.history import Recorded
from checks.engine.plan import FixPlan, JournalEntry, Outcome, Refused, Request, State
from tests.support.firm import Firm
from tests.support.putting import put_came, puts, slow_put
from tests.support.troubled import STALE, UNLINKED, address, troubled
from tests.support.watching import Watching, opened, watching
from tui.link import Link

LATE = timedelta(seconds=5)


@pytest.fixture(name="holm")
def _holm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Firm]:
    with troubled(tmp_path) as made:
        for name in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME"):
            monkeypatch.setenv(name, made.environment[name])
        yield made


def alike(plan: FixPlan | Refused) -> object:
    """Return the plan without what every plan has for itself."""
    if isinstance(plan, FixPlan):
        return replace(plan, id="", read_at=datetime(2026, 1, 1, tzinfo=UTC))
    return plan


def fixes(entries: tuple[Recorded, ...]) -> tuple[JournalEntry, ...]:
    """Return what is recorded, which has to be fixes only."""
    found = tuple(entry for entry in entries if isinstance(entry, JournalEntry))
    assert len(found) == len(entries)
    return found


def undated(entries: tuple[JournalEntry, ...]) -> list[JournalEntry]:
    """Return the entries without their times."""
    return [replace(entry, at=datetime(2026, 1, 1, tzinfo=UTC)) for entry in entries]


async def test_the_board_by_the_pipe_is_the_board_of_this_process(holm: Firm) -> None:
    here = opened(holm).monitor()
    await here.cycle()

    async with watching(holm) as there:
        await there.cycled()

        told = {name: (panel.status, panel.findings) for name, panel in there.board.panels.items()}
        assert told == {name: (panel.status, panel.findings) for name, panel in here.board.panels.items()}
        assert there.board.pulse.agreement == here.board.pulse.agreement == 123456
        assert there.finding(UNLINKED)
        assert there.finding(STALE)
        known, known_here = await there.link.details(), await here.details()
        assert known is not None
        assert [(p.part, p.rows, p.fault) for p in known.places] == [
            (p.part, p.rows, p.fault) for p in known_here.places
        ]
        assert known.account.identity == known_here.account.identity
    await here.close()


@pytest.mark.long
async def test_plans_and_refusals_by_the_pipe_are_those_of_this_process(holm: Firm) -> None:
    here = opened(holm).monitor()
    await here.cycle()

    async with watching(holm) as there:
        await there.cycled()

        for request in (
            Request(UNLINKED),
            Request(STALE),
            Request(UNLINKED, to="20043"),
            Request(UNLINKED, to="abc"),
            Request("null-foreign-id:none"),
            Request(STALE, "handover"),
        ):
            assert alike(await there.link.plan(request)) == alike(await here.plan(request))
        assert await there.link.undo(99) == await here.undo(99)
        assert await there.link.renew("none") == await here.renew("none")
        assert await there.link.apply("none") == await here.apply("none")
        assert await there.link.ignore(UNLINKED, " ") == await here.ignore(UNLINKED, " ")
        assert await there.link.end_ignore(UNLINKED) == await here.end_ignore(UNLINKED)
    await here.close()


async def test_a_fix_its_undo_and_the_journal_by_the_pipe(holm: Firm) -> None:
    async with watching(holm) as there:
        await there.cycled()

        linked = await there.link.apply((await there.planned(UNLINKED)).id, "a reason")
        assert (linked.state, linked.entry, holm.cell("1042")) == (State.DONE, 1, "20042")
        await there.until(lambda: there.finding(UNLINKED) is None)
        pushed = await there.link.apply((await there.planned(STALE)).id)
        assert pushed.state == State.DONE
        assert address(holm) == "Vestergade 7"
        undo = await there.link.undo(1)
        assert isinstance(undo, FixPlan)
        assert (await there.link.apply(undo.id)).state == State.DONE
        assert holm.cell("1042") is None
        told = fixes(await there.link.journal())

    assert [(entry.number, entry.undo_of) for entry in told] == [(1, None), (2, None), (3, 1)]
    assert told[0].reason == "a reason"
    assert undated(told) == undated(fixes(await opened(holm).monitor().journal()))


@pytest.mark.long
async def test_a_renewed_plan_by_the_pipe_notices_what_changed(holm: Firm) -> None:
    async with watching(holm) as there:
        await there.cycled()
        plan = await there.planned(UNLINKED)
        same = await there.link.renew(plan.id)
        assert isinstance(same, FixPlan)
        assert same.changes == plan.changes

        holm.sql("UPDATE Customer SET ForeignDebitorSystemIdentification = 'null' WHERE CustomerCode = '1042'")

        assert isinstance(await there.link.renew(same.id), Refused)


@pytest.mark.long
async def test_ignoring_pausing_and_pace_by_the_pipe(holm: Firm) -> None:
    async with watching(holm) as there:
        await there.cycled()

        assert await there.link.ignore(STALE, "agreed by phone", date(2099, 1, 1)) is None
        await there.until(lambda: there.finding(STALE) is None)
        assert STALE in there.board.panels["stale-address"].ignored
        assert await there.link.end_ignore(STALE) is None
        await there.until(lambda: there.finding(STALE))

        await there.link.pause(True)
        await there.until(lambda: there.board.pulse.paused)
        await there.link.pace(timedelta(minutes=5))
        await there.until(lambda: there.board.pulse.interval == timedelta(minutes=5))
        await there.link.pause(False)
        await there.until(lambda: not there.board.pulse.paused)


async def test_an_engine_that_is_killed_is_told_and_started_again_and_the_findings_stay(holm: Firm) -> None:
    async with watching(holm) as there:
        await there.cycled()
        kept = dict(there.board.panels["null-foreign-id"].findings)

        there.processes[-1].kill()
        await there.until(lambda: any(notice.grave for notice in there.notices))

        assert "stopped unexpectedly" in there.notices[-1].text.text()
        assert there.board.panels["null-foreign-id"].findings == kept
        await there.until(lambda: len(there.processes) == 2)
        assert UNLINKED in there.board.panels["null-foreign-id"].findings
        holm.sql("UPDATE Customer SET ForeignDebitorSystemIdentification = '20042' WHERE CustomerCode = '1042'")
        await there.link.refresh()  # the new engine may have read before
        await there.until(lambda: there.finding(UNLINKED) is None)
        assert (await there.planned(STALE)).changes


async def test_a_write_in_flight_is_unknown_when_the_engine_dies_and_the_next_one_asks(holm: Firm) -> None:
    async with watching(holm) as there:
        await there.cycled()
        plan = await there.planned(STALE)
        slow_put(holm, 30.0)
        applying = asyncio.create_task(there.link.apply(plan.id))
        await put_came(holm)

        there.processes[-1].kill()
        outcome = await applying

        assert outcome.state == State.UNKNOWN
        assert "may or may not" in outcome.message.text()
        await there.until(lambda: any("left open by an earlier run" in n.text.text() for n in there.notices))
        assert [entry.state for entry in fixes(await there.link.journal())] == [State.DONE]
        assert puts(holm) == 1


@pytest.mark.long
async def test_questions_in_flight_are_answered_by_refusals_when_the_engine_dies(holm: Firm) -> None:
    async with watching(holm) as there:
        await there.cycled()
        made = await there.link.plan(Request(UNLINKED))
        assert isinstance(made, FixPlan)
        await there.link.apply(made.id)
        there.processes[-1].send_signal(signal.SIGSTOP)
        plan = asyncio.create_task(there.link.plan(Request(UNLINKED)))
        undo = asyncio.create_task(there.link.undo(1))
        ignored = asyncio.create_task(there.link.ignore(UNLINKED, "why"))
        journal = asyncio.create_task(there.link.journal())
        paused = asyncio.create_task(there.link.pause(True))
        await asyncio.sleep(0.1)

        there.processes[-1].kill()
        async with asyncio.timeout(5):
            assert isinstance(await plan, Refused)
            assert isinstance(await undo, Refused)
            assert await ignored is not None
            assert [entry.number for entry in fixes(await journal)] == [1]  # by the next engine
            await paused


@pytest.mark.long
async def test_a_defect_in_one_call_does_not_end_the_engine(holm: Firm) -> None:
    async with watching(holm) as there:
        await there.cycled()

        outcome: Outcome = await there.link.apply(("not", "a", "plan"))  # type: ignore[arg-type]  # a defect is meant
        refused = await there.link.undo("seven")  # type: ignore[arg-type]  # likewise

        assert outcome.state == State.REFUSED
        assert isinstance(refused, Refused)
        assert (await there.planned(UNLINKED)).changes
        assert len(there.processes) == 1


@pytest.mark.long
async def test_closing_the_link_ends_the_engine_at_once(holm: Firm) -> None:
    async with watching(holm) as there:
        await there.cycled()
        started = asyncio.get_running_loop().time()

        await there.link.close()

        assert asyncio.get_running_loop().time() - started < 2
        assert [process.returncode for process in there.processes] == [0]


@pytest.mark.long
async def test_no_engine_is_started_after_the_link_was_closed(holm: Firm) -> None:
    async with watching(holm) as there:
        await there.cycled()
        there.processes[-1].kill()
        await there.until(lambda: any(notice.grave for notice in there.notices))

        await there.link.close()
        await asyncio.sleep(1.0)  # the first pause before another start is half a second

        assert len(there.processes) == 1


@pytest.mark.long
async def test_an_engine_that_hangs_is_ended_with_the_link(holm: Firm) -> None:
    async with watching(holm) as there:
        await there.cycled()
        there.processes[-1].send_signal(signal.SIGSTOP)
        started = asyncio.get_running_loop().time()

        await there.link.close()

        assert timedelta(seconds=asyncio.get_running_loop().time() - started) < LATE
        assert there.processes[-1].returncode == -signal.SIGKILL


FLOOD = """
import os, sys, threading, time
threading.Thread(target=lambda: (sys.stdin.buffer.read(), os._exit(0)), daemon=True).start()
os.write(1, (50_000_000).to_bytes(4, "big"))
while True:
    os.write(1, b"x" * 65536)
    time.sleep(0.01)
"""


@pytest.mark.long
async def test_an_engine_that_has_much_to_say_does_not_hold_the_end_back() -> None:
    async def start() -> Process:
        return await asyncio.create_subprocess_exec(sys.executable, "-c", FLOOD, stdin=PIPE, stdout=PIPE, limit=2**16)

    link = Link(start)
    watching_it = asyncio.create_task(Watching(link).follow())
    await asyncio.sleep(0.5)
    watching_it.cancel()  # as the screen's tasks are at its end: nobody reads the pipe any more
    await asyncio.sleep(0.5)

    await asyncio.wait_for(link.close(), 2)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.long
async def test_an_engine_that_gets_a_signal_leaves_in_order(holm: Firm, name: str) -> None:
    async with watching(holm) as there:
        await there.cycled()

        os.kill(there.processes[0].pid, getattr(signal, name))

        assert await asyncio.wait_for(there.processes[0].wait(), 5) == 0
