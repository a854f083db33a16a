"""The app: hands the engine's updates down, takes wishes up, and leaves the terminal as it was, whatever happens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast, runtime_checkable

from rich.console import RenderableType
from textual import events
from textual.app import App

from checks.engine.board import Notice, Update, updated
from checks.engine.check import Check, discover
from tui.desk import Desk
from tui.screens.dashboard import DashboardScreen
from tui.screens.too_small import LEAST, TooSmallScreen
from tui.terminal_app import TerminalApp
from tui.texts import dashboard as texts


@runtime_checkable
class Watcher(Protocol):
    """A screen that wants to know when the board on the desk is another one."""

    def board_changed(self, update: Update) -> None:
        """Take the change; it is on the desk already."""
        ...


class CtmonApp(TerminalApp[None]):
    """Shows the main screen over one desk."""

    def __init__(self, desk: Desk, checks: Sequence[Check] | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.checks = discover() if checks is None else checks
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

    def action_interrupted(self) -> None:
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

    async def let_go(self) -> None:
        """Let go of the engine, in the loop that its pipe belongs to."""
        await self.desk.monitor.close()

    @property
    def record(self) -> str:
        """Return where what was done stands."""
        return str(Path(self.desk.card.state) / "journal.jsonl") if self.desk.card.state else ""
