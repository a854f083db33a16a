"""The right to commit, given once: taken by whoever writes, or taken back by whoever stopped waiting."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass(slots=True)
class Permit:
    """Settles between a write and its watchdog: a write that was given up can never commit later."""

    _lock: threading.Lock = field(default_factory=threading.Lock)
    _word: str = ""

    def take(self) -> bool:
        """Ask, just before the commit, whether it may still be done."""
        with self._lock:
            self._word = self._word or "taken"
            return self._word == "taken"

    def revoke(self) -> bool:
        """Take it back; True means that nothing was and nothing will be committed."""
        with self._lock:
            self._word = self._word or "revoked"
            return self._word == "revoked"
