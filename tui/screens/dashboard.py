"""The main screen: status, panels, one list that owns the keyboard, the record beside it, messages, keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen

from checks.engine.board import Update
from checks.engine.check import Check
from checks.engine.phrase import Phrase
from tui.aim import to_fix, to_tell
from tui.asks import HelpAsked, JournalAsked
from tui.deeds import Deeds
from tui.desk import Desk
from tui.held import Held
from tui.keys import KEYS, signs
from tui.news import News
from tui.panels import Panels
from tui.standing import marked, no_row, read, tiles
from tui.texts import dashboard as texts
from tui.theme import Look, look_of
from tui.trouble import may_type
from tui.view import View, worst_fixable
from tui.waiting import Watch
from tui.widgets.check_strip import CheckStrip
from tui.widgets.details_box import DetailsBox
from tui.widgets.finding_list import FindingList
from tui.widgets.host import host
from tui.widgets.key_line import KeyLine
from tui.widgets.list_box import ListBox
from tui.widgets.listing import Wish, next_column
from tui.widgets.message_line import MessageLine
from tui.widgets.status_line import StatusLine
from tui.widgets.type_line import TypeLine

TICK = 5.0
"""Seconds between two looks at the clock: ages move in steps of this."""


class DashboardScreen(Screen[None], inherit_bindings=False):
    """Shows the board and takes the keys; what goes to the engine is in Deeds."""

    DEFAULT_CSS = """
    DashboardScreen { layout: vertical; background: $background; }
    DashboardScreen #status, DashboardScreen #keys, DashboardScreen #typed { background: $panel; }
    DashboardScreen.-tall #strip { margin: 1; height: 2; }
    DashboardScreen #body { layout: vertical; height: 1fr; }
    DashboardScreen ListBox { height: 3fr; }
    DashboardScreen DetailsBox { height: 2fr; }
    DashboardScreen.-wide #body, DashboardScreen.-vast #body { layout: horizontal; }
    DashboardScreen.-wide ListBox, DashboardScreen.-vast ListBox { width: 3fr; height: 1fr; }
    DashboardScreen.-wide DetailsBox, DashboardScreen.-vast DetailsBox { width: 2fr; height: 1fr; }
    DashboardScreen.-vast ListBox { width: 5fr; }
    DashboardScreen.-vast DetailsBox { width: 3fr; }
    DashboardScreen.-reading.-narrow ListBox { display: none; }
    DashboardScreen.-reading.-narrow DetailsBox { height: 1fr; }
    DashboardScreen #typed { display: none; }
    DashboardScreen.-typing #typed { display: block; }
    DashboardScreen.-typing #message { display: none; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (150, "-vast")]  # noqa: RUF012 - Textual types it so
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012 - Textual types it so
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key.keys, key.action, show=False) for key in KEYS),
        *(Binding(str(digit), f"number({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, desk: Desk, checks: Sequence[Check]) -> None:
        super().__init__()
        self.desk = desk
        self.checks = tuple(checks)
        self.panels = Panels(checks, desk)
        self.view = self.panels.first
        self.box = ListBox(desk, self.view, id="left")
        self.record = DetailsBox(desk, id="right")
        self.message = MessageLine(id="message")
        self.news = News(desk, self.message)
        self.watch_of = Watch(self, self.tell)
        self.held = Held()
        self._opened = False

    def compose(self) -> ComposeResult:
        """Stack the lines; the body in between takes what is left."""
        yield StatusLine(id="status")
        yield CheckStrip(id="strip")
        with Container(id="body"):
            yield self.box
            yield self.record
        yield TypeLine(self.desk.say(texts.FILTER), id="typed")
        yield self.message
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show what is known, which at first is that everything is being read."""
        self.deeds = Deeds(self.desk, host(self), self.say, self.news)
        self.set_interval(TICK, self.tell)
        self._open()

    # -- what is shown

    @property
    def look(self) -> Look:
        """Return the styles of this terminal."""
        return look_of(host(self))

    @property
    def list(self) -> FindingList:
        """Return the list."""
        return self.box.list

    def board_changed(self, update: Update) -> None:
        """Take what the engine sent; the app has put it on the desk."""
        self.news.take(update)
        self.view = self.panels.known(self.view)
        if not self.is_mounted:
            return
        self._open()
        if any(change.check == self.view.check for change in update.panels):
            self.box.show(self.view)
            self.record.show(self.list.current, self.view)
        self._do_held()
        self.watch_of.follow(self.desk)
        self.tell()

    def _do_held(self) -> None:
        """Do now what was asked for before there was a row; not where the operator is elsewhere by now."""
        if self.held.key and read(self.view.panel(self.desk)):
            self.message.take_back()
            if self.held.due(self.desk.now()) and self.is_current:
                self.action_fix()

    def say(self, phrase: Phrase, grave: bool = False) -> None:
        """Tell the operator something on the line of messages."""
        self.news.say(phrase, grave)
        self.message.tell(self.desk, self.look)

    def tell(self) -> None:
        """Say again what has an age, and all that stands in few lines; what is the same costs nothing."""
        desk, look = self.desk, self.look
        self.panels.number()
        self.query_one("#status", StatusLine).tell(desk, look)
        self.query_one("#strip", CheckStrip).show(tiles(self.panels, desk, self.view.check))
        self.message.tell(desk, look)
        self.box.tell()
        self._tell_keys()

    def _tell_keys(self) -> None:
        desk, tail = self.desk, marked(self.view, self.list.rows, self.desk)
        keys = [(sign, desk.say(word)) for sign, word in signs(desk.language, may_type(desk))]
        self.query_one("#keys", KeyLine).tell(keys, tail, self.look)

    def _open(self) -> None:
        """Go to the worst finding that can be fixed, once, unless the operator was faster."""
        if self._opened:
            return
        finding = worst_fixable(self.desk)
        self._opened = finding is not None or self.desk.board.pulse.cycle > 0
        if finding is not None:
            view = self.panels[finding.check]
            view.cursor = finding.key
            self._go_to(view)

    def _go_to(self, view: View) -> None:
        self.view, self._opened = view, True
        self.box.show(view)
        self.record.show(self.list.current, view)
        self.tell()

    @on(FindingList.Moved)
    def _moved(self, event: FindingList.Moved) -> None:
        if event.finding is not None:
            self.view.cursor = event.finding.key
        self.record.show(event.finding, self.view)

    @on(FindingList.Resized)
    def _resized(self) -> None:
        self.box.show(self.view)
        self.record.show(self.list.current, self.view)
        self.tell()

    @on(CheckStrip.Chosen)
    def _chosen(self, event: CheckStrip.Chosen) -> None:
        self._go_to(self.panels[event.check])

    @on(TypeLine.Changed)
    def _typed(self, event: TypeLine.Changed) -> None:
        self.view.wish = Wish(event.value, self.view.wish.column, self.view.wish.turned)
        self.box.show(self.view)
        self._tell_keys()

    @on(TypeLine.Entered)
    def _entered(self) -> None:
        self._stop_typing()

    def _stop_typing(self) -> None:
        self.remove_class("-typing")
        self.list.focus()

    def on_descendant_focus(self) -> None:
        """Show which part has the keyboard."""
        self.box.tell()
        self.record.show(self.list.current, self.view)

    # -- what the keys do

    def on_key(self, event: events.Key) -> None:
        """Take what has been read off the line of messages; a key that waited does not outlast another one."""
        dropped = event.key != self.held.key and self.held.drop()
        if dropped:
            self.message.take_back()
        if self.message.pressed(self.desk.now()) or dropped:
            self.message.tell(self.desk, self.look)

    def action_number(self, digit: int) -> None:
        """Go to the panel with this digit."""
        view = next((view for view in self.panels if view.number == digit), None)
        if view is None:
            self.say(texts.NO_PANEL.with_(number=digit))
        else:
            self._go_to(view)

    def action_panel(self, step: int) -> None:
        """Go to the next or the previous panel, numbered or not."""
        self._go_to(self.panels.beside(self.view, step))

    def action_details(self) -> None:
        """Give the keyboard to the details; where it is narrow they take the list's room as well."""
        if self.list.current is None:
            self.say(no_row(self.view, self.desk))
            return
        self.add_class("-reading")
        self.record.details.focus()

    def action_back(self) -> None:
        """Leave one thing: the details, the filter, the marks, a message. Nothing else changes."""
        view = self.view
        if self.has_class("-typing"):
            self.query_one(TypeLine).put("")
            self._stop_typing()
        elif self.has_class("-reading"):
            self.remove_class("-reading")
            self.list.focus()
        elif view.wish.needle:
            self._wish(Wish("", view.wish.column, view.wish.turned))
        elif view.marks:
            self._mark(frozenset())
        elif self.message.read():
            self.message.tell(self.desk, self.look)

    def action_filter(self) -> None:
        """Type what the rows shall contain."""
        line = self.query_one(TypeLine)
        line.value = self.view.wish.needle
        self.remove_class("-reading")
        self.add_class("-typing")
        line.focus()

    def action_sort(self) -> None:
        """Sort by the next column; the cursor stays on its record."""
        self._wish(next_column(self.view.wish, self.view.columns))

    def action_turn(self) -> None:
        """Turn the order."""
        wish = self.view.wish
        self._wish(Wish(wish.needle, wish.column, not wish.turned))

    def action_mark(self) -> None:
        """Mark the row or take the mark away, and go on."""
        finding = self.list.current
        if finding is None or finding.key not in self.view.panel(self.desk).findings:
            self.say(no_row(self.view, self.desk))
            return
        self._mark(self.view.marks ^ {finding.key})
        self.list.action_go(1)

    def action_mark_safe(self) -> None:
        """Mark every shown row with a safe suggestion; again takes the marks away."""
        safe = {f.key for f in self.list.rows if f.fix and f.suggestions and f.suggestions[0].safe}
        safe &= self.view.panel(self.desk).findings.keys()
        if not safe:
            self.say(texts.NO_SAFE)
            return
        self._mark(frozenset() if safe <= self.view.marks else self.view.marks | safe)

    def action_fix(self) -> None:
        """Open the plan for this row or the marked ones; it changes nothing by itself."""
        if read(self.view.panel(self.desk)):
            self.deeds.take(to_fix(self.view, self.list.current, self.desk))
        else:
            self.held.hold("f", self.desk.now())
            self.say(texts.HELD)

    def action_hand_over(self) -> None:
        """Show the text for the one who can put it right."""
        self.deeds.take(to_tell(self.view, self.list.current, self.desk))

    def action_ignore(self) -> None:
        """Set the row aside with a reason, or take one back that is set aside."""
        finding = self.list.current
        if finding is None:
            self.say(no_row(self.view, self.desk))
            return
        from tui.screens.ignore import IgnoreScreen

        host(self).push_screen(IgnoreScreen(self.desk, finding))

    def action_journal(self) -> None:
        """Open the record of everything that was changed; undo starts there."""
        self.post_message(JournalAsked())

    def action_doctor(self) -> None:
        """Look at everything that the program needs."""
        self.deeds.look_at_all()

    def action_sources(self) -> None:
        """Show how each place of both systems stands."""
        self.deeds.look_at_sources()

    def action_check_now(self) -> None:
        """Check this panel now."""
        self.deeds.check_now(self.view)

    def action_check_all(self) -> None:
        """Check everything now."""
        self.deeds.check_now(None)

    def action_password(self) -> None:
        """Type the database's password again, after a refusal."""
        self.deeds.type_password()

    def action_pause(self) -> None:
        """Stop the cycles or let them go on."""
        self.deeds.pause()

    def action_pace(self, step: int) -> None:
        """Make the interval longer or shorter."""
        self.deeds.pace(step)

    def action_copy(self) -> None:
        """Copy the row."""
        if self.list.current is None:
            self.say(no_row(self.view, self.desk))
        else:
            self.deeds.copy(self.list.current)

    def action_export(self) -> None:
        """Write the list to a file."""
        self.deeds.export(self.view)

    def action_mask(self) -> None:
        """Hide personal data, or show it again."""
        self.desk.mask = not self.desk.mask
        self.box.repaint()
        self.record.show(self.list.current, self.view)
        self.say(texts.MASK_ON if self.desk.mask else texts.MASK_OFF)

    def action_messages(self) -> None:
        """Show all that was said on the line of messages."""
        from tui.screens.messages import MessagesScreen

        host(self).push_screen(MessagesScreen(self.desk, self.message.kept))

    def action_help(self) -> None:
        """Explain the keys and the panels."""
        self.post_message(HelpAsked())

    def action_palette(self) -> None:
        """Offer everything by name."""
        from tui.screens.palette import PaletteScreen

        host(self).push_screen(PaletteScreen(self.desk, tuple(self.panels)), self._wanted)

    async def _wanted(self, action: str | None) -> None:
        if action is None:
            return
        if action in self.panels.views:
            self._go_to(self.panels[action])
        else:
            await self.run_action(action)

    def action_leave(self) -> None:
        """Leave; what the engine is writing it finishes by itself."""
        host(self).exit(return_code=0)

    def _wish(self, wish: Wish) -> None:
        self.view.wish = wish
        self.box.show(self.view)
        self._tell_keys()

    def _mark(self, keys: frozenset[str]) -> None:
        self.view.marks = keys
        self.list.mark(keys)
        self._tell_keys()
