"""`ctmon` without a command: opens the screen, with its engine in a process of its own."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

from checks.engine.phrase import Phrase
from tui.options import Options
from tui.site_file import site_names
from tui.wiring import OpenSite, link_to_engine, open_site

NO_SCREEN = 2


def run(options: Options) -> int:
    """Open the screen for the configured site; 2 without a terminal that can show it."""
    if refused := no_terminal():
        print(refused.text(options.language or "en"), file=sys.stderr)
        return NO_SCREEN
    chosen = choose(options)
    return 0 if chosen is None else show(open_site(chosen), options)


def show(site: OpenSite, options: Options) -> int:
    """Show the screen of one site until the operator leaves; the exit code tells how it ended."""
    link = link_to_engine(site)
    from tui.app import CtmonApp  # the screen's library, which no headless command pays for
    from tui.desk import Desk

    desk = Desk(link, site.card, site.language, options.mask)
    app = CtmonApp(desk)
    app.ending.at_once = link.part
    app.run()
    return app.return_code or 0


def choose(options: Options) -> Options | None:
    """Return the options with a site: the one named, the only one, or the one picked; None to leave."""
    names = site_names()
    if options.config is not None or options.site is not None or len(names) < 2:
        return options
    for number, name in enumerate(names, 1):
        print(f"{number:>3}  {name}")
    while answer := _answer(CHOOSE.text(options.language or "en")):
        picked = names[int(answer) - 1] if answer.isdigit() and 1 <= int(answer) <= len(names) else answer
        if picked in names:
            return replace(options, site=picked)
    return None


def _answer(question: str) -> str:
    try:
        return input(f"{question} ").strip()
    except EOFError:
        return ""


def no_terminal() -> Phrase | None:
    """Return why no screen can be shown here, in one line that names the terminal."""
    term = os.environ.get("TERM", "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return NOT_A_TERMINAL.with_(term=term or "-")
    if os.name != "nt" and term in {"dumb", ""}:
        return DUMB.with_(term=term or "-")
    return None


CHOOSE = Phrase("Which site (number or name, Enter to leave)?", "Hvilken opsætning (nummer eller navn, Enter slutter)?")
NOT_A_TERMINAL = Phrase(
    "The screen needs a terminal; input or output is not one (TERM={term}). `ctmon check` works without.",
    "Skærmbilledet kræver en terminal; ind- eller uddata er ikke en (TERM={term}). `ctmon check` virker uden.",
)
DUMB = Phrase(
    "The terminal “{term}” cannot show the screen. `ctmon check` works there.",
    "Terminalen “{term}” kan ikke vise skærmbilledet. `ctmon check` virker der.",
)
