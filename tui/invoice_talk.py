"""Has one invoice recognised that the operator knows: then number, customer, date and amount are the right columns."""

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
from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase, money
from tui.config import ClientTimeSettings
from tui.init_answers import Asking, agreed, ask, tell
from tui.server_look import database_of
from tui.site_template import Answers
from tui.texts import lines as texts

T = TypeVar("T")
OUT = "-"


@dataclass(frozen=True, slots=True)
class InvoiceTalk:
    """Reads one row at a time, by its number."""

    asking: Asking
    database: Database
    dialect: Dialect
    settings: ClientTimeSettings

    def recognised(self) -> str | None:
        """Return the number of an invoice that is as the operator knows it, None where none is; raises Left."""
        mapping = self.settings.invoice
        if mapping is None or None in (mapping.number, mapping.customer):
            return None
        try:
            proposed = self._looked(InvoiceLook.greatest)
        except SourceFault as fault:
            tell(fault.phrase, self.asking.language)
            return None
        while True:
            number = ask(texts.WHICH, self.asking.language, proposed or OUT) or proposed or OUT
            if number == OUT:
                return None
            found = self._invoice(number)
            if found is not None:
                return found.number if self._agreed(found) else None

    def _invoice(self, number: str) -> KnownInvoice | None:
        try:
            found = self._looked(lambda look: look.invoice(number))
        except SourceFault as fault:
            tell(fault.phrase, self.asking.language)
            return None
        if found is None:
            tell(texts.NO_INVOICE.with_(number=shown(mask_cpr(number))), self.asking.language)
        return found

    def _agreed(self, found: KnownInvoice) -> bool:
        if agreed(_question(found, self.asking.language), self.asking.language):
            return True
        tell(texts.NOT_RIGHT, self.asking.language)
        return False

    def _looked(self, ask_it: Callable[[InvoiceLook], T]) -> T:
        with self._look() as look, self.database.faults():
            return ask_it(look)

    @contextmanager
    def _look(self) -> Generator[InvoiceLook]:
        settings = self.settings
        if settings.invoice is None:
            raise ValueError("no invoices are mapped")
        with self.database.connected() as connection:
            catalogue = self.database.catalogue(connection)
            yield InvoiceLook(connection, catalogue, self.dialect, settings.customer, settings.invoice)


def opened(answers: Answers, settings: ClientTimeSettings) -> tuple[Database, Dialect]:
    """Return the database that was named, with how its names are quoted."""
    if answers.server is not None:
        return database_of(answers.server), TSQL
    tables = [settings.customer.table, *([settings.invoice.table] if settings.invoice else [])]
    return SqliteDatabase(settings.sqlite or Path(), tuple(dict.fromkeys(split(t)[0] for t in tables))), SQLITE


def _question(found: KnownInvoice, language: str) -> Phrase:
    return texts.IS_IT.with_(
        number=shown(found.number),
        customer=shown(found.customer or "?"),
        day=found.day or "?",
        amount="?" if found.gross is None else money(found.gross, language),
        currency=shown(found.currency),
    )
