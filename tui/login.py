"""Where ClientTime's password is from, and what helps when the server refuses it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from checks.engine.phrase import Phrase

Take = Callable[[str], Coroutine[object, object, None]]


@dataclass(frozen=True, slots=True)
class PasswordPlace:
    """`take` hands a password that was typed to the engine; None where only its own place can hold another.

    What to do there after a refusal is in `step`, and in few words in `short`.
    """

    step: Phrase | None = None
    short: Phrase | None = None
    take: Take | None = None
