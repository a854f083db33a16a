"""`ctmon` without a command: opens the screen, with its engine in a process of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from checks.engine.refusals import joined
from tui.config import REST_URL, load
from tui.init_answers import tell
from tui.options import Options
from tui.secret import Secret
from tui.section import ConfigFault
from tui.site_file import last_asked, site_names, site_path
from tui.site_row import SiteRow
from tui.texts import init as texts
from tui.wiring import OpenSite, doctor_of, link_to_engine, open_site, password_of, secrets_of

NO_SCREEN, LEFT = 2, 1


def run(options: Options) -> int:
    """Open the screen for the configured site; 2 without a terminal that can show it."""
    if refused := no_terminal():
        print(refused.text(options.language or "en"), file=sys.stderr)
        return NO_SCREEN
    names = site_names()
    if options.config is None and options.site is None and len(names) != 1:
        return _choose(options, names) if names else _or_left(_set_up(options))
    return show(open_site(options), options)


def _or_left(code: int | None) -> int:
    """Return the exit code where nobody wants to be led any further."""
    return LEFT if code is None else code


def _set_up(options: Options, taken: Sequence[str] = ()) -> int | None:
    """Lead through the set-up of a site on the screen, and open it; None where the operator went back.

    Where there are others already, no name is proposed.
    """
    from tui.scout_link import ScoutProcess
    from tui.set_up import SetUp
    from tui.set_up_app import SetUpApp

    set_up = SetUp(ScoutProcess(), options.language or "en")
    if taken:
        set_up.values["name"] = ""
    app = SetUpApp(set_up)
    made = app.run()
    if made is None:
        tell(texts.LEFT_ALONE, set_up.language)
        return app.return_code or None
    tell(texts.WRITTEN.with_(path=str(made)), set_up.language)
    for phrase in set_up.afterwards:
        tell(phrase, set_up.language)
    try:
        return show(open_site(replace(options, site=made.stem)), options, set_up.hand_over)
    except ConfigFault as fault:  # in the language of the set-up, and with the way on
        tell(joined(fault.phrase, texts.THEN_START), set_up.language)
        return LEFT


def _choose(options: Options, names: Sequence[str]) -> int:
    """Show the list of sites until one opens; a site that does not says why on the list."""
    from tui.screens.sites import ANOTHER
    from tui.sites_app import SitesApp

    note: Phrase | None = None
    at = 0
    while True:
        rows = [site_row(name) for name in names]
        app = SitesApp(rows, options.language or _language(rows), note, at)
        name = app.run()
        if name is None:
            return app.return_code or 0
        if name == ANOTHER:
            if (code := _set_up(options, names)) is not None:
                return code
            continue
        try:
            return show(open_site(replace(options, site=name)), options)
        except Fault as fault:
            note, at = fault.phrase, names.index(name)


def site_row(name: str) -> SiteRow:
    """Return what the list says of one site; a file that cannot be used is listed with the reason."""
    path = site_path(name)
    try:
        site = load(path, name)
    except ConfigFault as fault:
        return SiteRow(name, str(path), fault=fault.phrase)
    return SiteRow(
        name,
        str(path),
        site.title,
        site.clienttime.place,
        site.clienttime.sqlite.name if site.clienttime.sqlite else "",
        site.economic.agreement_number,
        "" if site.economic.rest_url == REST_URL else site.economic.rest_url,
        last_asked(site),
        site.language,
    )


def _language(rows: Sequence[SiteRow]) -> str:
    """Return the language of all sites where it is one."""
    spoken = {row.language for row in rows if row.fault is None}
    return spoken.pop() if len(spoken) == 1 else "en"


def show(site: OpenSite, options: Options, typed: Callable[[], Secret | None] = lambda: None) -> int:
    """Show the screen of one site until the operator leaves; the exit code tells how it ended.

    `typed` gives the password that was typed a moment ago, once.
    """
    secrets = secrets_of(site, typed)
    link = link_to_engine(site, secrets)
    from tui.app import CtmonApp  # the screen's library, which no headless command pays for
    from tui.desk import Desk

    doctor, password = doctor_of(site, secrets), password_of(site, secrets, link)
    desk = Desk(link, site.card, site.language, options.mask, doctor=doctor, password=password)
    app = CtmonApp(desk)
    app.ending.at_once = link.part
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
