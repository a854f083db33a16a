"""Reading only what changed since the last reading, where every write to a row raises a version in it.

The floor is asked for before anything is read: what is not committed by then, in a transaction however long, has a
version at or above it, and is read the next time. Rows that went are noticed by their number. Where a server does not
plainly tell one of these, everything is read; and so it is on a new connection (a database that was put back to what
it was has cut all of them), of a table that is declared otherwise, and every now and then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from checks.adapters.columns import Columns, batches, fetched_columns
from checks.adapters.schema import Table

WHOLE = timedelta(minutes=10)
"""The age at which a whole reading is done again, whatever the versions say."""
SIZE = 8
"""Bytes of a version."""


class Rows(Protocol):
    """A mapped table, and the statements that read it."""

    table: Table
    columns: Mapping[str, str]

    @property
    def key_place(self) -> int:
        """Return the place of the column that rows are told apart by."""
        ...

    @property
    def alike(self) -> Sequence[int]:
        """Return the places of columns in which the same cells come again and again."""
        ...

    def select(self, where: str = "") -> str:
        """Return the statement that reads the mapped columns."""
        ...

    def changed(self) -> str:
        """Return the statement that reads the rows from a version on."""
        ...

    def count(self) -> str:
        """Return the statement that counts the rows that have a key."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """What was read, through which connection, and the floor from before that."""

    connection: object
    table: Table
    floor: bytes
    columns: Columns
    whole: datetime
    """When everything was read."""

    def holds(self, connection: object, table: Table, now: datetime) -> bool:
        """Tell whether what is above the floor is all that can have changed."""
        fresh = timedelta() <= now - self.whole < WHOLE
        return fresh and self.connection is connection and self.table == table


@dataclass(slots=True)
class RowVersions:
    """The last reading of one table; a reading that fails leaves it as it was."""

    _known: Known | None = None

    def read(self, connection: Any, rows: Rows, floor: bytes | None, now: datetime) -> Columns:
        """Return all rows as they are now: in key order, rows that came after the last whole reading at the end."""
        if rows.table.version is None or floor is None:
            self._known = None
            return _whole(connection, rows)
        known = self._known
        if known is not None and known.holds(connection, rows.table, now):
            columns = _changed(connection, rows, known)
            if columns is not None:
                self._known = Known(connection, rows.table, floor, columns, known.whole)
                return columns
        columns = _whole(connection, rows)
        self._known = Known(connection, rows.table, floor, columns, now)
        return columns


def floor_of(connection: Any, statement: str) -> bytes | None:
    """Return the version that no open transaction is below; None where the answer is none."""
    found = [tuple(row) for batch in batches(connection, statement) for row in batch]
    match found:
        case [(bytes(version),)] if len(version) == SIZE:
            return version
        case _:
            return None


def _whole(connection: Any, rows: Rows) -> Columns:
    return fetched_columns(connection, rows.select(), len(rows.columns), rows.alike)


def _changed(connection: Any, rows: Rows, known: Known) -> Columns | None:
    """Return the rows as they are now, or None where reading the changed ones does not tell."""
    changed = fetched_columns(connection, rows.changed(), len(rows.columns), rows.alike, (known.floor,))
    columns = _merged(known.columns, changed, rows.key_place) if changed[0] else known.columns
    ((count,),) = (row for batch in batches(connection, rows.count()) for row in batch)
    return columns if columns is not None and len(columns[0]) == count else None


def _merged(columns: Columns, changed: Columns, key: int) -> Columns | None:
    """Return the rows with the changed ones in their places and new ones at the end; None where two have one key."""
    places = {cell: place for place, cell in enumerate(columns[key])}
    if len(places) != len(columns[key]):
        return None
    merged = [list(cells) for cells in columns]
    for row in zip(*changed, strict=True):
        place = places.setdefault(row[key], len(merged[key]))
        for cells, cell in zip(merged, row, strict=True):
            cells[place : place + 1] = [cell]
    return merged
