"""What the program remembers between runs: when records appeared, what was equal, what was set aside.

Losing it costs only that.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from checks.adapters.once_equal import TABLE, OnceEqual
from checks.engine.agreed import Agreed
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from checks.engine.ports import Ignored
from checks.engine.records import Customer, Debtor
from checks.engine.snapshot import Part

T = TypeVar("T")

TABLES = f"""
{TABLE}
CREATE TABLE IF NOT EXISTS baseline (part TEXT PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS seen (part TEXT NOT NULL, key TEXT NOT NULL, at TEXT, PRIMARY KEY (part, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ignored (
  key TEXT PRIMARY KEY, basis TEXT NOT NULL, reason TEXT NOT NULL, operator TEXT NOT NULL, at TEXT NOT NULL, until TEXT
);
"""


@dataclass(slots=True)
class FileMemory:
    """A small SQLite file in the site's state folder; a damaged one is put aside and begun anew."""

    folder: Path
    _equal: OnceEqual = field(default_factory=OnceEqual)

    @property
    def path(self) -> Path:
        """Return where it is."""
        return self.folder / "memory.db"

    def sightings(self, part: Part, keys: Sequence[str], now: datetime) -> dict[tuple[Part, str], datetime]:
        """Note the keys of a complete reading; return when those appeared that came after the first one."""
        return self._tried(lambda file: _noted(file, part, keys, now), {})

    def beginnings(self) -> dict[Part, datetime]:
        """Return when each part was first read completely."""
        return self._tried(_beginnings, {})

    def agreed(self) -> Mapping[int, Agreed]:
        """Return each link as both systems last held the same, by e-conomic's number."""
        return self._tried(self._equal.known, {})

    def agree(self, equal: Sequence[tuple[Customer, Debtor]], apart: Sequence[tuple[Customer, Debtor]]) -> None:
        """Note the links that are equal now, keep what is known of those that are not, forget all others."""
        self._tried(lambda file: self._equal.note(file, equal, apart), None)

    def ignored(self) -> tuple[Ignored, ...]:
        """Return what was set aside."""
        return self._tried(_words, ())

    def ignore(self, ignored: Ignored) -> None:
        """Set a finding aside, replacing an older word on it; raises Fault when it cannot be kept."""
        row = (ignored.key, ignored.basis, ignored.reason, ignored.operator, ignored.at.isoformat(), ignored.until)
        statement = "INSERT OR REPLACE INTO ignored VALUES (?, ?, ?, ?, ?, ?)"
        if not self._tried(lambda file: file.execute(statement, row).rowcount, 0):
            raise Fault(NOT_KEPT.with_(path=str(self.path)))

    def unignore(self, key: str) -> bool:
        """Take a finding back; tells whether it was set aside."""
        return self._tried(lambda file: file.execute("DELETE FROM ignored WHERE key = ?", (key,)).rowcount > 0, False)

    def _tried(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Do the work in one transaction; a fault of the file costs the memory, never a cycle."""
        try:
            try:
                return self._done(work)
            except sqlite3.DatabaseError as error:
                if not _useless(error):
                    raise
                self.path.replace(self.path.with_suffix(".damaged"))
                return self._done(work)
        except (sqlite3.Error, OSError, ValueError):
            return otherwise

    def _done(self, work: Callable[[sqlite3.Connection], T]) -> T:
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        with contextlib.closing(self._prepared()) as file, file:
            return work(file)

    def _prepared(self) -> sqlite3.Connection:
        file = sqlite3.connect(self.path, timeout=2.0)
        try:
            file.executescript(TABLES)
        except sqlite3.Error:
            file.close()
            raise
        return file


def _useless(error: sqlite3.DatabaseError) -> bool:
    """Tell a file that is damaged, no database or another program's from one that is only busy or out of room."""
    damaged = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF in damaged


def _noted(
    file: sqlite3.Connection, part: Part, keys: Sequence[str], now: datetime
) -> dict[tuple[Part, str], datetime]:
    first = file.execute("SELECT at FROM baseline WHERE part = ?", (part,)).fetchone()
    known = {key for (key,) in file.execute("SELECT key FROM seen WHERE part = ?", (part,))}
    # What was there at the first complete reading counts as old: it has no time of its own.
    at = now.isoformat() if first else None
    fresh = [(part.value, key, at) for key in dict.fromkeys(keys) if key not in known]
    file.executemany("INSERT INTO seen VALUES (?, ?, ?)", fresh)
    if first is None:
        file.execute("INSERT INTO baseline VALUES (?, ?)", (part, now.isoformat()))
    dated = file.execute("SELECT key, at FROM seen WHERE part = ? AND at IS NOT NULL", (part,))
    return {(part, key): seen for key, when in dated if (seen := _time(when))}


def _beginnings(file: sqlite3.Connection) -> dict[Part, datetime]:
    rows = file.execute("SELECT part, at FROM baseline")
    return {Part(part): at for part, when in rows if part in set(Part) and (at := _time(when))}


def _words(file: sqlite3.Connection) -> tuple[Ignored, ...]:
    rows = file.execute("SELECT key, basis, reason, operator, at, until FROM ignored ORDER BY at")
    return tuple(
        Ignored(key, basis, reason, operator, _time(at) or datetime.min.replace(tzinfo=UTC), until)
        for key, basis, reason, operator, at, until in rows
    )


def _time(written: object) -> datetime | None:
    """Return an aware time, or None for what somebody else wrote there."""
    try:
        found = datetime.fromisoformat(str(written))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


NOT_KEPT = Phrase(
    "The word could not be kept in {path}. Check the rights of the state folder, then try again.",
    "Det kunne ikke gemmes i {path}. Se efter tilstandsmappens rettigheder, og prøv igen.",
)
