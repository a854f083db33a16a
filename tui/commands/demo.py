"""`ctmon demo`: the same program on an embedded default, two real systems of its own with trouble in them."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from checks.adapters.platform import FileClaim, own_session
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from tui.commands.check import print_cycle
from tui.commands.screen import NO_SCREEN, no_terminal, show
from tui.headless import conduct
from tui.options import Options
from tui.site_file import state_home
from tui.wiring import open_site

STARTING = 20.0
"""Seconds that the stand-in has for answering with its port."""

LEAVING = 2.0
"""Seconds that it has for leaving when its input closes."""


def run(options: Options) -> int:
    """Make the two systems, start them, show the screen or print one cycle."""
    from checks.demo.troubles import TROUBLES

    if "list" in options.trouble:
        print("\n".join(TROUBLES))
        return 0
    unknown = [name for name in options.trouble if name not in TROUBLES]
    if unknown:
        raise Fault(NO_TROUBLE.with_(name=unknown[0], names=", ".join(TROUBLES)))
    if not options.headless and (refused := no_terminal()):
        print(refused.text(options.language or "en"), file=sys.stderr)
        return NO_SCREEN
    with ExitStack() as stack:
        folder = stack.enter_context(claimed(state_home()))
        config = _prepared(folder, options)
        stack.enter_context(stand_in(folder, options))
        return _shown(replace(options, config=config, site=None))


def _shown(options: Options) -> int:
    site = open_site(options)
    if options.headless:
        return conduct(site.monitor, lambda monitor: print_cycle(monitor, site, options))
    return show(site, options)


@contextlib.contextmanager
def claimed(home: Path) -> Iterator[Path]:
    """Hold a demo folder that no other running demo has: demo, demo-2, …"""
    for number in range(1, 100):
        folder = home / ("demo" if number == 1 else f"demo-{number}")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileClaim(folder / "lock").hold() as free:
            if free:
                yield folder
                return
    raise Fault(TOO_MANY)


def _prepared(folder: Path, options: Options) -> Path:
    from checks.demo import database, scenario, site

    config = folder / "site.toml"
    if options.keep and config.exists():
        return config
    for old in folder.iterdir():
        if old.name != "lock":
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    _forget_state_of(config)
    made = scenario.build(options.seed, options.customers, options.invoices, datetime.now(UTC))
    database.write(folder / "clienttime.db", made)
    site.seed(folder, made)
    return config
