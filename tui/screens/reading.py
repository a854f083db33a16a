"""A screen that only shows a text to read: it scrolls, and one key copies it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from checks.engine.phrase import Phrase
from tui.asks import JournalAsked
from tui.desk import Desk
from tui.screens.sheet import Sheet
from tui.texts import reading as texts
from tui.widgets.cell import visible
from tui.widgets.host import host
from tui.widgets.keys_line import keys_line
from tui.widgets.page import Lines, Page, apart, folded, wrapped


class ReadingScreen(Sheet):
    """Shows what `text` returns, line by line; nothing is changed from here."""

    DEFAULT_CSS = """
    ReadingScreen { layout: vertical; background: $background; }
    ReadingScreen #head, ReadingScreen #foot { padding: 0 1; background: $panel; }
    ReadingScreen #body { height: 1fr; padding: 1 1 0 1; scrollbar-size-vertical: 1; }
    """
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("y", "copy", show=False),
        Binding("l", "journal", show=False),
    ]

    def __init__(self, desk: Desk, title: Phrase) -> None:
        super().__init__(desk)
        self._named = title

    def text(self) -> str:
        """Return what is shown and copied."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Stack title, text and keys."""
        yield Page(self._head, id="head")
        with VerticalScroll(id="body"):
            yield Page(self._body)
        yield Page(self._foot, id="foot")

    def _head(self, width: int) -> Lines:
        site = Content.styled(visible(self.desk.card.title), "$text-muted")
        return [apart(Content.styled(self.desk.say(self._named), "bold $text-primary"), site, width)]

    def _body(self, width: int) -> Lines:
        lines = (Content(visible(line)) for line in self.text().splitlines())
        return [part for line in lines for part in folded(line, width)]

    def _foot(self, width: int) -> Lines:
        note = [] if self.note is None else wrapped(Content(visible(self.desk.say(self.note))), width)
        keys = [("y", texts.KEY_COPY), ("↑↓", texts.KEY_SCROLL), ("m", texts.KEY_MASK), ("Esc", texts.KEY_BACK)]
        return [*note, *keys_line(keys, self.desk, width)]

    def action_scroll(self, lines: int) -> None:
        """Move by a line."""
        self.query_one("#body").scroll_relative(y=lines, animate=False)

    def action_copy(self) -> None:
        """Put the text into the clipboard of the operator's own terminal (OSC 52)."""
        host(self).copy_to_clipboard(self.text())
        self.say(texts.COPIED)

    def action_journal(self) -> None:
        """Open the record of everything that was changed."""
        self.post_message(JournalAsked())
