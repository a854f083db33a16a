"""Looks for one invoice in a database whose mapping is not in use yet."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from checks.adapters.clean_text import shown
from checks.adapters.clienttime import Database
from checks.adapters.dialect import SQLITE, TSQL, Dialect
from checks.adapters.known_invoice import InvoiceLook, KnownInvoice
from checks.adapters.schema import split
from checks.adapters.sqlite import SqliteDatabase
from checks.engine.cpr import mask_cpr
from checks.engine.phrase import Phrase
from tui.before_file import before_file
from tui.config import ClientTimeSettings
from tui.texts import lines as texts
from tui.wiring import server_of

T = TypeVar("T")
LONGEST = 40
"""Signs of a number or code that are shown."""


@dataclass(frozen=True, slots=True)
class InvoiceSearch:
    """Reads one row at a time, by its number; raises SourceFault."""

    database: Database
    dialect: Dialect
    settings: ClientTimeSettings

    @property
    def mapped(self) -> bool:
        """Tell whether an invoice could be found at all."""
        mapping = self.settings.invoice
        return mapping is not None and None not in (mapping.number, mapping.customer)

    def proposed(self) -> str | None:
        """Return a number to begin with."""
        return self._looked(InvoiceLook.greatest)

    def invoice(self, number: str) -> KnownInvoice | None:
        """Return the only invoice of this number."""
        return self._looked(lambda look: look.invoice(number))

    def _looked(self, ask_it: Callable[[InvoiceLook], T]) -> T:
        with before_file(), self._look() as look, self.database.faults():
            return ask_it(look)

    @contextmanager
    def _look(self) -> Generator[InvoiceLook]:
        settings = self.settings
        if settings.invoice is None:
            raise ValueError("no invoices are mapped")
        with self.database.connected() as connection:
            catalogue = self.database.catalogue(connection)
            yield InvoiceLook(connection, catalogue, self.dialect, settings.customer, settings.invoice)


@contextmanager
def searching(settings: ClientTimeSettings) -> Generator[InvoiceSearch]:
    """Open the database that the settings name, and let go of it."""
    database, dialect = _opened(settings)
    try:
        yield InvoiceSearch(database, dialect, settings)
    finally:
        database.let_go()


def _opened(settings: ClientTimeSettings) -> tuple[Database, Dialect]:
    if settings.server is not None:
        return server_of(settings).database, TSQL
    tables = [settings.customer.table, *([settings.invoice.table] if settings.invoice else [])]
    return SqliteDatabase(settings.sqlite or Path(), tuple(dict.fromkeys(split(t)[0] for t in tables))), SQLITE


def is_it(found: KnownInvoice) -> Phrase:
    """Return what is known of an invoice, as a question; amount and day as each language writes them."""
    return texts.IS_IT.with_(
        number=_short(found.number),
        customer=_short(found.customer or "?"),
        day=found.day or "?",
        amount="?" if found.gross is None else found.gross,
        currency=shown(found.currency),
    )


def _short(text: str) -> str:
    """Return a text as a sentence can carry it: a wrong column may hold a long one."""
    clean = shown(text)
    return clean if len(clean) <= LONGEST else f"{clean[: LONGEST - 1]}…"


def none_such(number: str) -> Phrase:
    """Return that there is not exactly one invoice of this number."""
    return texts.NO_INVOICE.with_(number=shown(mask_cpr(number)))
