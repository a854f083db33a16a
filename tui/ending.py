"""The end from outside: a hang-up or a termination closes the screen, even where the terminal takes nothing more."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import Any

from checks.adapters.platform import hear_console_close

CODES = {"SIGHUP": 129, "SIGINT": 130, "SIGTERM": 143}
"""The signals with the exit code each gives. Windows has no SIGHUP."""

LAST_RESORT = 3.0
"""Seconds that a terminal has for being restored; the engine finishes its write by itself meanwhile."""


def nothing() -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Ending:
    """`end` closes the screen with an exit code; it is called in the loop that was running at `hear`.

    `at_once` is called in the handler itself: the engine's time for its last words runs from the signal, not
    from when a terminal that is gone has been given up.
    """

    end: Callable[[int], None]
    at_once: Callable[[], None] = nothing
    code: int | None = None
    _timer: threading.Timer | None = None
    _restored: bool = False
    _line: list[Any] | None = None

    def hear(self) -> None:
        """Listen, where this is the main thread of a program."""
        loop = asyncio.get_running_loop()
        self._line = _line_setting()

        def heard(number: int, frame: FrameType | None) -> None:
            # Not a handler of the loop: a terminal that stopped reading holds the loop, and this still runs.
            self._begin(loop, CODES[signal.Signals(number).name])

        hear_console_close(lambda: self._begin(loop, CODES["SIGHUP"]))

        for name in CODES:
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(ValueError):
                    signal.signal(number, heard)

    def _begin(self, loop: asyncio.AbstractEventLoop, code: int) -> None:
        if self.code is None:
            self.code = code
            self._set_timer(code)
            self.at_once()
            loop.call_soon_threadsafe(self.end, code)

    def _set_timer(self, code: int) -> None:
        if not self._restored:
            self._timer = threading.Timer(LAST_RESORT, self._cut, (code,))
            self._timer.daemon = True
            self._timer.start()

    def restored(self) -> None:
        """Know that the terminal is as it was: what is left to do may take its time."""
        self._restored = True
        if self._timer is not None:
            self._timer.cancel()

    def _cut(self, code: int) -> None:
        """End at once; the line's setting is all that a terminal which does not read can be given back."""
        if self._line is not None:
            with suppress(Exception):
                import termios

                termios.tcsetattr(0, termios.TCSANOW, self._line)
        os._exit(code)


def _line_setting() -> list[Any] | None:
    """Return how the terminal line is set; None where there is none, or no such thing."""
    try:
        import termios

        return termios.tcgetattr(0)
    except Exception:  # noqa: BLE001 - not a terminal, or Windows
        return None
