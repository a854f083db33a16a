"""One of two processes that want the same row, or the same number: reads, waits for the word, and writes.

    python -m tests.support.racing DRIVER PORT KEY guarded|unguarded|unaware

`guarded` writes through the product's adapter, `unguarded` as a careless script would: by key alone; `unaware` looks
first whether anybody holds the number, and writes then. Of the lines that come in, one names what is to be written
and the next gives the word; each that goes out is what was read, or how the write ended, as JSON.
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

READ = "SELECT ForeignId FROM dbo.Customer WHERE CustomerId = ?"
WRITE = "UPDATE dbo.Customer SET ForeignId = ? WHERE CustomerId = ?"
HELD = "SELECT COUNT(*) FROM dbo.Customer WHERE ForeignId = ?"


Word = Callable[[], Awaitable[str]]


class Racer(Protocol):
    """Reads a row and writes it."""

    async def read(self) -> str | None:
        """Return what stands there."""
        ...

    async def write(self, before: str | None, after: str, word: Word) -> str:
        """Write when the word is given, and return how it ended."""
        ...


class Guarded:
    """The product's own way."""

    def __init__(self, driver: drivers.Driver, port: int, key: str) -> None:
        self.key, login = key, rights.OWNER
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
        found = await self.clienttime.customer(self.key)
        assert isinstance(found, Found), found
        return found.value.foreign_id

    async def write(self, before: str | None, after: str, word: Word) -> str:
        """Compare and set."""
        await word()
        return (await self.clienttime.link(self.key, before, after)).state.value


class Unguarded:
    """What is read is not looked at again."""

    def __init__(self, driver: drivers.Driver, port: int, key: str) -> None:
        self.key = int(key)
        self.connection = odbc.connect(driver.connection(port), autocommit=True)

    async def read(self) -> str | None:
        """Return what stands there."""
        with contextlib.closing(self.connection.execute(READ, self.key)) as cursor:
            row = cursor.fetchone()
        assert row is not None
        return None if row[0] is None else str(row[0])

    async def write(self, before: str | None, after: str, word: Word) -> str:
        """Set it, whatever stands there by now."""
        await word()
        self.connection.execute(WRITE, after, self.key).close()
        return State.DONE.value


class Unaware(Unguarded):
    """Looks whether the number is free, and sets it once that was so."""

    async def write(self, before: str | None, after: str, word: Word) -> str:
        """Look, and set it when the word is given."""
        with contextlib.closing(self.connection.execute(HELD, after)) as cursor:
            row = cursor.fetchone()
        assert row is not None
        return await super().write(before, after, word) if row[0] == 0 else State.REFUSED.value


KINDS: dict[str, type[Guarded | Unguarded]] = {"guarded": Guarded, "unguarded": Unguarded, "unaware": Unaware}


async def race(racer: Racer, line: Word) -> None:
    """Run rounds until no line comes."""
    while after := (await line()).strip():
        before = await racer.read()
        say(before)
        say(await racer.write(before, after, line))


def say(value: str | None) -> None:
    """Tell the other side."""
    print(json.dumps(value), flush=True)


async def main() -> None:
    """Race as the command line says."""
    driver, port, key, kind = sys.argv[1:]
    found = drivers.freetds() if driver == "freetds" else drivers.microsoft()
    racer = KINDS[kind](found, int(port), key)
    await racer.read()
    say("ready")
    await race(racer, lambda: asyncio.to_thread(sys.stdin.readline))


if __name__ == "__main__":
    asyncio.run(main())
