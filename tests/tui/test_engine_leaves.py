"""The engine leaves with its screen, ends or disowns what it writes, and no environment has the tokens."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from checks.engine.plan import Refused, Request, State
from tests.support.firm import Firm
from tests.support.processes import command_of, environment_of, gone_after, offspring, one
from tests.support.putting import put_arrived, put_came, puts, silent_put, slow_put
from tests.support.settling import settled_later
from tests.support.troubled import GRANT, SECRET, STALE, UNLINKED, address, states, tokens_by_environment, troubled
from tests.support.watching import watching
from tui.commands.demo import claimed, prepared, stand_in
from tui.options import parse

ENGINE = "tui.engine"
IN_TIME = 8.0
"""Seconds: the five that are promised, and three for a machine that has other work."""


@pytest.fixture(name="holm")
def _holm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Firm]:
    with troubled(tmp_path) as made:
        for name in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME"):
            monkeypatch.setenv(name, made.environment[name])
        yield made


@contextmanager
def holder(firm: Firm, *words: str) -> Generator[subprocess.Popen[str]]:
    """Run a program that holds a link, in place of the screen."""
    command = [sys.executable, "-m", "tests.support.holder", str(firm.config), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=firm.environment) as process:
        try:
            yield process
        finally:
            process.kill()


def said(process: subprocess.Popen[str], word: str) -> bool:
    """Read until the holder says the word."""
    return process.stdout is not None and any(line.strip() == word for line in process.stdout)


def test_an_engine_whose_screen_was_killed_leaves_by_itself(holm: Firm) -> None:
    with holder(holm) as screen:
        assert said(screen, "ready")
        engine = one(screen.pid, ENGINE)

        screen.kill()

        assert gone_after([engine]) < IN_TIME


def test_a_write_that_the_killed_screen_began_is_finished_and_recorded(holm: Firm) -> None:
    slow_put(holm, 1.0)
    with holder(holm, STALE) as screen:
        assert said(screen, "applying")
        put_arrived(holm)
        engine = one(screen.pid, ENGINE)

        screen.kill()

        assert gone_after([engine]) < IN_TIME
    assert states(holm) == ["done"]
    assert puts(holm) == 1


@pytest.mark.parametrize(
    ("hang", "truth"), [(slow_put, "done"), pytest.param(silent_put, "not-done", marks=pytest.mark.long)]
)
@pytest.mark.long
def test_a_write_that_hangs_when_the_screen_is_killed_is_unknown_and_settled_at_the_next_start(
    holm: Firm, hang: object, truth: str
) -> None:
    slow_put(holm, 30.0) if hang is slow_put else silent_put(holm)
    with holder(holm, STALE) as screen:
        assert said(screen, "applying")
        put_arrived(holm)
        engine = one(screen.pid, ENGINE)

        screen.kill()

        took = gone_after([engine])
    assert 3.5 < took < IN_TIME
    assert states(holm) == ["unknown"]

    holm.simulator.clear_faults()
    holm.run("check")

    if truth == "not-done":
        assert states(holm) == ["unknown"]
        asyncio.run(settled_later(holm))
    assert states(holm) == [truth]
    assert address(holm) == ("Vestergade 7" if truth == "done" else "Nørregade 12")
    assert puts(holm) == 1


@pytest.mark.long
async def test_closing_gives_a_hanging_write_four_seconds_and_records_it_as_unknown(holm: Firm) -> None:
    silent_put(holm)
    async with watching(holm) as there:
        await there.cycled()
        applying = asyncio.create_task(there.link.apply((await there.planned(STALE)).id))
        await put_came(holm)
        started = time.monotonic()

        await there.link.close()

        assert 3.5 < time.monotonic() - started < IN_TIME
        assert there.processes[0].returncode == 0
        assert (await applying).state == State.UNKNOWN
    assert states(holm) == ["unknown"]


@pytest.mark.long
async def test_a_write_that_waits_for_another_is_not_begun_once_the_screen_is_gone(holm: Firm) -> None:
    slow_put(holm, 2.0)
    async with watching(holm) as there:
        await there.cycled()
        first, second = await there.planned(STALE), await there.planned(UNLINKED)
        applying = [asyncio.create_task(there.link.apply(plan.id)) for plan in (first, second)]
        await put_came(holm)

        await there.link.close()

        await asyncio.gather(*applying)
    assert states(holm) == ["done"]
    assert holm.cell("1042") is None


async def test_tokens_that_came_by_the_environment_are_in_no_process_that_is_started(
    holm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, token in tokens_by_environment(holm).items():
        monkeypatch.setenv(name, token)

    async with watching(holm) as there:
        await there.cycled()
        engine = there.processes[0].pid
        child = await asyncio.create_subprocess_exec(sys.executable, "-c", "input()", stdin=asyncio.subprocess.PIPE)

        assert there.board.pulse.agreement == 123456  # so the engine has them all the same
        for pid in (engine, child.pid):
            shown = environment_of(pid) + command_of(pid)
            assert "PATH=" in shown
            assert SECRET not in shown
            assert GRANT not in shown
        await child.communicate(b"\n")
        there.processes[0].kill()
        await there.until(lambda: len(there.processes) == 2)
        assert SECRET not in environment_of(there.processes[1].pid)
        async with asyncio.timeout(20):
            while isinstance(plan := await there.link.plan(Request(UNLINKED)), Refused):  # noqa: ASYNC110 - it says no until it has read
                await asyncio.sleep(0.1)
        assert plan.agreement == 123456  # and so has the next one


def test_the_stand_in_of_the_demo_is_started_without_the_tokens_of_any_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CTMON_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("CTMON_APP_SECRET", SECRET)
    monkeypatch.setenv("HOLM_GRANT", GRANT)
    options = parse(["demo", "--customers", "20", "--invoices", "20", "--headless"])
    with claimed(tmp_path) as folder:
        prepared(folder, options)
        with stand_in(folder, options):
            pid = one(os.getpid(), "checks.demo.stand_in")

            shown = environment_of(pid) + command_of(pid)

            assert "PATH=" in shown
            assert SECRET not in shown
            assert GRANT not in shown
    assert "stand_in" not in " ".join(offspring(os.getpid()).values())
