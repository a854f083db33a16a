"""How one database writes names and takes locks: the statements themselves are the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from checks.adapters.clean_text import shown
from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase

LONGEST_NAME = 128


class BadName(SourceFault):
    """A name that no database can have."""

    def __init__(self, name: str) -> None:
        super().__init__(BAD_NAME.with_(name=shown(name[:40])))


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs between two databases in statements that are otherwise the same.

    `opening` and `closing` quote a name (the closing one is doubled inside), `read` and `write` begin a
    transaction. `row_lock` is the hint of a read that holds its row until the transaction ends, `range_lock`
    of one that also keeps others from adding to what it read. `same` compares a column with a parameter
    where NULL equals NULL.
    """

    opening: str
    closing: str
    read: str
    write: str
    row_lock: str
    range_lock: str
    same: str

    def quoted(self, name: str) -> str:
        """Return the name as it has to stand in a statement."""
        if not name or "\0" in name or len(name) > LONGEST_NAME:
            raise BadName(name)
        return f"{self.opening}{name.replace(self.closing, self.closing * 2)}{self.closing}"

    def path(self, *names: str) -> str:
        """Return a qualified name: schema and table."""
        return ".".join(map(self.quoted, names))

    def equals(self, column: str) -> str:
        """Return the comparison of a quoted column with a parameter that may be NULL."""
        return self.same.format(column=column)


SQLITE = Dialect('"', '"', "BEGIN", "BEGIN IMMEDIATE", "", "", "{column} IS ?")
TSQL = Dialect(
    "[",
    "]",
    "BEGIN TRANSACTION",
    "BEGIN TRANSACTION",
    " WITH (UPDLOCK, ROWLOCK)",
    " WITH (UPDLOCK, HOLDLOCK)",
    "EXISTS (SELECT {column} INTERSECT SELECT ?)",
)

BAD_NAME = Phrase(
    "ClientTime: “{name}” cannot be the name of a table or column. Put the site file right.",
    "ClientTime: “{name}” kan ikke være navnet på en tabel eller kolonne. Ret opsætningen.",
)
