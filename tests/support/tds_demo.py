"""The demo over real TDS: `python -m tests.support.tds_demo --driver microsoft`, or with `-- check --format json`.

The screen, or the words behind `--`, run on the demo's firm with its ClientTime behind the test server, which is a
process of its own, as its e-conomic is. Nothing is left behind. A fault or a closed door is given as the server
takes it: `--fault '{"deed": "MUTE", "matching": "Invoice", "nth": 3}'`, `--door tls_stall`.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from checks.adapters.platform import own_session
from checks.demo import scenario, site
from tests.support.tds.asked import checked
from tests.support.tds.faults import Door
from tests.support.tds_firm import driver, environment, furnished, lead_to, typed
from tui.commands.demo import stand_in
from tui.options import Options

SERVER = [sys.executable, "-P", "-m", "tests.support.tds"]
PROGRAM = [sys.executable, "-P", "-m", "tui.cli"]
ROOT = Path(__file__).resolve().parents[2]
ENDS = (signal.SIGTERM, signal.SIGHUP)
LEAVING = 5.0
"""Seconds that the server has for leaving."""


def main(arguments: Sequence[str]) -> int:
    """Make the firm, run the program on it, and return its exit code."""
    asked = _options(arguments)
    found = driver(asked.driver)
    if found.missing:
        print(found.missing, file=sys.stderr)
        return 2
    for number in ENDS:
        signal.signal(number, _left)
    with tempfile.TemporaryDirectory(prefix="ctmon-tds-") as home, contextlib.ExitStack() as stack:
        made = scenario.build(asked.seed, asked.customers, asked.invoices, datetime.now(UTC))
        folder = furnished(Path(home), made)
        typed(folder / site.DATABASE)
        port = stack.enter_context(_server(folder, asked))
        stack.enter_context(stand_in(folder, Options(still=True)))
        lead_to(site.path(folder), found, port)
        return _program([*PROGRAM, "--config", str(site.path(folder)), *asked.words], Path(home))


def _left(number: int, _: object) -> None:
    raise SystemExit(128 + number)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.support.tds_demo", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--driver", choices=("freetds", "microsoft"), default="freetds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--customers", type=int, default=300)
    parser.add_argument("--invoices", type=int, default=1500)
    parser.add_argument("--fault", type=checked, action="append", default=[])
    parser.add_argument("--door", choices=[door.name.lower() for door in Door], default="open")
    parser.add_argument("words", nargs="*", help="what ctmon is run with; none opens the screen")
    return parser.parse_args(arguments)


@contextlib.contextmanager
def _server(folder: Path, asked: argparse.Namespace) -> Generator[int]:
    """Serve the firm's file and yield the port; it is out of reach of the terminal's Ctrl+C."""
    faults = [word for fault in asked.fault for word in ("--fault", fault)]
    command = [*SERVER, str(folder / site.DATABASE), "--door", asked.door, *faults]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, **own_session()) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            told = re.search(r",(\d+)$", line)
            if told is None:
                raise SystemExit(f"the test server did not start: {line!r}")
            yield int(told[1])
        finally:
            process.terminate()
            try:
                process.wait(LEAVING)
            except subprocess.TimeoutExpired:
                process.kill()


def _program(command: Sequence[str], home: Path) -> int:
    """Run the program in the foreground; what should end us ends it, and then we clean up."""
    process: subprocess.Popen[bytes] | None = None
    for number in ENDS:

        def pass_on(heard: int, _: object) -> None:
            if process is not None:
                process.send_signal(heard)

        signal.signal(number, pass_on)
    signal.signal(signal.SIGINT, lambda _number, _frame: None)  # the terminal tells the program itself
    process = subprocess.Popen(command, env=environment(home))
    return process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
