"""The practice system over any DB-API connection: narrow reads, and one write that compares before it sets."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from checks.adapters import clienttime_words as words
from checks.adapters.customer_row import CustomerRow, CustomerTable
from checks.adapters.database_fault import PassingFault, RuleFault
from checks.adapters.dialect import SQLITE, TSQL, Dialect
from checks.adapters.invoice_row import InvoiceTable
from checks.adapters.lane import Lane, LaneBusy
from checks.adapters.link_write import COMMIT_LOST, FIELD, GIVEN_UP, held_by, link_in, located, parameters
from checks.adapters.mapping import CustomerMapping, InvoiceMapping
from checks.adapters.permit import Permit
from checks.adapters.personal_numbers import PersonalNumbers
from checks.adapters.remembered import Remembered
from checks.adapters.row_versions import RowVersions, floor_of
from checks.adapters.schema import Catalogue, Table, look_up, resolve, split
from checks.adapters.sqlite import BUSY, SqliteDatabase
from checks.adapters.sqlserver import SqlServerDatabase, SqlServerSettings
from checks.adapters.table_shape import shape_of, shapes
from checks.engine import refusals as no
from checks.engine.cpr import holds_cpr
from checks.engine.errors import LoginRefused, SourceFault
from checks.engine.lookup import Absent, Found, Lookup, Unknown
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase
from checks.engine.plan import Change, State
from checks.engine.ports import ClientTimeReading, Written
from checks.engine.records import Customer, Invoice
from checks.engine.shape import CUSTOMER, INVOICE, Shapes, TableShape
from checks.engine.snapshot import Reading

T = TypeVar("T")
Part = tuple[T, ...] | Phrase
"""The records of one table, or why there are none."""
PAUSES = (0.05, 0.2, 0.8)
"""Seconds before a read that was in another's way is done again; half as much again by chance."""
LOOKED_AT = 1_000
"""Rows whose cells are kept for the preview of a statement."""


class Database(Protocol):
    """Opens one kind of database; what it raises is a SourceFault."""

    def connected(self, write: bool = False) -> AbstractContextManager[Any]:
        """Yield a DB-API connection in autocommit, for one piece of work."""
        ...

    def faults(self) -> AbstractContextManager[None]:
        """Turn what the driver raises into a SourceFault."""
        ...

    def catalogue(self, connection: Any) -> Catalogue:
        """Return what the database says of its tables."""
        ...

    def consistent(self, connection: Any) -> AbstractContextManager[None]:
        """Let everything that is read within belong together, as far as the database can."""
        ...

    def let_go(self) -> None:
        """Close what was kept open between two pieces of work."""
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
    _numbers: PersonalNumbers = field(default_factory=PersonalNumbers)
    _customer_records: Remembered[Customer] = field(default_factory=Remembered[Customer])
    _invoice_records: Remembered[Invoice] = field(default_factory=Remembered[Invoice])
    _customer_versions: RowVersions = field(default_factory=RowVersions)
    _invoice_versions: RowVersions = field(default_factory=RowVersions)
    _looked_at: dict[str, CustomerRow] = field(default_factory=dict[str, CustomerRow])
    _shapes: dict[str, TableShape] = field(default_factory=dict[str, TableShape])
    """The tables that the last read found, by what they are mapped as."""

    async def read(self) -> ClientTimeReading:
        """Read both tables in one transaction; a part with a fault has no rows and says why."""
        started, refused = self.now(), False
        try:
            customers, invoices, shapes = await self.lane.run(self._read)
        except (SourceFault, LaneBusy) as error:
            customers = invoices = _phrase(error)
            shapes, refused = (), isinstance(error, LoginRefused)
        if isinstance(customers, Phrase) and not self._invoices_mapped:
            invoices = customers
        at = self.now()
        faults = [part for part in (customers, invoices) if isinstance(part, Phrase)]
        health = (Health.OK, Health.DEGRADED, Health.DOWN)[len(faults)]
        # What could not be read has no number: zero would read as a fact.
        parts: tuple[tuple[str, Part[Customer] | Part[Invoice]], ...] = (
            ("customers", customers),
            ("invoices", invoices),
        )
        counts = tuple((name, len(part)) for name, part in parts if not isinstance(part, Phrase))
        last = None if health is Health.DOWN else at
        detail = faults[0] if faults else None
        state = SourceState("clienttime", health, last, detail, counts, (at - started).total_seconds(), None, refused)
        return ClientTimeReading(_reading(customers, at), _reading(invoices, at), state, shapes)

    async def customer(self, key: str) -> Lookup[Customer]:
        """Read one customer afresh."""
        if holds_cpr(key):
            return Unknown(no.CPR)
        try:
            found = await self.lane.run(lambda: self._one(key))
        except (SourceFault, LaneBusy) as error:
            return Unknown(_phrase(error))
        if len(found) > 1:
            return Unknown(words.NOT_ONE.with_(n=len(found)))
        return Found(found[0].record) if found else Absent()

    async def holders(self, foreign_id: str) -> Lookup[tuple[Customer, ...]]:
        """Return the customers whose foreign id is this number, or plainly means it."""
        try:
            return Found(await self.lane.run(lambda: self._holders(foreign_id)))
        except (SourceFault, LaneBusy) as error:
            return Unknown(_phrase(error))

    def link_statement(self, customer: Customer, after: str | None) -> tuple[str, ...]:
        """Return the exact statement and its parameters, as `link` executes it on the row as it was read last."""
        table = self._table
        if table is None:
            return ()
        row = self._looked_at.get(customer.key)
        if row is None or row.record != customer or holds_cpr(customer.foreign_id):
            key, before = table.bound(table.key_name, customer.key), table.bound("foreign_id", customer.foreign_id)
            row = CustomerRow(key, before, customer)
        statement = table.update(after, row.foreign_id)
        return (statement, "-- " + ", ".join(map(repr, parameters(table, row, after))))

    async def link(self, key: str, before: str | None, after: str | None) -> Written:
        """Set one foreign id where it still is `before`; a lost commit is unknown until a fresh look."""
        permit = Permit()
        try:
            written, over = await self.lane.run(lambda: self._link(key, before, after, permit)), True
        except asyncio.CancelledError:
            permit.revoke()
            raise
        except (SourceFault, LaneBusy) as error:
            if permit.revoke():
                return _not_written(error)
            written, over = Written(State.UNKNOWN, COMMIT_LOST), not isinstance(error, LaneBusy)
        return written if written.state is not State.UNKNOWN else await self._settled(written, key, before, after, over)

    async def shapes(self) -> Lookup[Shapes]:
        """Return how each mapped table is declared now; one that is not there has no columns."""
        try:
            return Found(await self.lane.run(self._declared))
        except (SourceFault, LaneBusy) as error:
            return Unknown(_phrase(error))

    async def close(self) -> None:
        """Let the lane end."""
        self.lane.close(self.database.let_go)

    async def _settled(self, written: Written, key: str, before: str | None, after: str | None, over: bool) -> Written:
        """Ask afresh what became of a commit; where it is not over yet, the old value is no answer.

        A database that lets the look wait for a transaction which may still run answers for good.
        """
        match await self.customer(key):
            case Found(value=row) if row.foreign_id == after:
                return Written(State.DONE, words.SEEN_AFTERWARDS, (Change(FIELD, before, after),))
            case Found(value=row) if row.foreign_id == before and (over or self.dialect.settled):
                return Written(State.NOT_DONE, words.NOT_SEEN_AFTERWARDS)
            case _:
                return written

    def _read(self) -> tuple[Part[Customer], Part[Invoice], Shapes]:
        self._shapes.clear()
        with self.database.connected() as connection:
            floor = self._floor(connection)  # before anything is read, also what the reading sees as one moment
            with self.database.consistent(connection):
                customers = self._part(lambda: self._customer_rows(connection, floor))
                invoices = self._part(lambda: self._invoice_rows(connection, floor))
        # The file is let go before the rows become records: nobody waits for that.
        return (
            customers if isinstance(customers, Phrase) else customers(),
            invoices if isinstance(invoices, Phrase) else invoices(),
            tuple(self._shapes.values()),
        )

    def _part(self, read: Callable[[], T]) -> T | Phrase:
        """Read one table to its end; what fails here costs this part only."""
        try:
            return self._again(read)
        except SourceFault as fault:
            return fault.phrase

    def _again(self, read: Callable[[], T]) -> T:
        """Read, and read again where the database ended it because of somebody else."""
        for pause in PAUSES:
            try:
                with self.database.faults():
                    return read()
            except PassingFault:
                time.sleep(pause * random.uniform(1, 1.5))  # noqa: S311 - so that two do not meet again
        with self.database.faults():
            return read()

    def _floor(self, connection: Any) -> bytes | None:
        """Return the row version that may be relied on; whatever else is wrong, the reading meets as well."""
        try:
            with self.database.faults():
                return floor_of(connection, self.dialect.floor) if self.dialect.floor else None
        except SourceFault:
            return None

    def _customer_rows(self, connection: Any, floor: bytes | None) -> Callable[[], tuple[Customer, ...]]:
        table = self._customer_table(connection)
        columns = self._customer_versions.read(connection, table, floor, self.now())
        return lambda: self._customer_records.records(columns, table.key_place, table.records)

    def _invoice_rows(self, connection: Any, floor: bytes | None) -> Callable[[], tuple[Invoice, ...]]:
        if not self._invoices_mapped:
            return tuple  # the site has no invoices to show: none, without a fault
        table = self._invoice_table(connection)
        columns = self._invoice_versions.read(connection, table, floor, self.now())
        return lambda: self._invoice_records.records(columns, table.key_place, table.records)

    def _one(self, key: str) -> list[CustomerRow]:
        with self.database.connected() as connection:
            found = self._again(
                lambda: located(connection, self._customer_table(connection), key, self.dialect.settled)
            )
        if len(self._looked_at) >= LOOKED_AT:
            self._looked_at.clear()
        self._looked_at.update({row.record.key: row for row in found})
        return found

    def _holders(self, foreign_id: str) -> tuple[Customer, ...]:
        with self.database.connected() as connection:
            return self._again(lambda: tuple(held_by(connection, self._customer_table(connection), foreign_id)))

    def _link(self, key: str, before: str | None, after: str | None, permit: Permit) -> Written:
        with self.database.connected(write=True) as connection:
            return link_in(connection, self._customer_table(connection), key, before, after, permit)

    def _declared(self) -> Shapes:
        wanted = {CUSTOMER: self.customers.table}
        if self._invoices_mapped:
            wanted[INVOICE] = cast(InvoiceMapping, self.invoices).table
        with self.database.connected() as connection:
            return self._again(lambda: shapes(self.database.catalogue(connection), wanted))

    def _found(self, connection: Any, wanted: str, role: str) -> Table:
        found = look_up(self.database.catalogue(connection), wanted, role)
        self._shapes[role] = shape_of(role, found)
        return found

    def _customer_table(self, connection: Any) -> CustomerTable:
        found = self._found(connection, self.customers.table, CUSTOMER)
        columns = resolve(found, self.customers, "customer")
        self._table = CustomerTable(found, columns, self.customers, self.dialect, self.zone, self._numbers)
        return self._table

    @property
    def _invoices_mapped(self) -> bool:
        """Tell whether enough is named to tell invoices apart and whose they are."""
        return self.invoices is not None and None not in (self.invoices.number, self.invoices.customer)

    def _invoice_table(self, connection: Any) -> InvoiceTable:
        mapping = cast(InvoiceMapping, self.invoices)
        found = self._found(connection, mapping.table, INVOICE)
        columns = resolve(found, mapping, "invoice")
        return InvoiceTable(found, columns, mapping, self.dialect, self.zone, self._numbers)


def open_sqlite(
    path: Path,
    customers: CustomerMapping,
    invoices: InvoiceMapping | None,
    *,
    timezone: str | None = None,
    query_timeout: float = 30.0,
    busy_timeout: float = BUSY,
) -> SqlClientTime:
    """Return the ClientTime in a SQLite file; nothing is opened before the first question."""
    tables = [customers.table, *([invoices.table] if invoices else [])]
    schemas = tuple({schema.casefold(): schema for schema, _ in map(split, reversed(tables))}.values())[::-1]
    database = SqliteDatabase(path, schemas, busy_timeout, query_timeout)
    # The database ends what takes too long by itself; the lane gives up what does not even do that.
    lane = Lane("clienttime", query_timeout + busy_timeout + 1.0)
    return SqlClientTime(database, SQLITE, customers, invoices, zone(timezone), lane)


def open_sqlserver(
    settings: SqlServerSettings,
    customers: CustomerMapping,
    invoices: InvoiceMapping | None,
    *,
    timezone: str | None = None,
) -> SqlClientTime:
    """Return the ClientTime on a SQL Server; nothing is opened, and no secret asked for, before the first question."""
    database = SqlServerDatabase(settings)
    # The driver ends what takes too long; what does not even come back from that is broken off, then given up.
    lane = Lane("clienttime", settings.login_timeout + settings.query_timeout + 1.0, database.interrupt)
    return SqlClientTime(database, TSQL, customers, invoices, zone(timezone), lane)


def zone(name: str | None) -> tzinfo | None:
    """Return the time zone of that name; None is the machine's. Raises SourceFault for an unknown one."""
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SourceFault(words.NO_ZONE.with_(name=name)) from None


def _not_written(error: SourceFault | LaneBusy) -> Written:
    match error:
        case LaneBusy():
            return Written(State.NOT_DONE, GIVEN_UP)
        case RuleFault():
            return Written(State.REFUSED, error.phrase)
        case SourceFault():
            return Written(State.NOT_DONE, error.phrase)


def _reading(part: Part[T], at: datetime) -> Reading[T]:
    return Reading(fault=part) if isinstance(part, Phrase) else Reading(part, at)


def _phrase(error: SourceFault | LaneBusy) -> Phrase:
    return error.phrase if isinstance(error, SourceFault) else words.HANGS
