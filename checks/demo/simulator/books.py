"""What the agreement holds now: the tables, and the views that are worked out from them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from checks.demo.simulator.json_text import Json, to_text, without_nulls
from checks.demo.simulator.rows import Rows
from checks.demo.simulator.table import Table
from checks.demo.simulator.world import World

Convert = Callable[[Json], Json]
Kept = tuple[Json, Json]


@dataclass(slots=True)
class Books:
    """Both surfaces read and write these; callers hold the simulator's lock."""

    myself: Json
    groups: Table
    terms: Table
    zones: Table
    customers: Table
    drafts: Table
    booked: Table
    journals: Table
    draft_entries: Table
    booked_entries: Table
    years: tuple[Json, ...]
    currencies: tuple[Json, ...] = ()
    texts: Texts = field(default_factory=lambda: Texts())
    _views: dict[str, tuple[int, Rows]] = field(default_factory=dict[str, tuple[int, Rows]])
    _converted: dict[str, dict[int, Kept]] = field(default_factory=dict[str, dict[int, Kept]])

    @classmethod
    def of(cls, world: World) -> Books:
        """Open the books on a seed."""
        return cls(
            without_nulls(world.myself),
            Table("customerGroupNumber", world.customer_groups),
            Table("paymentTermsNumber", world.payment_terms),
            Table("vatZoneNumber", world.vat_zones),
            Table("customerNumber", world.customers),
            Table("draftInvoiceNumber", world.drafts),
            Table("bookedInvoiceNumber", world.booked),
            Table("journalNumber", world.journals),
            Table("entryNumber", world.draft_entries),
            Table("entryNumber", world.booked_entries),
            world.accounting_years,
            world.currencies,
        )

    def world(self) -> World:
        """Return the present state as a seed."""
        return World(
            self.myself,
            tuple(self.groups),
            tuple(self.terms),
            tuple(self.zones),
            tuple(self.customers),
            tuple(self.drafts),
            tuple(self.booked),
            tuple(self.journals),
            tuple(self.draft_entries),
            tuple(self.booked_entries),
            self.years,
            self.currencies,
        )

    def begin(self) -> None:
        """Begin a write: a stale read will show what was there until now."""
        for table in self._changing():
            table.forget()

    def stale(self) -> Books:
        """Return the books as they were before the last write, with caches of their own."""
        older = [table.stale() for table in self._changing()]
        customers, drafts, booked, draft_entries, booked_entries = older
        return Books(
            self.myself,
            self.groups,
            self.terms,
            self.zones,
            customers,
            drafts,
            booked,
            self.journals,
            draft_entries,
            booked_entries,
            self.years,
            self.currencies,
        )

    def view(self, name: str, table: Table, keep: Callable[[Json], bool], convert: Convert) -> Rows:
        """Return a part of a table in another shape; made once for each state of the table."""
        kept = self._views.get(name)
        if kept is None or kept[0] != table.version:
            documents = [self._convert(name, table.key, d, convert) for d in table if keep(d)]
            kept = (table.version, Rows(documents))
            self._views[name] = kept
        return kept[1]

    def _convert(self, name: str, key: str, document: Json, convert: Convert) -> Json:
        store = self._converted.setdefault(name, {})
        found = store.get(document[key])
        if found is None or found[0] is not document:
            found = (document, convert(document))
            store[document[key]] = found
        return found[1]

    def _changing(self) -> tuple[Table, ...]:
        return self.customers, self.drafts, self.booked, self.draft_entries, self.booked_entries


class Texts:
    """Documents as JSON text, kept for as long as the document stays the same."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], dict[Any, tuple[Json, str]]] = {}

    def of(self, shelf: str, base: str, key: str, document: Json, render: Callable[[Json, str], Json]) -> str:
        """Return the text of a document as `render` shows it at `base`."""
        store = self._kept.setdefault((shelf, base), {})
        found = store.get(document[key])
        if found is None or found[0] is not document:
            found = (document, to_text(render(document, base)))
            store[document[key]] = found
        return found[1]


def object_version(document: Json) -> str:
    """Return the version of a document: another content, another version."""
    stored = document.get("objectVersion")
    if isinstance(stored, str):
        return stored
    return hashlib.blake2b(to_text(document).encode(), digest_size=8).hexdigest()
