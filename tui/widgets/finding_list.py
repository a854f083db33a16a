"""The list that owns the keyboard: drawn line by line, so that a key costs what is visible, not what there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from checks.engine.model import Finding
from tui.desk import Desk
from tui.theme import look_of
from tui.widgets.cell import fitted
from tui.widgets.columns import Layout
from tui.widgets.finding_line import Manner, draw
from tui.widgets.host import host
from tui.widgets.line_view import LineView


class FindingList(LineView, can_focus=True, inherit_bindings=False):
    """Keeps the cursor on the key of a finding, wherever that goes; when it goes away, on the next one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "go(-1)", show=False),
        Binding("down,j", "go(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g", "edge(0)", show=False),
        Binding("end,G", "edge(-1)", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another record, or on none."""

        def __init__(self, finding: Finding | None) -> None:
            super().__init__()
            self.finding = finding

    class Resized(Message):
        """There is another width to draw for."""

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.desk = desk
        self.marks: frozenset[str] = frozenset()
        self._rows: Sequence[Finding] = ()
        self._places: dict[str, int] = {}
        self._layout = Layout((), 1, False)
        self._quiet = False
        self._ignored: frozenset[str] = frozenset()
        self._cursor: str | None = None
        self._drawn: dict[str, tuple[Finding, Manner, Strip]] = {}
        self._instead = ""

    @property
    def current(self) -> Finding | None:
        """Return the finding under the cursor."""
        place = self._places.get(self._cursor or "")
        return None if place is None else self._rows[place]

    @property
    def rows(self) -> Sequence[Finding]:
        """Return what is listed, in order."""
        return self._rows

    def show(
        self,
        rows: Sequence[Finding],
        layout: Layout,
        *,
        cursor: str | None,
        quiet: bool = False,
        ignored: frozenset[str] = frozenset(),
    ) -> None:
        """Take other rows; only lines that look different are drawn again."""
        before, old, was = self._seen(), self._rows, self.current
        left = ignored - self._ignored if cursor in self._places else frozenset[str]()
        if layout != self._layout:
            self.forget()
        self._rows, self._layout, self._quiet, self._ignored = rows, layout, quiet, ignored
        self._places = {finding.key: place for place, finding in enumerate(rows)}
        self._cursor = self._nearest(cursor, old, left)
        self.set_height(len(rows))
        self._keep_in_sight()
        self._repaint(before)
        if self.current is not was or self.current is None:
            self.post_message(self.Moved(self.current))

    def say_instead(self, text: str) -> None:
        """Say something where there is no row."""
        if text != self._instead:
            self._instead = text
            if not self._rows:
                self.refresh()

    def mark(self, keys: frozenset[str]) -> None:
        """Mark exactly these."""
        before = self._seen()
        self.marks = keys
        self._repaint(before)

    def forget(self) -> None:
        """Draw everything anew: width, language, masking or colours changed."""
        self._drawn.clear()
        self.refresh()

    def move_to(self, place: int) -> None:
        """Put the cursor on a place of the list; beyond the ends is at the ends."""
        if not self._rows:
            return
        before = self._seen()
        self._cursor = self._rows[min(max(place, 0), len(self._rows) - 1)].key
        self._keep_in_sight()
        self._repaint(before)
        self.post_message(self.Moved(self.current))

    @property
    def _place(self) -> int:
        return self._places.get(self._cursor or "", 0)

    def _nearest(self, wanted: str | None, old: Sequence[Finding], left: frozenset[str]) -> str | None:
        """Return the wanted row, or the next one where it is gone or was just set aside."""
        if not self._rows:
            return None
        if wanted is None or (wanted in self._places and wanted not in left):
            return wanted or self._rows[0].key
        start = next((place for place, finding in enumerate(old) if finding.key == wanted), len(old))
        later = (finding.key for finding in old[start:] if finding.key in self._places and finding.key not in left)
        earlier = (
            finding.key for finding in old[:start][::-1] if finding.key in self._places and finding.key not in left
        )
        return next(later, None) or next(earlier, self._rows[0].key)

    def _keep_in_sight(self) -> None:
        height, top, place = self.size.height, self.scroll_offset.y, self._place
        if height <= 0:
            return
        if place < top:
            self.scroll_to(y=place, animate=False)
        elif place >= top + height:
            self.scroll_to(y=place - height + 1, animate=False)

    def _seen(self) -> list[tuple[Finding, Manner] | None]:
        top = self.scroll_offset.y
        return [self._at(place) for place in range(top, top + self.size.height)]

    def _at(self, place: int) -> tuple[Finding, Manner] | None:
        if place >= len(self._rows):
            return None
        finding = self._rows[place]
        return finding, Manner(
            current=finding.key == self._cursor,
            focused=self.has_focus,
            marked=finding.key in self.marks,
            dimmed=self._quiet,
            ignored=finding.key in self._ignored,
            child=finding.parent in self._places,
        )

    def _repaint(self, before: Sequence[tuple[Finding, Manner] | None]) -> None:
        if not self._rows:
            self.refresh()
            return
        after = self._seen()
        top = self.scroll_offset.y
        for y, (old, new) in enumerate(zip(before, after, strict=False)):
            if not _alike(old, new):
                self.refresh_lines(top + y)

    def render_line(self, y: int) -> Strip:
        """Draw one line, from memory where nothing about it changed."""
        width = self.size.width
        seen = self._at(self.scroll_offset.y + y)
        if seen is None:
            return self._blank(y, width)
        finding, manner = seen
        known = self._drawn.get(finding.key)
        if known is not None and known[0] is finding and known[1] == manner and known[2].cell_length == width:
            return known[2]
        strip = draw(finding, manner, self._layout, self.desk, look_of(host(self)), width).apply_style(self.rich_style)
        if len(self._drawn) > 2000:
            self._drawn.clear()
        self._drawn[finding.key] = (finding, manner, strip)
        return strip

    def _blank(self, y: int, width: int) -> Strip:
        if self._rows or y != min(1, self.size.height - 1) or not self._instead:
            return Strip.blank(width, self.rich_style)
        return Strip([Segment(fitted(f"  {self._instead}", width), self.rich_style + look_of(host(self)).muted)])

    def action_go(self, step: int) -> None:
        """Move by rows."""
        self.move_to(self._place + step)

    def action_page(self, step: int) -> None:
        """Move by what is visible."""
        self.move_to(self._place + step * max(self.size.height - 1, 1))

    def action_edge(self, place: int) -> None:
        """Move to the first or the last row."""
        self.move_to(place if place >= 0 else len(self._rows))

    def on_resize(self) -> None:
        """Let the columns be laid out anew."""
        self.post_message(self.Resized())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; a click does nothing else."""
        offset = event.get_content_offset(self)
        if offset is not None and self.scroll_offset.y + offset.y < len(self._rows):
            self.move_to(self.scroll_offset.y + offset.y)

    def on_focus(self) -> None:
        """Show that this list has the keyboard."""
        self._repaint_cursor()

    def on_blur(self) -> None:
        """Show that something else has the keyboard."""
        self._repaint_cursor()

    def _repaint_cursor(self) -> None:
        if self._rows:
            self.refresh_lines(self._place)


def _alike(old: tuple[Finding, Manner] | None, new: tuple[Finding, Manner] | None) -> bool:
    if old is None or new is None:
        return old is new
    return old[0] is new[0] and old[1] == new[1]
