"""The demo's stand-in as a process of its own, started as the demo command starts it."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from checks.demo import database, scenario, site

COMMAND = [sys.executable, "-P", "-m", "checks.demo.stand_in"]
PATIENCE = 10.0


@dataclass(slots=True)
class StandIn:
    """A running stand-in; `client` has its tokens."""

    folder: Path
    process: subprocess.Popen[str]
    port: int
    client: httpx.Client

    def closed(self) -> int:
        """Close its input, as a parent that ends does, and return its exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(PATIENCE)


def furnish(folder: Path) -> None:
    """Make the files that a stand-in starts from."""
    made = scenario.build(1, 300, 1500, datetime.now(UTC))
    database.write(folder / site.DATABASE, made)
    site.seed(folder, made)


@contextlib.contextmanager
def stand_in(folder: Path, *options: str) -> Generator[StandIn]:
    """Run a stand-in on the files of a folder."""
    if not (folder / site.BOOKS).exists():
        furnish(folder)
    words = [*COMMAND, "--folder", str(folder), *options]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            port = int(json.loads(process.stdout.readline())["port"])
            headers = {
                "X-AppSecretToken": (folder / site.SECRET).read_text(),
                "X-AgreementGrantToken": (folder / site.GRANT).read_text(),
            }
            url = f"http://127.0.0.1:{port}"
            with httpx.Client(base_url=url, headers=headers, timeout=PATIENCE, trust_env=False) as client:
                yield StandIn(folder, process, port, client)
        finally:
            process.kill()
