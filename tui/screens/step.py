"""One step of the set-up: a page that says where it is, may have to wait, and goes back by Esc."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.worker import Worker

from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from tui.age import age
from tui.desk import utc_now
from tui.texts import set_up as texts
from tui.voice import Voice
from tui.widgets.cell import visible
from tui.widgets.keys_line import keys_line
from tui.widgets.page import EMPTY, Lines, Page, apart, wrapped

R = TypeVar("R")
T = TypeVar("T")
Keys = Sequence[tuple[str, Phrase]]
TICK = 1.0
"""Seconds between two looks at the clock while something is waited for; ages move in larger steps."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a step asks, why, and which one of how many it is; the first has nothing to go back to."""

    title: Phrase
    about: Phrase
    number: int = 1
    count: int = 1


class Step(Screen[R]):
    """Dismissed with what was answered, or None for the way back."""

    DEFAULT_CSS = """
    Step { layout: vertical; background: $background; }
    Step #head, Step #foot { padding: 0 1; background: $panel; }
    Step #about { padding: 0 1; margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]

    def __init__(self, voice: Voice, heading: Heading, now: Callable[[], datetime] = utc_now) -> None:
        super().__init__()
        self.voice = voice
        self.heading = heading
        self.now = now
        self.note: Phrase | None = None
        self._waiting: Worker[None] | None = None
        self._since = now()

    # -- what is drawn

    def head(self) -> Page:
        """Return the first line: what it is, and which step."""
        return Page(self._head, id="head")

    def about(self) -> Page:
        """Return what is asked and why."""
        return Page(self._about, id="about")

    def foot(self) -> Page:
        """Return what is said, and the keys."""
        return Page(self._foot, id="foot")

    def about_text(self) -> Phrase:
        """Return why it is asked."""
        return self.heading.about

    def keys(self) -> Keys:
        """Return the keys of this step, without the way back."""
        return ()

    def _head(self, width: int) -> Lines:
        title = Content.styled(self.voice.say(texts.SET_UP), "bold $text-primary")
        step = texts.STEP.with_(n=self.heading.number, count=self.heading.count)
        return [apart(title, Content.styled(self.voice.say(step), "$text-muted"), width)]

    def _about(self, width: int) -> Lines:
        title = Content.styled(visible(self.voice.say(self.heading.title)), "bold")
        about = Content.styled(visible(self.voice.say(self.about_text())), "$text-muted")
        return [EMPTY, *wrapped(title, width), *wrapped(about, width)]

    def _foot(self, width: int) -> Lines:
        way_back = texts.KEY_LEAVE if self.heading.number == 1 else texts.KEY_BACK
        if self.waiting:
            told = texts.LOOKING.with_(age=self.voice.say(age(self._since, self.now())))
            said = Content.styled(self.voice.say(told), "bold $text-accent")
            return [*wrapped(said, width), *keys_line([("Esc", texts.KEY_BREAK_OFF)], self.voice, width)]
        note: Lines = () if self.note is None else self.note_lines(self.note, width)
        return [*note, *keys_line([*self.keys(), ("Esc", way_back)], self.voice, width)]

    def note_lines(self, note: Phrase, width: int) -> Lines:
        """Return what is said, wrapped."""
        return wrapped(Content.styled(visible(self.voice.say(note)), "$text-warning"), width)

    def redraw(self) -> None:
        """Draw every page anew."""
        for page in self.query(Page):
            page.refresh(layout=True)

    def tell(self, note: Phrase | None) -> None:
        """Say one thing, or nothing any more."""
        self.note = note
        self.redraw()

    # -- what takes its time

    @property
    def waiting(self) -> bool:
        """Tell whether an answer from outside is awaited; keys other than Esc wait as well."""
        return self._waiting is not None

    def wait_for(self, asked: Awaitable[T], then: Callable[[T], None]) -> None:
        """Wait for an answer without holding the screen, and take it; what goes wrong is said."""
        self.note, self._since = None, self.now()
        self._waiting = self.run_worker(self._awaited(asked, then), group="step", exclusive=True)
        self.redraw()

    async def _awaited(self, asked: Awaitable[T], then: Callable[[T], None]) -> None:
        ticking = self.set_interval(TICK, self.redraw)
        try:
            found = await asked
        except Fault as fault:
            self.went_wrong(fault)
            return
        except Exception as defect:  # noqa: BLE001 - a step that fails is said, and what was typed stays
            self.tell(texts.OWN_DEFECT.with_(kind=type(defect).__name__))
            return
        finally:
            ticking.stop()
            self._waiting = None
        then(found)
        self.redraw()

    def went_wrong(self, fault: Fault) -> None:
        """Say why there is no answer."""
        self.tell(fault.phrase)

    def action_back(self) -> None:
        """Break off what is waited for; else go a step back. Nothing is written by either."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
            self.tell(texts.BROKEN_OFF)
        else:
            self.dismiss(None)
