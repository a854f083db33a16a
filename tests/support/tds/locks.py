"""One lock for all rows: a reader that means to write, or a writer, keeps every other one out until it is through.

A real server locks single rows. This one is stricter, never laxer: who would wait there waits here too.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from tests.support.tds.errors import Interrupted, SqlError

TICK = 0.02
FOR_EVER = -1


class WriterLock:
    """Held by one session at a time; `dirty` once that one has changed something."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.holder: object | None = None
        self.dirty = False

    def acquire(self, session: object, patience: int, stopped: Callable[[], bool]) -> None:
        """Take the lock, or keep it; raises 1222 after so many milliseconds."""
        with self._changed:
            self._wait(lambda: self.holder in (None, session), patience, stopped)
            self.holder = session

    def wait_clean(self, session: object, patience: int, stopped: Callable[[], bool]) -> None:
        """Wait until no other session has changes that are not committed: what a reader does without row versions."""
        with self._changed:
            self._wait(lambda: self.holder in (None, session) or not self.dirty, patience, stopped)

    def soil(self, session: object) -> None:
        """Say that the holder has changed something."""
        with self._changed:
            self.dirty = self.dirty or self.holder is session

    def release(self, session: object) -> None:
        """Let the next one in; nothing happens where another session holds it."""
        with self._changed:
            if self.holder is session:
                self.holder, self.dirty = None, False
                self._changed.notify_all()

    def _wait(self, ready: Callable[[], bool], patience: int, stopped: Callable[[], bool]) -> None:
        end = None if patience == FOR_EVER else time.monotonic() + patience / 1000
        while not ready():
            if stopped():
                raise Interrupted
            left = TICK if end is None else min(TICK, end - time.monotonic())
            if left <= 0:
                raise SqlError(1222, state=51)
            self._changed.wait(left)
