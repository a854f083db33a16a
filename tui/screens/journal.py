"""What the program changed, newest first."""

from __future__ import annotations

from textual.screen import Screen

from tui.desk import Desk


class JournalScreen(Screen[None]):
    """Lists every recorded fix."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
