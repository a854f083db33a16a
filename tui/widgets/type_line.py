"""A line to type in: for the filter and the palette. Its cursor stands still."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from tui.theme import look_of
from tui.widgets.cell import visible
from tui.widgets.host import host

LONGEST = 80


class TypeLine(Widget, can_focus=True):
    """Takes every printable key, so that none of them is a command meanwhile."""

    DEFAULT_CSS = "TypeLine { height: 1; width: 1fr; }"

    class Changed(Message):
        """Another text stands in the line."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    class Entered(Message):
        """The text is as it should be."""

    def __init__(self, label: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = label
        self.value = ""

    def put(self, value: str) -> None:
        """Let another text stand there."""
        self.value = visible(value)[:LONGEST]
        self.refresh()
        self.post_message(self.Changed(self.value))

    def render(self) -> Text:
        """Show label, text and cursor."""
        look = look_of(host(self))
        cursor = (" ", "reverse") if self.has_focus else ""
        return Text.assemble((f" {self._label} ", look.accent), (self.value, look.strong), cursor, no_wrap=True, end="")

    def on_key(self, event: events.Key) -> None:
        """Type."""
        if event.key == "backspace":
            self.put(self.value[:-1])
        elif event.key == "enter":
            self.post_message(self.Entered())
        elif event.is_printable and event.character:
            self.put(self.value + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take the first line of what was pasted."""
        event.stop()
        self.put(self.value + "".join(event.text.splitlines()[:1]))
