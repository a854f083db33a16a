"""The demo's firm with its ClientTime behind the test server: the file in T-SQL's types, and a site file to it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from checks.demo import database, site
from checks.demo.scenario import Scenario
from tests.support.stand_in import stand_in
from tests.support.tds import drivers, schema
from tests.support.tds.drivers import Driver
from tests.support.tds.properties import DATABASE
from tests.support.tds.rights import OWNER
from tests.support.tds.server import TdsServer

NAME = "birk"
PASSWORD_FILE = "sql-password"
CUSTOMER = {
    **database.CUSTOMER_TYPES,
    "CustomerId": "int NOT NULL PRIMARY KEY",
    "CustomerCode": "varchar(20) NOT NULL",
    "ForeignDebitorSystemIdentification": "varchar(50)",
    "CvrNumber": "varchar(20)",
    "ModifiedDate": "datetime2(3)",
}
INVOICE = {
    **database.INVOICE_TYPES,
    "InvoiceId": "int NOT NULL PRIMARY KEY",
    "InvoiceNumber": "varchar(20)",
    "CustomerId": "int NOT NULL REFERENCES Customer (CustomerId)",
    "GrossAmount": "money",
    "DueDate": "date",
}
SERVER_KEYS = """server = "tcp:127.0.0.1,{port}"
database = "{database}"
driver = "{driver}"
authentication = "sql"
user = "{user}"
password_file = "{password}"
encrypt = "yes"
trust_server_certificate = true
login_timeout = {login_timeout}
query_timeout = {query_timeout}"""
"""The certificate is the test server's own, so it is trusted; FreeTDS could not look at it anyway."""


@dataclass(slots=True)
class TdsFirm:
    """`server` is the one that has ClientTime, None where it is a file; `client` asks e-conomic past the program."""

    folder: Path
    config: Path
    environment: dict[str, str]
    client: httpx.Client
    server: TdsServer | None = None

    @property
    def database(self) -> Path:
        """Return the file that ClientTime is in, whoever serves it."""
        return self.folder / site.DATABASE

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return what stands in the file, past the program."""
        with contextlib.closing(sqlite3.connect(self.database)) as file:
            return file.execute(query).fetchall()


@contextlib.contextmanager
def tds_firm(
    home: Path, where: str, scenario: Scenario, login_timeout: int = 10, query_timeout: int = 30
) -> Generator[TdsFirm]:
    """Have the firm's ClientTime in a file ("sqlite"), or behind our server through a driver; skips without it."""
    if missing := driver(where).missing:
        pytest.skip(missing)
    folder = furnished(home, scenario)
    with contextlib.ExitStack() as stack:
        server: TdsServer | None = None
        if where != "sqlite":
            typed(folder / site.DATABASE)
            server = stack.enter_context(TdsServer(folder / site.DATABASE))
        economic = stack.enter_context(stand_in(folder, "--still"))
        config = site.write(folder, economic.port)
        if server is not None:
            lead_to(config, driver(where), server.port, login_timeout, query_timeout)
        yield TdsFirm(folder, config, environment(home), economic.client, server)


def driver(where: str) -> Driver:
    """Return the driver of this name; a file needs none."""
    return (
        Driver("sqlite") if where == "sqlite" else {"freetds": drivers.freetds, "microsoft": drivers.microsoft}[where]()
    )


def environment(home: Path) -> dict[str, str]:
    """Return this process's variables with the program's own folders below `home`."""
    return {**os.environ, "CTMON_STATE_HOME": str(home / "state"), "CTMON_CONFIG_HOME": str(home / "config")}


def furnished(home: Path, scenario: Scenario) -> Path:
    """Make the demo's own files of a scenario, and the password of the database's login; returns their folder."""
    folder = home / NAME
    folder.mkdir(parents=True)
    database.write(folder / site.DATABASE, scenario)
    site.seed(folder, scenario)
    secret = folder / PASSWORD_FILE
    secret.touch(0o600)
    secret.write_text(OWNER.password)
    return folder


def typed(path: Path) -> None:
    """Make the demo's file anew with the types that a SQL Server has; times are in its one form."""
    plain = path.with_suffix(".plain")
    path.rename(plain)
    schema.create(str(path), f"{_table('Customer', CUSTOMER)} {_table('Invoice', INVOICE)}")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("ATTACH DATABASE ? AS plain", (str(plain),))
        file.execute("BEGIN")
        for table, types in (("Customer", CUSTOMER), ("Invoice", INVOICE)):
            cells = ", ".join(f"replace({c}, 'T', ' ')" if c in database.WITH_T else c for c in types)
            file.execute(f"INSERT INTO main.{table} ({', '.join(types)}) SELECT {cells} FROM plain.{table}")  # noqa: S608 - ours
        file.execute("COMMIT")
    plain.unlink()


def lead_to(config: Path, found: Driver, port: int, login_timeout: int = 10, query_timeout: int = 30) -> None:
    """Let the demo's site file name the server instead of the file."""
    keys = SERVER_KEYS.format(
        port=port,
        database=DATABASE,
        driver=found.driver,
        user=OWNER.name,
        password=PASSWORD_FILE,
        login_timeout=login_timeout,
        query_timeout=query_timeout,
    )
    text = config.read_text(encoding="utf-8").replace(f'sqlite = "{site.DATABASE}"', keys)
    config.write_text(text.replace("(demo)", f"({found.name})"), encoding="utf-8")


def _table(name: str, types: dict[str, str]) -> str:
    return f"CREATE TABLE {name} ({', '.join(f'{column} {kind}' for column, kind in types.items())});"
