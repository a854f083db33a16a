"""`ctmon` without a command: opens the screen, with its engine in a process of its own."""

from __future__ import annotations

import os
import sys

from checks.engine.phrase import Phrase
from tui.options import Options
from tui.wiring import OpenSite, link_to_engine, open_site

NO_SCREEN = 2


def run(options: Options) -> int:
    """Open the screen for the configured site; 2 without a terminal that can show it."""
    if refused := no_terminal():
        print(refused.text(options.language or "en"), file=sys.stderr)
        return NO_SCREEN
    return show(open_site(options), options)


def show(site: OpenSite, options: Options) -> int:
    """Show the screen of one site until the operator leaves; the exit code tells how it ended."""
    link = link_to_engine(site)
    from tui.app import CtmonApp  # the screen's library, which no headless command pays for
    from tui.desk import Desk

    desk = Desk(link, site.card, site.language, options.mask)
    app = CtmonApp(desk)
    app.run()
    return app.return_code or 0


def no_terminal() -> Phrase | None:
    """Return why no screen can be shown here, in one line that names the terminal."""
    term = os.environ.get("TERM", "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return NOT_A_TERMINAL.with_(term=term or "-")
    if os.name != "nt" and term in {"dumb", ""}:
        return DUMB.with_(term=term or "-")
    return None


NOT_A_TERMINAL = Phrase(
    "The screen needs a terminal; input or output is not one (TERM={term}). `ctmon check` works without.",
    "Skærmbilledet kræver en terminal; ind- eller uddata er ikke en (TERM={term}). `ctmon check` virker uden.",
)
DUMB = Phrase(
    "The terminal “{term}” cannot show the screen. `ctmon check` works there.",
    "Terminalen “{term}” kan ikke vise skærmbilledet. `ctmon check` virker der.",
)
