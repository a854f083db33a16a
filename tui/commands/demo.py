"""`ctmon demo`: the same program on an embedded default, two real systems of its own with trouble in them."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from checks.adapters.platform import FileClaim, own_session
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from tui.commands.check import must_exist, print_cycle
from tui.commands.screen import NO_SCREEN, no_terminal, show
from tui.environment import for_child
from tui.headless import conduct
from tui.options import Options
from tui.site_file import folder_by_path, state_home
from tui.wiring import counted, open_site

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
    must_exist(options.check)
    if not options.headless and (refused := no_terminal()):
        print(refused.text(options.language or "en"), file=sys.stderr)
        return NO_SCREEN
    with ExitStack() as stack:
        folder = stack.enter_context(claimed(state_home()))
        config = prepared(folder, options)
        stack.enter_context(stand_in(folder, options))
        return _shown(replace(options, config=config, site=None))


def _shown(options: Options) -> int:
    site = open_site(options)
    if options.headless:
        return conduct(site.monitor, lambda monitor: print_cycle(monitor, site, options))
    return show(site, options)


@contextlib.contextmanager
def claimed(home: Path) -> Generator[Path]:
    """Hold a demo folder that no other running demo has: demo, demo-2, …"""
    for number in range(1, 100):
        folder = home / ("demo" if number == 1 else f"demo-{number}")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileClaim(folder / "lock").hold() as free:
            if free:
                yield folder
                return
    raise Fault(TOO_MANY)


def prepared(folder: Path, options: Options) -> Path:
    """Make both systems' files anew, or keep those of the last demo; returns the site file."""
    from checks.demo import database, past, scenario, site

    config = site.path(folder)
    if options.keep and config.exists():
        return config
    for old in folder.iterdir():
        if old.name != "lock":
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    state = state_home() / "sites" / folder_by_path(config)
    shutil.rmtree(state, ignore_errors=True)
    made = scenario.build(options.seed, options.customers, options.invoices, datetime.now(UTC))
    database.write(folder / "clienttime.db", made)
    past.remember(made, state)
    agreement = scenario.AGREEMENT + _place(folder) - 1  # two demos at once are two firms
    site.seed(folder, made, agreement)
    counted(agreement).forget()
    return config


def _place(folder: Path) -> int:
    """Return the place of a demo's folder among those that may run at once: demo, demo-2, …"""
    return int(folder.name.partition("-")[2] or 1)


@contextlib.contextmanager
def stand_in(folder: Path, options: Options) -> Generator[None]:
    """Run the local e-conomic in a process of its own, and write the site file that leads to it."""
    from checks.demo import site

    command = [sys.executable, "-P", "-m", "checks.demo.stand_in", "--folder", str(folder)]
    command += ["--still"] if options.still or options.headless else []
    command += [word for name in options.trouble for word in ("--trouble", name)]
    with (folder / "stand-in.log").open("ab") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=for_child(), **own_session()
        )
    try:
        site.write(folder, _port(process))
        yield
    finally:
        _leave(process)


def _port(process: subprocess.Popen[bytes]) -> int:
    """Return the port that the stand-in listens on; raises Fault when it does not start."""
    assert process.stdout is not None  # noqa: S101 - started with pipes
    watch = threading.Timer(STARTING, process.kill)
    watch.start()
    try:
        line = process.stdout.readline()
    finally:
        watch.cancel()
    try:
        return int(json.loads(line)["port"])
    except (ValueError, KeyError):
        raise Fault(NO_STAND_IN) from None


def _leave(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
    try:
        process.wait(LEAVING)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


NO_TROUBLE = Phrase(
    "There is no trouble “{name}”. There are: {names}.", "Der findes ingen ballade “{name}”. Der er: {names}."
)
TOO_MANY = Phrase("A hundred demos are running already. Close one.", "Der kører allerede hundrede demoer. Luk en.")
NO_STAND_IN = Phrase(
    "The demo's e-conomic did not start. Its log is stand-in.log in the demo folder.",
    "Demoens e-conomic startede ikke. Loggen er stand-in.log i demoens mappe.",
)
