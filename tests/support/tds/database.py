"""The file that all sessions share: its lock, its row versions, and how it is opened."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Generator
from pathlib import Path

from tests.support.tds.locks import WriterLock
from tests.support.tds.properties import Properties
from tests.support.tds.schema import SCHEMAS
from tests.support.tds.sqltype import Kept


class Database:
    """One SQLite file, attached as dbo; kept with a write-ahead log while it is served, so that readers never wait."""

    def __init__(self, path: Path, properties: Properties) -> None:
        self.path = path
        self.properties = properties
        self.lock = WriterLock()
        self._counting = threading.Lock()
        self._version = self._first = self._commits = 0
        with self._alone() as file:
            with contextlib.suppress(sqlite3.OperationalError):  # a file that is read-only is served as it is
                file.execute("PRAGMA journal_mode = WAL")
            self._version = self._last_version(file)

    def opened(self) -> sqlite3.Connection:
        """Return a connection of its own for a session: in autocommit, with the file attached."""
        # The last one to leave folds the log back and locks the file for that moment: who comes in waits.
        connection = sqlite3.connect(":memory:", timeout=5, isolation_level=None, check_same_thread=False, uri=True)
        connection.text_factory = _text
        connection.execute("ATTACH DATABASE ? AS dbo", (self.path.absolute().as_uri(),))
        for name in SCHEMAS[1:]:
            connection.execute(f"ATTACH DATABASE ':memory:' AS {name}")
        connection.execute("PRAGMA dbo.synchronous = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA busy_timeout = 0")  # from here on the writer's lock decides who waits
        return connection

    def value(self, name: str) -> Kept:
        """Return a value that belongs to the database as a whole."""
        with self._counting:
            match name:
                case "next_rowversion":
                    self._version += 1
                    self._first = self._first or self._version
                    return self._version.to_bytes(8, "big")
                case "dbts":
                    return self._version.to_bytes(8, "big")
                case "min_active_rowversion":
                    return (self._first or self._version + 1).to_bytes(8, "big")
                case "change_tracking_current_version":
                    return self._commits if self.properties.tracked else None
                case _:
                    return None

    def ended(self, committed: bool) -> None:
        """Take note that the writer is through: its row versions are not active any more."""
        with self._counting:
            self._first = 0
            self._commits += committed

    def close(self) -> None:
        """Leave the file as one file, as it came; a connection that is still open keeps its log beside it."""
        with contextlib.suppress(sqlite3.Error), self._alone() as file:
            file.execute("PRAGMA journal_mode = DELETE")

    @contextlib.contextmanager
    def _alone(self) -> Generator[sqlite3.Connection]:
        file = sqlite3.connect(self.path, timeout=1, isolation_level=None)
        try:
            yield file
        finally:
            file.close()

    @staticmethod
    def _last_version(file: sqlite3.Connection) -> int:
        last = 2000
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            quoted = '"' + table.replace('"', '""') + '"'
            for _, column, kind, *_ in file.execute(f"PRAGMA table_info({quoted})").fetchall():
                if kind.lower() in {"rowversion", "timestamp"}:
                    named = '"' + column.replace('"', '""') + '"'
                    (found,) = file.execute(f"SELECT max({named}) FROM {quoted}").fetchone()  # noqa: S608 - quoted
                    last = max(last, int.from_bytes(found, "big") if isinstance(found, bytes) else 0)
        return last


def _text(raw: bytes) -> str:
    """Decode a text; lone surrogates stay what they are, and a bad byte costs one sign."""
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")
