"""What SQLite raises as a sentence: which file, what happened, the next step."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from collections.abc import Generator
from pathlib import Path

from checks.adapters.clean_text import shown
from checks.adapters.database_fault import RuleFault
from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase

SMALLEST = 512
"""Bytes of the smallest page, and so of the smallest database."""
SAID = 200
"""Characters of a database's own words that are told."""


def look_at(path: Path) -> None:
    """Raise the sentence for what cannot be a database, before anything is opened."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise SourceFault(MISSING.with_(path=str(path))) from None
    except (OSError, ValueError):
        raise SourceFault(NO_OPEN.with_(path=str(path))) from None
    if stat.S_ISDIR(found.st_mode):
        raise SourceFault(FOLDER.with_(path=str(path)))
    if not stat.S_ISREG(found.st_mode):
        raise SourceFault(NOT_A_DATABASE.with_(path=str(path)))
    if found.st_size == 0:
        raise SourceFault(EMPTY.with_(path=str(path)))
    if found.st_size < SMALLEST:
        # SQLite would take it for an empty database.
        raise SourceFault(NOT_A_DATABASE.with_(path=str(path)))
    if not os.access(path, os.R_OK):
        raise SourceFault(NO_OPEN.with_(path=str(path)))


@contextlib.contextmanager
def faults(path: Path) -> Generator[None]:
    """Turn what SQLite raises into a SourceFault."""
    try:
        yield
    except sqlite3.Error as error:
        kind = RuleFault if primary(error) == sqlite3.SQLITE_CONSTRAINT else SourceFault
        raise kind(told(error, path)) from error


def told(error: sqlite3.Error, path: Path) -> Phrase:
    """Return the sentence for one error of SQLite, by its number."""
    number = code(error)
    phrase = BY_NUMBER.get(number) or BY_NUMBER.get(number & 0xFF, OTHER)
    return phrase.with_(path=str(path), said=shown(str(error))[:SAID])


def code(error: sqlite3.Error) -> int:
    """Return SQLite's extended result code; 0 for an error of the module itself."""
    return int(getattr(error, "sqlite_errorcode", 0))


def primary(error: sqlite3.Error) -> int:
    """Return the class of the result code."""
    return code(error) & 0xFF


def unfinished(error: sqlite3.Error) -> bool:
    """Tell whether a write that died has to be rolled back before the file can be read."""
    return code(error) in {READONLY_ROLLBACK, READONLY_RECOVERY}


READONLY_RECOVERY = 8 | 1 << 8
READONLY_ROLLBACK = 8 | 3 << 8

MISSING = Phrase(
    "The ClientTime database {path} is not there. Check [clienttime] sqlite in the site file; no file was made.",
    "ClientTime-databasen {path} findes ikke. Se efter [clienttime] sqlite i opsætningen; der er ikke oprettet nogen.",
)
FOLDER = Phrase(
    "The ClientTime database {path} is a folder. Name the file in [clienttime] sqlite.",
    "ClientTime-databasen {path} er en mappe. Angiv filen i [clienttime] sqlite.",
)
EMPTY = Phrase(
    "The ClientTime database {path} is an empty file. Check [clienttime] sqlite, or restore it from a backup.",
    "ClientTime-databasen {path} er en tom fil. Se efter [clienttime] sqlite, eller gendan den fra en sikkerhedskopi.",
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
    "The ClientTime database {path} is not a SQLite database. Check [clienttime] sqlite in the site file.",
    "ClientTime-databasen {path} er ikke en SQLite-database. Se efter [clienttime] sqlite i opsætningen.",
)
READ_ONLY = Phrase(
    "The ClientTime database {path} may not be written. Check the rights of the file and its folder.",
    "ClientTime-databasen {path} må ikke skrives. Se efter rettighederne på filen og mappen.",
)
UNFINISHED = Phrase(
    "A program died while it wrote to the ClientTime database {path}, and this one may not take the half "
    "write back. Open the file once with the program that owns it.",
    "Et program døde, mens det skrev i ClientTime-databasen {path}, og dette program må ikke rulle det halve "
    "tilbage. Åbn filen én gang med det program, der ejer den.",
)
DAMAGED = Phrase(
    "The ClientTime database {path} is damaged. Restore it from a backup before anything else.",
    "ClientTime-databasen {path} er beskadiget. Gendan den fra en sikkerhedskopi før noget andet.",
)
DISK = Phrase(
    "The disk of the ClientTime database {path} fails. Check the disk before anything else.",
    "Disken med ClientTime-databasen {path} fejler. Se efter disken før noget andet.",
)
FULL = Phrase(
    "There is no room to write the ClientTime database {path}. Free some space on its disk.",
    "Der er ikke plads til at skrive ClientTime-databasen {path}. Frigør plads på disken.",
)
REFUSED = Phrase(
    "The ClientTime database refused the value by a rule of its own: “{said}”. Nothing was written.",
    "ClientTime-databasen afviste værdien efter en regel i databasen: “{said}”. Intet er skrevet.",
)
TOO_LONG = Phrase(
    "The ClientTime database {path} took longer than [clienttime] query_timeout allows. It is tried again.",
    "ClientTime-databasen {path} var længere om det, end [clienttime] query_timeout tillader. Der prøves igen.",
)
OTHER = Phrase(
    "The ClientTime database {path} failed: “{said}”. It is tried again; check [clienttime] in the site file.",
    "ClientTime-databasen {path} fejlede: “{said}”. Der prøves igen; se efter [clienttime] i opsætningen.",
)
BY_NUMBER = {
    READONLY_RECOVERY: UNFINISHED,
    READONLY_ROLLBACK: UNFINISHED,
    sqlite3.SQLITE_PERM: NO_OPEN,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_INTERRUPT: TOO_LONG,
    sqlite3.SQLITE_IOERR: DISK,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_CANTOPEN: NO_OPEN,
    sqlite3.SQLITE_CONSTRAINT: REFUSED,
    sqlite3.SQLITE_AUTH: NO_OPEN,
    sqlite3.SQLITE_NOTADB: NOT_A_DATABASE,
}
"""Sentences by SQLite's result code, extended where that says more (sqlite.org/rescode.html)."""
