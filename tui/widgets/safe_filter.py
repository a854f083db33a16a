"""The last gate before the terminal: whatever widget drew it, no steering byte leaves."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.widgets.cell import BAD


class SafeFilter(LineFilter):
    """Drops bad code points, control segments and hyperlinks from every line that is drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the same line without them."""
        return [_safe(segment) for segment in segments if not segment.control]


def _safe(segment: Segment) -> Segment:
    text, style, _ = segment
    if BAD.search(text):
        text = BAD.sub("", text)
    elif style is None or style.link is None:
        return segment
    return Segment(text, style.update_link(None) if style is not None and style.link else style)
