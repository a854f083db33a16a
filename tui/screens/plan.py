"""The plan: exactly what would be written and why, one key that does it, and what came of it."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from checks.engine.model import Finding
from checks.engine.phrase import Phrase
from checks.engine.plan import Request
from tui.asked_again import asked_again
from tui.asks import JournalAsked
from tui.desk import Desk
from tui.linkable import aimed, aimless, linkable
from tui.round import Ask, Phase, Round, Stage, Step
from tui.screens.choice import ChoiceScreen, Chosen
from tui.screens.sheet import Sheet
from tui.texts import plan as texts
from tui.waiting import planning
from tui.widgets.host import host
from tui.widgets.keys_line import keys_line
from tui.widgets.page import EMPTY, Lines, Page, wrapped
from tui.widgets.plan_page import head_lines, main_lines, paragraph, request_lines, said
from tui.widgets.plan_queue import queue_lines

SAFE_COUNT = 5
"""A round of more records than this wants its number typed."""


class PlanScreen(Sheet):
    """Shows what a fix would do; `a` does it, Enter never does, Esc leaves without a change."""

    DEFAULT_CSS = """
    PlanScreen { layout: vertical; background: $background; }
    PlanScreen #head { padding: 0 1; background: $panel; }
    PlanScreen #queue { padding: 0 1; max-height: 9; }
    PlanScreen #body { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    PlanScreen #parts { layout: vertical; height: auto; }
    PlanScreen #main { margin: 1 0 1 0; }
    PlanScreen #request { margin: 0 0 1 0; }
    PlanScreen.-wide #parts { layout: horizontal; }
    PlanScreen.-wide #main { width: 3fr; }
    PlanScreen.-wide #request { width: 2fr; margin: 1 0 1 3; }
    PlanScreen #count { display: none; height: 1; border: none; padding: 0 1; background: $surface; }
    PlanScreen #count.-asked { display: block; }
    PlanScreen #foot { padding: 0 1; background: $panel; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual types it so
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "target", show=False),
        Binding("l", "journal", show=False),
        Binding("y", "copy", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("n,tab", "step(1)", show=False),
        Binding("N,shift+tab", "step(-1)", show=False),
    ]

    def __init__(self, desk: Desk, requests: tuple[Request, ...]) -> None:
        super().__init__(desk)
        self._left_out = max(len(requests) - desk.card.max_bulk, 0)
        self._begin(
            tuple(aimed(desk, ask) for ask in requests) if len(requests) == 1 else requests[: desk.card.max_bulk]
        )

    @classmethod
    def undo(cls, desk: Desk, entry: int) -> PlanScreen:
        """Return the screen that shows how a recorded fix would be taken back."""
        screen = cls(desk, ())
        screen._begin((entry,))
        return screen

    def _begin(self, asks: tuple[Ask, ...]) -> None:
        self.round = Round(self.desk, [Step(ask) for ask in asks], self._changed)
        self._shown = 0
        self._painted: float | None = None
        self._counted = len(asks) <= SAFE_COUNT
        self._leaving = False
        self._aged: Phrase | None = None
        self._again: Phrase | None = None
        self._drawn: Step | None = None
        """The shown step as it was when it was drawn last."""

    def compose(self) -> ComposeResult:
        """Stack head, queue, the plan itself, and the keys."""
        yield Page(self._head, id="head")
        yield Page(self._queue, id="queue")
        with VerticalScroll(id="body"), Container(id="parts"):
            yield Page(self._main, id="main")
            yield Page(self._request, id="request")
        yield Input(id="count", type="integer", select_on_focus=False)
        yield Page(self._foot, id="foot")

    def on_mount(self) -> None:
        """Ask for the plan at once, or first for whom it is; let its age be seen to grow."""
        if len(self.round.steps) == 1 and aimless(self.desk, self.step.ask):
            self.action_target()
        else:
            self._work(self.round.read())
        self.set_interval(1, self._tick)

    @property
    def step(self) -> Step:
        """Return the step that is shown."""
        return self.round.steps[self._shown]

    @property
    def _asking(self) -> bool:
        return self.query_one("#count").has_class("-asked")

    # -- what is drawn

    def _head(self, width: int) -> Lines:
        lines = head_lines(self.round, self._shown, self.desk, width)
        if self._left_out:
            marked = len(self.round.steps) + self._left_out
            lines += paragraph(
                self.desk, texts.TOO_MANY.with_(marked=marked, most=self.desk.card.max_bulk), width, "$text-warning"
            )
        return lines

    def _queue(self, width: int) -> Lines:
        return queue_lines(self.round, self._shown, self.desk, width, 7 if self.size.height >= 36 else 4)

    def _main(self, width: int) -> Lines:
        if self.step.phase in {Phase.WAITING, Phase.READING} and self.step.plan is None:
            return paragraph(self.desk, texts.READING, width, "$text-muted")
        return main_lines(self.step, self.desk, width)

    def _request(self, width: int) -> Lines:
        plan = self.step.plan
        return request_lines(plan, self.desk, width) if plan is not None else ()

    def _foot(self, width: int) -> Lines:
        status = self._status()
        lines = [Content.styled(said(self.desk, text), style) for text, style in status]
        return [*(line for text in lines for line in wrapped(text, width)), *keys_line(self._keys(), self.desk, width)]

    def _status(self) -> list[tuple[Phrase, str]]:
        stage = self.round.stage
        lines: list[tuple[Phrase, str]] = []
        if self.note is not None:
            lines.append((self.note, "$text-warning"))
        if stage in _BUSY:
            lines.append((self._busy(), "bold $text-accent"))
        elif stage is Stage.READY:
            lines += self._standing()
        elif len(self.round.steps) > 1:
            lines.append((self._sum(), "bold"))
        return lines

    def _busy(self) -> Phrase:
        if self.round.stage is not Stage.WRITING and (waits := planning(self.desk, self.round.since)):
            return waits
        one, many = _BUSY[self.round.stage]
        count = len(self.round.steps)
        return one if count == 1 else many.with_(at=self.round.at + 1, count=count)

    def _standing(self) -> list[tuple[Phrase, str]]:
        blocked = self.round.blocked
        lines = [(self._age(), "$text-warning" if self._expired() else "$text-muted")]
        if self.round.note is not None:
            lines.append((self.round.note, "$text-success"))
        if blocked is not None:
            lines.append((blocked, "bold $text-warning"))
        elif self._asking:
            lines.append((texts.HOW_MANY.with_(count=len(self.round.ready)), "$text-warning"))
        return lines

    def _sum(self) -> Phrase:
        done, count = self.round.done, len(self.round.steps)
        left = len(self.round.ready)
        if left or any(step.phase is Phase.FALLEN for step in self.round.steps):
            return texts.STOPPED.with_(done=done, count=count, left=left)
        return (texts.ALL_DONE if done == count else texts.SOME_DONE).with_(done=done, count=count)

    def _age(self) -> Phrase:
        read_at = self.round.oldest()
        return age(read_at, self.desk.now()) if read_at else texts.JUST_NOW

    def _expired(self) -> bool:
        return self.round.expired(self.desk.now())

    def _keys(self) -> list[tuple[str, Phrase]]:
        if self._asking:
            return [("Enter", texts.KEY_TAKE), ("Esc", texts.KEY_LEAVE)]
        keys: list[tuple[str, Phrase]] = []
        ready = self.round.stage is Stage.READY
        if ready and self.round.blocked is None:
            keys.append(("a", self._apply_word()))
        if self._target() is not None:
            keys.append(("t", texts.KEY_OTHER if self.step.plan else texts.KEY_TARGET))
        if self.round.stage is not Stage.WRITING:
            keys.append(("Esc", texts.KEY_BACK if ready else texts.KEY_LEAVE))
        keys += [("↑↓", texts.KEY_SCROLL)]
        if len(self.round.steps) > 1:
            keys.append(("n", texts.KEY_ROWS))
        keys += [("y", texts.KEY_COPY), ("l", texts.KEY_JOURNAL)]
        return keys

    def _apply_word(self) -> Phrase:
        if self._expired():
            return texts.READ_AGAIN
        if not self._counted:
            return texts.TYPE_COUNT
        count = len(self.round.ready)
        return texts.APPLY if count == 1 else texts.APPLY_ALL.with_(count=count)

    # -- what happens

    def key_a(self, event: events.Key) -> None:
        """Apply, where the operator can have seen what: a key that is older than the picture is dropped."""
        event.stop()
        seen = self._painted is not None and event.time > self._painted
        if not seen or self.round.stage is not Stage.READY or self.round.blocked is not None:
            return
        self.note = None
        if self._expired():
            self._work(self.round.renew())
        elif not self._counted:
            self._ask_count(True)
        else:
            self._work(self.round.apply())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep the count that was typed up to date; it confirms nothing by itself."""
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the typed count; `a` still has to follow."""
        event.stop()
        if event.value.strip() == str(len(self.round.ready)):
            self._counted = True
            self.note = texts.COUNT_HELD.with_(count=len(self.round.ready))
            self._ask_count(False)
        else:
            event.input.value = ""

    def action_leave(self) -> None:
        """Go back; a write in hand is not called back by that."""
        if self._asking:
            self._ask_count(False)
        elif self.round.stage is Stage.WRITING:
            self.say(texts.NOT_CANCELLED)
        else:
            self.dismiss(None)

    def action_quit(self) -> None:
        """Quit; while a write is in hand only at the second time."""
        if self.round.stage is Stage.WRITING and not self._leaving:
            self._leaving = True
            self.say(texts.LEAVE_WHILE_WRITING)
        else:
            super().action_quit()

    def action_target(self) -> None:
        """Choose another record to link to, for the plan that is shown or where there is none yet."""
        finding, ask = self._target(), self.step.ask
        if finding is not None and isinstance(ask, Request):
            host(self).push_screen(ChoiceScreen(self.desk, finding, ask), self._chosen)

    def _chosen(self, chosen: Chosen | None) -> None:
        if chosen is not None:
            self.note = None
            self._counted = len(self.round.steps) <= SAFE_COUNT
            self.round.take(self._shown, chosen.ask, chosen.plan)
        elif self.step.phase is Phase.WAITING:  # nothing was asked for yet: there is no plan to go back to
            self.dismiss(None)

    def _target(self) -> Finding | None:
        """Return what can be linked to another record than shown; None where nothing is to be chosen any more."""
        free = self.round.open(self._shown) and not self._asking
        return linkable(self.desk, self.step.ask) if free else None

    def action_journal(self) -> None:
        """Open the journal; where the plan was opened from it, go back to it."""
        if self.round.stage is Stage.WRITING:
            self.say(texts.NOT_CANCELLED)
        else:
            self.post_message(JournalAsked())

    def action_copy(self) -> None:
        """Copy the plan as it is shown."""
        lines = [*self._head(100), EMPTY, *self._main(100), *self._request(100)]
        host(self).copy_to_clipboard("\n".join(line.plain.rstrip() for line in lines))
        self.say(texts.COPIED)

    def action_scroll(self, lines: int) -> None:
        """Move the plan by a line."""
        self.query_one("#body").scroll_relative(y=lines, animate=False)

    def action_step(self, by: int) -> None:
        """Show the next plan of the round."""
        self._show((self._shown + by) % len(self.round.steps))

    def _ask_count(self, asked: bool) -> None:
        field = self.query_one("#count", Input)
        field.value = ""
        field.set_class(asked, "-asked")
        (field if asked else self.query_one("#body")).focus()
        self._changed()

    def _work(self, task: Coroutine[None, None, None]) -> None:
        self.run_worker(task, group="round", exclusive=False)

    def _show(self, at: int) -> None:
        self._shown = at
        if self.step is not self._drawn:  # what came of it stands at the top
            self._drawn = self.step
            self.query_one("#body").scroll_home(animate=False)
        self.redraw()

    def _changed(self) -> None:
        """Draw what is new, and take no `a` until it has been painted."""
        self._painted = None
        follow = self.round.stage in {Stage.WRITING, Stage.RENEWING} or self.round.stage is Stage.OVER
        self._show(self.round.at if follow else self._shown)
        self.call_after_refresh(self._mark_painted)

    def _mark_painted(self) -> None:
        self._painted = Message().time

    def _tick(self) -> None:
        """Redraw an age when its words have changed, and only then."""
        stage = self.round.stage
        said = self._age() if stage is Stage.READY else self._busy() if stage in _BUSY else self._aged
        if said != self._aged:
            self._aged = said
            self.query_one("#foot").refresh(layout=True)
        if (again := asked_again(self.desk)) != self._again:
            self._again = again
            self.query_one("#main").refresh(layout=True)


_BUSY = {
    Stage.READING: (texts.READING, texts.READING_OF),
    Stage.RENEWING: (texts.READING_AGAIN, texts.READING_OF),
    Stage.WRITING: (texts.WRITING, texts.WRITING_OF),
}


def age(read_at: datetime, now: datetime) -> Phrase:
    """Return how old a reading is, in steps of five seconds up to the limit."""
    seconds = int((now - read_at) / timedelta(seconds=1))
    if seconds >= 60 or seconds < 0:
        return texts.TOO_OLD
    step = seconds - seconds % 5
    return texts.SECONDS_AGO.with_(seconds=step) if step else texts.JUST_NOW
