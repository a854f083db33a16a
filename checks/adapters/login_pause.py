"""The pause after a refused login: accounts lock after a few wrong passwords, so it is never tried again by itself."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from checks.adapters.refused_logins import SHORTEST, Attempt, RefusedLogins, pause, stamped, utc_now
from checks.engine.errors import LoginRefused, SourceFault


@dataclass(slots=True)
class LoginPause:
    """Remembers a refusal until the login is another one, or until somebody asks after the pause.

    What may lock an account is remembered for other processes, too, where there is a `record`; without one, or where
    the record cannot be written, this process remembers it for itself.
    """

    clock: Callable[[], float]
    record: RefusedLogins | None = None
    _salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    _fault: SourceFault | None = None
    _login: bytes = b""
    _locks: bool = True
    _times: int = 0
    _until: float = 0.0

    def turn(self, attempt: Attempt) -> contextlib.AbstractContextManager[None]:
        """Wait until no other process tries this login, for a moment at most."""
        return contextlib.nullcontext() if self.record is None else self.record.turn(attempt)

    def look(self, attempt: Attempt, by_itself: bool) -> None:
        """Raise the refusal again where this login is not to be tried now."""
        if self.record is not None:
            self.record.look(attempt, by_itself)
        if self._fault is None:
            return
        if self._digest(attempt) != self._login:
            self._forget()
            return
        never, later = self._locks and by_itself, self._locks or by_itself
        if never or (later and self.clock() < self._until):
            raise (LoginRefused if self._locks else SourceFault)(self._fault.phrase)

    def refused(self, attempt: Attempt, fault: SourceFault) -> SourceFault:
        """Begin a pause, and return the fault with its times; the login may lock an account by being tried again."""
        if self.record is not None and (kept := self.record.keep(attempt, fault.phrase)) is not None:
            self._forget()
            return type(fault)(stamped(fault.phrase, kept.when, kept.again))
        same = self._fault is not None and self._digest(attempt) == self._login
        self._times = self._times + 1 if same else 1
        seconds, now = pause(self._times), utc_now()
        told = type(fault)(stamped(fault.phrase, now, now + timedelta(seconds=seconds)))
        self._begin(attempt, told, seconds, locks=True)
        return told

    def not_here(self, attempt: Attempt, fault: SourceFault) -> None:
        """Begin a pause of what locks nothing, a database that is not there; whoever asks may try it at once."""
        self.accepted(attempt)
        self._begin(attempt, fault, SHORTEST, locks=False)

    def accepted(self, attempt: Attempt) -> None:
        """Forget what was, here and for every other process."""
        self._forget()
        if self.record is not None:
            self.record.clear(attempt)

    def _begin(self, attempt: Attempt, fault: SourceFault, seconds: float, locks: bool) -> None:
        self._until = self.clock() + seconds
        self._fault, self._login, self._locks = fault, self._digest(attempt), locks

    def _forget(self) -> None:
        self._fault, self._times = None, 0

    def _digest(self, attempt: Attempt) -> bytes:
        text = f"{attempt.server}\0{attempt.user}\0{attempt.password}"
        return hashlib.blake2b(text.encode("utf-8", "replace"), key=self._salt).digest()
