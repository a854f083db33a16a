"""Runs one command against a monitor in this process, and ends it well whatever signal comes."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Awaitable, Callable

from checks.engine.local import LocalMonitor
from checks.engine.patience import by_itself
from tui.hang_up import HUNG_UP, hung_up

LAST_WORDS = 4.0
"""Seconds that a write in hand has left after a signal (contract section 6)."""


def conduct(build: Callable[[], LocalMonitor], work: Callable[[LocalMonitor], Awaitable[int]]) -> int:
    """Build a monitor, do the work, let go of everything; 130, 129 or 143 where a signal ended it."""
    with by_itself(not at_terminal()):
        return asyncio.run(_conducted(build, work))


def at_terminal() -> bool:
    """Tell whether somebody sits there: what cron or a monitoring host starts is done by itself."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


async def _conducted(build: Callable[[], LocalMonitor], work: Callable[[LocalMonitor], Awaitable[int]]) -> int:
    loop = asyncio.get_running_loop()
    caught: list[int] = []
    monitor = build()
    task = asyncio.ensure_future(work(monitor))

    def stop(number: int) -> None:
        caught.append(number)
        monitor.leave()
        loop.call_later(LAST_WORDS if monitor.writing else 0, task.cancel)

    for number in _signals():
        _hear(loop, number, stop)
    try:
        code = await task
    except asyncio.CancelledError:
        code = 1
    except OSError as error:
        if not hung_up(error):
            raise
        code = HUNG_UP
    finally:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                await monitor.close()
    return 128 + caught[0] if caught else code


def _hear(loop: asyncio.AbstractEventLoop, number: int, stop: Callable[[int], None]) -> None:
    """Have a signal heard by the loop; Windows' loops cannot, so there it is passed on to them."""
    try:
        loop.add_signal_handler(number, stop, number)
    except (NotImplementedError, RuntimeError):

        def pass_on(heard: int, _: object) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: the command has ended by itself
                loop.call_soon_threadsafe(stop, heard)

        with contextlib.suppress(ValueError, OSError):  # not in the main thread, or none of this platform's
            signal.signal(number, pass_on)


def _signals() -> list[int]:
    """Return the signals to end on; one that the starter has set to ignore (nohup) stays ignored."""
    named = [getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")]
    return [n for n in named if n is not None and signal.getsignal(n) is not signal.SIG_IGN]


async def asked(question: str) -> str:
    """Return the operator's answer, lower-cased; empty at the end of the input. Signals still get through."""
    print(question, end=" ", file=sys.stderr, flush=True)
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[str] = loop.create_future()

    def read() -> None:
        if not answer.done():
            answer.set_result(sys.stdin.readline())

    try:
        loop.add_reader(sys.stdin, read)
    except (NotImplementedError, OSError):  # Windows, or a plain file: nothing to wait for
        return sys.stdin.readline().strip().casefold()
    try:
        return (await answer).strip().casefold()
    finally:
        loop.remove_reader(sys.stdin)
