"""What the server was asked and did, for a test to count."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Executed:
    """One statement that was reached; `number` is the error it ended with, `rows` the count it reported."""

    session: int
    login: str
    text: str
    writes: bool
    rows: int
    number: int = 0
    at: float = field(default_factory=time.monotonic)


class Log:
    """All statements in their order, over all sessions."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._executed: list[Executed] = []
        self.committed = 0
        """Statements that changed something and whose transaction was committed."""
        self.logins = 0
        """Logins that were tried, good or bad."""
        self.refused = 0

    def add(self, entry: Executed) -> None:
        """Keep one."""
        with self._guard:
            self._executed.append(entry)

    def add_refusal(self, procedure: str, login: str, number: int) -> None:
        """Keep a remote call that was not done."""
        self.add(Executed(0, login, procedure, False, 0, number))

    def count_login(self, good: bool) -> None:
        """Count a try to log in."""
        with self._guard:
            self.logins += 1
            self.refused += not good

    def count_committed(self, writes: int) -> None:
        """Count what a commit made last."""
        with self._guard:
            self.committed += writes

    @property
    def executed(self) -> tuple[Executed, ...]:
        """Return all of them."""
        with self._guard:
            return tuple(self._executed)

    @property
    def writes(self) -> tuple[Executed, ...]:
        """Return those that changed rows, or would have where the rows had been there."""
        return tuple(entry for entry in self.executed if entry.writes and not entry.number)
