"""One line of the screen that is painted again only when its text is another."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from tui.widgets.cell import cell

FRAME = 6
"""Cells that the upper edge of a box keeps from its title."""


class Line(Widget):
    """Shows one line of literal text."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._shown = cell("")

    @property
    def plain(self) -> str:
        """Return what the line says."""
        return self._shown.plain

    def show(self, text: Text) -> None:
        """Say something; the same again costs nothing."""
        if text.plain == self._shown.plain and text.spans == self._shown.spans and text.style == self._shown.style:
            return
        self._shown = text
        self.refresh()

    def render(self) -> Text:
        """Return what is shown."""
        return self._shown


def apart(left: Text, right: Text, width: int) -> Text:
    """Return one line with `left` at its start and `right` at its end; the left one gives way."""
    room = width - right.cell_len - 1
    if room < 1:
        left.truncate(width, overflow="ellipsis")
        return left
    left.truncate(room, overflow="ellipsis")
    return Text.assemble(left, " " * (width - left.cell_len - right.cell_len), right, no_wrap=True, end="")


def box_top(title: Text, width: int, corner: tuple[str, str, str], style: Style) -> Text:
    """Return the upper edge of a box with a title in it."""
    left, edge, right = corner
    title.truncate(max(width - FRAME, 0), overflow="ellipsis")
    rest = edge * max(width - title.cell_len - 5, 0)
    return Text.assemble((f"{left}{edge} ", style), title, (f" {rest}{right}", style), no_wrap=True, end="")
