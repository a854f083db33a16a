"""What the statements that the doctor hands over make of a login, as a SQL Server would carry them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tests.support.tds.rights import OF_SCHEMA, Grant, Login

GRANTED = re.compile(r"(GRANT|REVOKE) ([A-Z, ]+?) ON ([^()]+?)(?: \(([^)]*)\))? (?:TO|FROM) \[\w+\]")
DROPPED = re.compile(r"ALTER ROLE \[(\w+)\] DROP MEMBER \[\w+\]")


def carried_out(login: Login, said: str) -> Login:
    """Return the login after the statements in a line of the doctor, in their order; the words between are left."""
    for statement in re.findall(r"(?:GRANT|REVOKE|ALTER ROLE)\b[^;]*;", said):
        login = _after(login, statement)
    return login


def _after(login: Login, statement: str) -> Login:
    if dropped := DROPPED.match(statement):
        return replace(login, roles=tuple(role for role in login.roles if role != dropped[1]))
    found = GRANTED.match(statement)
    assert found is not None, statement
    on, columns = _place(found[3]), tuple(_names(found[4] or ""))
    grants = login.grants
    for right in found[2].split(", "):
        if found[1] == "GRANT":
            grants = (*grants, Grant(right, on, columns))
        else:
            grants = tuple(_without(grants, right, on, columns))
    return replace(login, grants=grants)


def _place(written: str) -> str:
    bare = written.replace("[", "").replace("]", "")
    if bare.startswith("DATABASE::"):
        return ""
    return bare if bare.startswith(OF_SCHEMA) or "." in bare else f"dbo.{bare}"


def _names(written: str) -> Iterator[str]:
    yield from re.findall(r"\[([^\]]+)\]", written)


def _without(grants: tuple[Grant, ...], right: str, on: str, columns: tuple[str, ...]) -> Iterator[Grant]:
    """Take a right away; taken from a whole table it is gone from its columns as well, never the other way round."""
    for grant in grants:
        if (grant.right, grant.on) != (right, on) or (columns and not grant.columns):
            yield grant
        elif left := tuple(name for name in grant.columns if columns and name not in columns):
            yield replace(grant, columns=left)
