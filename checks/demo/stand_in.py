"""The process that plays e-conomic in the demo: serves its books, lives a little, and leaves with its parent.

    python -m checks.demo.stand_in --folder FOLDER [--still] [--port N] [--trouble NAME]…

It prints one JSON line with its port when it is ready, and leaves when its standard input closes.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import sys
import threading
from pathlib import Path

from checks.adapters.whole_file import replace_file
from checks.demo.life import Life
from checks.demo.simulator import Server, Simulator, Tokens, World
from checks.demo.site import BOOKS, DATABASE, GRANT, SECRET
from checks.demo.troubles import TROUBLES, Scene

KEEPING = 5.0
"""Seconds between two looks whether the books have changed and want saving."""


def main() -> int:
    """Serve until nobody needs it any more."""
    options = _options()
    folder: Path = options.folder
    scene = Scene(folder / DATABASE, World.load(folder / BOOKS))
    for name in options.trouble:
        TROUBLES[name](scene)
    simulator = Simulator(scene.world, Tokens((folder / SECRET).read_text(), (folder / GRANT).read_text()))
    for fault in scene.faults:
        simulator.fault(fault)
    leave = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: leave.set())
    threading.Thread(target=_until_parent_leaves, args=(leave,), daemon=True).start()
    if not options.still:
        threading.Thread(target=Life(scene.database, simulator).run, args=(leave,), daemon=True).start()
    with Server(simulator, options.port) as server:
        print(json.dumps({"port": server.port}), flush=True)
        _keep(simulator, folder / BOOKS, leave)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The demo's e-conomic.")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--still", action="store_true")
    parser.add_argument("--trouble", action="append", default=[], choices=sorted(TROUBLES))
    return parser.parse_args()


def _until_parent_leaves(leave: threading.Event) -> None:
    """Wait for the end of the input: the parent closed it, or is no more."""
    with contextlib.suppress(OSError, ValueError):
        # Not through sys.stdin: a thread that waits in it holds its lock, and Python aborts when it ends by a signal.
        while os.read(sys.stdin.fileno(), 1024):
            pass
    leave.set()


def _keep(simulator: Simulator, path: Path, leave: threading.Event) -> None:
    """Save the books when they have changed and when it ends, so that `--keep` can go on with them."""
    saved = simulator.changes
    while not leave.wait(KEEPING):
        if (now := simulator.changes) != saved:
            _save(simulator, path)
            saved = now
    if simulator.changes != saved:
        _save(simulator, path)


def _save(simulator: Simulator, path: Path) -> None:
    replace_file(path, json.dumps(simulator.world().document(), ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
