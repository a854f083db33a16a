"""`ctmon`: hears signals before anything else is loaded, then runs one command and ends with its exit code."""

from __future__ import annotations

import signal
import sys

ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that end the program, with 128 and their number as exit code; Windows has two of them."""


def main() -> int:
    """Run the command line; the commands hear signals in their own ways once they are under way."""
    _hear(_end)
    try:
        from tui.program import run

        return run(sys.argv[1:])
    finally:
        _hear(signal.SIG_DFL)  # nothing is left to be tidied up, and an ending interpreter would complain


def _end(number: int, _: object) -> None:
    raise SystemExit(128 + number)


def _hear(handler: object) -> None:
    for name in ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup stays in force
            signal.signal(number, handler)  # type: ignore[arg-type]  # naming its type would cost what this saves


if __name__ == "__main__":
    sys.exit(main())
