"""The record under the cursor: both systems side by side, why it is wrong, what speaks for which fix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.strip import Strip

from tui.widgets.host import host
from tui.widgets.line_view import LineView


class Details(LineView, can_focus=True, inherit_bindings=False):
    """Shows lines; only those that differ from what stood there are drawn again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_lines(-1)", show=False),
        Binding("down,j", "scroll_lines(1)", show=False),
        Binding("pageup", "scroll_pages(-1)", show=False),
        Binding("pagedown", "scroll_pages(1)", show=False),
        Binding("home,g", "scroll_edge(0)", show=False),
        Binding("end,G", "scroll_edge(1)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Text] = ()

    @property
    def plain(self) -> str:
        """Return everything that it says."""
        return "\n".join(line.plain for line in self._lines)

    def show(self, lines: Sequence[Text], same_record: bool) -> None:
        """Take other lines; another record starts at its top."""
        old, self._lines = self._lines, lines
        self.set_height(len(lines))
        if not same_record and self.scroll_offset.y:
            self.scroll_to(y=0, animate=False)
        for y in range(max(len(old), len(lines))):
            if y >= len(old) or y >= len(lines) or not _alike(old[y], lines[y]):
                self.refresh_lines(y)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        place = self.scroll_offset.y + y
        if place >= len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        line = self._lines[place]
        # A text without spans renders without its own style.
        style = self.rich_style + host(self).console.get_style(line.style)
        return Strip(line.render(host(self).console)).adjust_cell_length(self.size.width).apply_style(style)

    def action_scroll_lines(self, step: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=self.scroll_offset.y + step, animate=False)

    def action_scroll_pages(self, step: int) -> None:
        """Scroll by what is visible."""
        self.scroll_to(y=self.scroll_offset.y + step * max(self.size.height - 1, 1), animate=False)

    def action_scroll_edge(self, end: int) -> None:
        """Scroll to the first or the last line."""
        self.scroll_to(y=len(self._lines) if end else 0, animate=False)


def _alike(old: Text, new: Text) -> bool:
    return old.plain == new.plain and old.spans == new.spans and old.style == new.style
