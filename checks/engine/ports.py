"""The outside world as the engine needs it. Adapters fulfil these; tests build others."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from checks.engine.agreed import Agreed
from checks.engine.details import Account
from checks.engine.history import Recorded
from checks.engine.lookup import Lookup
from checks.engine.model import SourceState
from checks.engine.opening import Opening
from checks.engine.phrase import Phrase
from checks.engine.plan import Change, FixPlan, JournalEntry, State
from checks.engine.records import Customer, Debtor, Document, Invoice, Period
from checks.engine.shape import Shapes
from checks.engine.snapshot import Part, Reading


@dataclass(frozen=True, slots=True)
class ClientTimeReading:
    """One read of ClientTime; a part that failed carries its fault and no rows.

    `shapes` are the tables that were found, as they are declared.
    """

    customers: Reading[Customer]
    invoices: Reading[Invoice]
    state: SourceState
    shapes: Shapes = ()


@dataclass(frozen=True, slots=True)
class EconomicReading:
    """One read of e-conomic, part by part; `agreement` is what /self says, None when it did not."""

    debtors: Reading[Debtor]
    drafts: Reading[Document]
    booked: Reading[Document]
    journal: Reading[Document]
    entries: Reading[Document]
    periods: Reading[Period]
    agreement: int | None
    state: SourceState
    account: Account | None = None
    currencies: Reading[str] = field(default_factory=Reading)


@dataclass(frozen=True, slots=True)
class Written:
    """What came of one write: DONE, NOT_DONE or REFUSED (nothing changed), CONFLICT (someone else's value
    stands there), UNKNOWN (it may or may not have happened). `seen` is the value that was read back;
    `accepted` tells of one that is UNKNOWN that the system answered as if it had taken it."""

    state: State
    message: Phrase
    seen: tuple[Change, ...] = ()
    accepted: bool = False


class CutOffTaken(asyncio.CancelledError):
    """A write that was cut off after the system had answered that it took it."""


class ClientTime(Protocol):
    """The practice system's database."""

    async def read(self) -> ClientTimeReading:
        """Read both tables as they are now; never raises, a fault is in the readings."""
        ...

    async def customer(self, key: str) -> Lookup[Customer]:
        """Read one customer afresh by primary key."""
        ...

    async def holders(self, foreign_id: str) -> Lookup[tuple[Customer, ...]]:
        """Return the customers whose foreign id is this number, read afresh; Found(()) when nobody's is."""
        ...

    def link_statement(self, customer: Customer, after: str | None) -> tuple[str, ...]:
        """Return the exact SQL with its parameters, for the preview."""
        ...

    async def link(self, key: str, before: str | None, after: str | None) -> Written:
        """Set the foreign id of one row, where it still is `before`; compare-and-set in one transaction
        that also makes sure nobody else holds `after`."""
        ...

    async def shapes(self) -> Lookup[Shapes]:
        """Return how each mapped table is declared now; one that is not there has no columns."""
        ...

    async def close(self) -> None:
        """Let go of the connection; never waits for a driver that hangs."""
        ...


@dataclass(frozen=True, slots=True)
class DebtorDocument:
    """One e-conomic customer as it came over the wire: `body` is the exact JSON text."""

    debtor: Debtor
    body: str


class Economic(Protocol):
    """The accounting system's API."""

    async def read(self) -> EconomicReading:
        """Read every place as it is now; never raises, a fault is in the readings."""
        ...

    async def agreement(self) -> Lookup[int]:
        """Ask which agreement the tokens belong to."""
        ...

    async def debtor(self, number: int) -> Lookup[DebtorDocument]:
        """Read one customer afresh; a barred one is Found with `barred` set."""
        ...

    def push_request(self, document: DebtorDocument, changes: Sequence[Change]) -> tuple[str, ...]:
        """Return the exact HTTP request, secrets left out, for the preview."""
        ...

    async def push(self, document: DebtorDocument, changes: Sequence[Change]) -> Written:
        """PUT the document as read with only these properties changed (None leaves the property out), read
        back, compare every property; CONFLICT when it is no longer as read."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class Journal(Protocol):
    """The record of everything the program changed; every method is blocking and short."""

    def intend(self, plan: FixPlan, operator: str, reason: str) -> int:
        """Put the intent on disk and return the entry's number; raises JournalFault when it is not there."""
        ...

    def conclude(self, entry: int, written: Written) -> None:
        """Put the outcome on disk."""
        ...

    def entries(self) -> tuple[JournalEntry, ...]:
        """Return every fix, oldest first."""
        ...

    def history(self) -> tuple[Recorded, ...]:
        """Return everything on record, oldest first; raises JournalFault where it cannot be read."""
        ...

    def opening(self) -> Opening | None:
        """Return the last opening for writing, over or not; None where there is none or the chain is broken."""
        ...

    def broken(self) -> Phrase | None:
        """Return why the chain cannot be trusted, or None. A broken journal refuses every fix."""
        ...


@dataclass(frozen=True, slots=True)
class Ignored:
    """A finding set aside by a person: bound to `basis`, until a date or until the basis changes."""

    key: str
    basis: str
    reason: str
    operator: str
    at: datetime
    until: str | None = None


class KnownShapes(Protocol):
    """What is on record of the mapped tables; another state of them stops every write."""

    def known(self) -> Shapes:
        """Return what is on record, () where nothing is yet; raises Fault where that cannot be told."""
        ...

    def keep(self, shapes: Shapes, operator: str, at: datetime) -> None:
        """Put these on record instead; raises Fault when they cannot be kept."""
        ...


class Claim(Protocol):
    """The right to write for this site: one holder at a time, given up by the death of its owner too."""

    def hold(self) -> AbstractContextManager[bool]:
        """Take it without waiting; the context's value tells whether it was free."""
        ...


class Memory(Protocol):
    """What the program remembers between runs, in the site's state folder."""

    def sightings(self, part: Part, keys: Sequence[str], now: datetime) -> dict[tuple[Part, str], datetime]:
        """Note these keys of a complete reading; return when those appeared that came after the first one."""
        ...

    def beginnings(self) -> dict[Part, datetime]:
        """Return when each part was first read completely."""
        ...

    def agreed(self) -> Mapping[int, Agreed]:
        """Return each link as both systems last held the same, by e-conomic's number."""
        ...

    def agree(self, equal: Sequence[tuple[Customer, Debtor]], apart: Sequence[tuple[Customer, Debtor]]) -> None:
        """Note the links that are equal now, keep what is known of those that are not, forget all others."""
        ...

    def ignored(self) -> tuple[Ignored, ...]:
        """Return what was set aside."""
        ...

    def ignore(self, ignored: Ignored) -> None:
        """Set a finding aside, replacing an older word on it."""
        ...

    def unignore(self, key: str) -> bool:
        """Take a finding back; tells whether it was set aside."""
        ...
