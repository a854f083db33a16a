"""The pause after a refused login: accounts lock after a few wrong passwords, so it is never tried again by itself."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from checks.engine.errors import SourceFault

SHORTEST = 30.0
"""Seconds between two attempts with a login that was refused, however often somebody asks."""


@dataclass(slots=True)
class LoginPause:
    """Remembers a refusal until the login is another one, or until somebody asks after the pause."""

    clock: Callable[[], float]
    _salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    _fault: SourceFault | None = None
    _login: bytes = b""
    _locks: bool = True
    _until: float = 0.0

    def look(self, user: str, password: str, by_itself: bool) -> None:
        """Raise the refusal again where this login is not to be tried now."""
        if self._fault is None:
            return
        if self._digest(user, password) != self._login:
            self.accepted()
            return
        never, later = self._locks and by_itself, self._locks or by_itself
        if never or (later and self.clock() < self._until):
            raise SourceFault(self._fault.phrase)

    def refused(self, user: str, password: str, fault: SourceFault, locks: bool = True) -> None:
        """Begin a pause; what does not lock an account (`locks`) is tried again after it, and at once when asked."""
        self._until = self.clock() + SHORTEST
        self._fault, self._login, self._locks = fault, self._digest(user, password), locks

    def accepted(self) -> None:
        """Forget what was."""
        self._fault = None

    def _digest(self, user: str, password: str) -> bytes:
        return hashlib.blake2b(f"{user}\0{password}".encode("utf-8", "replace"), key=self._salt).digest()
