"""The sources: each place of both systems, whose tokens these are, how invoices arrive, what went wrong lately."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from checks.engine.board import Update
from checks.engine.details import Details
from tui.asked import Asked
from tui.asks import JournalAsked
from tui.desk import Desk
from tui.screens.sheet import Sheet
from tui.sources import Row, Sign, Sources
from tui.texts import sources as texts
from tui.waiting import Watch
from tui.widgets.cell import visible
from tui.widgets.host import host
from tui.widgets.keys_line import keys_line
from tui.widgets.page import EMPTY, Lines, Page, apart, columns, heading, wrapped

TICK = 5.0
"""Seconds between two looks at the clock: ages move in steps of this."""
NAME = 21
"""Cells of sign and name."""
SIGNS = {
    Sign.OK: ("✔", "$text-success"),
    Sign.WARNING: ("▲", "$text-warning"),
    Sign.FAILED: ("✖", "$text-error"),
    Sign.UNKNOWN: ("?", "$text-secondary"),
    Sign.NONE: (" ", ""),
}


class SourcesScreen(Sheet):
    """Asks the engine when it opens and after every cycle; with nobody here nothing is asked."""

    DEFAULT_CSS = """
    SourcesScreen { layout: vertical; background: $background; }
    SourcesScreen #head, SourcesScreen #foot { padding: 0 1; background: $panel; }
    SourcesScreen #body { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    """
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "leave", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("r,R", "read", show=False),
        Binding("d", "doctor", show=False),
        Binding("y", "copy", show=False),
        Binding("l", "journal", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.details: Details | None = None
        self.asked = Asked()
        self._cycle = desk.board.pulse.cycle

    def compose(self) -> ComposeResult:
        """Stack head, what is known, and the keys."""
        yield Page(self._head, id="head")
        with VerticalScroll(id="body"):
            yield Page(self._body)
        yield Page(self._foot, id="foot")

    def on_mount(self) -> None:
        """Ask at once."""
        self.set_interval(TICK, self.redraw)
        self.watch_of = Watch(self, self.redraw)
        self._ask()

    def board_changed(self, update: Update) -> None:
        """Ask again after each cycle."""
        super().board_changed(update)
        if self.desk.board.pulse.cycle != self._cycle:
            self._cycle = self.desk.board.pulse.cycle
            self._ask()
        self.watch_of.follow(self.desk)
        self.note = self.asked.result(self.desk) or self.note
        self.redraw()

    def _ask(self) -> None:
        self.run_worker(self._asked(), group="sources", exclusive=True)

    async def _asked(self) -> None:
        try:
            self.details = await self.desk.monitor.details() or self.details
        except Exception as defect:  # noqa: BLE001 - a pipe can break in many ways; what is shown stays
            self.say(texts.FAILED.with_(kind=type(defect).__name__))
        self.redraw()

    # -- what is drawn

    def _head(self, width: int) -> Lines:
        site = Content.styled(visible(self.desk.card.title), "$text-muted")
        return [apart(Content.styled(self.desk.say(texts.SOURCES), "bold $text-primary"), site, width)]

    def _body(self, width: int) -> Lines:
        return list(self._lines(width))

    def _lines(self, width: int) -> Iterator[Content]:
        for place, section in enumerate(Sources(self.desk, self.details).sections()):
            if place:
                yield EMPTY
            yield heading(Content.styled(visible(section.title), "bold"), width)
            for row in section.rows:
                yield from _row(row, width)

    def _foot(self, width: int) -> Lines:
        note = [] if self.note is None else wrapped(Content(visible(self.desk.say(self.note))), width)
        keys = [
            ("r", texts.KEY_READ),
            ("d", texts.KEY_DOCTOR),
            ("y", texts.KEY_COPY),
            ("↑↓", texts.KEY_SCROLL),
            ("Esc", texts.KEY_BACK),
        ]
        return [*note, *keys_line(keys, self.desk, width)]

    # -- what the keys do

    def action_scroll(self, lines: int) -> None:
        """Move by a line."""
        self.query_one("#body").scroll_relative(y=lines, animate=False)

    def action_read(self) -> None:
        """Have both sides read now."""
        self.run_worker(self.desk.monitor.refresh(), group="refresh")
        self.say(self.asked.begin(self.desk, None))

    def action_doctor(self) -> None:
        """Look at everything that the program needs."""
        from tui.screens.doctor import DoctorScreen

        host(self).push_screen(DoctorScreen(self.desk))

    def action_copy(self) -> None:
        """Put the page into the clipboard of the operator's own terminal (OSC 52)."""
        host(self).copy_to_clipboard(Sources(self.desk, self.details).text())
        self.say(texts.COPIED)

    def action_journal(self) -> None:
        """Open the record of everything that was changed."""
        self.post_message(JournalAsked())


def _row(row: Row, width: int) -> list[Content]:
    sign, colour = SIGNS[row.sign]
    name = Content.assemble((sign, colour), " ", (visible(row.name), "$text-muted" if row.sign is Sign.NONE else ""))
    return columns([(name, NAME), (Content(visible(row.said)), max(width - NAME - 2, 8))])
