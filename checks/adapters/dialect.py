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

    `opening` and `closing` quote a name (the closing one is doubled inside), `write` begins a transaction.
    `row_lock` is the hint of a read that holds its row until the transaction ends, `settled` of one that waits
    for a transaction that may still run; without it, what is read may be about to change. `count` asks behind an
    update how many rows it touched, where the driver's own number may be that of a trigger. `floor` asks for
    the row version that no open transaction is below.
    """

    opening: str
    closing: str
    write: str
    row_lock: str = ""
    settled: str = ""
    count: str = ""
    floor: str = ""

    def quoted(self, name: str) -> str:
        """Return the name as it has to stand in a statement."""
        if not name or "\0" in name or len(name) > LONGEST_NAME:
            raise BadName(name)
        return f"{self.opening}{name.replace(self.closing, self.closing * 2)}{self.closing}"

    def path(self, *names: str) -> str:
        """Return a qualified name: schema and table."""
        return ".".join(map(self.quoted, names))


SQLITE = Dialect('"', '"', "BEGIN IMMEDIATE")
TSQL = Dialect(
    "[",
    "]",
    "BEGIN TRANSACTION",
    " WITH (UPDLOCK, ROWLOCK)",
    " WITH (READCOMMITTEDLOCK)",
    "; SELECT @@ROWCOUNT AS touched_rows",
    # A copy that is only read does not know of what is open where it is copied from.
    "SELECT MIN_ACTIVE_ROWVERSION() WHERE DATABASEPROPERTYEX(DB_NAME(), 'Updateability') = 'READ_WRITE'",
)

BAD_NAME = Phrase(
    "ClientTime: “{name}” cannot be the name of a table or column. Put the site file right.",
    "ClientTime: “{name}” kan ikke være navnet på en tabel eller kolonne. Ret opsætningen.",
)
