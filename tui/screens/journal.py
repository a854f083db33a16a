"""The journal: what the program changed, newest first, and the way back of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from checks.engine.errors import Fault
from checks.engine.history import Recorded
from checks.engine.phrase import Phrase
from checks.engine.plan import JournalEntry
from checks.engine.refusals import joined, no_way_back
from tui.asked_again import asked_again
from tui.desk import Desk
from tui.screens.plan import PlanScreen
from tui.screens.sheet import Sheet
from tui.texts import journal as texts
from tui.widgets.cell import visible
from tui.widgets.entry_page import copied, entry_head, entry_lines, entry_row, title
from tui.widgets.host import host
from tui.widgets.keys_line import keys_line
from tui.widgets.page import Lines, Page, apart, wrapped
from tui.widgets.rows import Rows


class JournalScreen(Sheet):
    """Lists everything on record with its details; `u` plans the undo of a fix."""

    DEFAULT_CSS = """
    JournalScreen { layout: vertical; background: $background; }
    JournalScreen #head, JournalScreen #foot { padding: 0 1; background: $panel; }
    JournalScreen #alert { padding: 0 1; }
    JournalScreen #names { padding: 0 1; margin: 1 0 0 0; }
    JournalScreen #rows { padding: 0 1; }
    JournalScreen #entry { height: auto; max-height: 50%; padding: 0 1; margin: 1 0 0 0; }
    """
    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "leave", show=False),
        Binding("u", "undo", show=False),
        Binding("y", "copy", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.entries: tuple[Recorded, ...] | None = None
        self._taken_back: frozenset[int] | None = None
        """What had been taken back when the screen was opened."""
        self._again: Phrase | None = None

    def compose(self) -> ComposeResult:
        """Stack head, what is wrong, the list, the entry under the cursor, the keys."""
        yield Page(self._head, id="head")
        yield Page(self._alert, id="alert")
        yield Page(self._names, id="names")
        yield Rows(self._row, id="rows")
        with VerticalScroll(id="entry", can_focus=False):
            yield Page(self._entry)
        yield Page(self._foot, id="foot")

    def on_mount(self) -> None:
        """Let it be seen how long it is until a write that is not known is asked about again."""
        self._tick()
        self.set_interval(1, self._tick)

    def _tick(self) -> None:
        if (again := asked_again(self.desk)) != self._again:
            self._again = again
            if again is None:  # what came of it is known
                self.run_worker(self._read(), group="journal", exclusive=True)
            self.query_one("#alert").refresh(layout=True)

    def on_screen_resume(self) -> None:
        """Read the journal when the screen comes up, and again after an undo."""
        self.run_worker(self._read(), group="journal", exclusive=True)

    @property
    def entry(self) -> Recorded | None:
        """Return the entry under the cursor."""
        at = self.query_one(Rows).at
        return self.entries[at] if self.entries and at < len(self.entries) else None

    async def _read(self) -> None:
        try:
            entries = await self.desk.monitor.journal()
        except Fault as fault:
            self.note = fault.phrase
        except Exception as defect:  # noqa: BLE001 - a journal that cannot be read is said, never shown as empty
            self.note = texts.UNREAD.with_(kind=type(defect).__name__)
        else:
            self.note = None
            known = len(self.entries) if self.entries is not None else len(entries)
            self.entries = tuple(reversed(entries))
            if self._taken_back is None:
                self._taken_back = taken_back(entries)
            self.query_one(Rows).fill([(entry.at, type(entry)) for entry in self.entries])
            if len(entries) > known:  # what was just done is what is looked for
                self.query_one(Rows).action_edge(0)
        self.redraw()

    def _head(self, width: int) -> Lines:
        words = [self.desk.say(texts.JOURNAL)]
        if self.entries:
            count = len(self.entries)
            words.append(self.desk.say(texts.ONE if count == 1 else texts.COUNT.with_(count=count)))
        site = Content.styled(visible(self.desk.card.title), "$text-muted")
        return [apart(Content.styled(" · ".join(words), "bold $text-primary"), site, width)]

    def _alert(self, width: int) -> Lines:
        sentences: list[Phrase] = []
        if self.desk.board.pulse.journal_fault is not None:
            sentences.append(self.desk.board.pulse.journal_fault)
        numbers = [str(entry.number) for entry in _fixes(self.entries or ()) if entry.unsettled]
        if numbers:
            told = texts.UNSETTLED.with_(entries=", ".join(numbers))
            sentences.append(joined(told, self._again) if self._again else told)
        marked = [Content.styled(f"? {visible(self.desk.say(s))}", "bold $text-error") for s in sentences]
        return [line for sentence in marked for line in wrapped(sentence, width, indent=2)]

    def _names(self, width: int) -> Lines:
        if self.entries:
            return [entry_head(self.desk, width)]
        fault = self.note if self.entries is None else self.desk.board.pulse.journal_fault
        if fault is not None:
            return ()
        word = texts.READING if self.entries is None else texts.EMPTY
        return wrapped(Content.styled(self.desk.say(word), "$text-muted"), width)

    def _row(self, at: int, width: int) -> Content:
        return entry_row(self.entries[at], self.desk, width) if self.entries else Content("")

    def _entry(self, width: int) -> Lines:
        return entry_lines(self.entry, self.desk, width) if self.entry is not None else ()

    def _foot(self, width: int) -> Lines:
        keys = [("Esc", texts.KEY_BACK)]
        if self.entry is not None:
            keys = [("↑↓", texts.KEY_MOVE), ("y", texts.KEY_COPY), *keys]
            if isinstance(self.entry, JournalEntry) and no_way_back(self.entry) is None:
                keys = [("u", texts.KEY_UNDO), *keys]
        lines = [] if self.note is None else wrapped(Content(visible(self.desk.say(self.note))), width)
        return [*lines, *keys_line(keys, self.desk, width)]

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Show the entry that the cursor came to; what was said of another one is over."""
        event.stop()
        self.note = None
        self.redraw()

    def action_undo(self) -> None:
        """Plan the way back of the entry under the cursor, or say why there is none."""
        if self.entry is None:
            return
        if not isinstance(self.entry, JournalEntry):
            self.say(texts.NO_FIX)
        elif why_not := no_way_back(self.entry):
            self.say(why_not)
        else:
            host(self).push_screen(PlanScreen.undo(self.desk, self.entry.number))

    def action_leave(self) -> None:
        """Go back, past a plan or an outcome below that an undo from here has overtaken."""
        overtaken = self._taken_back is not None and taken_back(self.entries or ()) != self._taken_back
        self.dismiss(None)
        below = host(self).screen
        if overtaken and isinstance(below, PlanScreen):
            below.dismiss(None)

    def action_copy(self) -> None:
        """Copy the entry under the cursor."""
        if self.entry is not None:
            host(self).copy_to_clipboard(copied(self.entry, self.desk))
            self.note = texts.COPIED.worded(what=title(self.entry))
            self.redraw()

    def redraw(self) -> None:
        """Draw every page and every row anew."""
        for rows in self.query(Rows):
            rows.refresh()
        super().redraw()


def taken_back(entries: Iterable[Recorded]) -> frozenset[int]:
    """Return the numbers of those that were taken back."""
    return frozenset(entry.number for entry in _fixes(entries) if entry.undone_by is not None)


def _fixes(entries: Iterable[Recorded]) -> list[JournalEntry]:
    return [entry for entry in entries if isinstance(entry, JournalEntry)]
