"""One open connection to a SQL Server: owned by one thread, thrown away as soon as it cannot be relied on."""

from __future__ import annotations

import contextlib
import struct
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from checks.adapters.code_page import Narrow
from checks.adapters.sqlserver_fault import broken
from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase

if TYPE_CHECKING:
    import pyodbc

SQL_VARCHAR, SQL_DATETIMEOFFSET = 12, -155
WIDE = (-8, -9, -10)
"""SQL_WCHAR, SQL_WVARCHAR and SQL_WLONGVARCHAR."""
LONG = 8_000
"""Bytes of the longest varchar that is not varchar(max)."""
PING = 2
"""Seconds in which an idle connection has to answer."""


@dataclass(slots=True)
class OdbcSession:
    """Executes like a DB-API connection in autocommit; `fault` is why nothing more is executed on it."""

    connection: pyodbc.Connection
    limit: int
    thread: threading.Thread = field(default_factory=threading.current_thread)
    used: float = 0.0
    fault: SourceFault | None = None
    in_transaction: bool = False
    snapshot: bool = False
    lenient: bool = False
    """Whether texts are taken that are no valid Unicode: half of a pair, where a column cut an emoji in two."""
    _cursor: pyodbc.Cursor | None = None
    _handles: threading.Lock = field(default_factory=threading.Lock)
    """Held by whoever breaks off and by whoever frees a handle: a driver crashes where the two meet."""

    def __post_init__(self) -> None:
        # The driver manager knows no type for a time with its offset.
        self.connection.add_output_converter(SQL_DATETIMEOFFSET, with_offset)  # pyright: ignore[reportUnknownMemberType]  # the stub leaves it open
        self.connection.timeout = self.limit
        if self.lenient:
            self.be_lenient()

    def be_lenient(self) -> None:
        """Take halves of pairs from here on; each cell costs a call, so it waits for the first one that needs it."""
        self.lenient = True
        with self._handles, contextlib.suppress(Exception):
            if self._cursor is not None:
                self._cursor.close()
        for kind in WIDE:
            self.connection.add_output_converter(kind, wide)  # pyright: ignore[reportUnknownMemberType]  # as above

    def execute(self, statement: str, parameters: Sequence[object] = ()) -> OdbcCursor:
        """Execute one statement and return its cursor."""
        if self.fault is not None:
            raise self.fault
        self._note(statement, begun=True)
        cursor = self.connection.cursor()
        with self._handles:
            self._cursor = cursor
        if any(isinstance(value, Narrow) for value in parameters):
            cursor.setinputsizes([_size(value) for value in parameters])  # pyright: ignore[reportArgumentType]  # None is allowed
        try:
            cursor.execute(statement, *(value.text if isinstance(value, Narrow) else value for value in parameters))
        except Exception as error:
            self._freed(cursor, error)
            raise
        self._note(statement, begun=False)
        return OdbcCursor(cursor, self._handles)

    def stop(self, fault: SourceFault) -> None:
        """Break off what runs and let nothing follow; called from another thread."""
        self.fault = fault
        with self._handles, contextlib.suppress(Exception):  # it may be closed already
            if self._cursor is not None:
                self._cursor.cancel()

    def answers(self) -> bool:
        """Tell whether the other end is still there: a cut connection does not know that it is one."""
        try:
            self.connection.timeout = PING
            with contextlib.closing(self.connection.execute("SELECT 1")) as cursor:
                return cursor.fetchone() is not None
        except Exception:  # noqa: BLE001 - whatever it is, another connection is opened
            return False
        finally:
            with contextlib.suppress(Exception):
                self.connection.timeout = self.limit

    def close(self) -> None:
        """Let go of it without waiting: a connection that is gone may take its time over that."""
        self.fault = self.fault or SourceFault(CLOSED)
        threading.Thread(target=self._close, name="closing", daemon=True).start()

    @property
    def fit(self) -> bool:
        """Tell whether it may be used again: whole, and with no transaction left open."""
        return self.fault is None and not self.in_transaction

    def _close(self) -> None:
        with self._handles, contextlib.suppress(Exception):
            self._cursor = None
            self.connection.close()

    def _freed(self, cursor: pyodbc.Cursor, error: Exception) -> None:
        """Free a handle whose statement was refused, here and now.

        The error holds on to it, and is let go of by whichever thread collects garbage: Microsoft's driver hangs
        where that meets the next statement. One that did not come back as it should goes with its connection.
        """
        if not broken(error):
            with self._handles, contextlib.suppress(Exception):
                cursor.close()

    def _note(self, statement: str, begun: bool) -> None:
        """Note where a transaction begins and ends; one that may be open counts as open."""
        word = statement.partition(" ")[0]
        if begun and word == "BEGIN":
            self.in_transaction = True
        elif not begun and word in {"COMMIT", "ROLLBACK"}:
            self.in_transaction = False


@dataclass(frozen=True, slots=True)
class OdbcCursor:
    """A cursor that is not closed while somebody breaks it off."""

    cursor: pyodbc.Cursor
    handles: threading.Lock

    @property
    def description(self) -> Any:
        """Return what the columns of the present result are, None where it has none."""
        return self.cursor.description

    def fetchmany(self, size: int) -> list[Any]:
        """Return the next rows."""
        rows: list[Any] = self.cursor.fetchmany(size)
        return rows

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        rows: list[Any] = self.cursor.fetchall()
        return rows

    def nextset(self) -> bool:
        """Go on to the next result of the batch; raises what the server says in between."""
        return bool(self.cursor.nextset())

    def close(self) -> None:
        """Let go of the result."""
        with self.handles:
            self.cursor.close()


def wide(raw: bytes | None) -> str | None:
    """Return a wide text with its halves of pairs as they are; the border shows them as marks."""
    return None if raw is None else raw.decode("utf-16-le", "surrogatepass")


def with_offset(raw: bytes | None) -> datetime | None:
    """Return a datetimeoffset as drivers hand it over: six numbers, billionths, hours and minutes of the offset."""
    if raw is None:
        return None
    year, month, day, hour, minute, second, billionths, hours, minutes = struct.unpack("<hHHHHHIhh", raw[:20])
    zone = timezone(timedelta(hours=hours, minutes=minutes))
    return datetime(year, month, day, hour, minute, second, billionths // 1000, zone)


def _size(value: object) -> tuple[int, int, int] | None:
    if not isinstance(value, Narrow):
        return None
    return (SQL_VARCHAR, value.length or LONG, 0)


CLOSED = Phrase(
    "ClientTime's connection was closed. It is opened again with the next question.",
    "Forbindelsen til ClientTime blev lukket. Den åbnes igen ved næste spørgsmål.",
)
