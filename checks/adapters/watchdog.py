"""Work that may never come back, given up after a time: a driver that hangs costs a thread and not the program."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

MOST_HANGING = 4
"""Threads given up that are borne; with more of them nothing is begun until one comes back."""


class GivenUp(Exception):
    """The work did not come back in time; its thread is left alone."""


class TooMany(Exception):
    """So much hangs already that nothing was begun."""


@dataclass(slots=True)
class Watchdog(Generic[T]):
    """Does one kind of work; `late` takes what comes back after nobody waits for it any more."""

    name: str
    late: Callable[[T], object]
    _threads: list[threading.Thread] = field(default_factory=list[threading.Thread])

    @property
    def hanging(self) -> int:
        """Return how many threads were given up and have not come back."""
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        return len(self._threads)

    def run(self, work: Callable[[], T], seconds: float) -> T:
        """Do the work in a thread of its own; raises what it raises, GivenUp or TooMany."""
        if self.hanging >= MOST_HANGING:
            raise TooMany
        errand = _Errand(work, self.late)
        thread = threading.Thread(target=errand.run, name=self.name, daemon=True)
        thread.start()
        if not errand.waited(seconds):
            self._threads.append(thread)
            raise GivenUp
        return errand.result()


@dataclass(slots=True)
class _Errand(Generic[T]):
    work: Callable[[], T]
    late: Callable[[T], object]
    _over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _given_up: bool = False
    _done: list[T] = field(default_factory=list[T])
    _raised: BaseException | None = None

    def run(self) -> None:
        try:
            done = self.work()
        except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits
            self._raised = error
        else:
            with self._lock:
                self._done.append(done)
                if self._given_up:
                    self.late(done)
        self._over.set()

    def waited(self, seconds: float) -> bool:
        """Tell whether it came back in time; if not, its result will be given to `late`."""
        if self._over.wait(seconds):
            return True
        with self._lock:
            self._given_up = not self._done
            return not self._given_up

    def result(self) -> T:
        if self._raised is not None:
            raise self._raised
        return self._done[0]
