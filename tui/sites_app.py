"""The program before a site is chosen: nothing but the list of them."""

from __future__ import annotations

from collections.abc import Sequence

from checks.engine.phrase import Phrase
from tui.desk import utc_now
from tui.screens.sites import SitesScreen
from tui.site_row import SiteRow
from tui.terminal_app import TerminalApp


class SitesApp(TerminalApp[str]):
    """Ends with the name of the site to open, or None; `note` is what is said of the one at `at` from the start."""

    def __init__(self, rows: Sequence[SiteRow], language: str, note: Phrase | None = None, at: int = 0) -> None:
        super().__init__()
        self.list = SitesScreen(rows, language, utc_now, note, at)

    def on_mount(self) -> None:
        """Show the list."""
        self.push_screen(self.list, self.exit)
