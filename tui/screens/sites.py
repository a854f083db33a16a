"""The list of sites to choose from, where more than one is set up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from checks.engine.phrase import Phrase
from tui.age import ago
from tui.site_row import SiteRow
from tui.texts import sites as texts
from tui.widgets.cell import visible
from tui.widgets.page import Lines, Page, apart, fit, heading, wrapped
from tui.widgets.rows import Rows

MINUTE = 60.0
ANOTHER = ""
"""What the list is dismissed with where another site is to be set up: no site has this name."""
LEFT, ROOM = 2, (2, 20, 17, 14)
"""Blanks between two columns; the widths of number, ClientTime, e-conomic and age, of which the title has the rest."""


class SitesScreen(Screen[str]):
    """Lists the sites; dismissed with the name of one, ANOTHER, or None where the operator leaves."""

    DEFAULT_CSS = """
    SitesScreen { layout: vertical; background: $background; }
    SitesScreen #head, SitesScreen #foot { padding: 0 1; background: $panel; }
    SitesScreen #names { padding: 0 1; margin: 1 0 0 0; }
    SitesScreen #rows { padding: 0 1; }
    SitesScreen #site { height: auto; max-height: 50%; padding: 0 1; }
    """
    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", show=False),
        Binding("n", "set_up", show=False),
        Binding("escape,q", "leave", show=False),
    ]

    def __init__(
        self,
        rows: Sequence[SiteRow],
        language: str,
        now: Callable[[], datetime],
        note: Phrase | None = None,
        at: int = 0,
    ) -> None:
        super().__init__()
        self.rows = tuple(rows)
        self.language = language
        self.now = now
        self.note = note
        self._digits = ""
        self._at = at

    def compose(self) -> ComposeResult:
        """Stack head, column names, the list, the site under the cursor, the keys."""
        yield Page(self._head, id="head")
        yield Page(self._names, id="names")
        yield Rows(self._row, id="rows")
        with VerticalScroll(id="site", can_focus=False):
            yield Page(self._site)
        yield Page(self._foot, id="foot")

    def on_mount(self) -> None:
        """Fill the list; ages go on by the minute."""
        rows = self.query_one(Rows)
        rows.fill([row.name for row in self.rows])
        rows.action_edge(self._at)
        self.set_interval(MINUTE, self.redraw)

    @property
    def row(self) -> SiteRow:
        """Return the site under the cursor."""
        return self.rows[self.query_one(Rows).at]

    def redraw(self) -> None:
        """Draw everything anew."""
        self.query_one(Rows).refresh()
        for page in self.query(Page):
            page.refresh(layout=True)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Show the site that the cursor came to; what was said of another one is over."""
        event.stop()
        at = self.query_one(Rows).at  # the list may have moved on since
        if at != self._at:
            self._at, self.note = at, None
        self.redraw()

    def on_key(self, event: events.Key) -> None:
        """Take the digits of a number; a site opens as soon as no longer number can be meant."""
        if event.character is None or event.character not in "0123456789":
            self._digits = ""
            return
        event.stop()
        self._digits = self._known(self._digits + event.character) or self._known(event.character)
        if not self._digits:
            return
        number = int(self._digits)
        self._at = number - 1
        self.query_one(Rows).action_edge(self._at)
        if number * 10 > len(self.rows):
            self._digits = ""
            self.action_open()

    def _known(self, digits: str) -> str:
        return digits if 1 <= int(digits) <= len(self.rows) else ""

    def action_open(self) -> None:
        """Open the site under the cursor, or say why it cannot be."""
        if self.row.fault is None:
            self.dismiss(self.row.name)
            return
        self.note = texts.NOT_OPENED.with_(name=self.row.name)
        self.redraw()

    def action_set_up(self) -> None:
        """Set up another one."""
        self.dismiss(ANOTHER)

    def action_leave(self) -> None:
        """Leave without opening any."""
        self.dismiss(None)

    # -- what stands there

    def _say(self, phrase: Phrase) -> str:
        return visible(phrase.text(self.language))

    def _head(self, width: int) -> Lines:
        count = Content.styled(self._say(texts.COUNT.with_(count=len(self.rows))), "$text-muted")
        return [apart(Content.styled(self._say(texts.SITES), "bold $text-primary"), count, width)]

    def _names(self, width: int) -> Lines:
        words = (self._say(texts.NUMBER), self._say(texts.TITLE), "ClientTime", "e-conomic", self._say(texts.CHECKED))
        return [_in_columns([Content.styled(word, "$text-muted") for word in words], width)]

    def _row(self, at: int, width: int) -> Content:
        row, number = self.rows[at], Content(f"{at + 1:>2}")
        if row.fault is not None:
            broken = Content.styled(f"✖ {self._say(texts.BROKEN)}", "$text-error")
            return _in_columns([number, Content(visible(row.name)), broken, Content(""), Content("")], width)
        cells = (visible(row.title), visible(row.file_name or row.database), self._agreement(row), self._age(row))
        return _in_columns([number, *map(Content, cells)], width)

    def _site(self, width: int) -> Lines:
        row = self.row
        lines = [heading(Content.styled(visible(row.name), "bold"), width)]
        if row.fault is not None:
            return [*lines, *wrapped(Content.styled(self._say(row.fault), "$text-error"), width)]
        place = texts.AT.with_(agreement=self._agreement(row), host=row.host)
        economic = self._say(place) if row.host else self._agreement(row)
        facts = ((self._say(texts.FILE), row.file), ("ClientTime", row.database), ("e-conomic", economic))
        for word, fact in facts:
            line = Content.assemble((f"{word:<12}", "$text-muted"), visible(fact))
            lines += wrapped(line, width, indent=12)
        return lines

    def _foot(self, width: int) -> Lines:
        lines = [] if self.note is None else wrapped(Content.styled(self._say(self.note), "$text-error"), width)
        numbers = f"1…{min(len(self.rows), 9)}"
        keys = (
            *(("Enter", texts.KEY_OPEN), (numbers, texts.KEY_NUMBER), ("↑↓", texts.KEY_MOVE)),
            *(("n", texts.KEY_ANOTHER), ("q", texts.KEY_QUIT)),
        )
        parts = [Content.assemble((key, "bold $text-accent"), " ", self._say(word)) for key, word in keys]
        return [*lines, Content("   ").join(parts)]

    def _agreement(self, row: SiteRow) -> str:
        return self._say(texts.NO_AGREEMENT if row.agreement is None else texts.AGREEMENT.with_(number=row.agreement))

    def _age(self, row: SiteRow) -> str:
        return self._say(texts.UNKNOWN if row.checked is None else ago(row.checked, self.now()))


def _in_columns(cells: Sequence[Content], width: int) -> Content:
    rest = width - sum(ROOM) - LEFT * len(ROOM)
    more = max(rest - 24, 0) // 2  # a wide terminal shows more of where ClientTime is, too
    number, database, economic, age = ROOM
    widths = (number, max(rest - more, 8), database + more, economic, age)
    return Content(" " * LEFT).join(fit(cell, size) for cell, size in zip(cells, widths, strict=True))
