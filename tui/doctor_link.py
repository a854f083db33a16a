"""The screen's side of a doctor in a process of its own, which ends with the visit, however that ends."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import cast

from checks.engine.health import Line, Sign
from checks.engine.phrase import Phrase, plain
from tui.texts import doctor as texts
from tui.visit import BrokenOff, Tell, Topic
from tui.wire import WireFault, receive


@dataclass(frozen=True, slots=True)
class DoctorProcess:
    """Fulfils `Doctor`. `start` starts one process, with its secrets already handed over."""

    start: Callable[[], Awaitable[asyncio.subprocess.Process]]

    async def visit(self, tell: Tell) -> None:
        """Pass on what the process tells; raises BrokenOff where it leaves before the end."""
        tell(Topic.TERMINAL, Line(Sign.OK, texts.TERMINAL, plain(os.environ.get("TERM") or os.name)))
        tell(Topic.TERMINAL, None)
        try:
            process = await self.start()
        except OSError as error:
            raise BrokenOff(NOT_STARTED.with_(why=error.strerror or type(error).__name__)) from None
        try:
            await _pass_on(process, tell)
        finally:
            await _end(process)


async def _pass_on(process: asyncio.subprocess.Process, tell: Tell) -> None:
    assert process.stdout is not None  # noqa: S101 - started with pipes
    left = {Topic.SITE, Topic.CLIENTTIME, Topic.ECONOMIC}
    try:
        while left:
            number, line = cast("tuple[int, Line | None]", await receive(process.stdout))
            topic = Topic(number)
            tell(topic, line)
            left -= {topic} if line is None else set()
    except (EOFError, WireFault):
        raise BrokenOff(BROKE_OFF) from None


async def _end(process: asyncio.subprocess.Process) -> None:
    """End it at once: it only reads, and a driver that hangs would hear nothing gentler."""
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    if process.stdin is not None:
        process.stdin.close()
    await process.communicate()


BROKE_OFF = Phrase(
    "The doctor stopped unexpectedly; what was not told yet is not known. r looks again.",
    "Diagnosen stoppede uventet; det, der ikke nåede frem, er ukendt. r ser efter igen.",
)
NOT_STARTED = Phrase(
    "The doctor could not be started ({why}). r tries again.", "Diagnosen kunne ikke startes ({why}). r prøver igen."
)
