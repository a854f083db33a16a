"""A SQLite file that has no site file yet: what it says of itself."""

from __future__ import annotations

from pathlib import Path

from checks.adapters.discovery import FoundTable
from tui.before_file import before_file


def tables_in(path: Path) -> tuple[FoundTable, ...]:
    """Look into a file's catalogue; raises SourceFault."""
    from checks.adapters.schema import DEFAULT_SCHEMA
    from checks.adapters.sqlite import SqliteDatabase
    from checks.adapters.sqlite_discovery import discovered

    with before_file(), SqliteDatabase(path, (DEFAULT_SCHEMA,)).connected() as connection:
        return discovered(connection, DEFAULT_SCHEMA)
