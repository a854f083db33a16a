"""A step that asks for a few short texts; what is wrong is said at its field, and what was typed stays."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input

from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from tui.screens.step import Heading, Keys, Step
from tui.texts import set_up as texts
from tui.voice import Voice
from tui.widgets.cell import visible
from tui.widgets.page import EMPTY, Lines, Page, fit, wrapped

Values = dict[str, str]
LABEL = 20
DOTS = "•" * 8


@dataclass(frozen=True, slots=True)
class Field:
    """One text to ask for; `complaint` tells what is wrong with one. A secret is unseen, and gone once it was used.

    `blamed` are the faults of the whole form that are put right in this field.
    """

    name: str
    label: Phrase
    hint: Phrase
    value: str = ""
    complaint: Callable[[str], Phrase | None] = lambda text: None
    secret: bool = False
    blamed: tuple[type[Fault], ...] = ()
    look: Callable[[str], Phrase | None] | None = None
    """Tells what is missing behind a text, which keeps nobody from going on; it may look at the disk."""
    kept: tuple[Callable[[Values], bool], Phrase] | None = None
    """Whether a secret that was typed before is used again with what stands in the fields, and the hint of that."""


class FormScreen(Step[Values | None]):
    """Dismissed with the texts by the names of their fields, once `act` has taken them."""

    DEFAULT_CSS = f"""
    FormScreen #fields {{ height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }}
    FormScreen Horizontal {{ height: 1; margin: 0 0 1 0; }}
    FormScreen.-low Horizontal {{ margin: 0; }}
    FormScreen Horizontal Page {{ width: {LABEL}; }}
    FormScreen Input {{ height: 1; border: none; padding: 0 1; background: $panel; width: 1fr; }}
    FormScreen Input:focus {{ border: none; }}
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012 - Textual types it so
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the field sees them: keys that come at once are dealt out by the focus of that moment.
        Binding("tab,down", "field(1)", show=False, priority=True),
        Binding("shift+tab,up", "field(-1)", show=False, priority=True),
        Binding("ctrl+g", "guess", show=False, priority=True),
    ]

    def __init__(
        self,
        voice: Voice,
        heading: Heading,
        fields: Sequence[Field],
        act: Callable[[Values], Awaitable[None]] | None = None,
        walked: bool = False,
        guess: bool = False,
    ) -> None:
        super().__init__(voice, heading)
        self.fields = tuple(fields)
        self.guessed = False
        self.typed = {field.name: field.value for field in fields if not field.secret}
        """What stands in the fields, also when the step is left."""
        self._act = act
        self._walked = walked
        """Whether every field was gone through: from then on Enter goes on from any of them."""
        self._may_guess = guess
        self._failed = False
        self._looked: dict[tuple[str, str], Phrase | None] = {}
        self._tried: Values = {}
        """What stood in the fields at the last try: once another text does, what was said of it is over."""
        self._stays = False
        """Whether what is said outlasts typing: why there was no answer, until the next try."""

    def compose(self) -> ComposeResult:
        """Stack what is asked, the fields with their labels, the hint of one, and the keys."""
        yield self.head()
        yield self.about()
        with VerticalScroll(id="fields", can_focus=False):
            for field in self.fields:
                with Horizontal():
                    yield Page(self._label_of(field))
                    made = Input(field.value, password=field.secret, id=field.name)
                    made.cursor_blink = False  # a screen on which nothing happens sends nothing
                    yield made
            yield Page(self._hint)
        yield self.foot()

    def on_mount(self) -> None:
        """Show what is kept from before."""
        self._show_kept()

    def _label_of(self, field: Field) -> Callable[[int], Lines]:
        return lambda width: [fit(Content.styled(self.voice.say(field.label), "bold"), width)]

    def _hint(self, width: int) -> Lines:
        field = self._field
        hint = field.kept[1] if field.kept is not None and self._is_kept(field) else field.hint
        missing = self._missing(field, self._input(field.name).value.strip())
        note = self.note_lines(missing, width) if missing is not None else ()
        return [EMPTY, *wrapped(Content.styled(visible(self.voice.say(hint)), "$text-muted"), width), *note]

    def _missing(self, field: Field, value: str) -> Phrase | None:
        """Return what is missing behind a text, as soon as that was looked at."""
        if field.look is None or not value or field.complaint(value):
            return None
        if (at := (field.name, value)) not in self._looked:
            self._looked[at] = None
            self.run_worker(self._look(field.look, at), group="look")
        return self._looked[at]

    async def _look(self, look: Callable[[str], Phrase | None], at: tuple[str, str]) -> None:
        self._looked[at] = await asyncio.to_thread(look, at[1])
        self.redraw()

    def _is_kept(self, field: Field) -> bool:
        return field.kept is not None and field.kept[0](self.values)

    def _show_kept(self) -> None:
        """Show by dots which secrets are used again."""
        for field in self.fields:
            if field.kept is not None:
                self._input(field.name).placeholder = DOTS if self._is_kept(field) else ""

    def keys(self) -> Keys:
        """Return the keys: what Enter does depends on whether the last field was seen."""
        on = texts.KEY_ON if self._walked or self._field is self.fields[-1] else texts.KEY_NEXT_FIELD
        more = [("Ctrl+G", texts.KEY_GUESS)] if self._may_guess and self._failed else []
        return [("Enter", on), *([("Tab", texts.KEY_NEXT_FIELD)] if len(self.fields) > 1 else []), *more]

    @property
    def _field(self) -> Field:
        focused = self.focused.id if self.focused is not None else None
        return next((field for field in self.fields if field.name == focused), self.fields[0])

    def _input(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)

    @property
    def values(self) -> Values:
        """Return what stands in the fields."""
        return {field.name: self._input(field.name).value.strip() for field in self.fields}

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the hint of the field that has the keyboard."""
        self._walked = self._walked or self._field is self.fields[-1]
        self.redraw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed, and take away what was said of the text before."""
        event.stop()
        if event.input.id in self.typed:
            self.typed[event.input.id] = event.value.strip()
            self._stays = self._stays and self.typed == self._tried
        self._show_kept()
        if self.note is not None and event.input.has_focus and not self._stays:
            self.tell(None)
        else:
            self.redraw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field, or on."""
        event.stop()
        if self.waiting:
            return
        if not self._walked:
            self.action_field(1)
            return
        values, self._stays = self.values, False
        self._tried = dict(self.typed)
        for field in self.fields:
            if wrong := field.complaint(values[field.name]):
                self._input(field.name).focus()
                self.tell(wrong)
                return
        if self._act is None:
            self.dismiss(self.typed)
            return
        self.wait_for(self._act(values), lambda _: self._done())
        for field in self.fields:
            if field.secret:
                self._input(field.name).value = ""

    def _done(self) -> None:
        self.dismiss(self.typed)

    def went_wrong(self, fault: Fault) -> None:
        """Say why there is no answer, and that there is a way without; go to the field that it is put right in."""
        self._failed = self._stays = True
        super().went_wrong(fault)
        self._show_kept()
        blamed = next((field for field in self.fields if isinstance(fault, field.blamed)), self._named_by(fault))
        self._input(blamed.name).focus()

    def _named_by(self, fault: Fault) -> Field:
        """Return the field whose label a sentence quotes; most often it is where the first one leads."""
        said = self.voice.say(fault.phrase)
        return next((field for field in self.fields if f"“{self.voice.say(field.label)}" in said), self.fields[0])

    def redraw(self) -> None:
        """Draw every page anew, and keep the field in sight: what is said takes its room."""
        super().redraw()
        self.call_after_refresh(self._show_field)

    def _show_field(self) -> None:
        if self.focused is not None:
            self.focused.scroll_visible(animate=False)

    def action_field(self, step: int) -> None:
        """Go to the next field or the one before."""
        names = [field.name for field in self.fields]
        self._input(names[(names.index(self._field.name) + step) % len(names)]).focus()

    def action_guess(self) -> None:
        """Go on without having looked, where that was tried and failed."""
        if self._may_guess and self._failed and not self.waiting:
            self.guessed = True
            self.dismiss(self.typed)
