"""A list that draws only the lines that are seen, and whose cursor stays on its row when others come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tui.widgets.host import host
from tui.widgets.page import fit, plainer

DrawRow = Callable[[int, int], Content]
"""Draws the row at a place, in a width."""


class Rows(ScrollView, can_focus=True):
    """Shows as many rows as `keys` has; each key names its row for as long as the list lives."""

    DEFAULT_CSS = """
    Rows { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; }
    Rows > .rows--cursor { background: $primary 25%; }
    Rows:ansi > .rows--cursor { background: ansi_default; text-style: reverse; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g", "edge(0)", show=False),
        Binding("end,G", "edge(-1)", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another row, or its row has become another one."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    def __init__(self, draw: DrawRow, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._keys: tuple[object, ...] = ()
        self.at = 0

    def fill(self, keys: Sequence[object]) -> None:
        """Take other rows; the cursor stays on its key, or else where it was."""
        key = self._keys[self.at] if self.at < len(self._keys) else None
        self._keys = tuple(keys)
        self.virtual_size = Size(self.size.width, len(self._keys))
        self._stand(self._keys.index(key) if key in self._keys else min(self.at, max(len(self._keys) - 1, 0)))

    def render_line(self, y: int) -> Strip:
        """Draw the line that stands at `y` of what is seen."""
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        if place >= len(self._keys):
            return Strip.blank(width, self.rich_style)
        style = self.get_visual_style("rows--cursor") if place == self.at else self.visual_style
        line = fit(self._draw(place, width), width)
        line = plainer(line) if host(self).has_class("-ascii") else line
        strips = Visual.to_strips(self, line, width, 1, style)
        return strips[0] if strips else Strip.blank(width)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(event.size.width, len(self._keys))
        self._reveal()

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self._stand(self.at + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by what is seen at once."""
        self._stand(self.at + by * max(self.size.height - 1, 1))

    def action_edge(self, at: int) -> None:
        """Move the cursor to the first row or the last."""
        self._stand(at % max(len(self._keys), 1))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked; a click does nothing else."""
        self._stand(event.y + self.scroll_offset.y)

    def _stand(self, at: int) -> None:
        self.at = min(max(at, 0), max(len(self._keys) - 1, 0))
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self.at))

    def _reveal(self) -> None:
        self.scroll_to_region(Region(0, self.at, 1, 1), animate=False, force=True)
