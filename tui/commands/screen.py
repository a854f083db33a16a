"""`ctmon` without a command: opens the screen, with its engine in a process of its own."""

from __future__ import annotations

import os
import sys

from checks.engine.phrase import Phrase
from tui.options import Options
from tui.wiring import desk_for, open_site

NO_TERMINAL = 2


def run(options: Options) -> int:
    """Open the screen for the configured site; 2 without a terminal that can show it."""
    if refused := no_terminal():
        print(refused.text(options.language or "en"), file=sys.stderr)
        return NO_TERMINAL
    site = open_site(options)
    return show(site.config_arguments(options), site, options)


def no_terminal() -> Phrase | None:
    """Return why no screen can be shown here, in one line that names the terminal."""
    term = os.environ.get("TERM", "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return NOT_A_TERMINAL.with_(term=term or "-")
    if term in {"dumb", ""} and os.name != "nt":
        return DUMB.with_(term=term or "-")
    return None
