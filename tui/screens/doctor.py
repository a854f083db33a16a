"""The doctor: everything that the program needs, a line a thing, as it is found; what to do next stands beside it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content

from checks.engine.health import Line
from tui.age import age
from tui.asks import JournalAsked
from tui.chart import Chart, Row, Standing
from tui.desk import Desk
from tui.screens.reading import ReadingScreen
from tui.screens.sheet import Sheet
from tui.texts import doctor as texts
from tui.visit import BrokenOff, Topic
from tui.widgets.chart_row import chart_row, chart_sum, chart_text, row_lines
from tui.widgets.host import host
from tui.widgets.keys_line import keys_line
from tui.widgets.page import Lines, Page, apart, wrapped
from tui.widgets.rows import Rows

TICK = 5.0
"""Seconds between two looks at the clock while something is being asked."""


class DoctorScreen(Sheet):
    """Lists what a visit finds; leaving ends the visit, too."""

    DEFAULT_CSS = """
    DoctorScreen { layout: vertical; background: $background; }
    DoctorScreen #head, DoctorScreen #foot { padding: 0 1; background: $panel; }
    DoctorScreen #body { layout: vertical; height: 1fr; }
    DoctorScreen #rows { padding: 0 1; width: 1fr; }
    DoctorScreen #line { height: auto; max-height: 50%; padding: 0 1; margin: 1 0 0 0; scrollbar-size-vertical: 1; }
    DoctorScreen.-wide #body { layout: horizontal; }
    DoctorScreen.-wide #rows { width: 3fr; }
    DoctorScreen.-wide #line { width: 2fr; height: 1fr; max-height: 100%; margin: 0; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual types it so
    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "leave", show=False),
        Binding("r,R", "again", show=False),
        Binding("s", "order", show=False),
        Binding("enter", "whole", show=False),
        Binding("y", "copy", show=False),
        Binding("l", "journal", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.chart = Chart()
        self.listed: tuple[Row, ...] = ()
        self.worst_first = False
        self._since = desk.now()

    def compose(self) -> ComposeResult:
        """Stack head, the lines, the one under the cursor, the keys."""
        yield Page(self._head, id="head")
        with Container(id="body"):
            yield Rows(self._row, id="rows")
            with VerticalScroll(id="line", can_focus=False):
                yield Page(self._line)
        yield Page(self._foot, id="foot")

    def on_mount(self) -> None:
        """Begin at once."""
        self.set_interval(TICK, self._tick)
        self.action_again()

    @property
    def row(self) -> Row | None:
        """Return the row under the cursor."""
        at = self.query_one(Rows).at
        return self.listed[at] if at < len(self.listed) else None

    # -- the visit

    def action_again(self) -> None:
        """Look at everything once more; what hangs is not made to hang twice."""
        if self.chart.looking:
            self.say(texts.STILL_LOOKING)
            return
        self.chart.begin()
        self._since, self.note = self.desk.now(), None
        self._fill()
        self.run_worker(self._visit(), group="doctor", exclusive=True)

    async def _visit(self) -> None:
        try:
            await self.desk.doctor.visit(self._told)
        except BrokenOff as fault:
            self.note = fault.phrase
        except Exception as defect:  # noqa: BLE001 - a visit that fails is said; what it told stays
            self.note = texts.DEFECT.with_(kind=type(defect).__name__)
        self.chart.end()
        self._fill()
        self._point()

    def _told(self, topic: Topic, line: Line | None) -> None:
        self.chart.take(topic, line)
        self._fill()

    def _tick(self) -> None:
        if self.chart.looking:
            self.redraw()

    def _fill(self) -> None:
        rows, self.listed = self.query_one(Rows), tuple(self.chart.rows(self.worst_first))
        at_top = rows.at == 0
        rows.fill([row.key for row in self.listed])
        if at_top:  # and not on the row that happened to be there before the others came
            rows.action_edge(0)
        self.redraw()

    def _point(self) -> None:
        """Put a cursor that nobody has moved on the first row that is not as it should be."""
        rows = self.query_one(Rows)
        bad = (at for at, row in enumerate(self.listed) if row.standing in {Standing.FAILED, Standing.UNKNOWN})
        if rows.at == 0:
            rows.action_edge(next(bad, 0))

    # -- what is drawn

    def _head(self, width: int) -> Lines:
        title = Content.styled(self.desk.say(texts.DOCTOR), "bold $text-primary")
        parts = [title, *chart_sum(self.chart, self.desk)]
        if self.chart.looking:
            looking = texts.LOOKING.with_(age=self.desk.say(age(self._since, self.desk.now())))
            parts.append(Content.styled(f"… {self.desk.say(looking)}", "$text-muted"))
        site = Content.styled(self.desk.card.title, "$text-muted")
        return [apart(Content("   ").join(parts), site, width)]

    def _row(self, at: int, width: int) -> Content:
        return chart_row(self.listed[at], self.desk, width)

    def _line(self, width: int) -> Lines:
        return row_lines(self.row, self.desk, width) if self.row is not None else ()

    def _foot(self, width: int) -> Lines:
        note = [] if self.note is None else wrapped(Content(self.desk.say(self.note)), width)
        keys = [
            ("r", texts.KEY_AGAIN),
            ("s", texts.KEY_ORDER),
            ("Enter", texts.KEY_WHOLE),
            ("y", texts.KEY_COPY),
            ("↑↓", texts.KEY_MOVE),
            ("Esc", texts.KEY_BACK),
        ]
        return [*note, *keys_line(keys, self.desk, width)]

    def redraw(self) -> None:
        """Draw every page and every row anew."""
        self.query_one(Rows).refresh()
        super().redraw()

    # -- what the keys do

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Show the row that the cursor came to."""
        event.stop()
        self.query_one("#line").scroll_home(animate=False)
        if self.query_one(Rows).at and self.note in {texts.WORST_FIRST, texts.IN_ORDER}:
            self.note = None
        self.redraw()

    def action_order(self) -> None:
        """List the worst first, or as it is looked at; the cursor goes to the top."""
        self.worst_first = not self.worst_first
        self.note = texts.WORST_FIRST if self.worst_first else texts.IN_ORDER
        self._fill()
        self.query_one(Rows).action_edge(0)

    def action_whole(self) -> None:
        """Show the row under the cursor on a page of its own: a script is longer than the room below."""
        if self.row is not None:
            host(self).push_screen(LineScreen(self.desk, self.row))

    def action_copy(self) -> None:
        """Copy all that the row under the cursor says."""
        if self.row is not None and self.row.standing is not Standing.ASKING:
            host(self).copy_to_clipboard(chart_text(self.row, self.desk))
            self.say(texts.COPIED.with_(what=self.desk.say(self.row.what)))

    def action_journal(self) -> None:
        """Open the record of everything that was changed."""
        self.post_message(JournalAsked())


class LineScreen(ReadingScreen):
    """Shows one row in full."""

    def __init__(self, desk: Desk, row: Row) -> None:
        super().__init__(desk, row.what)
        self.row = row

    def text(self) -> str:
        """Return what it is about, how it stands, what was found, and the next step."""
        return chart_text(self.row, self.desk)
