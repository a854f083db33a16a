"""What every screen shares: the monitor, the site's card, the board as it stands, how to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from checks.engine.board import Board
from checks.engine.monitor import Monitor
from checks.engine.opening import Opening, closed
from checks.engine.phrase import Phrase
from tui.login import PasswordPlace
from tui.visit import Doctor, Nobody


@dataclass(frozen=True, slots=True)
class SiteCard:
    """What the status line says of the site; nothing here is secret."""

    name: str
    title: str
    agreement: int | None
    fixes: bool
    operator: str
    language: str = "en"
    demo: bool = False
    max_bulk: int = 25
    state: str = ""
    """The folder of the journal and of exports; empty where nothing is kept."""


def utc_now() -> datetime:
    """Return the time of day, aware."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Desk:
    """Handed down by the app; screens read it and change only `language` and `mask`."""

    monitor: Monitor
    card: SiteCard
    language: str = "en"
    mask: bool = False
    board: Board = field(default_factory=Board)
    now: Callable[[], datetime] = utc_now
    doctor: Doctor = field(default_factory=Nobody)
    password: PasswordPlace = field(default_factory=PasswordPlace)

    @property
    def opening(self) -> Opening | None:
        """Return the opening of a read-only site that holds just now, or None."""
        last = self.board.pulse.opening
        return last if last is not None and last.holds(self.now()) else None

    @property
    def closed(self) -> Phrase | None:
        """Return why nothing may be written now, as far as the screen can tell; the engine is asked all the same."""
        return None if self.card.fixes else closed(self.board.pulse.opening, self.now())

    def say(self, phrase: Phrase) -> str:
        """Return a sentence as this desk wants it: language and masking."""
        return phrase.text(self.language, self.mask)
