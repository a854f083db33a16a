"""A real SQLite database whose connection to a writer is bent at one statement: hung, cut, or watched."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import Any

from checks.adapters.clienttime import SqlClientTime
from checks.adapters.sqlite import SqliteDatabase

Do = Callable[[], Any]


@dataclass(slots=True)
class BentConnection:
    """Passes everything on; a statement that begins with `word` goes through `bend`."""

    connection: sqlite3.Connection
    word: str
    bend: Callable[[Do], Any]

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> Any:
        """Execute, bent or straight."""

        def do() -> Any:
            return self.connection.execute(statement, parameters)

        return self.bend(do) if statement.startswith(self.word) else do()


@dataclass(frozen=True, slots=True)
class BentDatabase(SqliteDatabase):
    """Bends writers only."""

    word: str = "COMMIT"
    bend: Callable[[Do], Any] = field(default=lambda do: do())

    @contextlib.contextmanager
    def connected(self, write: bool = False) -> Generator[Any]:
        """Yield a connection, for a writer the bent one."""
        with SqliteDatabase.connected(self, write) as connection:
            yield BentConnection(connection, self.word, self.bend) if write else connection


def bent(clienttime: SqlClientTime, word: str, bend: Callable[[Do], Any]) -> SqlClientTime:
    """Return the adapter with its writer bent at the statements that begin with this word."""
    database = clienttime.database
    assert isinstance(database, SqliteDatabase)
    clienttime.database = BentDatabase(database.path, database.schemas, database.patience, database.limit, word, bend)
    return clienttime


def cut_before(do: Do) -> Any:
    """Lose the connection before the statement arrives."""
    raise sqlite3.OperationalError("connection lost")


def cut_after(do: Do) -> Any:
    """Lose the answer of a statement that was done."""
    do()
    raise sqlite3.OperationalError("connection lost")


@dataclass(frozen=True, slots=True)
class WatchedDatabase(SqliteDatabase):
    """SQLite itself tells what a writer makes it execute."""

    told: Callable[[str], object] = print

    @contextlib.contextmanager
    def connected(self, write: bool = False) -> Generator[sqlite3.Connection]:
        """Yield a connection, for a writer a watched one."""
        with SqliteDatabase.connected(self, write) as connection:
            connection.set_trace_callback(self.told if write else None)
            yield connection


def watched(clienttime: SqlClientTime, told: Callable[[str], object]) -> SqlClientTime:
    """Return the adapter with its writer watched."""
    database = clienttime.database
    assert isinstance(database, SqliteDatabase)
    clienttime.database = WatchedDatabase(database.path, database.schemas, database.patience, database.limit, told)
    return clienttime
