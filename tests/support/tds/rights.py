"""Logins and what they may do: by table, by column, or all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.support.tds.errors import SqlError

ON_TABLES = ("SELECT", "INSERT", "UPDATE", "DELETE")
BY_COLUMN = frozenset({"SELECT", "UPDATE"})
ON_OBJECT = (*ON_TABLES, "REFERENCES", "ALTER", "CONTROL", "VIEW DEFINITION", "VIEW CHANGE TRACKING", "TAKE OWNERSHIP")
ON_DATABASE = ("CONNECT", *ON_TABLES, "EXECUTE", "VIEW DEFINITION", "VIEW DATABASE STATE", "ALTER", "CONTROL")
ON_SERVER = ("CONNECT SQL", "VIEW ANY DATABASE", "VIEW SERVER STATE", "CONTROL SERVER")
ON_SCHEMA = (*ON_TABLES, "REFERENCES", "EXECUTE", "ALTER", "CONTROL", "VIEW DEFINITION", "TAKE OWNERSHIP")
OF_SCHEMA = "SCHEMA::"
FOR_EVERYBODY = frozenset({"CONNECT", "CONNECT SQL", "VIEW ANY DATABASE"})
ROLES = {
    "db_datareader": frozenset({"SELECT"}),
    "db_datawriter": frozenset({"INSERT", "UPDATE", "DELETE"}),
    "db_owner": frozenset(ON_DATABASE) | frozenset(ON_OBJECT),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """One permission: on a table ("dbo.Customer"), on some of its columns, on a schema ("SCHEMA::dbo"), or on the
    whole database ("")."""

    right: str
    on: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody who may log in; `mapped` is false for one that has no user in the database."""

    name: str
    password: str
    grants: tuple[Grant, ...] = ()
    roles: tuple[str, ...] = ()
    sysadmin: bool = False
    mapped: bool = True


OWNER = Login("sa", "Sikker-Kode-1", sysadmin=True)


def least(table: str, read: tuple[str, ...], write: tuple[str, ...] = ()) -> tuple[Grant, ...]:
    """Return the narrow grants that a program needs: some columns to read, some to set."""
    grants = (Grant("SELECT", table, read),)
    return (*grants, Grant("UPDATE", table, write)) if write else grants


@dataclass(frozen=True, slots=True)
class Rights:
    """What one login may do in the database."""

    login: Login
    database: str

    def whole(self, right: str) -> bool:
        """Tell whether a right holds for the whole database."""
        if self.login.sysadmin or right in FOR_EVERYBODY:
            return True
        return any(right in ROLES.get(role, ()) for role in self.login.roles) or any(
            grant.right in {right, "CONTROL"} and not grant.on for grant in self.login.grants
        )

    def schema(self, right: str, schema: str = "dbo") -> bool:
        """Tell whether a right holds for everything in a schema; of each there is one here that has tables."""
        on = f"{OF_SCHEMA}{schema}".casefold()
        granted = (grant for grant in self.login.grants if grant.on.casefold() == on)
        return self.whole(right) or any(grant.right in {right, "CONTROL"} for grant in granted)

    def table(self, right: str, table: str) -> bool:
        """Tell whether a right holds for all columns of a table."""
        return self.schema(right) or any(
            grant.right in {right, "CONTROL"} and not grant.columns for grant in self._on(table)
        )

    def column(self, right: str, table: str, column: str) -> bool:
        """Tell whether a right holds for one column."""
        return self.table(right, table) or column.casefold() in self._columns(right, table)

    def some(self, right: str, table: str) -> bool:
        """Tell whether a right holds for any column of a table."""
        return self.table(right, table) or bool(self._columns(right, table))

    def sees(self, table: str) -> bool:
        """Tell whether the catalogue shows a table: whoever may do anything with it sees all of it."""
        return any(self.schema(right) for right in ON_OBJECT) or bool(self._on(table))

    def denied(self, right: str, table: str, column: str = "") -> SqlError:
        """Return what a server says of a missing right: of the column, where others of the table are granted."""
        if column and self.some(right, table):
            text = f"The {right} permission was denied on the column '{column}' of the object '{table}'"
            return SqlError(230, f"{text}, database '{self.database}', schema 'dbo'.")
        text = f"The {right} permission was denied on the object '{table}'"
        return SqlError(229, f"{text}, database '{self.database}', schema 'dbo'.", state=5)

    def by_name(self, securable: str | None, kind: str | None, right: str, sub: str | None = None) -> int | None:
        """Return what HAS_PERMS_BY_NAME says: 1, 0, or None for what there is not."""
        right = right.upper()
        match (kind or "SERVER").upper():
            case "OBJECT" if securable is not None:
                table = bare(securable)
                if right not in ON_OBJECT and right != "ANY":
                    return None
                if sub is not None:  # a column goes by its plain name; in brackets the server knows none
                    return None if sub.startswith("[") else int(self.column(right, table, sub))
                # A table-wide question is answered yes by one column, as the server does for SELECT and UPDATE.
                return int(self.some(right, table) if right in BY_COLUMN else self.table(right, table))
            case "SCHEMA" if securable is not None:
                return int(self.schema(right, bare(securable))) if right in ON_SCHEMA else None
            case "DATABASE":
                return int(self.whole(right)) if right in ON_DATABASE else None
            case "SERVER":
                return int(self.login.sysadmin or right in FOR_EVERYBODY) if right in ON_SERVER else None
            case _:
                return None

    def listed(self, table: str, columns: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
        """Yield what fn_my_permissions lists for a table: its name, a column or nothing, and the right."""
        for right in ON_OBJECT:
            if self.table(right, table):
                yield f"dbo.{table}", "", right
            if right in BY_COLUMN:
                for column in columns:
                    if self.column(right, table, column):
                        yield f"dbo.{table}", column, right

    def listed_whole(self) -> Iterator[tuple[str, str, str]]:
        """Yield what fn_my_permissions lists for the database."""
        yield from (("database", "", right) for right in ON_DATABASE if self.whole(right))

    def listed_schema(self) -> Iterator[tuple[str, str, str]]:
        """Yield what fn_my_permissions lists for the one schema that has tables."""
        yield from (("dbo", "", right) for right in ON_SCHEMA if self.schema(right))

    def listed_server(self) -> Iterator[tuple[str, str, str]]:
        """Yield what fn_my_permissions lists for the server."""
        yield from (("server", "", right) for right in ON_SERVER if self.login.sysadmin or right in FOR_EVERYBODY)

    def _on(self, table: str) -> list[Grant]:
        of_tables = (grant for grant in self.login.grants if grant.on and not grant.on.startswith(OF_SCHEMA))
        return [grant for grant in of_tables if bare(grant.on).casefold() == table.casefold()]

    def _columns(self, right: str, table: str) -> set[str]:
        return {name.casefold() for grant in self._on(table) if grant.right == right for name in grant.columns}


def bare(name: str) -> str:
    """Return the last part of a name without its brackets."""
    last = name.strip().rpartition("].[")[2] if "].[" in name else name.strip().rpartition(".")[2]
    return last.strip().lstrip("[").rstrip("]").replace("]]", "]")
