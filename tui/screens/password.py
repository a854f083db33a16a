"""Types ClientTime's password again after a refusal; it is unseen, kept in memory only and tried once."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from checks.engine.phrase import Phrase
from tui.desk import Desk
from tui.screens.dialog import Dialog
from tui.texts import password as texts
from tui.trouble import troubles
from tui.widgets.cell import visible
from tui.widgets.keys_line import keys_line
from tui.widgets.page import EMPTY, Lines, Page, wrapped


class PasswordScreen(Dialog[str | None]):
    """Dismissed with what was typed, or with None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._note: Phrase | None = None

    def compose(self) -> ComposeResult:
        """Stack what was refused, the field, and the keys."""
        with Vertical(id="box"):
            yield Page(self._about)
            yield Input(password=True, id="password")
            yield Page(self._foot)

    def _about(self, width: int) -> Lines:
        why = next((one.why(whole=False) for one in troubles(self.desk) if one.state.refused), "")
        return [
            *wrapped(Content.styled(self.desk.say(texts.AGAIN), "bold $text-primary"), width),
            *wrapped(Content(visible(why)), width),
            EMPTY,
            *wrapped(Content.styled(self.desk.say(texts.ONCE), "$text-muted"), width),
            EMPTY,
        ]

    def _foot(self, width: int) -> Lines:
        lines = wrapped(Content.styled(self.desk.say(self._note), "$text-warning"), width) if self._note else []
        return [*lines, *keys_line([("Enter", texts.KEY_TRY), ("Esc", texts.KEY_LEAVE)], self.desk, width)]

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand over what was typed, where anything was."""
        event.stop()
        if event.value:
            self.dismiss(event.value)
            return
        self._note = texts.WANTED
        for page in self.query(Page):
            page.refresh(layout=True)

    def action_leave(self) -> None:
        """Go back; nothing is tried."""
        self.dismiss(None)
