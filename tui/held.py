"""A key that came before there was anything to do it to: done as soon as there is, unless another one follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

HOLDS = timedelta(seconds=10)
"""After so long the operator thinks of something else."""


@dataclass(slots=True)
class Held:
    """Holds one key at most; only one that opens something, never one that writes."""

    key: str = ""
    _since: datetime | None = None

    def hold(self, key: str, now: datetime) -> None:
        """Keep a key until it can be done."""
        self.key, self._since = key, now

    def drop(self) -> str:
        """Let go of the key; tells which it was."""
        key, self.key = self.key, ""
        return key

    def due(self, now: datetime) -> bool:
        """Take the key; tells whether it is to be done now."""
        return bool(self.drop()) and self._since is not None and now - self._since < HOLDS
