"""A visit of the doctor, as it is told: line by line, each with the topic that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Protocol

from checks.engine.errors import Fault
from checks.engine.health import Line


class Topic(IntEnum):
    """What is looked at, in the order in which it is listed."""

    SITE = 0
    CLIENTTIME = 1
    ECONOMIC = 2
    TERMINAL = 3


Tell = Callable[[Topic, "Line | None"], None]
"""Takes a line as soon as it is known, and None where a topic has no more."""


class BrokenOff(Fault):
    """A visit ended before everything was told: of the rest nothing is known."""


class Doctor(Protocol):
    """Looks at everything that the program needs."""

    async def visit(self, tell: Tell) -> None:
        """Look at it all once, telling on the way; raises BrokenOff. To cancel it ends what still runs."""
        ...


class Nobody:
    """A doctor that is not there: nothing is known."""

    async def visit(self, tell: Tell) -> None:
        """Tell nothing."""
