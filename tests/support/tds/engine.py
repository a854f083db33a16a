"""One session's view of the file: here statements are translated, permitted, locked and run, with the right errors."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field

from tests.support.tds import catalogue, functions, schema
from tests.support.tds.database import Database
from tests.support.tds.dialect import Plan, translate
from tests.support.tds.errors import Interrupted, SqlError, from_sqlite
from tests.support.tds.guard import Guard
from tests.support.tds.locks import FOR_EVER, TICK
from tests.support.tds.properties import VERSION, Properties
from tests.support.tds.rights import Login, Rights
from tests.support.tds.schema import Schema
from tests.support.tds.settings import Settings
from tests.support.tds.sqltype import Kept, SqlType

SNAPSHOT, REPEATABLE = 5, 3
STEPS = 5_000
"""Steps of SQLite's machine between two looks whether the client wants to stop."""


@dataclass(slots=True)
class Engine:
    """Fulfils `functions.Facts` for its session."""

    database: Database
    login: Login
    spid: int
    host: str = ""
    application: str = ""
    settings: Settings = field(default_factory=Settings)
    rowcount: int = 0
    trancount: int = 0
    last_error: int = 0
    stopped: bool = False
    properties: Properties = field(init=False)
    rights: Rights = field(init=False)
    schema: Schema = field(init=False)
    connection: sqlite3.Connection = field(init=False)
    _pending: list[SqlError] = field(default_factory=list[SqlError])
    _plans: dict[tuple[str, tuple[tuple[str, SqlType], ...]], Plan] = field(
        default_factory=dict[tuple[str, tuple[tuple[str, SqlType], ...]], Plan]
    )
    _seen: int = -1
    _guard: Guard = field(init=False)

    def __post_init__(self) -> None:
        self.properties = self.database.properties
        self.rights = Rights(self.login, self.properties.database)
        self.connection = self.database.opened()
        self.connection.set_progress_handler(lambda: self.stopped, STEPS)
        functions.register(self.connection, self, self._pending)
        catalogue.declare(self.connection)
        self._guard = Guard(self.rights)
        self.connection.set_authorizer(self._guard)
        self._look()

    def value(self, name: str) -> Kept:
        """Return an @@ value, or what a function wants to know of the session."""
        match name:
            case "rowcount" | "trancount" | "spid":
                return int(getattr(self, name))
            case "error":
                return self.last_error
            case "lock_timeout":
                return self.settings.lock_timeout
            case "version":
                return VERSION
            case "servername" | "servicename":
                return self.properties.server
            case "language":
                return "us_english"
            case "host_name":
                return self.host
            case "app_name":
                return self.application
            case _:
                return self.database.value(name)

    def plan(self, statement: str, kinds: Mapping[str, SqlType]) -> Plan:
        """Return how a query is run; the same text with the same types is worked out once."""
        self._look()
        known = (statement, tuple(kinds.items()))
        if (plan := self._plans.get(known)) is None:
            plan = translate(statement, self.schema, kinds, self.properties.database)
            self._plans[known] = plan
        return plan

    def run(self, plan: Plan, values: Mapping[str, Kept]) -> sqlite3.Cursor:
        """Run a query and return its cursor; a write outside a transaction is committed by `settled`."""
        if plan.catalogue:
            self._fill(plan)
        if plan.writes and self.properties.read_only:
            raise SqlError(
                3906, f'Failed to update database "{self.properties.database}" because the database is read-only.'
            )
        with self.errors():
            self._lock(plan)
            if plan.writes:
                self.database.lock.soil(self)
            return self.connection.execute(plan.sql, dict(values))

    @contextlib.contextmanager
    def errors(self) -> Generator[None]:
        """Turn what SQLite raises into what the server says."""
        self._pending.clear()
        self._guard.denied = None
        try:
            yield
        except UnicodeEncodeError as error:
            raise SqlError(9833, "Invalid data for UTF8-encoded characters") from error
        except sqlite3.Error as error:
            if self.stopped:
                raise Interrupted from error
            if self._pending:
                raise self._pending[0] from error
            raise self._guard.denied or from_sqlite(error) from error

    def begin(self, level: int = 0) -> None:
        """Start a transaction, or go one deeper."""
        self.settings.level = level or self.settings.level
        self.trancount += 1

    def commit(self) -> bool:
        """End one level and tell whether it was the outermost."""
        if self.trancount == 0:
            raise SqlError(3902, "The COMMIT TRANSACTION request has no corresponding BEGIN TRANSACTION.")
        if self.trancount == 1:
            with self.errors():
                self._end("COMMIT")
        self.trancount -= 1
        return self.trancount == 0

    def rollback(self) -> None:
        """Take everything back."""
        if self.trancount == 0:
            raise SqlError(3903, "The ROLLBACK TRANSACTION request has no corresponding BEGIN TRANSACTION.")
        self.undo()

    def undo(self) -> None:
        """Take back whatever there is, also where there is nothing."""
        with contextlib.suppress(sqlite3.Error):
            self._end("ROLLBACK")
        self.trancount = 0

    def settled(self) -> None:
        """Commit what ran outside a transaction."""
        if self.trancount == 0:
            with self.errors():
                self._end("COMMIT")

    @property
    def writing(self) -> bool:
        """Tell whether this session holds the lock of writers."""
        return self.database.lock.holder is self

    def close(self) -> None:
        """Take back what is open and leave the file."""
        self.undo()
        self.connection.close()

    def _end(self, how: str) -> None:
        try:
            if self.connection.in_transaction:
                self.connection.execute(how)
        finally:
            if not self.connection.in_transaction and self.writing:
                self.database.ended(how == "COMMIT")
                self.database.lock.release(self)

    def _lock(self, plan: Plan) -> None:
        patience, lock = self.settings.lock_timeout, self.database.lock
        if not plan.data:
            return
        level = self.settings.level
        if level == SNAPSHOT:
            self._still()
        if plan.writes or plan.locks or (self.trancount and REPEATABLE <= level < SNAPSHOT):
            lock.acquire(self, patience, lambda: self.stopped)
            if not self.connection.in_transaction:
                self._immediately(patience)
        elif plan.waits or (level < SNAPSHOT and not self.properties.rcsi):
            lock.wait_clean(self, patience, lambda: self.stopped)

    def _still(self) -> None:
        """See the file as it was at the first look, until the transaction ends."""
        if not self.properties.snapshot:
            name = self.properties.database
            text = f"Snapshot isolation transaction failed accessing database '{name}' because it is not allowed there."
            raise SqlError(3952, text)
        if self.trancount and not self.connection.in_transaction:
            self.connection.execute("BEGIN")

    def _immediately(self, patience: int) -> None:
        """Take SQLite's own lock too; another program may have it, and is waited for as long as a session is."""
        end = time.monotonic() + patience / 1000
        while True:
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                busy = "locked" in str(error) or "busy" in str(error)
                if not busy or self.stopped or (patience != FOR_EVER and time.monotonic() >= end):
                    self.database.lock.release(self)
                    raise
                time.sleep(TICK)

    def _look(self) -> None:
        """Look whether the tables are still what they were."""
        with self._guard.off():
            now: int = self.connection.execute("PRAGMA dbo.schema_version").fetchone()[0]
            if now != self._seen:
                self.schema = schema.read(self.connection)
                self._plans.clear()
                columns = [column for table in self.schema.of("dbo") for column in table.columns]
                self._guard.versions = frozenset(column.name for column in columns if column.kind.name == "rowversion")
                views = [table.name for table in self.schema.of("dbo") if table.view]
                triggers = [trigger.name for trigger in self.schema.triggers]
                self._guard.owned = frozenset(map(str.casefold, views + triggers))
                self._seen = now

    def _fill(self, plan: Plan) -> None:
        if any(name.startswith("sys.dm_") for name in plan.names) and not self.rights.whole("VIEW DATABASE STATE"):
            name = self.properties.database
            raise SqlError(262, f"VIEW DATABASE STATE permission denied in database '{name}'.")
        with self._guard.off():
            catalogue.fill(self.connection, self.schema, self.rights, self.properties, plan.names)
