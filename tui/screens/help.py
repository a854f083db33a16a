"""The help: every key and every check, from the tables that the program itself uses; `/` searches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input

from checks.engine.check import Check, discover
from checks.engine.phrase import Phrase
from checks.engine.plan import State
from tui.desk import Desk
from tui.screens.sheet import Sheet
from tui.texts import help as texts
from tui.texts.key_names import called
from tui.texts.keys import KEYS
from tui.texts.words import COLOURS, GLYPHS, STATES
from tui.widgets.cell import visible
from tui.widgets.fold import fold
from tui.widgets.keys_line import keys_line
from tui.widgets.page import EMPTY, Lines, Page, apart, columns, heading, wrapped

Entry = tuple[str, str, str]
"""What is explained, its explanation, and the style of the first."""


class HelpScreen(Sheet):
    """Explains the keys and the checks; a part of a word finds a line."""

    DEFAULT_CSS = """
    HelpScreen { layout: vertical; background: $background; }
    HelpScreen #head, HelpScreen #foot { padding: 0 1; background: $panel; }
    HelpScreen #body { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    HelpScreen #search { display: none; height: 1; border: none; padding: 0 1; background: $surface; }
    HelpScreen #search.-asked { display: block; }
    """
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, desk: Desk, checks: tuple[Check, ...] | None = None) -> None:
        super().__init__(desk)
        self.checks = discover() if checks is None else checks
        self._wanted = ""

    def compose(self) -> ComposeResult:
        """Stack head, the explanations, the search and the keys."""
        yield Page(self._head, id="head")
        with VerticalScroll(id="body"):
            yield Page(self._body)
        yield Input(id="search")
        yield Page(self._foot, id="foot")

    def _head(self, width: int) -> Lines:
        site = Content.styled(visible(self.desk.card.title), "$text-muted")
        return [apart(Content.styled(self.desk.say(texts.HELP), "bold $text-primary"), site, width)]

    def _foot(self, width: int) -> Lines:
        lines = [] if self.note is None else wrapped(Content(visible(self.desk.say(self.note))), width)
        keys = [("/", texts.KEY_SEARCH), ("↑↓", texts.KEY_SCROLL), ("Esc", texts.KEY_BACK)]
        return [*lines, *keys_line(keys, self.desk, width)]

    def _body(self, width: int) -> Lines:
        sections = ((texts.KEYS, self._keys()), (texts.CHECKS, self._checks()), (texts.SIGNS, self._signs()))
        lines = [line for title, entries in sections for line in self._section(title, entries, width)]
        if lines:
            return lines
        missing = texts.NOTHING.with_(text=visible(self._wanted))
        return [EMPTY, *wrapped(Content.styled(self.desk.say(missing), "$text-muted"), width)]

    def _section(self, title: Phrase, entries: Iterable[Entry], width: int) -> Iterator[Content]:
        wanted = fold(self._wanted)
        found = [entry for entry in entries if wanted in fold(f"{entry[0]} {entry[1]}")]
        if not found:
            return
        yield EMPTY
        yield heading(Content.styled(self.desk.say(title), "bold"), width)
        first = max(min(width // 4, 34), 16)
        for name, text, style in found:
            yield from columns([(Content.styled(name, style), first), (Content(text), max(width - first - 2, 8))])

    def _keys(self) -> Iterator[Entry]:
        for key in KEYS:
            yield called(key.keys, self.desk.language), self.desk.say(key.does), "bold $text-accent"

    def _checks(self) -> Iterator[Entry]:
        for place, check in enumerate(self.checks, 1):
            word = f"{place} {self.desk.say(check.word)}" if place <= 9 else f"  {self.desk.say(check.word)}"
            text = f"{check.id}: {self.desk.say(check.help)}"
            yield visible(word), visible(text), "bold"

    def _signs(self) -> Iterator[Entry]:
        for state, text in texts.SIGN_LINES.items():
            sign = State(state)
            yield f"{GLYPHS[sign]} {self.desk.say(STATES[sign])}", self.desk.say(text), COLOURS[sign]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what has the typed text in it."""
        event.stop()
        self._wanted = event.value.strip()
        self.query_one("#body").scroll_home(animate=False)
        self.redraw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what was found and give the keys back to scrolling."""
        event.stop()
        self.query_one("#body").focus()

    def action_help(self) -> None:
        """Close the help by the key that opened it."""
        self.dismiss(None)

    def action_search(self) -> None:
        """Let the operator type what to look for."""
        field = self.query_one("#search", Input)
        field.add_class("-asked")
        field.focus()

    def action_scroll(self, lines: int) -> None:
        """Move by a line."""
        self.query_one("#body").scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """End the search first, then go back."""
        field = self.query_one("#search", Input)
        if not field.has_class("-asked"):
            self.dismiss(None)
            return
        field.value = ""
        field.remove_class("-asked")
        self.query_one("#body").focus()
