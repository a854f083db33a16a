"""The details in their frame: whom they are about, then the record."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical

from checks.engine.model import Finding, Status
from checks.engine.phrase import masked
from tui.desk import Desk
from tui.standing import read
from tui.texts import dashboard as texts
from tui.theme import Look, look_of
from tui.view import View
from tui.widgets.cell import visible
from tui.widgets.columns import number
from tui.widgets.details import Details
from tui.widgets.host import host
from tui.widgets.line import Line, box_top
from tui.widgets.record import Record, last_known

CLOSE = 12
"""Below this many lines the record stands without blank ones."""


class DetailsBox(Vertical):
    """Shows the record under the list's cursor."""

    DEFAULT_CSS = """
    DetailsBox Details { border: round $border-blurred; border-top: none; padding: 0 1; }
    DetailsBox.-focused Details { border: round $border; border-top: none; }
    """

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.desk = desk
        self.details = Details(id="details")
        self._top = Line(id="details-top")
        self._key: str | None = None

    def compose(self) -> ComposeResult:
        """Stack the parts."""
        yield self._top
        yield self.details

    def show(self, finding: Finding | None, view: View) -> None:
        """Take another record, or the same one as it is now."""
        look, width = look_of(host(self)), self.details.scrollable_content_region.width  # a scroll bar's room is kept
        self.set_class(self.details.has_focus, "-focused")
        edge = look.accent if self.details.has_focus else look.line
        self._top.show(box_top(self._title(finding, look), self.size.width, look.glyphs.corner, edge))
        if width <= 0:
            return
        key = finding.key if finding else None
        self.details.show(self._lines(finding, view, look, width), same_record=key == self._key)
        self._key = key

    def _title(self, finding: Finding | None, look: Look) -> Text:
        if finding is None:
            return Text("–", look.faint)
        name = visible(masked(finding.subject) if self.desk.mask else finding.subject)
        return Text.assemble((f"{number(finding)} ", look.muted), (name, look.strong))

    def _lines(self, finding: Finding | None, view: View, look: Look, width: int) -> list[Text]:
        panel = view.panel(self.desk)
        if finding is None:
            return [Text(self.desk.say(texts.NOTHING_CHOSEN), look.faint)] if read(panel) else []
        old = last_known(panel.as_of, self.desk) if panel.status is Status.UNKNOWN else None
        close = self.details.size.height < CLOSE
        record = Record(finding, self.desk, look, view.causes, finding.key in panel.ignored, old, close)
        return record.lines(width)
