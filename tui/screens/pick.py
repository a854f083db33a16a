"""A step, or a part of one, that picks from a list; what is not on it can be typed where that makes sense."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from checks.engine.phrase import Phrase
from tui.screens.step import Heading, Keys, Step
from tui.texts import set_up as texts
from tui.voice import Voice
from tui.widgets.cell import visible
from tui.widgets.fold import fold
from tui.widgets.page import fit
from tui.widgets.rows import Rows
from tui.widgets.type_line import TypeLine


@dataclass(frozen=True, slots=True)
class Pick:
    """One line of the list: `key` is the answer, `name` and `about` are what is shown, `note` what is said of it."""

    key: str
    name: str
    about: str = ""
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """How is picked: several at once, or a typed name that is not on the list; where the cursor starts."""

    several: bool = False
    typed: bool = False
    at: str = ""


class PickScreen(Step[str | None]):
    """Dismissed with a key, several of them joined by commas in the order in which they were marked."""

    DEFAULT_CSS = """
    PickScreen Rows { padding: 0 1; }
    PickScreen TypeLine { display: none; background: $panel; }
    PickScreen.-typing TypeLine { display: block; }
    """
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", show=False),
        Binding("space", "mark", show=False),
        Binding("slash", "type", show=False),
    ]

    def __init__(
        self,
        voice: Voice,
        heading: Heading,
        options: Sequence[Pick],
        manner: Manner | None = None,
        act: Callable[[str], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__(voice, heading)
        self.options = tuple(options)
        self.manner = manner or Manner()
        self.shown = self.options
        self.marked: list[str] = []
        self._at = 0
        self._act = act

    def compose(self) -> ComposeResult:
        """Stack what is asked, the list, the line to type in, and the keys."""
        yield self.head()
        yield self.about()
        yield Rows(self._row, id="rows")
        yield TypeLine(self.voice.say(texts.TYPE_NAME if self.manner.typed else texts.KEY_FILTER))
        yield self.foot()

    def on_mount(self) -> None:
        """Fill the list; where it is empty, a name has to be typed."""
        self._fill()
        keys = [option.key for option in self.options]
        if self.manner.at in keys:
            self.query_one(Rows).action_edge(keys.index(self.manner.at))
        if not keys and self.manner.typed:
            self.action_type()
        self._tell_of_row()

    def keys(self) -> Keys:
        """Return the keys."""
        several = [("Space", texts.KEY_MARK)] if self.manner.several else []
        typing = texts.KEY_TYPE if self.manner.typed else texts.KEY_FILTER
        return [("Enter", texts.KEY_CHOOSE), *several, ("/", typing), ("↑↓", texts.KEY_MOVE)]

    def _fill(self) -> None:
        self.query_one(Rows).fill([option.key for option in self.shown])

    def _row(self, at: int, width: int) -> Content:
        option = self.shown[at]
        place = f"{self.marked.index(option.key) + 1}" if option.key in self.marked else " "
        name = min(max((len(one.name) for one in self.options), default=8) + 2, max(width - 20, 12))
        cells = ((Content.styled(place, "bold $text-accent"), 2), (Content(visible(option.name)), name))
        rest = Content.styled(visible(option.about), "$text-muted")
        return Content(" ").join([*(fit(cell, size) for cell, size in cells), rest])

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """What was said of another row is over."""
        event.stop()
        at = self.query_one(Rows).at
        if at != self._at and not self.waiting:
            self._at = at
            self._tell_of_row()

    def _tell_of_row(self) -> None:
        at = self.query_one(Rows).at
        self.tell(self.shown[at].note if at < len(self.shown) else None)

    def on_type_line_changed(self, event: TypeLine.Changed) -> None:
        """Show what has the typed text in it."""
        event.stop()
        wanted = fold(event.value.strip())
        self.shown = tuple(option for option in self.options if wanted in fold(option.name))
        self._fill()

    def on_type_line_entered(self, event: TypeLine.Entered) -> None:
        """Take the name that was typed, or go to what is left of the list."""
        event.stop()
        text = self.query_one(TypeLine).value.strip()
        same = next((option.key for option in self.options if fold(option.name) == fold(text)), None)
        if same is not None:
            self._take(same)
        elif self.manner.typed and text and not self.shown:
            self._take(text)
        elif self.shown:
            self.query_one(Rows).focus()
        else:
            self.tell(texts.NO_MATCH.with_(text=text))

    def on_key(self, event: events.Key) -> None:
        """Let a letter begin the typing: nobody means the row under the cursor by it."""
        letter = (event.is_printable and event.character) or ""
        if letter.strip() and letter != "/" and self.focused is self.query_one(Rows):
            event.stop()
            self.action_type()
            self.query_one(TypeLine).put(letter)

    def action_type(self) -> None:
        """Type a name, or a part of one."""
        self.add_class("-typing")
        self.query_one(TypeLine).focus()

    def action_mark(self) -> None:
        """Mark the row or take the mark away; their order is that of the marking."""
        rows = self.query_one(Rows)
        if not self.manner.several or not self.shown:
            return
        key = self.shown[rows.at].key
        self.marked = [one for one in self.marked if one != key] if key in self.marked else [*self.marked, key]
        rows.action_move(1)
        rows.refresh()

    def action_pick(self) -> None:
        """Take the marked rows, or the one under the cursor."""
        if self.waiting or not self.shown:
            return
        self._take(", ".join(self.marked) or self.shown[self.query_one(Rows).at].key)

    def action_back(self) -> None:
        """End the typing first, then go back."""
        if self.waiting or not self.has_class("-typing") or not self.options:
            super().action_back()
            return
        self.remove_class("-typing")
        self.query_one(TypeLine).put("")
        self.query_one(Rows).focus()

    def _take(self, key: str) -> None:
        if self._act is None:
            self.dismiss(key)
        else:
            self.wait_for(self._act(key), lambda _: self._done(key))

    def _done(self, key: str) -> None:
        self.dismiss(key)
