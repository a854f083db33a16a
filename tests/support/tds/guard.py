"""Permissions where they cannot be missed: SQLite asks about every table and column that a statement touches."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Generator

from tests.support.tds.errors import SqlError
from tests.support.tds.rights import Rights

CHANGES = {sqlite3.SQLITE_INSERT: "INSERT", sqlite3.SQLITE_DELETE: "DELETE", sqlite3.SQLITE_UPDATE: "UPDATE"}


class Guard:
    """Called by SQLite while it prepares a statement; what it refused first is in `denied`."""

    def __init__(self, rights: Rights) -> None:
        self._rights = rights
        self._on = True
        self.denied: SqlError | None = None
        self.owned: frozenset[str] = frozenset()
        """Triggers and views: what they do, their owner may."""
        self.versions: frozenset[str] = frozenset()
        """Columns that the server itself sets."""

    def __call__(
        self, action: int, table: str | None, column: str | None, schema: str | None, within: str | None
    ) -> int:
        """Answer whether it may be."""
        if not self._on or schema != "dbo" or table is None or (within or "").casefold() in self.owned:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ:
            allowed = self._rights.column("SELECT", table, column) if column else self._rights.some("SELECT", table)
            return self._answer("SELECT", table, column or "", allowed or table.startswith("sqlite_"))
        if (right := CHANGES.get(action)) is None:
            return sqlite3.SQLITE_OK
        by_column = action == sqlite3.SQLITE_UPDATE and column
        allowed = self._rights.column(right, table, column or "") if by_column else self._rights.table(right, table)
        allowed = allowed or (column in self.versions and self._rights.some(right, table))
        return self._answer(right, table, column or "", allowed)

    @contextlib.contextmanager
    def off(self) -> Generator[None]:
        """Let everything pass: the server's own look at the file."""
        before, self._on = self._on, False
        try:
            yield
        finally:
            self._on = before

    def _answer(self, right: str, table: str, column: str, allowed: bool) -> int:
        if allowed:
            return sqlite3.SQLITE_OK
        self.denied = self.denied or self._rights.denied(right, table, column)
        return sqlite3.SQLITE_DENY
