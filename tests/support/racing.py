"""One of two processes that want the same row: reads it, waits for the word, and writes what it read from.

    python -m tests.support.racing DRIVER PORT NAME guarded|unguarded

`guarded` writes through the product's adapter, `unguarded` as a careless script would: by key alone. Each line that
comes in begins a round or gives the word; each that goes out is what was read, or how the write ended, as JSON.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Protocol

from checks.adapters.clienttime import SqlClientTime, open_sqlserver
from checks.adapters.server_address import parse_address
from checks.adapters.sqlserver import Login, SqlServerSettings
from checks.engine.lookup import Found
from checks.engine.plan import State
from tests.support.clienttime_places import BY_ID
from tests.support.tds import drivers, odbc, rights

KEY = "2"
READ = "SELECT ForeignId FROM dbo.Customer WHERE CustomerId = 2"
WRITE = "UPDATE dbo.Customer SET ForeignId = ? WHERE CustomerId = 2"


class Racer(Protocol):
    """Reads the row and writes it."""

    async def read(self) -> str | None:
        """Return what stands there."""
        ...

    async def write(self, before: str | None, after: str) -> str:
        """Write, and return how it ended."""
        ...


class Guarded:
    """The product's own way."""

    def __init__(self, driver: drivers.Driver, port: int) -> None:
        login = rights.OWNER
        settings = SqlServerSettings(
            parse_address(f"tcp:127.0.0.1,{port}"),
            "ClientTime",
            lambda: Login(login.name, login.password),
            driver.driver,
            trust_server_certificate=True,
        )
        self.clienttime: SqlClientTime = open_sqlserver(settings, BY_ID, None)

    async def read(self) -> str | None:
        """Return what a fresh look-up says."""
        found = await self.clienttime.customer(KEY)
        assert isinstance(found, Found), found
        return found.value.foreign_id

    async def write(self, before: str | None, after: str) -> str:
        """Compare and set."""
        return (await self.clienttime.link(KEY, before, after)).state.value


class Unguarded:
    """What is read is not looked at again."""

    def __init__(self, driver: drivers.Driver, port: int) -> None:
        self.connection = odbc.connect(driver.connection(port), autocommit=True)

    async def read(self) -> str | None:
        """Return what stands there."""
        with contextlib.closing(self.connection.execute(READ)) as cursor:
            row = cursor.fetchone()
        assert row is not None
        return None if row[0] is None else str(row[0])

    async def write(self, before: str | None, after: str) -> str:
        """Set it, whatever stands there by now."""
        self.connection.execute(WRITE, after).close()
        return State.DONE.value


async def race(racer: Racer, number: int, line: Callable[[], Awaitable[str]]) -> None:
    """Run rounds until no line comes; every value that is written is written once."""
    while await line():
        before = await racer.read()
        say(before)
        await line()
        say(await racer.write(before, str(number)))
        number += 2


def say(value: str | None) -> None:
    """Tell the other side."""
    print(json.dumps(value), flush=True)


async def main() -> None:
    """Race as the command line says."""
    driver, port, number, kind = sys.argv[1:]
    found = drivers.freetds() if driver == "freetds" else drivers.microsoft()
    racer = (Guarded if kind == "guarded" else Unguarded)(found, int(port))
    await racer.read()
    say("ready")
    await race(racer, int(number), lambda: asyncio.to_thread(sys.stdin.readline))


if __name__ == "__main__":
    asyncio.run(main())
