"""The ways between screens that lead both ways: only the app knows them all."""

from __future__ import annotations

from textual.app import App

from checks.engine.check import Check
from tui.desk import Desk
from tui.screens.help import HelpScreen
from tui.screens.journal import JournalScreen


def to_help(app: App[object], desk: Desk, checks: tuple[Check, ...] | None) -> None:
    """Open the help, once."""
    if not isinstance(app.screen, HelpScreen):
        app.push_screen(HelpScreen(desk, checks))


def to_journal(app: App[object], desk: Desk) -> None:
    """Open the journal; where the present screen was opened from it, go back to it."""
    below = app.screen_stack[-2] if len(app.screen_stack) > 1 else None
    if isinstance(below, JournalScreen):
        app.pop_screen()
    elif not isinstance(app.screen, JournalScreen):
        app.push_screen(JournalScreen(desk))
