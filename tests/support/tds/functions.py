"""The functions and @@ values that this server has; a statement that calls any other one is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from tests.support.tds import collation, scalar
from tests.support.tds.errors import SqlError
from tests.support.tds.facts import Facts
from tests.support.tds.metadata import Metadata
from tests.support.tds.sqltype import BIGINT, INT, Kept, SqlType, nvarchar

NAME = nvarchar(128)
VERSION = SqlType("rowversion", 8)
GLOBALS = {
    **dict.fromkeys(("rowcount", "trancount", "error", "lock_timeout"), INT),
    **dict.fromkeys(("servername", "servicename", "language"), NAME),
    "spid": SqlType("smallint"),
    "version": nvarchar(300),
    "dbts": VERSION,
}
RESULTS = {
    **dict.fromkeys(("sysutcdatetime", "sysdatetime"), SqlType("datetime2", scale=7)),
    **dict.fromkeys(("getdate", "getutcdate"), SqlType("datetime")),
    "sysdatetimeoffset": SqlType("datetimeoffset", scale=7),
    **dict.fromkeys(("db_name", "suser_sname", "original_login", "user_name", "schema_name", "object_name"), NAME),
    "quotename": nvarchar(258),
    **dict.fromkeys(("serverproperty", "databasepropertyex", "host_name", "app_name"), nvarchar(256)),
    **dict.fromkeys(("has_perms_by_name", "is_srvrolemember", "is_rolemember", "is_member", "object_id"), INT),
    "has_dbaccess": INT,
    **dict.fromkeys(("objectproperty", "columnproperty", "col_length", "db_id", "schema_id", "xact_state"), INT),
    **dict.fromkeys(("tsql_len", "datalength"), INT),
    "change_tracking_current_version": BIGINT,
    "min_active_rowversion": VERSION,
}
"""What a query may call, with the type that comes back."""
ROLES = frozenset({"db_owner", "db_datareader", "db_datawriter", "db_ddladmin", "db_securityadmin", "public"})
NO_TIME = timedelta()


def register(connection: sqlite3.Connection, facts: Facts, pending: list[SqlError]) -> None:
    """Give a connection all of them; what one raises waits in `pending`, as SQLite passes no errors through."""

    def function(name: str, call: Callable[..., Kept], fixed: bool = False) -> None:
        def guarded(*arguments: Kept) -> Kept:
            try:
                return call(*arguments)
            except SqlError as error:
                pending.append(error)
                raise

        connection.create_function(name, -1, guarded, deterministic=fixed)

    for name, call in scalar.FUNCTIONS.items():
        function(name, call, fixed=True)
    for name, call in {**OfSession(facts).functions(), **Metadata(facts).functions()}.items():
        function(name, call)
    connection.create_collation("tsql", collation.compare)


@dataclass(frozen=True, slots=True)
class OfSession:
    """The functions that ask who is there, what the time is, and what is allowed."""

    facts: Facts

    def functions(self) -> dict[str, Callable[..., Kept]]:
        """Return them by name."""
        zone = self.facts.properties.zone
        return {
            "tsql_global": self.facts.value,
            "tsql_rowversion": lambda: self.facts.value("next_rowversion"),
            **{name: self._asking(name) for name in ("host_name", "app_name", "min_active_rowversion")},
            "change_tracking_current_version": self._asking("change_tracking_current_version"),
            "sysutcdatetime": self._plain,
            "getutcdate": self._plain,
            "sysdatetime": lambda: self._plain(zone),
            "getdate": lambda: self._plain(zone),
            "sysdatetimeoffset": lambda: self._now(zone).isoformat(" ", "microseconds"),
            "db_name": self._database,
            "db_id": self._database_id,
            "has_dbaccess": self._has_access,
            "suser_sname": self._login,
            "original_login": self._login,
            "user_name": self._user,
            "xact_state": lambda: int(bool(self.facts.value("trancount"))),
            "has_perms_by_name": self._permitted,
            "is_srvrolemember": self._server_role,
            "is_rolemember": self._role,
            "is_member": self._role,
            "serverproperty": self._server_property,
            "databasepropertyex": self._database_property,
        }

    def _asking(self, name: str) -> Callable[[], Kept]:
        return lambda: self.facts.value(name)

    def _now(self, zone: timedelta) -> datetime:
        return datetime.now(UTC).astimezone(timezone(zone)) + self.facts.properties.ahead

    def _plain(self, zone: timedelta = NO_TIME) -> str:
        return self._now(zone).replace(tzinfo=None).isoformat(" ", "microseconds")

    def _database(self, *_: Kept) -> Kept:
        return self.facts.properties.database

    def _database_id(self, name: Kept = None) -> Kept:
        return 5 if name is None or str(name).casefold() == self.facts.properties.database.casefold() else None

    def _has_access(self, name: Kept) -> Kept:
        properties, wanted = self.facts.properties, str(name)
        if (other := properties.other(wanted)) is not None:
            return other.entered
        if wanted.casefold() == properties.database.casefold():
            return int(self.facts.rights.login.mapped)
        return 1 if wanted.casefold() == "master" else None

    def _login(self, *_: Kept) -> Kept:
        return self.facts.rights.login.name

    def _user(self, *_: Kept) -> Kept:
        login = self.facts.rights.login
        return "dbo" if login.sysadmin else login.name

    def _permitted(self, securable: Kept, kind: Kept, right: Kept, sub: Kept = None, *_: Kept) -> Kept:
        named, classed, below = (None if given is None else str(given) for given in (securable, kind, sub))
        return self.facts.rights.by_name(named, classed, str(right), below)

    def _server_role(self, role: Kept, *_: Kept) -> Kept:
        return int(self.facts.rights.login.sysadmin or role == "public")

    def _role(self, role: Kept, *_: Kept) -> Kept:
        login = self.facts.rights.login
        if role not in ROLES and role not in login.roles:
            return None
        return int(role == "public" or login.sysadmin or role in login.roles)

    def _server_property(self, name: Kept) -> Kept:
        properties = self.facts.properties
        known: dict[str, Kept] = {
            "productversion": properties.product,
            "productlevel": "RTM",
            "edition": "TDS test server (not SQL Server)",
            "engineedition": 3,
            "servername": properties.server,
            "machinename": properties.server,
            "collation": properties.collation,
            "ishadrenabled": 0,
            "isintegratedsecurityonly": 0,
        }
        return known.get(str(name).lower())

    def _database_property(self, _: Kept, name: Kept) -> Kept:
        properties = self.facts.properties
        known: dict[str, Kept] = {
            "collation": properties.collation,
            "updateability": "READ_ONLY" if properties.read_only else "READ_WRITE",
            "status": "ONLINE",
        }
        return known.get(str(name).lower())
