"""Errors as a client sees them: number, severity and text of SQL Server, and the ones that SQLite's turn into."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable

SEVERITIES = {
    102: 15, 195: 15, 1222: 16, 1205: 13, 18456: 14, 4060: 11, 18452: 14, 229: 14, 230: 14, 262: 14, 300: 14,
    297: 16, 2627: 14, 2601: 14, 1105: 17, 9002: 17, 701: 17, 40501: 20, 40613: 17, 596: 21, 6005: 14, 824: 24,
    911: 16, 916: 14, 40510: 15,
}  # fmt: skip
TEXTS = {
    596: "Cannot continue the execution because the session is in the kill state.",
    701: "There is insufficient system memory in resource pool 'default' to run this query.",
    1105: "Could not allocate space for object 'dbo.Customer' because the 'PRIMARY' filegroup is full.",
    1205: "Transaction (Process ID 52) was deadlocked on lock resources with another process and has been chosen "
    "as the deadlock victim. Rerun the transaction.",
    1222: "Lock request time out period exceeded.",
    3906: 'Failed to update database "ClientTime" because the database is read-only.',
    3960: "Snapshot isolation transaction aborted due to update conflict.",
    6005: "SHUTDOWN is in progress.",
    9002: "The transaction log for database 'ClientTime' is full due to 'LOG_BACKUP'.",
    40501: "The service is currently busy. Retry the request after 10 seconds.",
    40613: "Database 'ClientTime' is not currently available. Please retry the connection later.",
}
ROLLS_BACK = frozenset({1205, 3609, 3960, 596, 9002, 1105, 6005, 40613, 245, 241})
"""Errors after which no transaction is left, whatever the settings are."""
GOES_ON = frozenset({515, 547, 2601, 2627, 2628, 8152, 1222})
"""Errors that end one statement and not its batch, where XACT_ABORT is off."""
KEEPS = frozenset({102, 195, 207, 1222, 40510, 2812})
"""Errors that leave a transaction alone even where XACT_ABORT is on."""


class SqlError(Exception):
    """A statement failed in a way that the client is told of."""

    def __init__(self, number: int, text: str = "", severity: int | None = None, state: int = 1) -> None:
        self.number = number
        self.text = text or TEXTS.get(number, "" if number == 50000 else f"Error {number}.")
        self.severity = SEVERITIES.get(number, 16) if severity is None else severity
        self.state = state
        super().__init__(f"{number}: {self.text}")


class Interrupted(Exception):
    """The client asked to stop; what was under way is taken back."""


def syntax(near: str) -> SqlError:
    """Return what a server says of a statement that it cannot read."""
    return SqlError(102, f"Incorrect syntax near '{near}'.")


def unsupported(what: str) -> SqlError:
    """Return what this server says of a statement that a real one might do."""
    return SqlError(40510, f"{what} is not supported by this test server, which does nothing it does not know.")


Made = Callable[[str, str], SqlError]


def _unique(found: str, _: str) -> SqlError:
    table = found.partition(".")[0]
    return SqlError(
        2627, f"Violation of UNIQUE KEY constraint. Cannot insert duplicate key in object 'dbo.{table}' ({found})."
    )


def _null(found: str, _: str) -> SqlError:
    table, _, column = found.partition(".")
    text = f"Cannot insert the value NULL into column '{column}', table '{table}'; column does not allow nulls."
    return SqlError(515, text)


def _told(number: int, text: str) -> Made:
    """Return what makes an error whose text takes the name that was found."""
    return lambda found, last: SqlError(number, text.format(name=found, last=last))


BY_TEXT: tuple[tuple[str, Made], ...] = (
    (r"^no such table: (.+)$", _told(208, "Invalid object name '{name}'.")),
    (r"^no such column: (.+)$", _told(207, "Invalid column name '{last}'.")),
    (r"^table .+ has no column named (.+)$", _told(207, "Invalid column name '{name}'.")),
    (r"^ambiguous column name: (.+)$", _told(209, "Ambiguous column name '{last}'.")),
    (r"^no such function: (.+)$", _told(195, "'{name}' is not a recognized built-in function name.")),
    (r"^wrong number of arguments to function (\w+)", _told(174, "The {name} function requires other arguments.")),
    (r"^UNIQUE constraint failed: (?:index )?(.+)$", _unique),
    (r"^NOT NULL constraint failed: (.+)$", _null),
    (r"^(FOREIGN KEY|CHECK) constraint failed", _told(547, "The statement conflicted with the {name} constraint.")),
    (r'^near "(.+)": syntax error', _told(102, "Incorrect syntax near '{name}'.")),
    (r"^attempt to write a (readonly) database", _told(3906, "")),
    (r"^(database or disk is full)", _told(1105, "")),
    (r"(locked|busy)", _told(1222, "")),
    (r"(malformed|not a database|disk I/O error)", _told(824, "A logical consistency-based I/O error was detected.")),
)  # fmt: skip


def from_sqlite(error: sqlite3.Error) -> SqlError:
    """Return what SQL Server would say; what nobody has named here is called 50000 with SQLite's own words."""
    said = str(error)
    code: str = getattr(error, "sqlite_errorname", "")
    if code == "SQLITE_BUSY_SNAPSHOT":
        return SqlError(3960)
    if code == "SQLITE_CONSTRAINT_TRIGGER":
        return SqlError(50000, said)
    for pattern, made in BY_TEXT:
        if found := re.search(pattern, said):
            return made(found[1], found[1].rpartition(".")[2])
    return SqlError(50000, f"SQLite says: {said}")
