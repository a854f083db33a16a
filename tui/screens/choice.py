"""The choice of a target: the candidates, or a number that is typed; what comes of it is a plan, never a write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.widgets import Input

from checks.engine.candidate import by_code, candidates
from checks.engine.model import Finding
from checks.engine.phrase import Phrase
from checks.engine.plan import FixPlan, Refused, Request
from tui.desk import Desk
from tui.round import planned
from tui.texts import choice as texts
from tui.trouble import troubles
from tui.widgets.candidates import candidate_lines, subject_lines
from tui.widgets.keys_line import keys_line
from tui.widgets.page import EMPTY, Lines, Page, heading, wrapped
from tui.widgets.plan_page import paragraph, said


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was asked for, and the plan that came of it."""

    ask: Request
    plan: FixPlan


class ChoiceScreen(Screen[Chosen | None]):
    """Takes a candidate or a typed number to its plan; a refusal is said here, and what was typed stays."""

    DEFAULT_CSS = """
    ChoiceScreen { layout: vertical; background: $background; }
    ChoiceScreen #head { padding: 0 1; background: $panel; }
    ChoiceScreen #body { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    ChoiceScreen #label { padding: 0 1; }
    ChoiceScreen Input { height: 1; border: none; padding: 0 1; margin: 0 1; background: $surface; }
    ChoiceScreen Input:focus { border: none; }
    ChoiceScreen #foot { padding: 0 1; background: $panel; }
    """
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    def __init__(self, desk: Desk, finding: Finding, ask: Request) -> None:
        super().__init__()
        self.desk = desk
        self.finding = finding
        self.ask = ask
        self.found = candidates(finding)
        self.at = 0
        """The chosen candidate; one past the last is what is typed."""
        self._note: Phrase | None = None
        self._asking = False

    def compose(self) -> ComposeResult:
        """Stack whom it is about, the candidates, the line to type in, and the keys."""
        yield Page(self._head, id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Page(self._body)
        yield Page(self._label, id="label")
        field = Input(select_on_focus=False)
        field.cursor_blink = False  # a screen on which nothing happens sends nothing
        yield field
        yield Page(self._foot, id="foot")

    @property
    def typing(self) -> bool:
        """Tell whether Enter takes what is typed."""
        return self.at >= len(self.found)

    # -- what is drawn

    def _head(self, width: int) -> Lines:
        title = texts.WHICH_CUSTOMER if by_code(self.finding) else texts.WHICH_DEBTOR
        return wrapped(Content.styled(said(self.desk, title), "bold $text-primary"), width)

    def _body(self, width: int) -> Lines:
        title = heading(Content.styled(said(self.desk, texts.CANDIDATES), "bold"), width)
        top = [*subject_lines(self.finding, self.desk, width), EMPTY, title]
        if not self.found:
            return [*top, *paragraph(self.desk, self._nobody(), width, "$text-muted")]
        return [*top, *(line for block in self._blocks(width) for line in block)]

    def _blocks(self, width: int) -> list[list[Content]]:
        return [candidate_lines(one, self.desk, width, at == self.at) for at, one in enumerate(self.found)]

    def _nobody(self) -> Phrase:
        """Nobody is suggested where a side is not whole, and then nothing is known of candidates."""
        why = " ".join(trouble.why(whole=True) for trouble in troubles(self.desk))
        return texts.NOT_KNOWN.with_(why=why) if why else texts.NONE

    def _label(self, width: int) -> Lines:
        word = texts.TYPE_CODE if by_code(self.finding) else texts.TYPE_NUMBER
        cursor = ("▌ " if self.typing else "  ", "$text-accent")
        return [heading(Content.assemble(cursor, (said(self.desk, word), "bold")), width)]

    def _foot(self, width: int) -> Lines:
        note, style = (texts.READING, "bold $text-accent") if self._asking else (self._note, "bold $text-warning")
        keys = [("Enter", texts.KEY_PLAN), *([("↑↓", texts.KEY_CHOOSE)] if self.found else [])]
        lines = paragraph(self.desk, note, width, style) if note else []
        return [*lines, *keys_line([*keys, ("Esc", texts.KEY_LEAVE)], self.desk, width)]

    # -- what happens

    def action_move(self, step: int) -> None:
        """Choose another candidate, or the line to type in below them."""
        self._go(min(max(self.at + step, 0), len(self.found)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let what is typed be what is chosen."""
        event.stop()
        if event.value:
            self._go(len(self.found))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ask for the plan of what is chosen."""
        event.stop()
        to = event.value.strip() if self.typing else self.found[self.at].to
        if self._asking:
            return
        if not to:
            self._say(texts.CODE_WANTED if by_code(self.finding) else texts.NUMBER_WANTED)
            return
        ask = Request(self.ask.finding, self.ask.action, to, self.ask.reason)
        self._asking = True
        self._redraw()
        self.run_worker(self._plan(ask), group="choice", exclusive=True)

    def action_leave(self) -> None:
        """Go back; nothing was chosen."""
        self.dismiss(None)

    async def _plan(self, ask: Request) -> None:
        answer = await planned(self.desk, ask)
        self._asking = False
        if isinstance(answer, Refused):
            self._say(answer.reason)
        else:
            self.dismiss(Chosen(ask, answer))

    def _go(self, at: int) -> None:
        self.at, self._note = at, None
        self._redraw()
        if self.found and not self.typing:
            self._show_chosen()

    def _show_chosen(self) -> None:
        body = self.query_one("#body")
        width = body.scrollable_content_region.width
        blocks = self._blocks(width)
        top = len(self._body(width)) - sum(map(len, blocks[self.at :]))
        body.scroll_to_region(Region(0, top, width, len(blocks[self.at])), animate=False)

    def _say(self, note: Phrase) -> None:
        self._note = note
        self._redraw()

    def _redraw(self) -> None:
        for page in self.query(Page):
            page.refresh(layout=True)
