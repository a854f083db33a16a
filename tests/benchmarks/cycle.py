"""What a whole cycle costs beside the bare read of the same rows and pages, both in one run.

    uv run python -m tests.benchmarks.cycle [CUSTOMERS INVOICES]…      default: 300 1500 3000 20000

The bare read fetches the same columns with sqlite3 and the same pages with httpx and throws them away. The ratio is
of the medians; the first of each is a warm-up.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Generator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx

from checks.adapters.platform import own_session
from checks.demo import database, scenario, site
from checks.engine.local import LocalMonitor
from tui.options import Options
from tui.wiring import open_site

ROUNDS = 5
PAGES = ("/customers", "/invoices/drafts", "/invoices/booked", "/accounting-years")
LISTS = ("/journalsapi/v15.0.0/draft-entries", "/bookedEntriesapi/v4.0.0/booked-entries")


def main(sizes: list[int]) -> None:
    """Print one line a size."""
    print(f"{'customers':>9} {'invoices':>9} {'cycle s':>9} {'judge s':>9} {'bare s':>9} {'ratio':>6} {'calls':>6}")
    for customers, invoices in zip(sizes[::2], sizes[1::2], strict=True):
        with tempfile.TemporaryDirectory() as name:
            asyncio.run(measure(Path(name), customers, invoices))


async def measure(folder: Path, customers: int, invoices: int) -> None:
    """Make a firm of this size, measure cycles and bare reads in turn, and print the medians."""
    made = scenario.build(1, customers, invoices, datetime.now(UTC))
    database.write(folder / site.DATABASE, made)
    site.seed(folder, made)
    with stand_in(folder) as port:
        config = site.write(folder, port)
        monitor = open_site(replace(Options(), config=config)).monitor()
        cycles: list[float] = []
        judged: list[float] = []
        bare: list[float] = []
        for _ in range(ROUNDS + 1):
            cycles.append(await timed(monitor.cycle))
            judged.append(await timed(lambda: judge(monitor)))
            bare.append(await timed(lambda: bare_read(folder, port)))
        calls = dict(monitor.report.sources[1].counts) if monitor.report else {}
        await monitor.close()
    cycle, judging, read = (statistics.median(times[1:]) for times in (cycles, judged, bare))
    print(
        f"{customers:>9} {invoices:>9} {cycle:>9.3f} {judging:>9.3f} {read:>9.3f} {cycle / read:>6.2f} "
        f"{calls.get('calls', 0):>6}"
    )


async def judge(monitor: LocalMonitor) -> None:
    """Ask every check again over a fresh snapshot of the same rows, so that no index is left from before."""
    from checks.engine.judge import judge as ask

    snapshot = monitor.cycle_of.snapshot
    if snapshot is not None:
        ask(monitor.checks, replace(snapshot))


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """Return how many seconds it took."""
    start = time.perf_counter()
    await work()
    return time.perf_counter() - start


async def bare_read(folder: Path, port: int) -> None:
    """Fetch the same rows and pages as a cycle, at once, and do nothing with them."""
    await asyncio.gather(asyncio.to_thread(bare_rows, folder), bare_pages(folder, port))


def bare_rows(folder: Path) -> None:
    """Fetch every row of both tables."""
    with contextlib.closing(sqlite3.connect(folder / site.DATABASE)) as file:
        file.execute("SELECT * FROM Customer").fetchall()
        file.execute("SELECT * FROM Invoice").fetchall()


async def bare_pages(folder: Path, port: int) -> None:
    """Fetch every page of every place, four at a time, and read it as JSON."""
    headers = {
        "X-AppSecretToken": (folder / site.SECRET).read_text(),
        "X-AgreementGrantToken": (folder / site.GRANT).read_text(),
        "Accept-Encoding": "identity",
    }
    limits = httpx.Limits(max_connections=4)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers, limits=limits) as client:
        await asyncio.gather(
            *(classic(client, f"{path}?pagesize=1000") for path in PAGES),
            *(cursors(client, path) for path in LISTS),
        )


async def classic(client: httpx.AsyncClient, url: str | None) -> None:
    """Follow the pages of a classic collection."""
    while url:
        url = (await client.get(url)).json()["pagination"].get("nextPage")


async def cursors(client: httpx.AsyncClient, path: str) -> None:
    """Follow the cursors of an OpenAPI list."""
    cursor: str | None = ""
    while cursor is not None:
        cursor = (await client.get(path, params={"cursor": cursor} if cursor else {})).json().get("cursor")


@contextlib.contextmanager
def stand_in(folder: Path) -> Generator[int]:
    """Run the demo's e-conomic in a process of its own."""
    command = [sys.executable, "-m", "checks.demo.stand_in", "--folder", str(folder), "--still"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **own_session()) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["port"]
        assert process.stdin is not None
        process.stdin.close()


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [300, 1500, 3000, 20000])
