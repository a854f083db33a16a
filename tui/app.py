"""The app: hands the engine's updates down, takes wishes up, and leaves the terminal as it was, whatever happens."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Protocol, cast, runtime_checkable

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.app import App, AutopilotCallbackType
from textual.binding import Binding, BindingType
from textual.filter import LineFilter

from checks.engine.board import Notice, Update, updated
from checks.engine.check import Check, discover
from tui.crash import page
from tui.desk import Desk
from tui.ending import Ending
from tui.key_queue import KeyQueue
from tui.screens.dashboard import DashboardScreen
from tui.screens.too_small import LEAST, TooSmallScreen
from tui.texts import dashboard as texts
from tui.theme import DARK, FEW, ascii_only, few_colours
from tui.widgets.ascii_filter import AsciiFilter
from tui.widgets.safe_filter import SafeFilter


@runtime_checkable
class Watcher(Protocol):
    """A screen that wants to know when the board on the desk is another one."""

    def board_changed(self, update: Update) -> None:
        """Take the change; it is on the desk already."""
        ...


class CtmonApp(App[None], inherit_bindings=False):
    """Shows the main screen over one desk."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "ctmon"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "told_leave", show=False, system=True)]

    def __init__(self, desk: Desk, checks: Sequence[Check] | None = None) -> None:
        # NO_COLOR is taken out of the environment by the constructor, so it is looked at before.
        few = few_colours()
        super().__init__(ansi_color=True if few else None)
        self.desk = desk
        self.checks = discover() if checks is None else checks
        self.register_theme(DARK)
        self.register_theme(FEW)
        self.theme = (FEW if few else DARK).name
        self.last_gates: tuple[LineFilter, ...] = (AsciiFilter(), SafeFilter()) if ascii_only() else (SafeFilter(),)
        self.animation_level = "none"
        self.ending = Ending(self._end)
        self._keys = KeyQueue(cast("App[object]", self), super().on_event)
        self._asked_to_leave = False
        self._left = False

    def get_default_screen(self) -> DashboardScreen:
        """Return the main screen."""
        return DashboardScreen(self.desk, self.checks)

    def on_mount(self) -> None:
        """Listen to the engine."""
        self.run_worker(self._watch(), exit_on_error=True)

    async def _watch(self) -> None:
        async for update in self.desk.monitor.watch():
            self.desk.board = updated(self.desk.board, update)
            self._hand_down(update)
        self._hand_down(Update(self.desk.board.pulse, (), (Notice(self.desk.now(), texts.ENGINE_LEFT, grave=True),)))

    def _hand_down(self, update: Update) -> None:
        if self._left:  # what the screens consist of is being taken away
            return
        for screen in self.screen_stack:
            if isinstance(screen, Watcher):
                screen.board_changed(update)

    def on_help_asked(self) -> None:
        """Open the help."""
        from tui.ways import to_help  # most sessions never need what it loads

        to_help(cast("App[object]", self), self.desk, tuple(self.checks))

    def on_journal_asked(self) -> None:
        """Open the journal."""
        from tui.ways import to_journal

        to_journal(cast("App[object]", self), self.desk)

    # -- the terminal

    async def on_event(self, event: events.Event) -> None:
        """Let keys that come at once act like keys that come one by one."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            await self._keys.take(event)
        else:
            await super().on_event(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Add the last gates before the terminal."""
        return [*super().get_line_filters(), *self.last_gates]

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything where the terminal is too small, and uncover it when it is not."""
        small = event.size.width < LEAST[0] or event.size.height < LEAST[1]
        covered = isinstance(self.screen, TooSmallScreen)
        if small and not covered:
            self.push_screen(TooSmallScreen(self.desk))
        elif covered and not small:
            self.pop_screen()

    # -- the ways out

    def action_leave(self) -> None:
        """Leave; what the engine is writing it finishes by itself."""
        self.exit(return_code=0)

    def action_told_leave(self) -> None:
        """Say how to leave; the second time leave."""
        if self._asked_to_leave:
            self.exit(return_code=130)
            return
        self._asked_to_leave = True
        self._hand_down(Update(self.desk.board.pulse, (), (Notice(self.desk.now(), texts.LEAVE_TOLD),)))

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave, and tell the screens nothing more."""
        self._left = True
        super().exit(result, return_code, message)

    def _end(self, code: int) -> None:
        self.exit(return_code=code)

    async def run_async(
        self,
        *,
        headless: bool = False,
        inline: bool = False,
        inline_no_clear: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
        auto_pilot: AutopilotCallbackType | None = None,
    ) -> None:
        """Run until the end; then let go of the engine, in the loop that its pipe belongs to."""
        self.ending.hear()
        try:
            await super().run_async(
                headless=headless,
                inline=inline,
                inline_no_clear=inline_no_clear,
                mouse=mouse,
                size=size,
                auto_pilot=auto_pilot,
            )
        finally:
            self.ending.restored()
            await self.desk.monitor.close()

    def _fatal_error(self) -> None:
        """Leave a page without values instead of a traceback with local variables."""
        defect = sys.exc_info()[1] or self._exception or RuntimeError()
        journal = str(Path(self.desk.card.state) / "journal.jsonl") if self.desk.card.state else ""
        self._exit_renderables[:] = [Text(page(defect, journal))]
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """Leave the same page: what a library wants to print here can hold values."""
        self._fatal_error()

    # -- what text from outside could call, were it ever taken for markup

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing: on a server a browser may be a way to a shell."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Write nothing: the picture would hold personal data."""

    def action_suspend_process(self) -> None:
        """Stay."""

    async def action_simulate_key(self, key: str) -> None:
        """Press nothing."""

    async def action_push_screen(self, screen: str) -> None:
        """Open nothing by name."""

    async def action_switch_screen(self, screen: str) -> None:
        """Open nothing by name."""

    def action_notify(self, message: str, title: str = "", severity: str = "information") -> None:
        """Say nothing."""

    def action_change_theme(self) -> None:
        """Keep the palette."""

    def action_command_palette(self) -> None:
        """Open nothing: the main screen has a palette of its own."""
