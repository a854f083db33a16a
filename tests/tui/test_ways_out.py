"""Every way out leaves the terminal as it was, the right exit code, and nothing that was on the desk."""

import os
import re
import signal
import time

import pytest

from tests.support.screen_process import SECRET, Terminal, screen_process

READY = b"Customers without an id"
COLOURED = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9\d|10\d)(?:;\d+)*m")
ALTERNATE_LEFT = b"\x1b[?1049l"


def ready(terminal: Terminal) -> None:
    assert READY in terminal.read(15, READY)


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
@pytest.mark.long
def test_a_signal_ends_with_its_code_and_a_restored_terminal(name: str, code: int) -> None:
    with screen_process() as terminal:
        ready(terminal)

        terminal.process.send_signal(getattr(signal, name))

        assert terminal.ended() == code
        assert ALTERNATE_LEFT in terminal.read(0.2)
        assert terminal.restored


@pytest.mark.long
def test_a_terminal_that_stopped_reading_does_not_hold_the_end_back() -> None:
    with screen_process() as terminal:
        ready(terminal)
        for _ in range(60):
            terminal.press("231m")
            time.sleep(0.04)

        terminal.process.send_signal(signal.SIGTERM)
        started = time.monotonic()

        assert terminal.process.wait(8) == 143
        assert time.monotonic() - started < 15
        assert terminal.restored


def test_a_terminal_that_is_gone_ends_the_screen() -> None:
    with screen_process() as terminal:
        ready(terminal)

        os.close(terminal.line)
        os.close(terminal.hand)
        terminal.process.send_signal(signal.SIGHUP)

        assert terminal.process.wait(8) == 129


def test_q_leaves_with_zero() -> None:
    with screen_process() as terminal:
        ready(terminal)

        terminal.press("q")

        assert terminal.ended() == 0
        assert terminal.restored


@pytest.mark.long
def test_ctrl_c_tells_first_and_leaves_the_second_time() -> None:
    with screen_process() as terminal:
        ready(terminal)

        terminal.press("\x03")
        assert b"q leaves" in terminal.read(3, b"q leaves")
        assert terminal.process.poll() is None
        terminal.press("\x03")

        assert terminal.ended() == 130


@pytest.mark.long
def test_a_defect_leaves_a_page_without_values() -> None:
    with screen_process() as terminal:
        ready(terminal)

        terminal.press("x")
        code = terminal.ended()
        seen = terminal.read(0.3)

        assert code == 1
        assert terminal.restored
        assert b"ValueError" in seen
        assert b"/var/lib/ctmon/holm" in seen
        assert SECRET.encode() not in seen
        assert b"Traceback" not in seen


def test_an_engine_that_breaks_is_told_and_the_screen_stays() -> None:
    with screen_process() as terminal:
        ready(terminal)

        terminal.press("p")

        assert b"AssertionError" in terminal.read(3, b"AssertionError")
        assert SECRET.encode() not in terminal.seen
        assert terminal.process.poll() is None


def test_no_colour_means_no_colour() -> None:
    with screen_process(NO_COLOR="1") as terminal:
        ready(terminal)

        assert COLOURED.search(terminal.seen) is None


def test_with_colours_there_are_colours() -> None:
    with screen_process() as terminal:
        ready(terminal)

        assert COLOURED.search(terminal.seen) is not None
