"""What both apps have in common: who hears signals, and when."""

import signal
from pathlib import Path

from tests.support.boards import sample
from tests.support.scripted_monitor import ScriptedMonitor
from tui.app import CtmonApp
from tui.crash import page
from tui.desk import Desk, SiteCard
from tui.sites_app import SitesApp
from tui.terminal_app import TerminalApp

CARD = SiteCard("holm", "Holm Revision", 123456, True, "mkh", state="/var/lib/ctmon/holm")


class Closing(ScriptedMonitor):
    """Notes who hears a termination while the engine is let go of."""

    heard_by: object = None

    async def close(self) -> None:
        self.heard_by = signal.getsignal(signal.SIGTERM)


async def left(app: TerminalApp[object]) -> None:
    """Run it until it has left again."""

    async def leave(_: object) -> None:
        app.exit(return_code=0)

    await app.run_async(headless=True, auto_pilot=leave)


async def test_signals_are_heard_until_the_engine_is_let_go_of_and_then_as_before() -> None:
    monitor = Closing(sample())
    app, before = CtmonApp(Desk(monitor, CARD)), signal.getsignal(signal.SIGTERM)

    await left(app)  # type: ignore[arg-type]  # an app of any result

    assert callable(monitor.heard_by)
    assert monitor.heard_by != before
    assert signal.getsignal(signal.SIGTERM) == before


async def test_the_list_of_sites_gives_the_signals_back_too() -> None:
    before = signal.getsignal(signal.SIGTERM)

    await left(SitesApp((), "en"))  # type: ignore[arg-type]  # an app of any result

    assert signal.getsignal(signal.SIGTERM) == before


def test_the_page_of_a_defect_names_the_journal_where_there_is_one() -> None:
    assert CtmonApp(Desk(ScriptedMonitor(), CARD)).record == str(Path("/var/lib/ctmon/holm/journal.jsonl"))
    assert "journal  " not in page(ValueError(), SitesApp((), "en").record)
