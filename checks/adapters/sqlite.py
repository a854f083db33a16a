"""A ClientTime in a SQLite file, attached under the schema that the mapping names: names read as on a server."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path

from checks.adapters.dialect import SQLITE
from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase

BUSY = 3.0
"""Seconds that another program's lock is waited for."""


@dataclass(frozen=True, slots=True)
class SqliteCatalogue:
    """What the attached file says of its tables."""

    connection: sqlite3.Connection

    def tables(self, schema: str) -> list[str]:
        """Return the names of tables and views."""
        # The schema is quoted, and is one that was attached.
        query = f"SELECT name FROM {SQLITE.quoted(schema)}.sqlite_master WHERE type IN ('table', 'view')"  # noqa: S608
        return [name for (name,) in self.connection.execute(query)]

    def columns(self, schema: str, table: str) -> Mapping[str, str]:
        """Return declared types by column."""
        rows = self.connection.execute(f"PRAGMA {SQLITE.quoted(schema)}.table_xinfo({SQLITE.quoted(table)})")
        return {str(name): str(kind) for _, name, kind, *_ in rows}


@dataclass(frozen=True, slots=True)
class SqliteDatabase:
    """Opens the file for one piece of work at a time: read-only, except for the moment of a write."""

    path: Path
    schemas: tuple[str, ...] = ("dbo",)
    patience: float = BUSY

    @contextlib.contextmanager
    def connected(self, write: bool = False) -> Generator[sqlite3.Connection]:
        """Yield a connection in which the caller begins and ends transactions; raises SourceFault."""
        self._look_at_file()
        with faults(self.path):
            connection = sqlite3.connect(":memory:", timeout=self.patience, isolation_level=None, uri=True)
            try:
                mode = "rw" if write else "ro"
                # Attached twice for a write, the file would wait for its own lock; the customers' schema is first.
                for schema in self.schemas[:1] if write else self.schemas:
                    address = f"{self.path.as_uri()}?mode={mode}"
                    connection.execute(f"ATTACH DATABASE ? AS {SQLITE.quoted(schema)}", (address,))
                yield connection
            finally:
                connection.close()

    def catalogue(self, connection: sqlite3.Connection) -> SqliteCatalogue:
        """Return what the file says of its tables."""
        return SqliteCatalogue(connection)

    def _look_at_file(self) -> None:
        if not self.path.exists():
            raise SourceFault(MISSING.with_(path=str(self.path)))
        if self.path.is_dir():
            raise SourceFault(FOLDER.with_(path=str(self.path)))


@contextlib.contextmanager
def faults(path: Path) -> Generator[None]:
    """Turn what SQLite raises into a sentence: which file, what happened, the next step."""
    try:
        yield
    except sqlite3.Error as error:
        raise SourceFault(told(error, path)) from error


def told(error: sqlite3.Error, path: Path) -> Phrase:
    """Return the sentence for one error of SQLite, by its number."""
    number = getattr(error, "sqlite_errorcode", 0) & 0xFF
    phrase = BY_NUMBER.get(number, OTHER)
    kind = getattr(error, "sqlite_errorname", type(error).__name__)
    return phrase.with_(path=str(path), kind=kind)


MISSING = Phrase(
    "The ClientTime database {path} is not there. Check [clienttime] sqlite in the site file; no file was made.",
    "ClientTime-databasen {path} findes ikke. Se efter [clienttime] sqlite i opsætningen; der er ikke oprettet nogen.",
)
FOLDER = Phrase(
    "The ClientTime database {path} is a folder. Name the file in [clienttime] sqlite.",
    "ClientTime-databasen {path} er en mappe. Angiv filen i [clienttime] sqlite.",
)
LOCKED = Phrase(
    "The ClientTime database {path} is locked by another program. It is tried again; close what holds it.",
    "ClientTime-databasen {path} er låst af et andet program. Der prøves igen; luk det, der holder den.",
)
NO_OPEN = Phrase(
    "The ClientTime database {path} cannot be opened. Check the rights of the file and its folder.",
    "ClientTime-databasen {path} kan ikke åbnes. Se efter rettighederne på filen og mappen.",
)
NOT_A_DATABASE = Phrase(
    "The file {path} is not a SQLite database. Check [clienttime] sqlite in the site file.",
    "Filen {path} er ikke en SQLite-database. Se efter [clienttime] sqlite i opsætningen.",
)
READ_ONLY = Phrase(
    "The ClientTime database {path} may not be written. Check the rights of the file and its folder.",
    "ClientTime-databasen {path} må ikke skrives. Se efter rettighederne på filen og mappen.",
)
DAMAGED = Phrase(
    "The ClientTime database {path} is damaged. Restore it from a backup before anything else.",
    "ClientTime-databasen {path} er beskadiget. Gendan den fra en sikkerhedskopi før noget andet.",
)
FULL = Phrase(
    "There is no room to write the ClientTime database {path}.",
    "Der er ikke plads til at skrive ClientTime-databasen {path}.",
)
REFUSED = Phrase(
    "The ClientTime database {path} refused the value by a rule of its own (trigger or constraint).",
    "ClientTime-databasen {path} afviste værdien efter en regel i databasen (trigger eller constraint).",
)
OTHER = Phrase(
    "The ClientTime database {path} failed ({kind}). It is tried again.",
    "ClientTime-databasen {path} fejlede ({kind}). Der prøves igen.",
)
BY_NUMBER = {
    3: NO_OPEN,
    5: LOCKED,
    6: LOCKED,
    8: READ_ONLY,
    10: NO_OPEN,
    11: DAMAGED,
    13: FULL,
    14: NO_OPEN,
    19: REFUSED,
    23: NO_OPEN,
    26: NOT_A_DATABASE,
}
"""Sentences by SQLite's primary result code (sqlite.org/rescode.html)."""
