"""Serves a file until it is told to stop: `python -m tests.support.tds FILE --port 14330`."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path

from tests.support.tds.asked import fault
from tests.support.tds.faults import Door
from tests.support.tds.prelogin import Encryption
from tests.support.tds.properties import DATABASE, Properties
from tests.support.tds.rights import OWNER, Login
from tests.support.tds.server import LOOPBACK, TdsServer


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.support.tds", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--database", default=DATABASE)
    parser.add_argument("--user", default=OWNER.name)
    parser.add_argument("--password", default=OWNER.password)
    parser.add_argument("--encryption", choices=[kind.name.lower() for kind in Encryption], default="offered")
    parser.add_argument("--door", choices=[door.name.lower() for door in Door], default="open")
    parser.add_argument("--read-only", action="store_true")
    parser.add_argument("--snapshot", action="store_true")
    parser.add_argument("--locking-readers", action="store_true", help="readers wait for writers, as without RCSI")
    parser.add_argument(
        "--fault", type=fault, action="append", default=[], help='{"deed": "CUT_AFTER", "matching": "^COMMIT"}'
    )
    return parser.parse_args()


def main() -> int:
    """Serve, say where, and leave at SIGINT or SIGTERM."""
    asked = _options()
    properties = Properties(
        database=asked.database, read_only=asked.read_only, snapshot=asked.snapshot, rcsi=not asked.locking_readers
    )
    over = threading.Event()

    def stop(number: int, frame: object) -> None:
        over.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    server = TdsServer(
        asked.file,
        properties,
        logins=(Login(asked.user, asked.password, sysadmin=True),),
        faults=tuple(asked.fault),
        encryption=Encryption[asked.encryption.upper()],
        door=Door[asked.door.upper()],
        port=asked.port,
    )
    with server:
        print(f"listening on {LOOPBACK},{server.port}", flush=True)
        over.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
