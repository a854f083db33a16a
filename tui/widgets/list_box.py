"""The list in its frame: title with count and age, why it is old, column titles, rows, what was asked of it."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from checks.engine.model import Status
from checks.engine.phrase import Phrase
from tui.desk import Desk
from tui.standing import instead, list_title, unknown
from tui.texts import dashboard as texts
from tui.theme import look_of
from tui.view import View
from tui.widgets.cell import visible
from tui.widgets.finding_line import LEAD
from tui.widgets.finding_list import FindingList
from tui.widgets.heads import Heads
from tui.widgets.host import host
from tui.widgets.line import FRAME, Line, box_top


class ListBox(Vertical):
    """Shows one view; ages are told again without touching a row."""

    DEFAULT_CSS = """
    ListBox #why, ListBox Heads { border-left: round $border-blurred; border-right: round $border-blurred; }
    ListBox #why { display: none; }
    ListBox #why.-told { display: block; }
    ListBox FindingList {
        border: round $border-blurred; border-top: none;
        border-subtitle-color: $text-muted; border-subtitle-background: $background;
    }
    ListBox.-focused #why, ListBox.-focused Heads, ListBox.-focused FindingList {
        border-left: round $border; border-right: round $border;
    }
    ListBox.-focused FindingList { border-bottom: round $border; }
    """

    def __init__(self, desk: Desk, view: View, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.desk = desk
        self.view = view
        self.list = FindingList(desk, id="list")
        self._heads = Heads(desk, id="heads")
        self._top, self._why = Line(id="list-top"), Line(id="why")
        self._said = ""

    def compose(self) -> ComposeResult:
        """Stack the parts."""
        yield self._top
        yield self._why
        yield self._heads
        yield self.list

    def show(self, view: View) -> None:
        """Take the rows of a view anew; the list itself sees which lines differ."""
        desk, self.view = self.desk, view
        width = self.list.size.width - LEAD
        if width <= 0:
            return
        layout, panel = view.layout(desk, width), view.panel(desk)
        column = next((placed.column for placed in layout.placed if placed.column.id == view.wish.column), None)
        falls = column is not None and column.falls != view.wish.turned
        self._heads.show(layout, view.wish.column, falls)
        self.list.mark(view.marks)
        self.list.show(
            view.rows(desk),
            layout,
            cursor=view.cursor,
            quiet=panel.status is Status.UNKNOWN,
            ignored=frozenset(panel.ignored),
        )
        self._say_below(falls)
        self.tell()

    def tell(self) -> None:
        """Say what has an age."""
        desk, look, view = self.desk, look_of(host(self)), self.view
        self.set_class(self.list.has_focus, "-focused")
        edge = look.accent if self.list.has_focus else look.line
        title = list_title(view, desk, look, self.size.width - FRAME)
        self._top.show(box_top(title, self.size.width, look.glyphs.corner, edge))
        panel = view.panel(desk)
        lost = unknown(panel, desk) if panel.findings else None
        self._why.set_class(lost is not None, "-told")
        if lost is not None:
            self._why.show(Text(f" {visible(desk.say(lost))}", look.unknown))
        self.list.say_instead(instead(view, desk))

    def repaint(self) -> None:
        """Draw every row anew: another language, masking or palette."""
        self.list.forget()
        self._heads.refresh()
        self.show(self.view)

    def _say_below(self, falls: bool) -> None:
        said = "  ".join(visible(self.desk.say(part)) for part in self._asked(falls))
        if said != self._said:
            self._said = said
            self.list.border_subtitle = Content(f" {said} ") if said else None

    def _asked(self, falls: bool) -> list[Phrase]:
        view, desk, look = self.view, self.desk, look_of(host(self))
        findings = view.panel(desk).findings
        parts: list[Phrase] = []
        if view.wish.needle:
            shown = sum(1 for finding in self.list.rows if finding.key in findings)
            parts.append(texts.FILTERED.with_(needle=view.wish.needle, shown=shown, count=len(findings)))
        if view.wish.column:
            arrow = look.glyphs.down if falls else look.glyphs.up
            parts.append(texts.SORTED.with_(column=desk.say(texts.COLUMNS[view.wish.column]), arrow=arrow))
        elif view.wish.turned:
            parts.append(texts.TURNED)
        return parts
