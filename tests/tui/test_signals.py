"""Every way out of the real screen, at rest, over a plan and in a write: exit code, terminal, processes, record."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.firm import PROGRAM, Firm
from tests.support.processes import gone_after, hears, offspring
from tests.support.putting import put_arrived, puts, silent_put
from tests.support.settling import settled_later
from tests.support.terminal import Terminal, terminal
from tests.support.troubled import states, troubled

IN_TIME = 8.0
"""Seconds: the five that are promised, and three for a machine that has other work."""
Way = Callable[[Terminal], None]


@pytest.fixture(name="holm")
def _holm(tmp_path: Path) -> Generator[Firm]:
    with troubled(tmp_path) as made:
        yield made


@contextmanager
def screen(firm: Firm) -> Generator[Terminal]:
    """Open the real screen on the firm and wait for its first reading."""
    with terminal([*PROGRAM, "--config", str(firm.config)], firm.environment) as opened:
        opened.until("1042")
        yield opened


def at_rest(_: Terminal, __: Firm) -> None:
    """Do nothing."""


def over_a_plan(opened: Terminal, _: Firm) -> None:
    """Have the plan of a push on the screen."""
    opened.press("3f")
    opened.until("a Apply")
    opened.read(0.3)


def in_a_write(opened: Terminal, firm: Firm) -> None:
    """Have a PUT under way that nobody will ever answer."""
    silent_put(firm)
    over_a_plan(opened, firm)
    opened.press("a")
    put_arrived(firm)


def by(name: str) -> Way:
    """Return the way out by a signal."""
    return lambda opened: opened.process.send_signal(getattr(signal, name))


def by_keys(*keys: str) -> Way:
    """Return the way out by keys, one after the other."""

    def press(opened: Terminal) -> None:
        for key in keys:
            opened.press(key)
            opened.read(0.5)

    return press


REST, PLAN, WRITE = at_rest, over_a_plan, in_a_write
CTRL_C = by_keys("\x03", "\x03")
WAYS = [
    pytest.param(REST, by("SIGTERM"), 143, id="rest-term", marks=pytest.mark.long),
    pytest.param(REST, by("SIGHUP"), 129, id="rest-hup"),
    pytest.param(REST, by("SIGINT"), 130, id="rest-int", marks=pytest.mark.long),
    pytest.param(REST, CTRL_C, 130, id="rest-ctrl-c"),
    pytest.param(REST, by_keys("q"), 0, id="rest-q"),
    pytest.param(PLAN, by("SIGTERM"), 143, id="plan-term", marks=pytest.mark.long),
    pytest.param(PLAN, CTRL_C, 130, id="plan-ctrl-c", marks=pytest.mark.long),
    pytest.param(PLAN, by("SIGHUP"), 129, id="plan-hup", marks=pytest.mark.long),
    pytest.param(PLAN, by("SIGINT"), 130, id="plan-int", marks=pytest.mark.long),
    pytest.param(WRITE, by("SIGTERM"), 143, id="write-term"),
    pytest.param(WRITE, by("SIGHUP"), 129, id="write-hup", marks=pytest.mark.long),
    pytest.param(WRITE, by("SIGINT"), 130, id="write-int", marks=pytest.mark.long),
    pytest.param(WRITE, CTRL_C, 130, id="write-ctrl-c", marks=pytest.mark.long),
]


@pytest.mark.parametrize(("get_there", "leave", "code"), WAYS)
def test_a_way_out_has_its_code_restores_the_terminal_and_leaves_nobody(
    holm: Firm, get_there: Callable[[Terminal, Firm], None], leave: Way, code: int
) -> None:
    with screen(holm) as opened:
        get_there(opened, holm)
        everybody = [opened.process.pid, *offspring(opened.process.pid)]

        leave(opened)
        started = time.monotonic()
        ended = opened.ended()

        assert gone_after(everybody) + time.monotonic() - started < IN_TIME + 0.2  # the pauses of this test
        assert ended == code
        opened.assert_restored()
        assert b"Traceback" not in opened.seen
    assert len(everybody) > 1
    settled(holm, written=get_there is WRITE)


@pytest.mark.parametrize(
    "get_there",
    [REST, *(pytest.param(where, marks=pytest.mark.long) for where in (PLAN, WRITE))],
    ids=["rest", "plan", "write"],
)
@pytest.mark.long
def test_a_terminal_that_is_closed_ends_everybody(holm: Firm, get_there: Callable[[Terminal, Firm], None]) -> None:
    with screen(holm) as opened:
        get_there(opened, holm)
        everybody = [opened.process.pid, *offspring(opened.process.pid)]

        opened.hang_up()

        assert gone_after(everybody) < IN_TIME
        assert opened.process.wait() in (129, -signal.SIGHUP)
    settled(holm, written=get_there is WRITE)


def settled(firm: Firm, written: bool) -> None:
    """Assert that a hanging write was recorded as unknown and is settled by the next command."""
    assert states(firm) == (["unknown"] if written else [])
    firm.simulator.clear_faults()
    firm.run("check")
    assert states(firm) == (["unknown"] if written else [])
    asyncio.run(settled_later(firm))
    assert states(firm) == (["not-done"] if written else [])
    assert puts(firm) == (1 if written else 0)


@pytest.mark.long
def test_ctrl_c_once_only_tells(holm: Firm) -> None:
    with screen(holm) as opened:
        opened.press("\x03")

        opened.until("q leaves")

        assert opened.process.poll() is None


@pytest.mark.parametrize("moment", [0.4, *(pytest.param(n, marks=pytest.mark.long) for n in (0.0, 0.1, 0.25, 0.7))])
@pytest.mark.parametrize(
    ("name", "code"),
    [("SIGTERM", 143), *(pytest.param(*pair, marks=pytest.mark.long) for pair in (("SIGHUP", 129), ("SIGINT", 130)))],
)
def test_a_signal_while_the_screen_opens_ends_it_too(holm: Firm, moment: float, name: str, code: int) -> None:
    with terminal([*PROGRAM, "--config", str(holm.config)], holm.environment) as opened:
        hears(opened.process.pid)
        time.sleep(moment)
        everybody = [opened.process.pid, *offspring(opened.process.pid)]

        os.kill(opened.process.pid, getattr(signal, name))
        ended = opened.ended()

        assert ended == code
        assert gone_after(everybody) < IN_TIME
        assert b"Traceback" not in opened.seen
        if opened.modes():
            opened.assert_restored()
