"""The real app over a scripted monitor, pressed like an operator would."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.pilot import Pilot

from checks.engine.board import Board
from checks.engine.check import Check
from tests.support.boards import CHECKS, NOON, sample
from tests.support.scripted_monitor import ScriptedMonitor
from tests.support.stage import Clock, text, until
from tui.app import CtmonApp
from tui.desk import Desk, SiteCard
from tui.screens.dashboard import DashboardScreen

NARROW, WIDE = (80, 24), (160, 48)
BOTH_SIZES = (NARROW, WIDE)


@dataclass(slots=True)
class Seat:
    """Where the operator sits: what is seen, what can be pressed, what was asked of the engine."""

    pilot: Pilot[None]
    app: CtmonApp
    monitor: ScriptedMonitor
    clock: Clock
    desk: Desk

    @property
    def screen(self) -> str:
        """Return the whole screen as text."""
        return text(self.pilot)  # type: ignore[arg-type]  # a pilot of any app

    def line(self, part: str) -> str:
        """Return the first line of the screen that holds this."""
        return next((line for line in self.screen.splitlines() if part in line), "")

    @property
    def dashboard(self) -> DashboardScreen:
        """Return the main screen, wherever it is in the stack."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, DashboardScreen))

    @property
    def key(self) -> str:
        """Return the key of the finding under the cursor, or nothing."""
        finding = self.dashboard.list.current
        return finding.key if finding else ""

    @property
    def on_top(self) -> str:
        """Return the name of the screen that has the keyboard."""
        return type(self.app.screen).__name__

    @property
    def keys(self) -> list[str]:
        """Return the keys of the listed findings, in order."""
        return [finding.key for finding in self.dashboard.list.rows]

    async def press(self, *keys: str) -> None:
        """Press keys one after the other and let the screen come to rest."""
        await self.pilot.press(*keys)
        await self.pilot.pause(0.02)

    async def type(self, words: str) -> None:
        """Type a text."""
        await self.press(*("space" if letter == " " else letter for letter in words))

    async def sees(self, part: str) -> None:
        """Wait until this stands on the screen."""
        await until(self.pilot, lambda: part in self.screen)  # type: ignore[arg-type]  # a pilot of any app

    async def show(self, board: Board) -> None:
        """Let the engine send another board."""
        self.monitor.show(board)
        await until(self.pilot, lambda: self.desk.board.panels == board.panels)  # type: ignore[arg-type]  # as above
        await self.pilot.pause(0.02)


@asynccontextmanager
async def seated(
    board: Board | None = None,
    *,
    size: tuple[int, int] = NARROW,
    language: str = "en",
    checks: Sequence[Check] = CHECKS,
    card: SiteCard | None = None,
    silent: bool = False,
) -> AsyncGenerator[Seat]:
    """Open the screen over a board and wait until it shows it."""
    clock, monitor = Clock(NOON), ScriptedMonitor(sample() if board is None else board, silent=silent)
    site = card or SiteCard("holm", "Holm Revision", 123456, True, "mkh", language, demo=True)
    desk = Desk(monitor, site, language, now=clock)
    app = CtmonApp(desk, checks)
    async with app.run_test(size=size) as pilot:
        seat = Seat(pilot, app, monitor, clock, desk)
        await pilot.pause(0.05)
        if not silent:
            await until(pilot, lambda: bool(desk.board.panels))  # type: ignore[arg-type]  # as above
            await pilot.pause(0.05)
        yield seat
