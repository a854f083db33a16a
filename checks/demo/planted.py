"""What the demo hides on purpose: the findings a right program makes, and the traps that it must not fall into."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Planted:
    """One finding by check, key, cause and parent as the contract names them; `note` says what is special.

    Among the near misses, the one that must not be made.
    """

    check: str
    key: str
    cause: str | None = None
    parent: str | None = None
    note: str = ""
