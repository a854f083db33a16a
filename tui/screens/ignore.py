"""Sets a finding aside with a reason and an optional date, or takes it back."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import date, datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from checks.engine.errors import Fault
from checks.engine.model import Finding
from checks.engine.phrase import Phrase
from tui.desk import Desk
from tui.screens.dialog import Dialog
from tui.texts import ignore as texts
from tui.widgets.cell import visible
from tui.widgets.keys_line import keys_line
from tui.widgets.page import EMPTY, Lines, Page, wrapped

Ignoring = tuple[str, date | None]
"""The reason and the last day; an empty reason says that the ignore was ended."""
FORMATS = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y")


class IgnoreScreen(Dialog[Ignoring | None]):
    """Asks for a reason; a finding that is set aside already can be taken back here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("enter", "end", show=False),
        # Before the field sees it: keys that come at once are dealt out by the focus of that moment.
        Binding("tab,shift+tab", "other_field", show=False, priority=True),
    ]

    def __init__(self, desk: Desk, finding: Finding) -> None:
        super().__init__()
        self.desk = desk
        self.finding = finding
        panel = desk.board.panels.get(finding.check)
        self.ending = panel is not None and finding.key in panel.ignored
        self._note: Phrase | None = None
        self._asking = False

    def compose(self) -> ComposeResult:
        """Stack what it is about, the two fields, and the keys."""
        with Vertical(id="box"):
            yield Page(self._about)
            if not self.ending:
                yield Page(lambda width: self._label(texts.REASON, width))
                yield Input(placeholder=self.desk.say(texts.REASON_HINT), id="reason")
                yield Page(lambda width: self._label(texts.UNTIL, width))
                yield Input(placeholder=self.desk.say(texts.UNTIL_HINT), id="until")
            yield Page(self._foot)

    def _about(self, width: int) -> Lines:
        title = (texts.END if self.ending else texts.IGNORE).with_(key=self.finding.key)
        what = texts.ENDS.with_(key=self.finding.key) if self.ending else texts.WHAT
        return [
            *wrapped(Content.styled(visible(self.desk.say(title)), "bold $text-primary"), width),
            *wrapped(Content(visible(self.desk.say(self.finding.summary))), width),
            EMPTY,
            *wrapped(Content.styled(visible(self.desk.say(what)), "$text-muted"), width),
            EMPTY,
        ]

    def _label(self, word: Phrase, width: int) -> Lines:
        return wrapped(Content.styled(self.desk.say(word), "bold"), width)

    def _foot(self, width: int) -> Lines:
        note = texts.ASKING if self._asking else self._note
        lines = wrapped(Content.styled(visible(self.desk.say(note)), "$text-warning"), width) if note else []
        keys = [("Enter", texts.KEY_END)] if self.ending else [("Enter", texts.KEY_DO), ("Tab", texts.KEY_NEXT)]
        return [*lines, *keys_line([*keys, ("Esc", texts.KEY_LEAVE)], self.desk, width)]

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Set the finding aside, where a reason and no impossible date is given."""
        event.stop()
        reason = self.query_one("#reason", Input).value.strip()
        until = self._until(self.query_one("#until", Input).value.strip())
        if isinstance(until, Phrase):
            self._say(until)
        elif not reason:
            self.query_one("#reason").focus()
            self._say(texts.REASON_WANTED)
        else:
            asked = self.desk.monitor.ignore(self.finding.key, reason, until)
            self._ask(asked, (reason, until))

    def action_end(self) -> None:
        """Take the finding back."""
        if self.ending:
            self._ask(self.desk.monitor.end_ignore(self.finding.key), ("", None))

    def action_other_field(self) -> None:
        """Go from the reason to the day, or back."""
        self.focus_next(Input)

    def action_leave(self) -> None:
        """Go back; nothing was set aside."""
        self.dismiss(None)

    def _ask(self, asked: Awaitable[Phrase | None], result: Ignoring) -> None:
        self.run_worker(self._answer(asked, result), group="ignore", exclusive=True)

    async def _answer(self, asked: Awaitable[Phrase | None], result: Ignoring) -> None:
        self._asking = True
        self._redraw()
        try:
            refused = await asked
        except Fault as fault:
            refused = fault.phrase
        except Exception as defect:  # noqa: BLE001 - a question without an answer is said, the dialog stays
            refused = texts.FAILED.with_(kind=type(defect).__name__)
        self._asking = False
        if refused is None:
            self.dismiss(result)
        else:
            self._say(refused)

    def _until(self, text: str) -> date | Phrase | None:
        if not text:
            return None
        day = parsed(text)
        if day is None:
            return texts.NOT_A_DATE.with_(text=text)
        return texts.IN_THE_PAST.with_(date=day) if day < self.desk.now().astimezone().date() else day

    def _say(self, note: Phrase) -> None:
        self._note = note
        self._redraw()

    def _redraw(self) -> None:
        for page in self.query(Page):
            page.refresh(layout=True)


def parsed(text: str) -> date | None:
    """Return the day that a person wrote in one of the usual ways."""
    for form in FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
