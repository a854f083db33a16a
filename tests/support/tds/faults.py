"""Faults as data: what goes wrong, at which statement, and how often."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from enum import Enum, auto

LOGIN, BEGIN, COMMIT, ROLLBACK = "LOGIN", "BEGIN TRANSACTION", "COMMIT TRANSACTION", "ROLLBACK TRANSACTION"
"""The texts that faults match against where no statement was sent: a login, and the driver's own transactions."""


class Deed(Enum):
    """What a fault does."""

    ERROR = auto()
    """Answers with an error by number; nothing is done."""
    ERROR_WITHIN = auto()
    """Sends all rows, then an error in place of the statement's end."""
    ERROR_AFTER = auto()
    """Sends all rows and the statement's end, then an error."""
    DELAY = auto()
    """Waits, then goes on; an ATTENTION ends the wait."""
    MUTE = auto()
    """Does nothing and says nothing any more, not even to an ATTENTION."""
    MUTE_AFTER = auto()
    """Does it and says nothing any more."""
    CUT_BEFORE = auto()
    """Cuts the line; nothing is done, and what was open is taken back."""
    CUT_AFTER = auto()
    """Does it, then cuts the line before the answer."""
    CUT_WITHIN = auto()
    """Cuts the line after so many bytes of the answer."""
    LINGER = auto()
    """Cuts the line at once and does it some seconds later: a transaction that still runs."""


class Door(Enum):
    """What happens to whoever connects, before any login."""

    OPEN = auto()
    SILENT = auto()
    """Accepts and never says a word."""
    GARBAGE = auto()
    """Answers with something that is no TDS."""
    SLAMMED = auto()
    """Accepts and cuts."""
    TLS_STALL = auto()
    """Answers PRELOGIN, agrees to TLS, and says nothing more."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Happens at the `nth` statement that matches, and at so many from there on (0: at all of them)."""

    deed: Deed
    matching: str = ""
    nth: int = 1
    times: int = 1
    number: int = 0
    text: str = ""
    seconds: float = 0.0
    size: int = 0
    reset: bool = False
    """Cut by a reset instead of an end."""


class Faults:
    """The faults that a server has, each with its own count."""

    def __init__(self, given: tuple[Fault, ...] = ()) -> None:
        self._guard = threading.Lock()
        self._counted: list[tuple[Fault, int]] = [(fault, 0) for fault in given]

    def add(self, *given: Fault) -> None:
        """Have these too, counted from now."""
        with self._guard:
            self._counted += [(fault, 0) for fault in given]

    def clear(self) -> None:
        """Have none any more."""
        with self._guard:
            self._counted.clear()

    def due(self, statement: str) -> list[Fault]:
        """Return what goes wrong at this statement."""
        found: list[Fault] = []
        with self._guard:
            for place, (fault, count) in enumerate(self._counted):
                if re.search(fault.matching, statement, re.I | re.S):
                    self._counted[place] = (fault, count + 1)
                    over = fault.times and count + 1 >= fault.nth + fault.times
                    if count + 1 >= fault.nth and not over:
                        found.append(fault)
        return found
