"""The firm that the tests of writing work on, with its ClientTime behind the test server, and its engine."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from checks.adapters.clienttime import SqlClientTime
from checks.adapters.refused_logins import RefusedLogins, utc_now
from checks.adapters.sqlserver import SqlServerDatabase
from checks.engine.local import LocalMonitor
from checks.engine.model import Report, SourceState, Status
from checks.engine.patience import Patience
from tests.support.firm import CUSTOMER_COLUMNS, INVOICE_COLUMNS, Firm
from tests.support.tds.rights import OWNER
from tests.support.tds.server import TdsServer
from tests.support.tds_firm import PASSWORD_FILE, SERVER_KEYS, driver
from tests.support.troubled import troubled
from tests.support.watching import opened

DATABASE = 'sqlite = "clienttime.db"'


@dataclass(slots=True)
class ServedFirm:
    """`ahead` turns the clock of pauses; the engine is one cycle old."""

    firm: Firm
    server: TdsServer
    monitor: LocalMonitor
    ahead: list[float] = field(default_factory=lambda: [0.0])

    async def due(self) -> Report:
        """Let a minute pass and have the cycle that nobody asked for."""
        self.ahead[0] += 60
        return await self.monitor.cycle(asked=False)

    @property
    def clienttime(self) -> SourceState:
        """Return how ClientTime stands on the board."""
        return next(source for source in self.monitor.board.pulse.sources if source.name == "clienttime")

    @property
    def listed(self) -> dict[str, tuple[Status, frozenset[str]]]:
        """Return the state of every panel and what it lists; the sides' own lists the very fault, and is left out."""
        panels = self.monitor.board.panels.items()
        return {name: (p.status, frozenset(p.findings)) for name, p in panels if name != "source"}

    @property
    def database(self) -> SqlServerDatabase:
        """Return the adapter's database."""
        side = self.monitor.sides.clienttime
        assert isinstance(side, SqlClientTime)
        assert isinstance(side.database, SqlServerDatabase)
        return side.database


@contextlib.asynccontextmanager
async def served_firm(
    where: str, folder: Path, patch: pytest.MonkeyPatch, login_timeout: int = 2, **server: Any
) -> AsyncGenerator[ServedFirm]:
    """Yield the firm after its first whole cycle, read through this driver; skips where the driver is missing."""
    if missing := driver(where).missing:
        pytest.skip(missing)
    with troubled(folder) as firm:
        _declare(firm.database)
        with TdsServer(firm.database, **server) as running:
            _lead_to(firm, where, running.port, login_timeout)
            for name, value in firm.environment.items():
                patch.setenv(name, value)
            found = ServedFirm(firm, running, opened(firm).monitor())
            found.monitor.cycle_of.patience = Patience(lambda: found.ahead[0], lambda: 1.0)
            pause = found.database._pause  # pyright: ignore[reportPrivateUsage]  # time is what is simulated
            pause.clock = lambda: found.ahead[0]
            known = RefusedLogins(folder / "logins", lambda: utc_now() + timedelta(seconds=found.ahead[0]))
            pause.record = known
            await found.monitor.cycle()
            try:
                yield found
            finally:
                await found.monitor.close()


def _lead_to(firm: Firm, where: str, port: int, login_timeout: int) -> None:
    secret = firm.folder / PASSWORD_FILE
    secret.touch(0o600)
    secret.write_text(OWNER.password)
    keys = SERVER_KEYS.format(
        port=port,
        database="ClientTime",
        driver=driver(where).driver,
        user=OWNER.name,
        password=PASSWORD_FILE,
        login_timeout=login_timeout,
        query_timeout=5,
    )
    firm.configure(DATABASE, keys)


def _declare(path: Path) -> None:
    """Make both tables anew with types that a SQL Server has."""
    with contextlib.closing(sqlite3.connect(path)) as file, file:
        for table, columns in (("Customer", CUSTOMER_COLUMNS), ("Invoice", INVOICE_COLUMNS)):
            kinds = [
                "int NOT NULL PRIMARY KEY",
                *("int" if c == "CustomerId" else "nvarchar(100)" for c in columns[1:]),
            ]
            declared = ", ".join(f"{column} {kind}" for column, kind in zip(columns, kinds, strict=True))
            file.execute(f"ALTER TABLE {table} RENAME TO before")
            file.execute(f"CREATE TABLE {table} ({declared})")
            file.execute(f"INSERT INTO {table} SELECT * FROM before")  # noqa: S608 - ours
            file.execute("DROP TABLE before")
