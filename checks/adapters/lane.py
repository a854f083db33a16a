"""One daemon thread that does blocking work in order, so that nothing above ever waits for a driver."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

T = TypeVar("T")
Job = Callable[[], None]

MOST_HANGING = 4
"""Abandoned threads that are borne; with more of them nothing is begun until one comes back."""
GRACE = 1.0
"""Seconds in which interrupted work can still come back by itself."""


class LaneBusy(Exception):
    """The work did not come back in time; its thread is abandoned and ends with the process."""


@dataclass(slots=True)
class Lane:
    """`run` awaits one piece of work; what hangs longer than `patience` seconds costs its thread, not the caller.

    `interrupt` asks a driver to break off what it is doing; it is called from another thread, and only while
    the piece of work that is meant still runs.
    """

    name: str
    patience: float = 30.0
    interrupt: Callable[[], None] | None = None
    grace: float = GRACE
    _jobs: queue.SimpleQueue[Job | None] | None = field(default=None)
    _threads: list[threading.Thread] = field(default_factory=list[threading.Thread])
    _running: Running = field(default_factory=lambda: Running())

    async def run(self, work: Callable[[], T], patience: float | None = None) -> T:
        """Do the work in the lane, in the caller's context, and return its result, or raise what it raised.

        `patience` is what this piece of work has, where that is not the lane's own.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        running, context = Running(), copy_context()

        def job() -> None:
            if not running.begin():
                return
            self._running = running
            try:
                result = context.run(work)
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever awaits the answer
                running.end()
                _tell(loop, answer, partial(answer.set_exception, error))
            else:
                running.end()
                _tell(loop, answer, partial(answer.set_result, result))

        jobs = self._open()
        jobs.put(job)
        try:
            return await self._answered(answer, running, jobs, self.patience if patience is None else patience)
        except asyncio.CancelledError:
            answer.cancel()
            running.break_off(self.interrupt)
            raise

    def close(self, last: Job | None = None) -> None:
        """Let the thread end after what it is doing, which is broken off, and after `last`; nobody waits."""
        if self._jobs is not None:
            self._running.break_off(self.interrupt)
            if last is not None:
                self._jobs.put(last)
            self._abandon(self._jobs)

    @property
    def hanging(self) -> int:
        """Return how many threads were given up and have not come back."""
        alive = sum(thread.is_alive() for thread in self._threads)
        return alive if self._jobs is None else alive - 1

    async def _answered(
        self, answer: asyncio.Future[T], running: Running, jobs: queue.SimpleQueue[Job | None], patience: float
    ) -> T:
        done, _ = await asyncio.wait({answer}, timeout=patience)
        if not done and self.interrupt is not None:
            running.break_off(self.interrupt)
            done, _ = await asyncio.wait({answer}, timeout=self.grace)
        if done:
            return answer.result()
        answer.cancel()
        self._abandon(jobs)
        raise LaneBusy(self.name)

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


@dataclass(slots=True)
class Running:
    """Whether one piece of work runs: an interruption must never hit the next one."""

    _lock: threading.Lock = field(default_factory=threading.Lock)
    _state: str = "waiting"

    def begin(self) -> bool:
        """Tell whether it may begin; one that was broken off before never does."""
        with self._lock:
            if self._state != "waiting":
                return False
            self._state = "running"
            return True

    def end(self) -> None:
        """Note that it came back."""
        with self._lock:
            self._state = "over"

    def break_off(self, interrupt: Callable[[], None] | None) -> None:
        """Interrupt it from a thread of its own: the driver may hang in that as well."""
        if interrupt is not None:
            threading.Thread(target=self._break_off, args=(interrupt,), name="interrupt", daemon=True).start()

    def _break_off(self, interrupt: Callable[[], None]) -> None:
        with self._lock:
            if self._state == "running":
                interrupt()
            elif self._state == "waiting":
                self._state = "over"


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
