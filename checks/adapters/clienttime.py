"""The practice system over any DB-API connection: narrow reads, and one write that compares before it sets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from checks.adapters.customer_row import CustomerTable
from checks.adapters.dialect import SQLITE, BadName, Dialect
from checks.adapters.invoice_row import InvoiceTable
from checks.adapters.lane import Lane, LaneBusy
from checks.adapters.link_write import link_in
from checks.adapters.mapping import CustomerMapping, InvoiceMapping
from checks.adapters.schema import Catalogue, fingerprint, look_up, resolve, split
from checks.adapters.sqlite import SqliteDatabase
from checks.engine.errors import SourceFault
from checks.engine.foreign_id import parse_foreign_id
from checks.engine.lookup import Absent, Found, Lookup, Unknown
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase
from checks.engine.plan import State
from checks.engine.ports import ClientTimeReading, Written
from checks.engine.records import Customer, Invoice
from checks.engine.snapshot import Reading

T = TypeVar("T")
BATCH = 2_000
"""Rows fetched at a time."""


class Database(Protocol):
    """Opens one kind of database; what it raises is a SourceFault."""

    def connected(self, write: bool = False) -> AbstractContextManager[Any]:
        """Yield a DB-API connection in autocommit, for one piece of work."""
        ...

    def catalogue(self, connection: Any) -> Catalogue:
        """Return what the database says of its tables."""
        ...


@dataclass(slots=True)
class SqlClientTime:
    """Fulfils `ClientTime`. Every call is one piece of work in the lane, with a connection of its own."""

    database: Database
    dialect: Dialect
    customers: CustomerMapping
    invoices: InvoiceMapping | None
    zone: tzinfo | None
    lane: Lane
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _table: CustomerTable | None = field(default=None)

    async def read(self) -> ClientTimeReading:
        """Read both tables in one transaction; a fault leaves no rows and says why."""
        started = self.now()
        try:
            customers, invoices = await self.lane.run(self._read)
        except (SourceFault, LaneBusy, BadName) as error:
            return _failed(_phrase(error))
        at = self.now()
        counts = (("customers", len(customers)), ("invoices", len(invoices)))
        state = SourceState("clienttime", Health.OK, at, None, counts, (at - started).total_seconds())
        return ClientTimeReading(Reading(customers, at), Reading(invoices, at), state)

    async def customer(self, key: str) -> Lookup[Customer]:
        """Read one customer afresh."""
        try:
            found = await self.lane.run(lambda: self._one(key))
        except (SourceFault, LaneBusy, BadName) as error:
            return Unknown(_phrase(error))
        if len(found) > 1:
            return Unknown(NOT_ONE.with_(n=len(found)))
        return Found(found[0]) if found else Absent()

    async def holders(self, foreign_id: str) -> Lookup[tuple[Customer, ...]]:
        """Return the customers whose foreign id is this number, or plainly means it."""
        try:
            return Found(await self.lane.run(lambda: self._holders(foreign_id)))
        except (SourceFault, LaneBusy, BadName) as error:
            return Unknown(_phrase(error))

    def link_statement(self, customer: Customer, after: str | None) -> tuple[str, ...]:
        """Return the exact statement and its parameters, as `link` executes it."""
        if self._table is None:
            return ()
        table = self._table
        values = (
            table.bound("foreign_id", after),
            table.bound("key", customer.key),
            table.bound("foreign_id", customer.foreign_id),
        )
        return (table.update(), "-- " + ", ".join("NULL" if v is None else repr(v) for v in values))

    async def link(self, key: str, before: str | None, after: str | None) -> Written:
        """Set one foreign id where it still is `before`; a lost commit is unknown until a fresh look."""
        try:
            written = await self.lane.run(lambda: self._link(key, before, after))
        except LaneBusy:
            written = Written(State.UNKNOWN, HANGS)
        except (SourceFault, BadName) as error:
            return Written(State.NOT_DONE, _phrase(error))
        return await self._settled(written, key, before, after)

    async def fingerprint(self) -> Lookup[str]:
        """Return the digest of the mapped tables' columns and types."""
        try:
            return Found(await self.lane.run(self._fingerprint))
        except (SourceFault, LaneBusy, BadName) as error:
            return Unknown(_phrase(error))

    async def close(self) -> None:
        """Let the lane end."""
        self.lane.close()

    async def _settled(self, written: Written, key: str, before: str | None, after: str | None) -> Written:
        if written.state is not State.UNKNOWN:
            return written
        match await self.customer(key):
            case Found(value=row) if row.foreign_id == after:
                return Written(State.DONE, SEEN_AFTERWARDS, written.seen)
            case Found(value=row) if row.foreign_id == before:
                return Written(State.NOT_DONE, NOT_SEEN_AFTERWARDS, written.seen)
            case _:
                return written

    def _read(self) -> tuple[tuple[Customer, ...], tuple[Invoice, ...]]:
        with self.database.connected() as connection:
            customers, invoices = self._customer_table(connection), self._invoice_table(connection)
            connection.execute("BEGIN")
            rows = _fetched(connection, customers.select())
            found = tuple(map(customers.record, rows))
            if invoices is None:
                return found, ()
            return found, tuple(map(invoices.record, _fetched(connection, invoices.select())))

    def _one(self, key: str) -> tuple[Customer, ...]:
        with self.database.connected() as connection:
            table = self._customer_table(connection)
            rows = _fetched(connection, table.by_key(), (table.bound("key", key),))
            return tuple(map(table.record, rows))

    def _holders(self, foreign_id: str) -> tuple[Customer, ...]:
        with self.database.connected() as connection:
            table = self._customer_table(connection)
            rows = map(table.record, _fetched(connection, table.held()))
            return tuple(row for row in rows if means(row.foreign_id, foreign_id))

    def _link(self, key: str, before: str | None, after: str | None) -> Written:
        with self.database.connected(write=True) as connection:
            table = self._customer_table(connection)
            return link_in(connection, table, key, before, after)

    def _fingerprint(self) -> str:
        with self.database.connected() as connection:
            customers, invoices = self._customer_table(connection), self._invoice_table(connection)
            return fingerprint(t.table for t in (customers, invoices) if t is not None)

    def _customer_table(self, connection: Any) -> CustomerTable:
        found = look_up(self.database.catalogue(connection), self.customers.table, "customer")
        columns = resolve(found, self.customers, "customer")
        self._table = CustomerTable(found, columns, self.customers, self.dialect, self.zone)
        return self._table

    def _invoice_table(self, connection: Any) -> InvoiceTable | None:
        if self.invoices is None or self.invoices.number is None or self.invoices.customer is None:
            return None
        found = look_up(self.database.catalogue(connection), self.invoices.table, "invoice")
        columns = resolve(found, self.invoices, "invoice")
        return InvoiceTable(found, columns, self.invoices, self.dialect, self.zone)


def open_sqlite(
    path: Path,
    customers: CustomerMapping,
    invoices: InvoiceMapping | None,
    *,
    timezone: str | None = None,
    query_timeout: float = 30.0,
) -> SqlClientTime:
    """Return the ClientTime in a SQLite file; nothing is opened before the first question."""
    tables = [customers.table, *([invoices.table] if invoices else [])]
    schemas = tuple(dict.fromkeys(split(table)[0] for table in tables))
    database = SqliteDatabase(path, schemas)
    return SqlClientTime(database, SQLITE, customers, invoices, zone(timezone), Lane("clienttime", query_timeout))


def zone(name: str | None) -> tzinfo | None:
    """Return the time zone of that name; None is the machine's. Raises SourceFault for an unknown one."""
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SourceFault(NO_ZONE.with_(name=name)) from None


def means(text: str | None, number: str) -> bool:
    """Tell whether a foreign id is this number, exactly or plainly meant."""
    found, wanted = parse_foreign_id(text), parse_foreign_id(number)
    return (wanted.exact or wanted.meant) is not None and (found.exact or found.meant) == (wanted.exact or wanted.meant)


def _fetched(connection: Any, statement: str, parameters: Sequence[object] = ()) -> list[Sequence[object]]:
    cursor = connection.execute(statement, parameters)
    rows: list[Sequence[object]] = []
    while batch := cursor.fetchmany(BATCH):
        rows += batch
    return rows


def _failed(fault: Phrase) -> ClientTimeReading:
    return ClientTimeReading(
        Reading(fault=fault), Reading(fault=fault), SourceState("clienttime", Health.DOWN, detail=fault)
    )


def _phrase(error: Exception) -> Phrase:
    match error:
        case SourceFault():
            return error.phrase
        case LaneBusy():
            return HANGS
        case _:
            return BAD_NAME.with_(name=str(error))


HANGS = Phrase(
    "ClientTime's database does not answer. What was running is left alone; it is asked again.",
    "ClientTimes database svarer ikke. Det, der var i gang, får lov at ligge; der spørges igen.",
)
BAD_NAME = Phrase(
    "ClientTime: “{name}” cannot be the name of a table or column. Put the site file right.",
    "ClientTime: “{name}” kan ikke være navnet på en tabel eller kolonne. Ret opsætningen.",
)
NOT_ONE = Phrase(
    "ClientTime has {n} rows of this key, so no row is certain. Name the real key in the site file.",
    "ClientTime har {n} rækker med denne nøgle, så ingen række er sikker. Angiv den rigtige nøgle i opsætningen.",
)
SEEN_AFTERWARDS = Phrase(
    "The answer was lost; a fresh look shows that it was written.",
    "Svaret gik tabt; et nyt opslag viser, at det blev skrevet.",
)
NOT_SEEN_AFTERWARDS = Phrase(
    "The answer was lost; a fresh look shows that it was not written.",
    "Svaret gik tabt; et nyt opslag viser, at det ikke blev skrevet.",
)
NO_ZONE = Phrase(
    "[clienttime] timezone: “{name}” is not a time zone. Write one like Europe/Copenhagen.",
    "[clienttime] timezone: “{name}” er ikke en tidszone. Skriv en som Europe/Copenhagen.",
)
