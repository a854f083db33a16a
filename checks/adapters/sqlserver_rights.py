"""What a login may do, held against what the program needs: the statements to hand over, for both directions.

A right that is missing stops the program; one that is never used makes a slip of any program dear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checks.adapters import sqlserver_health_words as words
from checks.adapters.clean_text import shown
from checks.adapters.dialect import TSQL
from checks.adapters.link_write import fetched
from checks.adapters.mapping import CustomerMapping, InvoiceMapping
from checks.adapters.schema import mapped_columns, split
from checks.adapters.sqlserver_catalogue import OBJECTS, ROW_VERSION
from checks.adapters.sqlserver_fault import Lacking
from checks.adapters.sqlserver_tables import FOREIGN_ID, MappedTable
from checks.engine.health import Line, Sign
from checks.engine.phrase import Phrase

ROLES = ("db_owner", "db_securityadmin", "db_ddladmin", "db_datawriter", "db_datareader")
WHOLE = ("CONTROL", "ALTER", "SELECT", "INSERT", "UPDATE", "DELETE")
"""Rights that are never needed on a whole database or schema; the first one holds all others."""
OF_TABLE = ("CONTROL", "ALTER", "INSERT", "DELETE")
"""Those that are asked of a table; it may say yes to SELECT and UPDATE where one column is granted, so those are
asked by column."""


def _asking(call: str, names: Iterable[str]) -> str:
    return f"SELECT {', '.join(call.format(name) for name in names)}"


WIDTH = 60
"""Characters of a line of columns in a script."""
OURS, SECOND = "ctmon", "ctmon2"
"""The login that is proposed where the present one should be left alone, and where that one has the name."""
MASTER, SERVERS_LIST = "master", ("sys", "databases")
"""What is asked about the whole server is granted in its own database."""
GUEST = "guest"
"""Whom the database takes a login for that has no user in it."""
BESIDES = "-- what was given beside the role, where anything was:"
AFTER = "-- after the GRANTs that stand at {of}:"
OWNER, SERVERS_OWN = "dbo", "sa"
"""The database's owner and the server's own login: neither can be taken out of its role."""
WHO = "SELECT SUSER_SNAME(), USER_NAME(), DB_NAME()"
ON_SERVER = "SELECT IS_SRVROLEMEMBER('sysadmin'), HAS_PERMS_BY_NAME(NULL, NULL, 'CONTROL SERVER')"
IN_ROLES = _asking("IS_ROLEMEMBER('{}')", ROLES)
ON_DATABASE = _asking("HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', '{}')", WHOLE)
ON_SCHEMAS = (
    _asking("HAS_PERMS_BY_NAME(QUOTENAME(s.name), 'SCHEMA', '{}')", WHOLE) + ", s.name FROM sys.schemas AS s "
    "WHERE s.schema_id < 16384 AND s.name NOT IN ('sys', 'INFORMATION_SCHEMA', 'guest') ORDER BY s.name"
)
"""Schemas of the fixed roles have the larger numbers."""
ON_TABLE = _asking("HAS_PERMS_BY_NAME(?, 'OBJECT', '{}')", OF_TABLE)
ON_COLUMNS = (
    "SELECT c.name, HAS_PERMS_BY_NAME(?, 'OBJECT', 'SELECT', c.name, 'COLUMN'), "
    f"HAS_PERMS_BY_NAME(?, 'OBJECT', 'UPDATE', c.name, 'COLUMN') {OBJECTS} "
    "INNER JOIN sys.columns AS c ON c.object_id = o.object_id WHERE s.name = ? AND o.name = ?"
)
WRITER = frozenset({"INSERT", "UPDATE", "DELETE"})
OF_ROLE = {"db_owner": frozenset(WHOLE), "db_datawriter": WRITER, "db_datareader": frozenset({"SELECT"})}
"""What a role explains by itself: it is told once, and taken away once."""


@dataclass(frozen=True, slots=True)
class Who:
    """The login, its user in the database, and the database."""

    login: str
    user: str
    database: str


def who(connection: Any) -> Who:
    """Ask the server who it takes us for."""
    ((login, user, database),) = fetched(connection, WHO)
    return Who(*(shown(str(name)) for name in (login, user, database)))


def script(mappings: Sequence[CustomerMapping | InvoiceMapping], user: str, database: str) -> str:
    """Return the statements that give a new user all that the site file needs, and nothing more."""
    parts = [f"USE {TSQL.quoted(database)};", f"CREATE USER {_quoted(user)} FOR LOGIN {_quoted(user)};"]
    return laid_out([*parts, *(statement for mapping in mappings for statement in needed(mapping, user))])


def new_login(mappings: Sequence[CustomerMapping | InvoiceMapping], who: Who) -> str:
    """Return what makes a login of its own and gives it what is needed; the password is the administrator's to fill in.

    The words that stand for it are refused by the server's own rules for passwords.
    """
    name = SECOND if who.login.casefold() == OURS else OURS
    made = (
        f"CREATE LOGIN {_quoted(name)} WITH PASSWORD = N'<password>';",
        f"-- or a Windows account, by its full name here and below: CREATE LOGIN [DOMAIN\\{name}] FROM WINDOWS;",
    )
    return laid_out([*made, script(mappings, name, who.database)])


def laid_out(statements: Iterable[str]) -> str:
    """Return statements as a script that people copy: each on lines of its own."""
    return "\n".join(statements)


def needed(mapping: CustomerMapping | InvoiceMapping, user: str) -> Iterator[str]:
    """Yield the statements that give a user what is needed of one table, by the names of the site file."""
    schema, name = split(mapping.table)
    columns = dict.fromkeys(column for _, column in mapped_columns(mapping))
    yield granted("SELECT", schema, name, columns, user)
    if isinstance(mapping, CustomerMapping):
        yield granted("UPDATE", schema, name, [mapping.foreign_id], user)


def granted(right: str, schema: str, table: str, columns: Iterable[str], user: str) -> str:
    """Return the statement that gives a right on some columns."""
    return f"GRANT {right} ON {_on(schema, table, columns)} TO {_quoted(user)};"


def missing(lacking: Iterable[Lacking], who: Who) -> str:
    """Return the statements that give what a server said is missing."""
    return laid_out(statement for one in lacking for statement in _given(one, who))


def _given(one: Lacking, who: Who) -> Iterator[str]:
    if not one.table:
        yield f"GRANT {one.right} TO {_quoted(who.user)};"
        return
    if one.columns:
        yield granted(one.right, one.schema, one.table, one.columns, who.user)
        return
    if (one.schema, one.table) == SERVERS_LIST:
        yield f"USE {TSQL.quoted(MASTER)};"
    yield f"GRANT {one.right} ON {TSQL.path(one.schema, one.table)} TO {_quoted(who.user)};"


def revoked(rights: str, on: str, user: str) -> str:
    """Return the statement that takes rights away."""
    return f"REVOKE {rights} ON {on} FROM {_quoted(user)};"


@dataclass(frozen=True, slots=True)
class Held:
    """What this login may do beyond single tables: roles, and rights on the whole database or on whole schemas."""

    sysadmin: bool
    control_server: bool
    roles: tuple[str, ...]
    whole: tuple[str, ...]
    schemas: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def by_role(self) -> frozenset[str]:
        """Return the rights that a role gives, and that go with it."""
        return frozenset[str]().union(*(OF_ROLE.get(role, ()) for role in self.roles))

    @property
    def by_database(self) -> frozenset[str]:
        """Return the rights on every schema that come from a role or the database, and go from there."""
        return self.by_role.union(_held_by(self.whole))

    def explained(self, schema: str) -> frozenset[str]:
        """Return the rights on a table of a schema that come from here, and go from here."""
        return self.by_database.union(_held_by(dict(self.schemas).get(schema, ())))


def held(connection: Any) -> Held:
    """Ask for what a login holds at large."""
    ((sysadmin, control),) = fetched(connection, ON_SERVER)
    (member,) = fetched(connection, IN_ROLES)
    (whole,) = fetched(connection, ON_DATABASE)
    roles = tuple(role for role, is_in in zip(ROLES, member, strict=True) if is_in == 1)
    schemas = tuple((str(name), _yes(WHOLE, rights)) for *rights, name in fetched(connection, ON_SCHEMAS))
    return Held(sysadmin == 1, control == 1, roles, _yes(WHOLE, whole), schemas)


def at_large(found: Held, who: Who, mappings: Sequence[CustomerMapping | InvoiceMapping]) -> Iterator[Line]:
    """Tell what a login holds beyond single tables; what holds everything else is told alone."""
    own = words.OWN_LOGIN.with_(script=new_login(mappings, who))
    everything = words.IS_SYSADMIN.with_(login=who.login)
    if found.sysadmin:
        drop = f"ALTER SERVER ROLE [sysadmin] DROP MEMBER {_quoted(who.login)};"
        yield _surplus("sysadmin", everything, _instead(own, who, _smaller(mappings, who, drop)))
    elif found.control_server:
        # A right on the server is taken away in its own database only.
        drop = f"USE {TSQL.quoted(MASTER)};\nREVOKE CONTROL SERVER FROM {_quoted(who.login)};"
        yield _surplus("CONTROL SERVER", everything, _instead(own, who, _smaller(mappings, who, drop)))
    else:
        # What is taken away may have been what the program lived on: the narrow rights come first, and once.
        narrow = list(_granted_anew(found, mappings, who))
        taken = [*_roles(found, who), *_whole(found, who), *_by_schema(found, who)]
        for place, (of, said, statement) in enumerate(taken):
            if of in ROLES and who.user == OWNER:
                yield _surplus(of, said, own)
                continue
            before = [AFTER.format(of=taken[0][0])] if place else narrow
            yield _surplus(of, said, words.TAKE.with_(script=laid_out([*before, statement])))


def _smaller(mappings: Sequence[CustomerMapping | InvoiceMapping], who: Who, drop: str) -> str:
    """Return what leaves a login that may do everything with what is needed; without it, it would be shut out."""
    user = who.login if who.user in (OWNER, GUEST) else who.user
    made = f"IF DATABASE_PRINCIPAL_ID({_literal(user)}) IS NULL CREATE USER {_quoted(user)} FOR LOGIN "
    grants = (statement for mapping in mappings for statement in needed(mapping, user))
    return laid_out([f"USE {TSQL.quoted(who.database)};", f"{made}{_quoted(who.login)};", *grants, drop])


def _granted_anew(found: Held, mappings: Sequence[CustomerMapping | InvoiceMapping], who: Who) -> Iterator[str]:
    """Yield the narrow rights, and before them what takes away the wide ones that a role may hide.

    Behind a role no question tells a right of the login's own; to take away what is not there does no harm.
    """
    if hidden := ", ".join(right for right in WHOLE if right in found.by_role):
        tables = dict.fromkeys(split(mapping.table) for mapping in mappings)
        schemas = dict.fromkeys(schema for schema, _ in tables)
        yield BESIDES
        yield revoked(hidden, f"DATABASE::{TSQL.quoted(who.database)}", who.user)
        yield from (revoked(hidden, f"SCHEMA::{TSQL.quoted(schema)}", who.user) for schema in schemas)
        yield from (revoked(hidden, TSQL.path(*table), who.user) for table in tables)
    yield from (statement for mapping in mappings for statement in needed(mapping, who.user))


def _instead(own: Phrase, who: Who, smaller: str) -> Phrase:
    """Return what to do about a login that may do everything; the server's own cannot be made smaller."""
    return own if who.login == SERVERS_OWN else replace(words.OWN_LOGIN_OR, values=own.values).with_(drop=smaller)


def _roles(found: Held, who: Who) -> Iterator[tuple[str, Phrase, str]]:
    for role in found.roles[:1] if "db_owner" in found.roles else found.roles:
        drop = f"ALTER ROLE {TSQL.quoted(role)} DROP MEMBER {_quoted(who.user)};"
        yield role, words.IN_ROLE.with_(user=who.user, role=role), drop


def _whole(found: Held, who: Who) -> Iterator[tuple[str, Phrase, str]]:
    if rights := _beyond(found.whole, found.by_role):
        statement = revoked(", ".join(rights), f"DATABASE::{TSQL.quoted(who.database)}", who.user)
        yield "database", words.ON_WHOLE.with_(rights=", ".join(rights), on=who.database, user=who.user), statement


def _by_schema(found: Held, who: Who) -> Iterator[tuple[str, Phrase, str]]:
    for schema, held_there in found.schemas:
        if rights := _beyond(held_there, found.by_database):
            name = f"SCHEMA::{TSQL.quoted(schema)}"
            said = words.ON_WHOLE.with_(rights=", ".join(rights), on=name, user=who.user)
            yield f"schema {shown(schema)}", said, revoked(", ".join(rights), name, who.user)


@dataclass(frozen=True, slots=True)
class OnTable:
    """What a login may do with one mapped table: rights on all of it, and the columns it may read and set."""

    rights: tuple[str, ...]
    reads: frozenset[str]
    sets: tuple[str, ...]
    sets_all: bool


def on_table(connection: Any, table: MappedTable) -> OnTable:
    """Ask for what a login may do with a table."""
    path = TSQL.path(table.schema, table.name)
    (rights,) = fetched(connection, ON_TABLE, (path,) * len(OF_TABLE))
    rows = list(fetched(connection, ON_COLUMNS, (path, path, table.schema, table.name)))
    computed = {column.name for column in table.every if column.computed}
    reads = frozenset(str(name) for name, may_read, _ in rows if may_read == 1)
    settable = [(str(name), may_set == 1) for name, _, may_set in rows if name not in computed]
    sets = tuple(name for name, may_set in settable if may_set)
    return OnTable(_yes(OF_TABLE, rights), reads, sets, len(sets) == len(settable))


def reading(table: MappedTable, found: OnTable, who: Who) -> Line:
    """Tell whether every mapped column may be read."""
    what = words.MAY_READ.with_(section=table.section)
    hidden = [name for name in table.named() if name not in found.reads]
    if hidden:
        statement = granted("SELECT", table.schema, table.name, hidden, who.user)
        result = words.NO_SELECT.with_(table=table.shown, columns=", ".join(hidden))
        return Line(Sign.FAILED, what, result, words.HAND_OVER.with_(script=statement))
    return Line(Sign.OK, what, words.SELECTS.with_(n=len(table.named()), table=table.shown))


def linking(table: MappedTable, found: OnTable, who: Who, writes: bool) -> Iterator[Line]:
    """Tell whether the one cell that is ever written may be written."""
    link = table.column(FOREIGN_ID)
    if link is None or link.computed:
        return  # told beside the column
    filled = {"table": table.shown, "column": link.name}
    if link.name in found.sets:
        yield Line(Sign.OK, words.MAY_LINK, words.UPDATES.with_(**filled))
    elif writes:
        statement = granted("UPDATE", table.schema, table.name, [link.name], who.user)
        yield Line(
            Sign.FAILED, words.MAY_LINK, words.NO_UPDATE.with_(**filled), words.HAND_OVER.with_(script=statement)
        )
    else:
        yield Line(Sign.OK, words.MAY_LINK, words.NO_UPDATE_NEEDED.with_(**filled))


def surplus(table: MappedTable, found: OnTable, who: Who, at_large: Held) -> Iterator[Line]:
    """Tell of rights on a table that are never used, unless a role or the database gives them."""
    if at_large.sysadmin or at_large.control_server:
        return
    on = TSQL.path(table.schema, table.name)
    explained = at_large.explained(table.schema)
    if rights := _beyond(found.rights, explained):
        said = words.ON_WHOLE.with_(rights=", ".join(rights), on=table.shown, user=who.user)
        statements = [revoked(", ".join(rights), on, who.user), *(_again(table, who) if "CONTROL" in rights else ())]
        yield _surplus(f"{table.section}.table", said, words.TAKE.with_(script=laid_out(statements)))
    if "CONTROL" in rights:
        return
    if "SELECT" not in explained:
        yield from _readable(table, found, who, on)
    if "UPDATE" not in explained:
        yield from _settable(table, found, who, on)


def _again(table: MappedTable, who: Who) -> Iterator[str]:
    """Yield what gives back the narrow rights that were part of a wide one."""
    yield granted("SELECT", table.schema, table.name, table.named(), who.user)
    if (link := table.column(FOREIGN_ID)) is not None:
        yield granted("UPDATE", table.schema, table.name, [link.name], who.user)


def _readable(table: MappedTable, found: OnTable, who: Who, on: str) -> Iterator[Line]:
    mapped = table.named()
    # A row version says nothing of anybody, and spares reading what did not change.
    every = [column.name for column in table.every if column.kind != ROW_VERSION]
    others = [name for name in every if name in found.reads and name not in mapped]
    # Where a mapped column is not there, one of the others may be the one that was meant.
    if not others or table.missing:
        return
    what = f"{table.section}.select"
    if any(column.name not in found.reads for column in table.every):
        statement = revoked("SELECT", _on(table.schema, table.name, others), who.user)
        said = words.READS_OTHERS.with_(table=table.shown, columns=", ".join(others), user=who.user)
        yield _surplus(what, said, words.TAKE.with_(script=statement))
        return
    # Taken from the whole table, it is gone from the mapped columns as well.
    statements = (revoked("SELECT", on, who.user), granted("SELECT", table.schema, table.name, mapped, who.user))
    said = words.READS_ALL.with_(table=table.shown, user=who.user, n=len(mapped))
    yield _surplus(what, said, words.TAKE.with_(script=laid_out(statements)))


def _settable(table: MappedTable, found: OnTable, who: Who, on: str) -> Iterator[Line]:
    link = table.column(FOREIGN_ID)
    others = [name for name in found.sets if link is None or name != link.name]
    if not others:
        return
    what = f"{table.section}.update"
    if not found.sets_all:
        statement = revoked("UPDATE", _on(table.schema, table.name, others), who.user)
        said = words.SETS_OTHERS.with_(table=table.shown, columns=", ".join(others), user=who.user)
        yield _surplus(what, said, words.TAKE.with_(script=statement))
        return
    statement = revoked("UPDATE", on, who.user)
    if link is not None:  # taken from the whole table, it is gone from the one column as well
        statement += "\n" + granted("UPDATE", table.schema, table.name, [link.name], who.user)
    yield _surplus(what, words.SETS_ALL.with_(table=table.shown, user=who.user), words.TAKE.with_(script=statement))


def _held_by(rights: Iterable[str]) -> Iterable[str]:
    """Return the rights with those that the first one holds."""
    return WHOLE if "CONTROL" in (held_there := tuple(rights)) else held_there


def _beyond(rights: Sequence[str], explained: Iterable[str]) -> tuple[str, ...]:
    """Return the rights that nothing else explains; the one that holds all others stands for them."""
    left = tuple(right for right in rights if right not in set(explained))
    return left[:1] if left[:1] == ("CONTROL",) else left


def _surplus(of: str, result: Phrase, step: Phrase) -> Line:
    return Line(Sign.WARNING, words.TOO_MUCH.with_(of=of), result, step)


def _yes(names: Sequence[str], answers: Sequence[object]) -> tuple[str, ...]:
    return tuple(name for name, answer in zip(names, answers, strict=True) if answer == 1)


def _on(schema: str, table: str, columns: Iterable[str]) -> str:
    """Return the columns of a table; a long list goes on in lines of its own."""
    lines = [f"{TSQL.path(schema, table)} ("]
    for place, column in enumerate(map(TSQL.quoted, columns)):
        if place and len(lines[-1]) + len(column) > WIDTH:
            lines[-1] += ","
            lines.append(f"    {column}")
        else:
            lines[-1] += f", {column}" if place else column
    return "\n".join(lines) + ")"


def _quoted(name: str) -> str:
    return TSQL.quoted(shown(name))


def _literal(name: str) -> str:
    doubled = shown(name).replace("'", "''")
    return f"N'{doubled}'"
