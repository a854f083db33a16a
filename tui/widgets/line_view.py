"""A scrolling widget that draws its own lines, and whose number of lines may change without a new layout."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView


class LineView(ScrollView, inherit_bindings=False):
    """Textual lays out the whole screen, and paints it, whenever a scrolled height changes; this does not."""

    DEFAULT_CSS = """
    LineView { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def set_height(self, lines: int) -> None:
        """Take another number of lines; the scroll bar's room is kept for it, so nothing else moves."""
        if lines == self.virtual_size.height:
            return
        self.virtual_size = Size(0, lines)
        if self.size.height:
            self.show_vertical_scrollbar = lines > self.size.height
            self.vertical_scrollbar.window_virtual_size = lines
