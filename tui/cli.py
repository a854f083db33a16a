"""`ctmon`: hears signals before anything else is loaded, then runs one command and ends with its exit code."""

import os
import sys

INTERRUPTED = 130

try:  # what loads this module has no handler yet: an interrupt would leave the interpreter's traceback
    import signal
except KeyboardInterrupt:
    os._exit(INTERRUPTED)

ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that end the program, with 128 and their number as exit code; Windows has two of them."""


def main() -> int:
    """Run the command line; the commands hear signals in their own ways once they are under way."""
    try:
        _hear(_ending(None))
        _hear(_ending(_line()))
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)
    try:
        from tui.program import run

        return run(sys.argv[1:])
    finally:
        _let_go_of_output()
        _hear(signal.SIG_DFL)  # nothing is left to be tidied up, and an ending interpreter would complain


def _let_go_of_output() -> None:
    """Write out what is kept; where nobody reads any more, drop it, or the interpreter would change the exit code."""
    for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def _ending(line: object) -> object:
    def end(number: int, _: object) -> None:
        # Not by raising: what is being loaded or let go of just then could swallow it.
        if line is not None:
            _set_line(line)
        os._exit(128 + number)

    return end


def _line() -> object:
    """Return how the terminal is set, for where a question has switched its echo off; None without one."""
    try:
        import termios

        return termios.tcgetattr(0)
    except Exception:  # noqa: BLE001 - no terminal, or Windows
        return None


def _set_line(line: object) -> None:
    try:
        import termios

        termios.tcsetattr(0, termios.TCSANOW, line)  # type: ignore[arg-type]  # as it was got
    except Exception:  # noqa: BLE001, S110 - the terminal may be gone, and nothing may hold this end back
        pass


def _hear(handler: object) -> None:
    for name in ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup stays in force
            signal.signal(number, handler)  # type: ignore[arg-type]  # naming its type would cost what this saves


if __name__ == "__main__":
    sys.exit(main())
