"""The places that a ClientTime can be in: a file, our test server with either driver, a real server if one is named."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import pytest

from checks.adapters.clienttime import SqlClientTime, open_sqlite, open_sqlserver
from checks.adapters.mapping import CustomerMapping, InvoiceMapping
from checks.adapters.server_address import parse_address
from checks.adapters.sqlserver import Login, SqlServerDatabase, SqlServerSettings, odbc
from tests.support.clienttime_file import ClientTimeFile
from tests.support.tds import drivers, rights
from tests.support.tds.drivers import Driver
from tests.support.tds.server import TdsServer

BY_ID = CustomerMapping("dbo.Customer", "CustomerCode", "ForeignId", key="CustomerId", name="Name")
TABLE = (
    "CREATE TABLE Customer (CustomerId INT PRIMARY KEY, CustomerCode VARCHAR(20), ForeignId VARCHAR(30), "
    "Name NVARCHAR(100))"
)
THREE = (
    "INSERT INTO Customer VALUES (1, '1001', '20001', 'Aagaard ApS')",
    "INSERT INTO Customer VALUES (2, '1002', NULL, 'Bech A/S')",
    "INSERT INTO Customer VALUES (3, '1003', '20003', 'Carstensen I/S')",
)
PAIR = re.compile(r"([^=;]+)=(?:\{((?:[^}]|\}\})*)\}|([^;]*))")
"""A key and its value, which may hold anything where it stands in braces."""
DSN, SCRATCH = "CTMON_TEST_DSN", "CTMON_TEST_SCRATCH"


class Place(Protocol):
    """Where a ClientTime is, and how a test gets at it behind the adapter's back."""

    unicode: str
    """What a text literal with any letter begins with there."""

    def run(self, *statements: str) -> None:
        """Execute statements."""
        ...

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return what stands there now."""
        ...

    def opened(
        self, customers: CustomerMapping = BY_ID, invoices: InvoiceMapping | None = None, **settings: Any
    ) -> SqlClientTime:
        """Return an adapter of its own."""
        ...


@dataclass(slots=True)
class InFile:
    """A SQLite file."""

    file: ClientTimeFile
    unicode: str = ""

    def run(self, *statements: str) -> None:
        """Execute statements and commit."""
        self.file.run(*statements)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.file.rows(query)

    def opened(
        self, customers: CustomerMapping = BY_ID, invoices: InvoiceMapping | None = None, **_: Any
    ) -> SqlClientTime:
        """Return an adapter on the file."""
        return open_sqlite(self.file.path, customers, invoices, timezone="Europe/Copenhagen")


@dataclass(slots=True)
class OnServer:
    """The same file behind the test server, reached through a real driver."""

    file: ClientTimeFile
    driver: Driver
    server: TdsServer
    login: rights.Login = rights.OWNER
    unicode: str = ""
    _opened: list[SqlClientTime] = field(default_factory=list[SqlClientTime])

    def run(self, *statements: str) -> None:
        """Execute statements and commit."""
        self.file.run(*statements)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.file.rows(query)

    def opened(
        self, customers: CustomerMapping = BY_ID, invoices: InvoiceMapping | None = None, **settings: Any
    ) -> SqlClientTime:
        """Return an adapter that logs in by itself."""
        server = replace(self.settings, **settings)
        found = open_sqlserver(server, customers, invoices, timezone="Europe/Copenhagen")
        self._opened.append(found)
        return found

    @property
    def settings(self) -> SqlServerSettings:
        """Return how the adapter reaches the server; the certificate is our own, so it is trusted."""
        return SqlServerSettings(
            parse_address(f"tcp:127.0.0.1,{self.server.port}"),
            "ClientTime",
            lambda: Login(self.login.name, self.login.password),
            self.driver.driver,
            "yes",
            True,
        )

    def let_go(self) -> None:
        """Close what was opened."""
        for clienttime in self._opened:
            clienttime.lane.close(clienttime.database.let_go)


@dataclass(slots=True)
class OnRealServer:
    """A scratch database on a real server."""

    settings: SqlServerSettings
    connection: Any
    unicode: str = "N"

    def run(self, *statements: str) -> None:
        """Execute statements; the adapter's tables are made afresh."""
        for statement in statements:
            if statement.startswith("CREATE TABLE "):
                self.connection.execute(f"DROP TABLE IF EXISTS {statement.split()[2]}")
            self.connection.execute(statement)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return [tuple(row) for row in self.connection.execute(query).fetchall()]

    def opened(
        self, customers: CustomerMapping = BY_ID, invoices: InvoiceMapping | None = None, **settings: Any
    ) -> SqlClientTime:
        """Return an adapter that logs in by itself."""
        return open_sqlserver(replace(self.settings, **settings), customers, invoices, timezone="Europe/Copenhagen")


def named_server() -> SqlServerSettings:
    """Return the real server of CTMON_TEST_DSN (SERVER=…;DATABASE=…;UID=…;PWD=…;DRIVER=…), or skip."""
    if not os.environ.get(DSN):
        pytest.skip(f"no real server: {DSN} is not set")
    parts = {
        key.strip().upper(): braced.replace("}}", "}") or plain.strip()
        for key, braced, plain in PAIR.findall(os.environ[DSN])
    }
    return SqlServerSettings(
        parse_address(parts["SERVER"]),
        parts.get("DATABASE", "master"),
        lambda: Login(parts.get("UID"), parts.get("PWD", "")),
        parts.get("DRIVER", "auto"),
        parts.get("ENCRYPT", "yes").casefold(),
        parts.get("TRUSTSERVERCERTIFICATE", "no").casefold() == "yes",
    )


@contextlib.contextmanager
def place(name: str, folder: Path, statements: Sequence[str] = ()) -> Generator[Place]:
    """Yield one of the places, with these statements executed; skips where it cannot be had."""
    match name:
        case "sqlite":
            file = ClientTimeFile(folder / "clienttime.db")
            file.run(*statements)
            yield InFile(file)
        case "real":
            with _scratch() as real:
                real.run(*statements)
                yield real
        case _:
            with served(name, folder, statements) as found:
                yield found


@contextlib.contextmanager
def served(name: str, folder: Path, statements: Sequence[str] = (TABLE, *THREE), **server: Any) -> Generator[OnServer]:
    """Yield a file behind the test server, reached through the driver of this name; skips where it is missing."""
    driver: Driver = getattr(drivers, name)()
    if driver.missing:
        pytest.skip(driver.missing)
    file = ClientTimeFile(folder / "clienttime.db")
    file.run(*statements)
    with TdsServer(file.path, **server) as running:
        found = OnServer(file, driver, running)
        yield found
        found.let_go()


@contextlib.contextmanager
def _scratch() -> Generator[OnRealServer]:
    settings = named_server()
    if not os.environ.get(SCRATCH):
        pytest.skip(f"a real server is only read: {SCRATCH} names no scratch database")
    settings = replace(settings, database=os.environ[SCRATCH])
    odbc()
    database = SqlServerDatabase(settings)
    with database.connected() as session:
        yield OnRealServer(settings, session.connection)
