"""The titles above the list's columns."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from tui.desk import Desk
from tui.theme import look_of
from tui.widgets.columns import Layout
from tui.widgets.finding_line import draw_heads
from tui.widgets.host import host


class Heads(Widget):
    """One line; the column that the list is sorted by has an arrow."""

    DEFAULT_CSS = "Heads { height: 1; width: 1fr; }"

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.desk = desk
        self._shown: tuple[Layout, str | None, bool] = (Layout((), 1, False), None, False)

    def show(self, layout: Layout, column: str | None, falls: bool) -> None:
        """Take other columns; the same again costs nothing."""
        if self._shown != (layout, column, falls):
            self._shown = (layout, column, falls)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        layout, column, falls = self._shown
        strip = draw_heads(layout, column, falls, self.desk, look_of(host(self)), self.size.width)
        return strip.apply_style(self.rich_style)
