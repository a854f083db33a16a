"""How the database and its tables are set: versions, read-only, triggers, history, unique keys, the clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from checks.adapters import sqlserver_health_words as words
from checks.adapters.clean_text import shown
from checks.adapters.dialect import TSQL
from checks.adapters.link_write import fetched
from checks.adapters.sqlserver_catalogue import OBJECTS, SqlServerCatalogue
from checks.adapters.sqlserver_tables import MappedTable
from checks.adapters.sqlserver_way import RELEASES
from checks.engine.health import Line, Sign
from checks.engine.phrase import Phrase

DATABASE = (
    "SELECT name, compatibility_level, collation_name, is_read_only, snapshot_isolation_state, "
    "is_read_committed_snapshot_on FROM sys.databases WHERE name = DB_NAME()"
)
VERSION = "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128))"
SERVER = f"{VERSION}, CAST(SERVERPROPERTY('Edition') AS nvarchar(128))"
TEMPORAL_SINCE = 13
"""SQL Server 2016: before it, sys.tables has no temporal_type, and to ask for it is an error."""
TRIGGERS = (
    f"SELECT r.name, r.is_disabled, e.type_desc {OBJECTS} INNER JOIN sys.triggers AS r ON r.parent_id = o.object_id "
    "LEFT JOIN sys.trigger_events AS e ON e.object_id = r.object_id "
    "WHERE s.name = ? AND o.name = ? ORDER BY r.name, e.type_desc"
)
HAS_TRIGGER = "SELECT OBJECTPROPERTY(OBJECT_ID(?), 'TableHasUpdateTrigger')"
UNIQUE = (
    f"SELECT i.name, c.name {OBJECTS} INNER JOIN sys.indexes AS i ON i.object_id = o.object_id "
    "INNER JOIN sys.index_columns AS k ON k.object_id = i.object_id AND k.index_id = i.index_id "
    "INNER JOIN sys.columns AS c ON c.object_id = k.object_id AND c.column_id = k.column_id "
    "WHERE s.name = ? AND o.name = ? AND i.is_unique = 1 AND i.has_filter = 0 AND i.is_disabled = 0 "
    "AND k.key_ordinal > 0"
)
TWICE = (
    "SELECT COUNT(*) FROM (SELECT {column} AS held FROM {table} WHERE {column} IS NOT NULL "
    "GROUP BY {column} HAVING COUNT(*) > 1) AS twice"
)
CLOCK = "SELECT CAST(GETUTCDATE() AS datetime), CAST(GETDATE() AS datetime)"
FAR = 10
"""Seconds by which two clocks may differ."""
KEYS = {"customer": ("key", "code"), "invoice": ("key", "number")}
"""The columns by which a row is told from every other."""


def settings(connection: Any, writes: bool) -> Iterator[Line]:
    """Tell of the server, and of the database as a whole."""
    ((version, edition),) = fetched(connection, SERVER)
    rows = list(fetched(connection, DATABASE))
    if not rows:
        yield Line(Sign.WARNING, words.DATABASE, words.NOT_LISTED, words.GRANT_LIST)
        return
    ((name, level, collation, read_only, snapshot, committed),) = rows
    server = {"version": shown(str(version)), "edition": shown(str(edition)), "level": str(level)}
    filled = {"database": shown(str(name)), "collation": shown(str(collation)), **server}
    if read_only:
        sign = Sign.FAILED if writes else Sign.WARNING
        yield Line(sign, words.DATABASE, words.READ_ONLY.with_(**filled), words.OTHER_SERVER)
    else:
        yield Line(Sign.OK, words.DATABASE, words.OPENED.with_(**filled))
    yield Line(Sign.OK, words.VERSIONS, _versions(snapshot == 1, bool(committed)))


def _versions(snapshot: bool, committed: bool) -> Phrase:
    if committed:
        return words.COMMITTED
    return words.SNAPSHOT if snapshot else words.LOCKING


def triggers(connection: Any, table: MappedTable) -> Line:
    """Tell which triggers a table has; one that runs at an UPDATE may refuse a link, or change it."""
    events: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for name, disabled, event in fetched(connection, TRIGGERS, (table.schema, table.name)):
        events[shown(str(name)), bool(disabled)].append(str(event or "?"))
    names = ", ".join(f"{name} ({', '.join(of)}{'; off' if off else ''})" for (name, off), of in events.items())
    filled = {"table": table.shown, "names": names}
    # An event that is not shown may be an UPDATE.
    if any(not off and {"UPDATE", "?"} & set(of) for (_, off), of in events.items()):
        return Line(Sign.WARNING, words.TRIGGERS, words.RUNS.with_(**filled), words.ASK_TRIGGERS)
    ((there,),) = fetched(connection, HAS_TRIGGER, (TSQL.path(table.schema, table.name),))
    if there and not events:  # their names are shown to whoever may see the table's definition
        return Line(Sign.WARNING, words.TRIGGERS, words.HIDDEN.with_(**filled), words.ASK_TRIGGERS)
    return Line(Sign.OK, words.TRIGGERS, (words.IDLE if events else words.NO_TRIGGERS).with_(**filled))


def history(connection: Any, table: MappedTable) -> Line:
    """Tell whether the server keeps what a row was before a fix; one that cannot is not asked."""
    ((version,),) = fetched(connection, VERSION)
    major = major_of(version)
    if major is not None and major < TEMPORAL_SINCE:
        return Line(Sign.OK, words.HISTORY, words.NO_SUCH_THING.with_(release=RELEASES.get(major, str(version))))
    kept = SqlServerCatalogue(connection).temporal(table.schema, table.name)
    said = words.TEMPORAL if kept else words.NOT_TEMPORAL
    return Line(Sign.OK, words.HISTORY, said.with_(table=table.shown))


def major_of(version: object) -> int | None:
    """Return the first number of a server's version, None where it tells none."""
    first = str(version).partition(".")[0]
    return int(first) if first.isascii() and first.isdigit() else None


def unique(connection: Any, table: MappedTable) -> Iterator[Line]:
    """Tell whether the columns that tell rows apart do so: by an index, or as it happens to be now."""
    by_index: dict[str, set[str]] = defaultdict(set)
    for index, column in fetched(connection, UNIQUE, (table.schema, table.name)):
        by_index[str(index)].add(str(column))
    for key in KEYS[table.section]:
        if (column := table.column(key)) is not None:
            declared = next((index for index, columns in by_index.items() if columns == {column.name}), None)
            yield _unique(connection, table, key, column.name, declared)


def _unique(connection: Any, table: MappedTable, key: str, column: str, index: str | None) -> Line:
    what = words.UNIQUE.with_(key=f"{table.section}.{key}")
    if index is not None:
        return Line(Sign.OK, what, words.BY_INDEX.with_(column=column, index=shown(index)))
    statement = TWICE.format(column=TSQL.quoted(column), table=TSQL.path(table.schema, table.name))
    ((twice,),) = fetched(connection, statement)
    if twice:
        return Line(Sign.WARNING, what, words.TWICE.with_(column=column, n=int(str(twice))), words.MEND_TWICE)
    return Line(Sign.WARNING, what, words.BY_CHANCE.with_(column=column), words.ASK_UNIQUE)


def clock(connection: Any) -> Line:
    """Tell how far the server's clock is from this machine's."""
    before = datetime.now(UTC)
    ((universal, local),) = fetched(connection, CLOCK)
    after = datetime.now(UTC)
    if not isinstance(universal, datetime) or not isinstance(local, datetime):
        return Line(Sign.WARNING, words.CLOCK, words.NO_CLOCK)
    apart = universal.replace(tzinfo=UTC) - (before + (after - before) / 2)
    minutes = round((local - universal) / timedelta(minutes=1))
    zone = f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    seconds = round(apart.total_seconds())
    filled: dict[str, int | str] = {"seconds": abs(seconds), "zone": zone}
    if abs(apart) - (after - before) / 2 <= timedelta(seconds=FAR):
        return Line(Sign.OK, words.CLOCK, words.IN_STEP.with_(**filled))
    return Line(Sign.WARNING, words.CLOCK, (words.AHEAD if seconds > 0 else words.BEHIND).with_(**filled), words.NTP)
