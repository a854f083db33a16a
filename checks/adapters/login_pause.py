"""The pause after a refused login: accounts lock after a few wrong passwords, so it is never simply tried again."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from checks.engine.errors import SourceFault

FIRST, LONGEST = 30.0, 600.0
"""Seconds of the first pause, and of the longest."""


@dataclass(slots=True)
class LoginPause:
    """Remembers a refusal until its pause is over, or until the login is another one."""

    clock: Callable[[], float]
    _salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    _fault: SourceFault | None = None
    _login: bytes = b""
    _until: float = 0.0
    _length: float = 0.0

    def look(self, user: str, password: str) -> None:
        """Raise the refusal again where this login would be tried too soon."""
        if self._fault is None:
            return
        if self._digest(user, password) != self._login:
            self.accepted()
        elif self.clock() < self._until:
            raise SourceFault(self._fault.phrase)

    def refused(self, user: str, password: str, fault: SourceFault, grows: bool = True) -> None:
        """Begin a pause, each twice as long as the one before."""
        self._length = min(max(FIRST, self._length * 2), LONGEST) if grows else FIRST
        self._until = self.clock() + self._length
        self._fault, self._login = fault, self._digest(user, password)

    def accepted(self) -> None:
        """Forget what was."""
        self._fault, self._length = None, 0.0

    def _digest(self, user: str, password: str) -> bytes:
        return hashlib.blake2b(f"{user}\0{password}".encode("utf-8", "replace"), key=self._salt).digest()
