"""The last step: the whole file as it would be written, and the key that writes it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from checks.engine.phrase import Phrase
from tui.screens.step import Heading, Keys, Step
from tui.texts import set_up as texts
from tui.voice import Voice
from tui.widgets.cell import visible
from tui.widgets.page import EMPTY, Lines, Page, folded, wrapped

BESIDE = re.compile(r"(?P<key>.*?\S) +(?P<comment># .*)")
"""A line of the file that has a comment behind its key; a line that is off begins with # itself."""
BELOW = 4
"""Cells that a comment starts further in where it stands below its key."""


class PreviewScreen(Step[bool | None]):
    """Dismissed with True once `write` has written the file."""

    DEFAULT_CSS = """
    PreviewScreen #body { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    PreviewScreen #about { margin: 0; }
    """
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("w", "write", show=False),
    ]

    def __init__(
        self, voice: Voice, heading: Heading, text: str, told: Sequence[Phrase], write: Callable[[], Awaitable[None]]
    ) -> None:
        super().__init__(voice, heading)
        self.text = text
        self.told = tuple(told)
        self._write = write

    def compose(self) -> ComposeResult:
        """Stack what is asked, what is said of the file, the file itself, and the keys."""
        yield self.head()
        yield self.about()
        with VerticalScroll(id="body"):
            yield Page(self._body)
        yield self.foot()

    def keys(self) -> Keys:
        """Return the keys."""
        return [("w", texts.KEY_WRITE), ("↑↓", texts.KEY_SCROLL)]

    def _body(self, width: int) -> Lines:
        told = (wrapped(Content(f"• {visible(self.voice.say(one))}"), width, indent=2) for one in self.told)
        written = (shown_line(visible(line), width) for line in self.text.splitlines())
        return [*(part for lines in told for part in lines), EMPTY, *(part for lines in written for part in lines)]

    def action_scroll(self, lines: int) -> None:
        """Move by a line."""
        self.query_one("#body").scroll_relative(y=lines, animate=False)

    def action_write(self) -> None:
        """Write the file."""
        if not self.waiting:
            self.wait_for(self._write(), lambda _: self._done())

    def _done(self) -> None:
        self.dismiss(True)


def shown_line(line: str, width: int) -> Lines:
    """Return one line of the file; where it is too long, its comment moves up, or stands below it, broken at blanks."""
    if len(line) <= width:
        return [Content.styled(line, "$text-muted")]
    if line.startswith("# ") and BESIDE.fullmatch(line, 1) is None:
        return wrapped(Content.styled(line, "$text-muted"), width, indent=2)
    beside = BESIDE.fullmatch(line, 1)
    if beside is None:
        return folded(Content.styled(line, "$text-muted"), width)
    key, comment = line[0] + beside["key"], beside["comment"]
    if len(near := f"{key.rstrip()}  {comment}") <= width:
        return [Content.styled(near, "$text-muted")]
    below = wrapped(Content.styled(comment, "$text-muted"), width - BELOW, indent=2)
    return [*folded(Content.styled(key, "$text-muted"), width), *(part.pad_left(BELOW) for part in below)]
