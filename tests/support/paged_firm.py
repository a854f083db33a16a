"""A firm with a finding in every check and rows in every place: enough for several pages where pages are small."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from checks.adapters import pages, replica
from checks.demo.simulator import World, cursor
from tests.support.agreement import entry as ledger_line
from tests.support.agreement import invoice as economic_invoice
from tests.support.firm import Firm, customer, debtor, firm, invoice, world

STALE, UNLINKED = "stale-address:1043", "null-foreign-id:1042"
NUMBER = 20043
OLD, NEW = "Nørregade 12", "Vestergade 7"
CUSTOMERS = (
    customer(1, "1042", None, "Hansen Byg ApS", CvrNumber="13748136"),
    customer(2, "1043", str(NUMBER), "Lykke Dental", Address1=NEW, ModifiedDate="2026-11-01 10:00:00"),
    customer(3, "1044", "29999", "Lunds Bageri"),
    customer(4, "1045", "20045", "Møller El"),
    customer(5, "1046", "20046", "Nord Data"),
)
BOOKED, LEDGER, DRAFTS, JOURNAL, NOWHERE = (
    range(10301, 10306),
    range(10401, 10406),
    range(10501, 10504),
    range(10601, 10604),
    range(10701, 10703),
)
INVOICES = tuple(
    invoice(place, str(number), 5, "1250.00")
    for place, number in enumerate((*BOOKED, *LEDGER, *DRAFTS, *JOURNAL, *NOWHERE), 1)
)


def books() -> World:
    """Return the firm's e-conomic."""
    return world(
        [
            debtor(20042, "Hansen Byg ApS", corporateIdentificationNumber="13748136"),
            debtor(NUMBER, "Lykke Dental", email="post@lykke.invalid"),
            debtor(20045, "Møller El", barred=True),
            debtor(20046, "Nord Data"),
            debtor(20099, "Ny Kunde A/S"),
        ],
        drafts=[_invoice("draftInvoiceNumber", number) for number in DRAFTS],
        booked=[_invoice("bookedInvoiceNumber", number) for number in BOOKED],
        draftEntries=[journal_line(place, number) for place, number in enumerate(JOURNAL, 1)],
        bookedEntries=[
            ledger_line(
                place, type=(1, 10)[place % 2], customerNumber=20046, customerInvoiceNumber=number, amount=1250.0
            )
            for place, number in enumerate(LEDGER, 1)
        ],
    )


def journal_line(place: int, number: int) -> dict[str, Any]:
    """Return an invoice that waits in a journal."""
    return {
        "entryNumber": place,
        "entryTypeNumber": 10,
        "journalNumber": 1,
        "customerNumber": 20046,
        "customerInvoiceNumber": str(number),
        "amount": 1250.0,
        "currency": "DKK",
        "date": "2026-05-04T00:00:00",
        "text": f"Faktura {number}",
    }


def _invoice(key: str, number: int) -> dict[str, Any]:
    return economic_invoice(key, number, customer={"customerNumber": 20046}, references={"other": str(number)})


@contextmanager
def paged(folder: Path) -> Generator[Firm]:
    """Make that firm."""
    with firm(folder, CUSTOMERS, INVOICES, books()) as made:
        yield made


def small_pages(patch: pytest.MonkeyPatch, rows: int = 2) -> None:
    """Let both sides have so few rows on a page, and a collection of more than that be read by its changes."""
    patch.setattr(pages, "PAGE", rows)
    patch.setattr(replica, "PAGE", rows)
    patch.setattr(cursor, "STEP", rows)
