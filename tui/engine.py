"""The engine's process: a monitor that speaks over its standard input and output, and leaves with its screen.

It runs in a session of its own, so that a terminal which goes away takes only the screen along. The end of
its input means that the screen is gone: the write in hand gets four seconds, nothing further is started.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import cast

from checks.adapters.platform import lower_priority
from checks.engine.local import LocalMonitor
from tui.crash import page
from tui.messages import CALLS, Answer, Call, pieces
from tui.wire import WireFault, packed, receive, receive_bytes

LAST_WORDS = 4.0
"""Seconds that a write in hand has left once the screen is gone (contract section 6)."""


@dataclass(slots=True)
class Server:
    """Serves one monitor to the one screen at the other end of the pipe."""

    monitor: LocalMonitor
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    _calls: set[asyncio.Task[None]] = field(default_factory=set["asyncio.Task[None]"])
    _writes: set[asyncio.Task[None]] = field(default_factory=set["asyncio.Task[None]"])
    _sending: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def serve(self, leave: asyncio.Event) -> None:
        """Work until the screen closes the pipe or `leave` is set, then finish what is in hand."""
        work = [asyncio.create_task(self._updates()), asyncio.create_task(self.monitor.run())]
        listening = asyncio.create_task(self._listen())
        leaving = asyncio.create_task(leave.wait())
        await asyncio.wait([listening, leaving, *work], return_when=asyncio.FIRST_COMPLETED)
        for task in (listening, leaving, *work):
            task.cancel()
        await self._last_words()
        await asyncio.wait((listening, leaving, *work))
        for task in (listening, leaving, *work):
            if not task.cancelled() and (defect := task.exception()):
                print(page(defect), file=sys.stderr)

    async def _last_words(self) -> None:
        self.monitor.leave()
        if self._writes:
            await asyncio.wait(self._writes, timeout=LAST_WORDS)
        for call in self._calls:
            call.cancel()  # the runner records what it was doing as unknown
        await asyncio.gather(*self._calls, return_exceptions=True)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                await self.monitor.close()

    async def _listen(self) -> None:
        with contextlib.suppress(EOFError, WireFault):
            while True:
                call = cast(Call, await receive(self.reader))
                task = asyncio.create_task(self._answer(call))
                for tasks in (self._calls, self._writes) if call[1] == "apply" else (self._calls,):
                    tasks.add(task)
                    task.add_done_callback(tasks.discard)

    async def _answer(self, call: Call) -> None:
        number, method, arguments = call
        if method not in CALLS:
            await self._send(("fault", number, None))
            return
        try:
            asked = cast("Callable[..., Awaitable[object]]", getattr(self.monitor, method))
            value = await asked(*arguments)
        except Exception:  # noqa: BLE001 - a defect in one call must reach the screen as a fault, not end the engine
            await self._send(("fault", number, None))
            return
        await self._send(("answer", number, value))

    async def _updates(self) -> None:
        async for update in self.monitor.watch():
            for piece in pieces(update):
                await self._send(("update", 0, piece))

    async def _send(self, answer: Answer) -> None:
        async with self._sending:
            with contextlib.suppress(ConnectionError):
                self.writer.write(packed(answer))
                await self.writer.drain()


async def run(build: Callable[[bytes], LocalMonitor]) -> int:
    """Serve the monitor that `build` makes of the first message, the secrets."""
    reader, writer = await _streams()
    leave = asyncio.Event()
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if number := getattr(signal, name, None):
            with contextlib.suppress(NotImplementedError):  # Windows has no handlers on the loop
                asyncio.get_running_loop().add_signal_handler(number, leave.set)
    try:
        secrets = await receive_bytes(reader)
    except (EOFError, WireFault):
        return 1
    await Server(build(secrets), reader, writer).serve(leave)
    return 0


async def _streams() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Return the two pipes as streams; whatever else prints goes to standard error from here on."""
    loop = asyncio.get_running_loop()
    incoming, outgoing = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    reader = asyncio.StreamReader(limit=2**20)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(incoming, "rb"))
    transport, protocol = await loop.connect_write_pipe(
        lambda: asyncio.streams.FlowControlMixin(loop=loop), os.fdopen(outgoing, "wb")
    )
    return reader, asyncio.StreamWriter(transport, protocol, None, loop)


def main() -> int:
    """Start from the command line that tui.wiring.start_engine makes."""
    from tui.wiring import build_for_engine  # the import costs the adapters, which only this process needs

    lower_priority()
    return asyncio.run(run(lambda secrets: build_for_engine(sys.argv[1:], secrets)))


if __name__ == "__main__":
    sys.exit(main())
