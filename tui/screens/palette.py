"""Everything the main screen can do, by name: type a few letters, Enter does it."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget

from tui.desk import Desk
from tui.keys import KEYLESS, KEYS
from tui.texts import dashboard as texts
from tui.texts.key_names import called
from tui.theme import look_of
from tui.view import View
from tui.widgets.cell import clip, fitted, visible
from tui.widgets.fold import fold
from tui.widgets.host import host
from tui.widgets.type_line import TypeLine

SHOWN = 12
Entry = tuple[str, str, str]
"""What to do, its name, its key."""


class Choices(Widget):
    """The entries that match, with one chosen."""

    DEFAULT_CSS = "Choices { height: 12; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.chosen = 0
        self._none = ""

    def show(self, entries: list[Entry], chosen: int, none: str = "") -> None:
        """Take other entries; `none` is what to say where there are none."""
        self.entries, self.chosen, self._none = entries, max(min(chosen, len(entries) - 1), 0), none
        self.refresh()

    def render(self) -> Text:
        """Draw those around the chosen one."""
        look, width = look_of(host(self)), self.size.width
        if not self.entries:
            return Text(f" {clip(self._none, width - 1)}", look.muted, no_wrap=True, end="")
        first = max(self.chosen - SHOWN + 1, 0)
        lines: list[Text] = []
        for at, (_, name, sign) in enumerate(self.entries[first : first + SHOWN], first):
            ground = look.cursor if at == self.chosen else None
            line = Text.assemble(
                (fitted(f" {name}", width - 11), look.text), (fitted(sign, 10, right=True), look.accent), " "
            )
            if ground is not None:
                line.stylize(ground)
            lines.append(line)
        return Text("\n", no_wrap=True, end="").join(lines)


class PaletteScreen(ModalScreen[str | None], inherit_bindings=False):
    """Answers with an action of the main screen, the id of a panel, or nothing."""

    DEFAULT_CSS = """
    PaletteScreen { align: center top; }
    PaletteScreen Vertical {
        width: 56; height: auto; margin-top: 3; border: round $border; background: $panel; padding: 0 1;
    }
    PaletteScreen TypeLine { margin-bottom: 1; }
    """
    AUTO_FOCUS = "TypeLine"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "leave", show=False),
        Binding("up,shift+tab", "go(-1)", show=False),
        Binding("down,tab", "go(1)", show=False),
    ]

    def __init__(self, desk: Desk, views: tuple[View, ...]) -> None:
        super().__init__()
        self.desk = desk
        panels = [
            (view.check, visible(desk.say(view.title)), str(view.number) if view.number else "") for view in views
        ]
        keys = ((key.action, desk.say(key.word), called(key.sign, desk.language)) for key in (*KEYS, *KEYLESS))
        self._all: list[Entry] = [*panels, *keys]
        self._choices = Choices()

    def compose(self) -> ComposeResult:
        """Put the line to type in above the entries."""
        with Vertical():
            yield TypeLine(self.desk.say(texts.PALETTE))
            yield self._choices

    def on_mount(self) -> None:
        """Show everything."""
        self._choices.show(self._all, 0)

    @on(TypeLine.Changed)
    def _typed(self, event: TypeLine.Changed) -> None:
        needle = fold(event.value.strip())
        found = [entry for entry in self._all if needle in fold(entry[1])]
        self._choices.show(found, 0, self.desk.say(texts.NO_ENTRY.with_(text=visible(event.value.strip()))))

    @on(TypeLine.Entered)
    def _entered(self) -> None:
        if self._choices.entries:
            self.dismiss(self._choices.entries[self._choices.chosen][0])

    def action_go(self, step: int) -> None:
        """Choose the next or the previous entry."""
        self._choices.show(self._choices.entries, self._choices.chosen + step)

    def action_leave(self) -> None:
        """Go back without doing anything."""
        self.dismiss(None)
