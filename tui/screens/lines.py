"""The step in which each line of the proposed mapping is confirmed, corrected or left out."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from checks.engine.phrase import Phrase, plain
from tui.lines import LISTING, OUT, Lines, MappingLine
from tui.mapped import Sure
from tui.screens.pick import Manner, Pick, PickScreen
from tui.screens.step import Heading, Keys, Step
from tui.texts import lines as said
from tui.texts import set_up as texts
from tui.voice import Voice
from tui.widgets import page
from tui.widgets.cell import visible
from tui.widgets.host import host
from tui.widgets.page import Page, fit, wrapped
from tui.widgets.rows import Rows

NEEDED = frozenset({"customer.table", "customer.code", "customer.foreign_id"})
NAME, VALUE, WIDE_VALUE, WIDE = 25, 34, 44, 110


class LinesScreen(Step[bool | None]):
    """Dismissed with True once every line is answered; the answers are in `lines`."""

    DEFAULT_CSS = """
    LinesScreen Rows { padding: 0 1; }
    LinesScreen #line { height: auto; max-height: 40%; padding: 0 1; scrollbar-size-vertical: 1; }
    LinesScreen #about { margin: 0; }
    """
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "confirm", show=False),
        Binding("c", "correct", show=False),
        Binding("minus", "leave_out", show=False),
        Binding("asterisk", "confirm_sure", show=False),
        Binding("n", "go_on", show=False),
    ]

    def __init__(self, voice: Voice, heading: Heading, lines: Lines) -> None:
        super().__init__(voice, heading)
        self.lines = lines
        self.listed: tuple[MappingLine, ...] = ()
        self._at = 0

    def compose(self) -> ComposeResult:
        """Stack what is asked, the lines, the one under the cursor, and the keys."""
        yield self.head()
        yield self.about()
        yield Rows(self._row, id="rows")
        with VerticalScroll(id="line", can_focus=False):
            yield Page(self._line)
        yield self.foot()

    def on_mount(self) -> None:
        """Begin at the first line that is not answered."""
        self._fill()
        self._go_to_open()

    def keys(self) -> Keys:
        """Return the keys."""
        return [
            ("Enter", texts.KEY_CONFIRM),
            ("c", texts.KEY_CORRECT),
            ("-", texts.KEY_OUT),
            ("*", texts.KEY_SURE),
            ("n", texts.KEY_ON),
        ]

    @property
    def open(self) -> tuple[int, ...]:
        """Return where the lines stand that are not answered."""
        return tuple(at for at, line in enumerate(self.listed) if not line.answered)

    @property
    def line(self) -> MappingLine | None:
        """Return the line under the cursor."""
        at = self.query_one(Rows).at
        return self.listed[at] if at < len(self.listed) else None

    # -- what is drawn

    def about_text(self) -> Phrase:
        """Return how far it is."""
        count = len(self.listed)
        return texts.LINES_ABOUT.with_(done=count - len(self.open), count=count)

    def _row(self, at: int, width: int) -> Content:
        line = self.listed[at]
        sign, colour = _sign(line)
        value = WIDE_VALUE if width >= WIDE else VALUE
        said_so = self.voice.say(texts.LEFT_OUT) if line.answered and line.out else "" if line.out else line.said
        cells = ((sign, 1, colour), (visible(self.voice.say(line.what)), NAME, ""), (visible(said_so), value, "bold"))
        reason = Content.styled(visible(self._why(line)), "$text-muted")
        return Content("  ").join([*(fit(Content.styled(text, style), size) for text, size, style in cells), reason])

    def _why(self, line: MappingLine) -> str:
        return self.voice.say(line.reason or (said.NOT_FOUND if line.out else plain("")))

    def _line(self, width: int) -> page.Lines:
        line = self.line
        if line is None:
            return ()
        title = Content.assemble((self.voice.say(line.what), "bold"), f"  ({line.name})")
        why, sure = self._why(line), "" if line.out else f" ({self.voice.say(said.SURE[line.sure])})"
        value = line.said if not line.out else self.voice.say(texts.LEFT_OUT if line.answered else said.NOT_FOUND)
        shown = Content.assemble((visible(value), "bold"), "  ", (visible(f"{why}{sure}" if why != value else ""), ""))
        return [page.heading(title, width), *wrapped(shown, width)]

    # -- what the keys do

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Show the line that the cursor came to; what was said of another one is over."""
        event.stop()
        at = self.query_one(Rows).at  # the list may have moved on since
        if at != self._at:
            self._at, self.note = at, None
        self.redraw()

    def action_confirm(self) -> None:
        """Take the line as it stands; one that was not found is left out by that."""
        if self.line is not None:
            self._answer(self.line, self.line.said)

    def action_leave_out(self) -> None:
        """Leave the line out."""
        if self.line is not None:
            self._answer(self.line, OUT)

    def action_confirm_sure(self) -> None:
        """Take every open line that stands there by a key or a known name."""
        sure = [self.listed[at] for at in self.open if self.listed[at].sure is Sure.SURE and not self.listed[at].out]
        for line in sure:
            self.lines.answer(line.section, line.key, line.said)
        self._fill()
        self._go_to_open()
        if not sure:
            self.tell(texts.NOTHING_SURE)

    def action_correct(self) -> None:
        """Pick another name for the line from those that there are."""
        line = self.line
        if line is None:
            return
        options = [Pick(one.name, one.name, one.about) for one in self.lines.choices(line.section, line.key)]
        title = texts.CORRECT.worded(name=line.what)
        heading = Heading(title, texts.CORRECT_ABOUT.with_(key=line.name), self.heading.number, self.heading.count)
        manner = Manner(several=line.key == LISTING, at=line.said)

        def picked(name: str | None) -> None:
            if name is not None:
                self._answer(line, name)

        host(self).push_screen(PickScreen(self.voice, heading, options, manner), picked)

    def action_go_on(self) -> None:
        """Go on, where every line is answered."""
        if not self.open:
            self.dismiss(True)
            return
        count = len(self.open)
        self._go_to_open()
        self.tell(texts.STILL_OPEN.with_(count=count))

    def _answer(self, line: MappingLine, text: str) -> None:
        wrong = self.lines.answer(line.section, line.key, text)
        self._fill()
        if wrong is None:
            self._go_to_open(self.query_one(Rows).at)
            if remark := self.lines.remark(line.section, line.key):
                self.tell(remark)
        else:
            self.tell(wrong)

    def _go_to_open(self, after: int = -1) -> None:
        """Put the cursor on the next open line, or the first one where none follows."""
        following = [at for at in self.open if at > after] or list(self.open)
        if following:
            self.query_one(Rows).action_edge(following[0])
            self._at = following[0]
        self.tell(None if following else texts.ALL_ANSWERED)

    def _fill(self) -> None:
        self.listed = tuple(self.lines.lines())
        self.query_one(Rows).fill([line.name for line in self.listed])
        self.query_one(Rows).refresh()
        self.redraw()


def _sign(line: MappingLine) -> tuple[str, str]:
    if line.answered:
        return ("–", "$text-muted") if line.out else ("✔", "$text-success")
    return ("✖", "$text-error") if line.out and line.name in NEEDED else ("○", "$text-warning")
