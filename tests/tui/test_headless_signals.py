"""A headless command that is told to end: its exit code, no traceback, and a write that is finished or disowned."""

import asyncio
import signal
import subprocess
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from checks.demo.simulator import Fault, FaultKind
from tests.support.firm import PROGRAM, Firm
from tests.support.processes import hears
from tests.support.putting import put_arrived, puts, silent_put, slow_put
from tests.support.settling import settled_later
from tests.support.terminal import terminal
from tests.support.troubled import STALE, UNLINKED, address, states, troubled

SIGNALS = [("SIGTERM", 143), ("SIGINT", 130), ("SIGHUP", 129)]
ONE_SHORT = [SIGNALS[0], *(pytest.param(*pair, marks=pytest.mark.long) for pair in SIGNALS[1:])]
IN_TIME = 8.0
"""Seconds: the five that are promised, and three for a machine that has other work."""
COMMANDS = [("check",), ("fix", UNLINKED, "--yes"), ("fix", STALE, "--yes")]
MOMENTS = [
    pytest.param(words, *ending, moment, marks=() if moment == 0.25 and at == command else pytest.mark.long)
    for moment in (0.0, 0.1, 0.25, 0.5, 0.8)
    for command, words in enumerate(COMMANDS)
    for at, ending in enumerate(SIGNALS)
]
"""Seconds after the program came to hear signals; each command and each signal once in the short run."""


@pytest.fixture(name="holm")
def _holm(tmp_path: Path) -> Generator[Firm]:
    with troubled(tmp_path) as made:
        yield made


def ended(process: subprocess.Popen[str], name: str) -> tuple[int, str, float]:
    """Send the signal and return the exit code, what was said, and how long it took."""
    started = time.monotonic()
    process.send_signal(getattr(signal, name))
    _, said = process.communicate(timeout=20)
    return process.returncode, said, time.monotonic() - started


@pytest.mark.parametrize(("words", "name", "code", "moment"), MOMENTS)
def test_a_signal_at_any_moment_ends_a_command(
    holm: Firm, words: tuple[str, ...], name: str, code: int, moment: float
) -> None:
    holm.simulator.fault(Fault(FaultKind.SLOW, "/customers", seconds=0.3))
    process = holm.start(*words)
    hears(process.pid)
    time.sleep(moment)

    ending, said, took = ended(process, name)

    assert ending == code
    assert "Traceback" not in said
    assert took < IN_TIME
    assert set(states(holm)) <= {"done", "unknown", "not-done"}


@pytest.mark.parametrize(("name", "code"), ONE_SHORT)
def test_a_check_that_hangs_ends_at_once(holm: Firm, name: str, code: int) -> None:
    holm.simulator.fault(Fault(FaultKind.SILENT, "/customers"))
    process = holm.start("check")
    called(holm)

    ending, said, took = ended(process, name)

    assert (ending, said) == (code, "")
    assert took < 2


def called(firm: Firm) -> None:
    """Wait until e-conomic was asked for its customers."""
    end = time.monotonic() + 20
    while not any(call.path.startswith("/customers") for call in firm.simulator.calls):
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize(("name", "code"), ONE_SHORT)
@pytest.mark.long
def test_a_write_that_hangs_gets_four_seconds_and_is_settled_by_the_next_command(
    holm: Firm, name: str, code: int
) -> None:
    silent_put(holm)
    process = holm.start("fix", STALE, "--yes")
    put_arrived(holm)

    ending, said, took = ended(process, name)

    assert (ending, said) == (code, "")
    assert 3.5 < took < IN_TIME
    assert states(holm) == ["unknown"]
    holm.simulator.clear_faults()
    holm.run("check")
    assert states(holm) == ["unknown"]
    asyncio.run(settled_later(holm))
    assert states(holm) == ["not-done"]
    assert puts(holm) == 1


@pytest.mark.parametrize(("name", "code"), ONE_SHORT)
@pytest.mark.long
def test_a_write_that_is_answered_in_time_is_recorded_as_it_ended(holm: Firm, name: str, code: int) -> None:
    slow_put(holm, 1.0)
    process = holm.start("fix", STALE, "--yes")
    put_arrived(holm)

    ending, said, took = ended(process, name)

    assert (ending, said) == (code, "")
    assert took < 3  # and no further reading is begun
    assert states(holm) == ["done"]
    assert address(holm) == "Vestergade 7"


@pytest.mark.parametrize(("name", "code"), ONE_SHORT)
def test_a_question_that_nobody_answers_can_be_ended(holm: Firm, name: str, code: int) -> None:
    with terminal([*PROGRAM, "--config", str(holm.config), "fix", UNLINKED], holm.environment) as opened:
        opened.until("Apply this?")

        if name == "SIGINT":
            opened.press("\x03")
        else:
            opened.process.send_signal(getattr(signal, name))

        assert opened.ended() == code
        assert b"Traceback" not in opened.seen
    assert holm.cell("1042") is None


def test_a_terminal_that_is_closed_in_a_write_ends_with_the_record_made(holm: Firm) -> None:
    slow_put(holm, 1.0)
    with terminal([*PROGRAM, "--config", str(holm.config), "fix", STALE, "--yes"], holm.environment) as opened:
        put_arrived(holm)
        opened.read(0.1)

        opened.hang_up()

        assert opened.process.wait(IN_TIME) == 129
    assert states(holm) == ["done"]


@pytest.mark.long
def test_a_hang_up_that_the_starter_ignores_is_ignored(holm: Firm) -> None:
    slow_put(holm, 0.5)
    words = [*PROGRAM, "--config", str(holm.config), "fix", STALE, "--yes"]
    nohup = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *words]
    with subprocess.Popen(nohup, env=holm.environment, stdout=subprocess.DEVNULL) as process:
        put_arrived(holm)

        process.send_signal(signal.SIGHUP)

        assert process.wait(20) == 0
    assert states(holm) == ["done"]
