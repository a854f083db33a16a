"""What the screens beside the main one have in common: pages to redraw, a line to say something, ways out."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from checks.engine.board import Update
from checks.engine.phrase import Phrase
from tui.asks import HelpAsked
from tui.desk import Desk
from tui.widgets.host import host
from tui.widgets.page import Page


class Sheet(Screen[None]):
    """A screen of pages over one desk; Esc leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("m", "mask", show=False),
        Binding("question_mark", "help", show=False),
        Binding("q", "quit", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.note: Phrase | None = None

    def board_changed(self, update: Update) -> None:
        """Say what happened; what is shown here stays as it is."""
        if update.notices:
            self.say(update.notices[-1].text)

    def say(self, note: Phrase) -> None:
        """Tell the operator one thing."""
        self.note = note
        self.redraw()

    def redraw(self) -> None:
        """Draw every page anew."""
        for page in self.query(Page):
            page.refresh(layout=True)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_mask(self) -> None:
        """Hide or show personal data."""
        self.desk.mask = not self.desk.mask
        self.redraw()

    def action_help(self) -> None:
        """Explain the keys and the checks."""
        self.post_message(HelpAsked())

    def action_quit(self) -> None:
        """Leave the program; what the engine is writing it finishes by itself."""
        host(self).exit(return_code=0)
