"""What it costs to read ClientTime from a SQL Server beside the bare fetch loop, both in one run.

    uv run python -m tests.benchmarks.rows [ROWS] [RUNS]      default: 100000 3

The bare loop asks the same SELECTs through pyodbc and the same driver, fetches as many rows at a time, and keeps the
rows in a list ("kept", what the ratio is to) or throws them away ("thrown"). Each run is a process of its own that
reads twice; its connection is open before the clock starts. Wall time has the test server in it, which is slower than
a real one; the seconds of processor are those of the reading process alone. Memory is what the process grew by at
most, after the first reading and after both. All take turns; the figures are medians over the runs.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from datetime import UTC, datetime
from pathlib import Path

from checks.adapters.clienttime import open_sqlserver
from checks.adapters.columns import BATCH
from checks.adapters.mapping import CustomerMapping, InvoiceMapping, Transfer, Truth
from checks.adapters.odbc_session import OdbcSession
from checks.adapters.platform import own_session
from checks.adapters.schema import mapped_columns
from checks.adapters.server_address import parse_address
from checks.adapters.sqlserver import Login, SqlServerDatabase, SqlServerSettings
from checks.demo import database, scenario
from tests.support.tds import drivers
from tests.support.tds.properties import DATABASE
from tests.support.tds.rights import OWNER
from tests.support.tds_firm import typed

CUSTOMERS = CustomerMapping(
    "dbo.Customer",
    "CustomerCode",
    "ForeignDebitorSystemIdentification",
    key="CustomerId",
    name="Name",
    address=("Address1", "Address2"),
    zip="ZipCode",
    city="City",
    country="Country",
    cvr="CvrNumber",
    ean="EanNumber",
    email="Email",
    active=Truth("IsActive"),
    created="CreatedDate",
    modified="ModifiedDate",
)
INVOICES = InvoiceMapping(
    "dbo.Invoice",
    key="InvoiceId",
    number="InvoiceNumber",
    customer="CustomerId",
    date="InvoiceDate",
    due="DueDate",
    currency="CurrencyCode",
    net="NetAmount",
    vat="VatAmount",
    gross="GrossAmount",
    kind="InvoiceType",
    draft=Truth("IsDraft"),
    error="TransferError",
    transfer=Transfer("timestamp", "ExportedDate"),
)
WAYS = ("kept", "thrown", "ours")
FIGURES = ("wall 1", "wall 2", "cpu 1", "cpu 2", "MB 1", "MB 2")
Figures = dict[str, float]
Read = Callable[[], Awaitable[object]]


def main(rows: int, runs: int) -> None:
    """Measure customers alone, a firm with five invoices a customer, and the same with row versions."""
    print(f"{rows} rows, medians of {runs} runs; 1 and 2 are the first and the second reading")
    for invoices, versions in ((False, False), (True, False), (True, True)):
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "clienttime.db"
            counts = furnish(path, rows, invoices, versions)
            with served(path) as port:
                for driver in drivers.both():
                    print(f"\n{driver.name}: {counts}" if not driver.missing else driver.missing)
                    if not driver.missing:
                        compare(port, driver.driver, invoices, runs)


def furnish(path: Path, rows: int, invoices: bool, versions: bool = False) -> str:
    """Make the demo's firm in a file with SQL Server's types, so large, and tell how large it became."""
    customers = rows // 6 if invoices else rows
    made = scenario.build(1, customers, rows - customers, datetime.now(UTC))
    database.write(path, made)
    typed(path)
    if versions:
        with contextlib.closing(sqlite3.connect(path)) as file:
            file.execute("ALTER TABLE Customer ADD COLUMN Version rowversion")
            file.execute("ALTER TABLE Invoice ADD COLUMN Version rowversion")
    told = f"{len(made.customers)} customers"
    told += f", {len(made.invoices)} invoices" if invoices else ""
    return told + (", with row versions" if versions else "")


@contextlib.contextmanager
def served(path: Path) -> Generator[int]:
    """Run the test server on that file in a process of its own."""
    command = [sys.executable, "-m", "tests.support.tds", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **own_session()) as process:
        assert process.stdout is not None
        found = re.search(r",(\d+)$", process.stdout.readline())
        assert found is not None
        try:
            yield int(found[1])
        finally:
            process.terminate()


def compare(port: int, driver: str, invoices: bool, runs: int) -> None:
    """Let the three ways take turns, and print a line each and the ratios."""
    found: dict[str, list[Figures]] = {way: [] for way in WAYS}
    for _ in range(runs):
        for way in WAYS:
            found[way].append(measured(port, driver, way, invoices))
    medians = {way: {name: statistics.median(one[name] for one in found[way]) for name in FIGURES} for way in WAYS}
    print(f"{'':<8}" + "".join(f"{name:>9}" for name in FIGURES))
    for way in WAYS:
        print(f"{way:<8}" + "".join(f"{medians[way][name]:>9.2f}" for name in FIGURES))
    print(f"{'ratio':<8}" + "".join(f"{medians['ours'][name] / medians['kept'][name]:>9.2f}" for name in FIGURES))


def measured(port: int, driver: str, way: str, invoices: bool) -> Figures:
    """Read twice in a process of its own."""
    words = [sys.executable, "-m", "tests.benchmarks.rows", "--way", way, "--port", str(port), "--driver", driver]
    told = subprocess.run([*words, *["--invoices"][:invoices]], stdout=subprocess.PIPE, check=True).stdout
    figures: Figures = json.loads(told)
    return figures


async def one(settings: SqlServerSettings, way: str, invoices: bool) -> Figures:
    """Read twice one way, and hold both readings until the second is there, as the program has to."""
    figures: Figures = {}
    async with reader(settings, way, invoices) as read:
        before = peak()
        held: list[object] = []
        for turn in ("1", "2"):
            wall, cpu = time.perf_counter(), time.process_time()
            held.append(await read())
            figures[f"wall {turn}"] = time.perf_counter() - wall
            figures[f"cpu {turn}"] = time.process_time() - cpu
            figures[f"MB {turn}"] = peak() - before
    return figures


@contextlib.asynccontextmanager
async def reader(settings: SqlServerSettings, way: str, invoices: bool) -> AsyncGenerator[Read]:
    """Yield what reads once; the connection is open."""
    mapped = INVOICES if invoices else None
    if way == "ours":
        clienttime = open_sqlserver(settings, CUSTOMERS, mapped, timezone="Europe/Copenhagen")
        await clienttime.shapes()
        yield clienttime.read
        await clienttime.close()
        return
    selects = [select(mapping) for mapping in (CUSTOMERS, mapped) if mapping is not None]
    opened = SqlServerDatabase(settings)
    with opened.connected() as session:
        yield bare(session, selects, way == "kept")
    opened.let_go()


def select(mapping: CustomerMapping | InvoiceMapping) -> str:
    """Return the statement that reads one table, as the adapter asks it."""
    columns = [f"[{column}]" for _, column in mapped_columns(mapping)]
    schema, _, table = mapping.table.partition(".")
    return f"SELECT {', '.join(columns)} FROM [{schema}].[{table}] ORDER BY [{mapping.key}]"  # noqa: S608 - ours


def bare(session: OdbcSession, selects: list[str], keep: bool) -> Read:
    """Return a loop that fetches all rows of these statements and does nothing with them."""

    async def read() -> list[object]:
        kept: list[object] = []
        for statement in selects:
            cursor = session.execute(statement)
            while batch := cursor.fetchmany(BATCH):
                if keep:
                    kept += batch
            cursor.close()
        return kept

    return read


def peak() -> float:
    """Return the most memory that this process has had so far, in MB; Linux tells it, getrusage counts the parent's."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1]) / 1024


def arguments() -> argparse.Namespace:
    """Return what was asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.rows", description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=100_000)
    parser.add_argument("runs", type=int, nargs="?", default=3)
    parser.add_argument("--way", choices=WAYS, help="only this, in this process, as JSON")
    parser.add_argument("--port", type=int)
    parser.add_argument("--driver")
    parser.add_argument("--invoices", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    asked = arguments()
    if asked.way is None:
        main(asked.rows, asked.runs)
    else:
        address = parse_address(f"tcp:127.0.0.1,{asked.port}")
        login = Login(OWNER.name, OWNER.password)
        server = SqlServerSettings(address, DATABASE, lambda: login, asked.driver, "no", query_timeout=600)
        print(json.dumps(asyncio.run(one(server, asked.way, asked.invoices))))
