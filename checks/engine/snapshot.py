"""Both systems at one moment, and the indexes that every check shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar, cast

from checks.engine.agreed import Agreed
from checks.engine.foreign_id import parse_foreign_id
from checks.engine.lookup import Absent, Found, Lookup, Unknown
from checks.engine.model import Severity
from checks.engine.phrase import Phrase
from checks.engine.plan import JournalEntry
from checks.engine.records import Customer, Debtor, Document, Invoice, Period, Place
from checks.engine.trouble import Trouble

T = TypeVar("T")


class Part(StrEnum):
    """What is read separately and can fail separately."""

    CUSTOMERS = "customers"
    INVOICES = "invoices"
    DEBTORS = "debtors"
    DRAFTS = "drafts"
    BOOKED = "booked"
    JOURNAL = "journal"
    ENTRIES = "entries"
    PERIODS = "periods"


PLACES = (Part.DRAFTS, Part.BOOKED, Part.JOURNAL, Part.ENTRIES)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """The rows of one part, when they were last complete, and why the last attempt failed.

    With a `fault` the rows are those of `as_of`: still worth showing, never worth judging by. `detour` is why they
    were asked another way than the usual one; they are worth as much.
    """

    rows: tuple[T, ...] = ()
    as_of: datetime | None = None
    fault: Phrase | None = None
    detour: Phrase | None = None

    @property
    def complete(self) -> bool:
        """Tell whether these rows may be judged by."""
        return self.as_of is not None and self.fault is None


@dataclass(frozen=True, slots=True)
class Rules:
    """What the site says about time and places (contract section 2, [monitor] and [economic])."""

    sync_interval: timedelta = timedelta(minutes=5)
    grace: int = 3
    go_live: date | None = None
    invoice_reference: str = "references.other"
    invoices_mapped: bool = True
    zone: tzinfo | None = None
    """Where the site's calendar is, None the machine's."""
    severities: tuple[tuple[str, Severity], ...] = ()
    """What every finding of a check counts as, by the check's id, where the site says so."""

    @property
    def patience(self) -> timedelta:
        """Return how long the synchronisation may take before it counts as failed."""
        return self.sync_interval * self.grace

    def day(self, at: datetime) -> date:
        """Return the day of a moment as the site's people count days."""
        return at.astimezone(self.zone).date()


@dataclass(frozen=True)
class Snapshot:
    """Everything a check may look at. `sightings` says when a record appeared that was not there at the
    first complete reading, by part and key; what is not in it is old. `beginnings` says when that reading was.
    `fixes` are those on record that were done, `agreed` the links as both systems last held the same, by number."""

    now: datetime
    rules: Rules = field(default_factory=Rules)
    customers: Reading[Customer] = field(default_factory=Reading)
    invoices: Reading[Invoice] = field(default_factory=Reading)
    debtors: Reading[Debtor] = field(default_factory=Reading)
    drafts: Reading[Document] = field(default_factory=Reading)
    booked: Reading[Document] = field(default_factory=Reading)
    journal: Reading[Document] = field(default_factory=Reading)
    entries: Reading[Document] = field(default_factory=Reading)
    periods: Reading[Period] = field(default_factory=Reading)
    currencies: Reading[str] = field(default_factory=Reading)
    sightings: Mapping[tuple[Part, str], datetime] = field(default_factory=dict[tuple[Part, str], datetime])
    beginnings: Mapping[Part, datetime] = field(default_factory=dict[Part, datetime])
    troubles: tuple[Trouble, ...] = ()
    fixes: tuple[JournalEntry, ...] = ()
    agreed: Mapping[int, Agreed] = field(default_factory=dict[int, Agreed])

    lasting: dict[Callable[[], object], object] = field(
        default_factory=dict[Callable[[], object], object], compare=False, repr=False
    )
    """What is kept from one snapshot to the next, so that only what changed is worked out again."""

    def reading(self, part: Part) -> Reading[object]:
        """Return the reading of one part."""
        reading: Reading[object] = getattr(self, part.value)
        return reading

    @cached_property
    def _made(self) -> dict[Callable[[Snapshot], object], object]:
        return {}

    def shared(self, make: Callable[[Snapshot], T]) -> T:
        """Return what `make` works out from this snapshot; worked out once, whoever asks.

        `make` has to be a function of a module and pure: it is its own key.
        """
        if make not in self._made:
            self._made[make] = make(self)
        return cast("T", self._made[make])

    def kept(self, make: Callable[[], T]) -> T:
        """Return what `make` made for the first snapshot of a row; it is its own key."""
        if make not in self.lasting:
            self.lasting[make] = make()
        return cast("T", self.lasting[make])

    def missing(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        """Return those of the parts that may not be judged by."""
        return tuple(part for part in parts if not self.reading(part).complete)

    @cached_property
    def customers_by_key(self) -> Mapping[str, tuple[Customer, ...]]:
        """ClientTime customers by what invoices refer to: the primary key, else the code, which two may have."""
        return grouped((customer.key, customer) for customer in self.customers.rows)

    @cached_property
    def customers_by_code(self) -> Mapping[str, tuple[Customer, ...]]:
        """ClientTime customers by the code that people know; nothing makes it unique but habit."""
        return grouped((customer.code, customer) for customer in self.customers.rows)

    @cached_property
    def debtor_by_number(self) -> Mapping[int, Debtor]:
        """Customers of e-conomic by number."""
        return {debtor.number: debtor for debtor in self.debtors.rows}

    @cached_property
    def linked(self) -> Mapping[int, tuple[Customer, ...]]:
        """ClientTime customers by the number that their foreign id is, exactly as it stands."""
        return grouped((number, c) for c in self.customers.rows if (number := parse_foreign_id(c.foreign_id).exact))

    @cached_property
    def meant(self) -> Mapping[int, tuple[Customer, ...]]:
        """ClientTime customers by the number that a malformed foreign id plainly means."""
        return grouped((number, c) for c in self.customers.rows if (number := parse_foreign_id(c.foreign_id).meant))

    @cached_property
    def invoices_of(self) -> Mapping[str, tuple[Invoice, ...]]:
        """ClientTime invoices by the key of their customer."""
        return grouped((invoice.customer, invoice) for invoice in self.invoices.rows)

    @cached_property
    def documents(self) -> Mapping[Place, tuple[Document, ...]]:
        """The documents of the four places."""
        return {
            Place.DRAFTS: self.drafts.rows,
            Place.BOOKED: self.booked.rows,
            Place.JOURNAL: self.journal.rows,
            Place.ENTRIES: self.entries.rows,
        }

    def debtor(self, number: int) -> Lookup[Debtor]:
        """Look a customer of e-conomic up by number; unknown while the list is not complete."""
        if not self.debtors.complete:
            return Unknown(self.debtors.fault or NOT_READ)
        found = self.debtor_by_number.get(number)
        return Absent() if found is None else Found(found)

    def appeared(self, part: Part, key: str, created: datetime | None) -> datetime | None:
        """Return when a record came into being, or None when it was there all along."""
        return created or self.sightings.get((part, key))

    def first_seen(self, part: Part, key: str) -> datetime | None:
        """Return when this program saw a record for the first time."""
        return self.sightings.get((part, key)) or self.beginnings.get(part)

    def settled(self, part: Part, key: str, created: datetime | None) -> bool:
        """Tell whether the synchronisation has had its time with this record."""
        appeared = self.appeared(part, key, created)
        return appeared is None or self.now - appeared >= self.rules.patience


NOT_READ = Phrase("not read yet", "endnu ikke læst")

K = TypeVar("K")


def grouped(pairs: Iterable[tuple[K, T]]) -> Mapping[K, tuple[T, ...]]:
    """Return the values of equal keys together, in the order in which they came."""
    lists: dict[K, list[T]] = defaultdict(list)
    for key, value in pairs:
        lists[key].append(value)
    return {key: tuple(values) for key, values in lists.items()}
