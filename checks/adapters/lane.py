"""One daemon thread that does blocking work in order, so that nothing above ever waits for a driver."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

T = TypeVar("T")
Job = Callable[[], None]

MOST_HANGING = 4
"""Abandoned threads that are borne; with more of them nothing is begun until one comes back."""


class LaneBusy(Exception):
    """The work did not come back in time; its thread is abandoned and ends with the process."""


@dataclass(slots=True)
class Lane:
    """`run` awaits one piece of work; what hangs longer than `patience` seconds costs its thread, not the caller."""

    name: str
    patience: float = 30.0
    _jobs: queue.SimpleQueue[Job | None] | None = field(default=None)
    _threads: list[threading.Thread] = field(default_factory=list[threading.Thread])

    async def run(self, work: Callable[[], T]) -> T:
        """Do the work in the lane and return its result, or raise what it raised."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def job() -> None:
            try:
                result = work()
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever awaits the answer
                _tell(loop, answer, partial(answer.set_exception, error))
            else:
                _tell(loop, answer, partial(answer.set_result, result))

        jobs = self._open()
        jobs.put(job)
        try:
            async with asyncio.timeout(self.patience):
                return await answer
        except TimeoutError:
            self._abandon(jobs)
            raise LaneBusy(self.name) from None

    def close(self) -> None:
        """Let the thread end after what it is doing."""
        if self._jobs is not None:
            self._abandon(self._jobs)

    @property
    def hanging(self) -> int:
        """Return how many threads were given up and have not come back."""
        alive = sum(thread.is_alive() for thread in self._threads)
        return alive if self._jobs is None else alive - 1

    def _open(self) -> queue.SimpleQueue[Job | None]:
        if self._jobs is None:
            self._threads = [thread for thread in self._threads if thread.is_alive()]
            if len(self._threads) > MOST_HANGING:
                raise LaneBusy(self.name)
            self._jobs = queue.SimpleQueue()
            thread = threading.Thread(target=_work, args=(self._jobs,), name=self.name, daemon=True)
            self._threads.append(thread)
            thread.start()
        return self._jobs

    def _abandon(self, jobs: queue.SimpleQueue[Job | None]) -> None:
        """Start afresh with the next piece of work; the old thread ends when it comes back."""
        jobs.put(None)
        if self._jobs is jobs:
            self._jobs = None


def _work(jobs: queue.SimpleQueue[Job | None]) -> None:
    while (job := jobs.get()) is not None:
        job()


def _tell(loop: asyncio.AbstractEventLoop, answer: asyncio.Future[T], say: Callable[[], None]) -> None:
    def unless_gone() -> None:
        if not answer.done():
            say()

    try:
        loop.call_soon_threadsafe(unless_gone)
    except RuntimeError:  # the loop has ended meanwhile; nobody waits
        return
