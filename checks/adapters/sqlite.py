"""A ClientTime in a SQLite file, attached under the schema that the mapping names: names read as on a server."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Generator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from checks.adapters.code_page import TextLimit
from checks.adapters.dialect import SQLITE
from checks.adapters.sqlite_fault import faults, look_at, unfinished

BUSY = 3.0
"""Seconds that another program's lock is waited for."""
INSTRUCTIONS = 20_000
"""Steps of SQLite's machine between two looks at the clock."""
OWN = "main"
"""The name of a connection's own database, under which nothing can be attached."""


@dataclass(frozen=True, slots=True)
class SqliteCatalogue:
    """What the attached file says of its tables."""

    connection: sqlite3.Connection

    def tables(self, schema: str) -> list[str]:
        """Return the names of tables and views."""
        # The schema is quoted, and is one that was attached.
        query = f"SELECT name FROM {SQLITE.quoted(schema)}.sqlite_master WHERE type IN ('table', 'view')"  # noqa: S608
        return [str(name) for (name,) in self.connection.execute(query)]

    def columns(self, schema: str, table: str) -> Mapping[str, str]:
        """Return declared types by column."""
        rows = self.connection.execute(f"PRAGMA {SQLITE.quoted(schema)}.table_xinfo({SQLITE.quoted(table)})")
        return {str(name): str(kind) for _, name, kind, *_ in rows}

    def limits(self, schema: str, table: str) -> Mapping[str, TextLimit]:
        """Return nothing: SQLite keeps every text as it is."""
        return {}

    def version(self, schema: str, table: str) -> str | None:
        """Return None: SQLite has no such thing."""
        return None


@dataclass(frozen=True, slots=True)
class SqliteDatabase:
    """Opens the file for one piece of work at a time: read-only, except for the moment of a write.

    Only a write of a program that died is taken back wherever it is met, as every program does that opens
    such a file: until then nobody can read it.
    """

    path: Path
    schemas: tuple[str, ...] = ("dbo",)
    patience: float = BUSY
    limit: float = 30.0
    """Seconds that one piece of work may take."""

    @contextlib.contextmanager
    def connected(self, write: bool = False) -> Generator[sqlite3.Connection]:
        """Yield a connection in which the caller begins and ends transactions; raises SourceFault."""
        look_at(self.path)
        with self.faults():
            connection = self._ready(write)
            try:
                yield connection
            finally:
                connection.close()

    def faults(self) -> AbstractContextManager[None]:
        """Turn what the driver raises into a SourceFault."""
        return faults(self.path)

    def catalogue(self, connection: sqlite3.Connection) -> SqliteCatalogue:
        """Return what the file says of its tables."""
        return SqliteCatalogue(connection)

    @contextlib.contextmanager
    def consistent(self, connection: sqlite3.Connection) -> Generator[None]:
        """Read everything as it was at one moment; the transaction ends with its connection."""
        connection.execute("BEGIN")
        yield

    def let_go(self) -> None:
        """Nothing stays open between two pieces of work."""

    def _ready(self, write: bool) -> sqlite3.Connection:
        try:
            return self._opened("rw" if write else "ro")
        except sqlite3.OperationalError as error:
            if write or not unfinished(error):
                raise
        self._opened("rw").close()
        return self._opened("ro")

    def _opened(self, mode: str) -> sqlite3.Connection:
        # Attached twice for a write, the file would wait for its own lock; the customers' schema is first.
        schemas = self.schemas[:1] if mode == "rw" else self.schemas
        address = f"{self.path.absolute().as_uri()}?mode={mode}"
        own = OWN in map(str.casefold, schemas)
        connection = sqlite3.connect(address if own else ":memory:", self.patience, isolation_level=None, uri=True)
        try:
            connection.text_factory = _text
            end = time.monotonic() + self.limit
            connection.set_progress_handler(lambda: time.monotonic() > end, INSTRUCTIONS)
            for schema in schemas:
                quoted = SQLITE.quoted(schema)
                if schema.casefold() != OWN:
                    connection.execute(f"ATTACH DATABASE ? AS {quoted}", (address,))
                # The first look into the file: whatever is wrong with it is said here.
                connection.execute(f"SELECT count(*) FROM {quoted}.sqlite_master").fetchone()  # noqa: S608 - quoted
        except BaseException:
            connection.close()
            raise
        return connection


def _text(raw: bytes) -> str:
    """Decode a text; one bad byte in one cell does not cost the reading."""
    return raw.decode("utf-8", "replace")
