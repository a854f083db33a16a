"""What a database and its server are set to; frozen, and given when the server is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tests.support.tds.typeinfo import COLLATION_NAME

DATABASE = "ClientTime"
VERSION = "TDS test server 1.0 over SQLite: this is not SQL Server"


@dataclass(frozen=True, slots=True)
class OtherDatabase:
    """A further database that the server lists; `refusal` is the error that USE gets, 0 where it is let in.

    `entered` is what HAS_DBACCESS says. What is let in sees the one file that there is.
    """

    name: str
    refusal: int = 0
    state: str = "ONLINE"
    access: str = "MULTI_USER"
    entered: int | None = 1


@dataclass(frozen=True, slots=True)
class Properties:
    """Settings of the one database that a server has.

    `rcsi` lets readers see the last committed rows; without it they wait for writers. `ahead` is what the server's
    clock is before ours, `zone` its local time's distance from universal time. `noisy` lets a trigger's own count
    travel before the statement's, as a trigger without SET NOCOUNT ON does it.
    """

    database: str = DATABASE
    server: str = "TDSTEST"
    collation: str = COLLATION_NAME
    rcsi: bool = True
    snapshot: bool = False
    read_only: bool = False
    product: str = "16.0.1000.6"
    compatibility: int = 160
    temporal: tuple[str, ...] = ()
    tracked: tuple[str, ...] = ()
    noisy: bool = False
    ahead: timedelta = timedelta()
    zone: timedelta = timedelta(hours=1)
    others: tuple[OtherDatabase, ...] = ()

    def other(self, name: str) -> OtherDatabase | None:
        """Return a further database by its name."""
        return next((one for one in self.others if one.name.casefold() == name.casefold()), None)
