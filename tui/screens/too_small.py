"""What a terminal sees that is too small for the program: what it needs, and the verdict."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from checks.engine.board import Update
from tui.desk import Desk
from tui.standing import verdict
from tui.texts import dashboard as texts
from tui.theme import look_of
from tui.widgets.host import host
from tui.widgets.line import Line

LEAST = (60, 15)


class TooSmallScreen(Screen[None], inherit_bindings=False):
    """Stands on top of whatever was open, which comes back as it was; no key reaches it meanwhile."""

    DEFAULT_CSS = "TooSmallScreen { background: $background; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "app.leave", show=False)]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        """One line is all there is."""
        yield Line()

    def on_mount(self) -> None:
        """Say it."""
        self._tell()

    def on_resize(self) -> None:
        """Say the new size."""
        self._tell()

    def board_changed(self, update: Update) -> None:
        """Say the new verdict."""
        self._tell()

    def _tell(self) -> None:
        app, desk = host(self), self.desk
        look = look_of(app)
        said = verdict(desk.board.panels, desk, look)
        size = texts.TOO_SMALL.with_(width=app.size.width, height=app.size.height, need=f"{LEAST[0]}×{LEAST[1]}")
        self.query_one(Line).show(Text.assemble(said, "  ", (desk.say(size), look.muted), no_wrap=True, end=""))
