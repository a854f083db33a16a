"""A firm whose every invoice has a known fate in e-conomic, both sign conventions of credit notes included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from checks.demo import deliveries as to
from checks.demo.bill import Bill, Deliver, Row
from checks.demo.postings import Postings
from checks.demo.scenario import FIRST_INVOICE, Scenario
from checks.engine.posting import Standing
from tests.support import firm
from tests.support.scene import NOW

PAIRS = 40
GO_LIVE = NOW.date() - timedelta(days=400)
FIRST_OF_ECONOMIC = 500_001


@dataclass(frozen=True, slots=True)
class Fate:
    """A way into e-conomic, made for the number of some other customer, and what has to be said of the invoice."""

    way: Callable[[int], Deliver]
    standing: Standing
    differs: tuple[str, ...] = ()
    credit_only: bool = False


def _always(deliver: Deliver) -> Callable[[int], Deliver]:
    return lambda _: deliver


FATES = {
    "booked": Fate(_always(to.booked), Standing.POSTED),
    "booked under its own number": Fate(_always(to.booked_under_own_number), Standing.POSTED),
    "booked with its number padded": Fate(_always(to.booked_padded), Standing.POSTED),
    "booked and rounded": Fate(_always(to.booked_off_by_one), Standing.POSTED),
    "booked with the other sign": Fate(_always(to.booked_positive), Standing.POSTED, credit_only=True),
    "booked twice": Fate(_always(to.booked_twice), Standing.POSTED),
    "booked by hand": Fate(_always(to.told_in_heading), Standing.POSTED),
    "entered": Fate(_always(to.entered), Standing.POSTED),
    "entered by hand": Fate(_always(to.told_in_text), Standing.POSTED),
    "booked and entered": Fate(_always(to.booked_and_entered), Standing.POSTED),
    "drafted": Fate(_always(to.drafted), Standing.DRAFT),
    "in a journal": Fate(_always(to.in_journal), Standing.JOURNAL),
    "in the other journal": Fate(_always(to.in_approval), Standing.JOURNAL),
    "in a journal, its number dropped": Fate(_always(to.in_journal_without_number), Standing.JOURNAL),
    "in a journal, wrong": Fate(_always(to.in_journal_net), Standing.JOURNAL, ("amount",)),
    "nowhere": Fate(_always(to.nowhere), Standing.ABSENT),
    "nowhere, and mentioned": Fate(to.mentioned_by, Standing.ABSENT),
    "nowhere, its number taken": Fate(to.taken_by, Standing.TAKEN),
    "booked net": Fate(_always(to.booked_net), Standing.POSTED, ("amount",)),
    "booked transposed": Fate(_always(to.booked_transposed), Standing.POSTED, ("amount",)),
    "booked in euro": Fate(_always(to.booked_in_euro), Standing.POSTED, ("currency",)),
    "booked on another": Fate(to.to, Standing.POSTED, ("customer",)),
    "entered wrong": Fate(_always(to.entered_wrong), Standing.POSTED, ("amount",)),
}
"""Found, waiting, absent and in conflict, in every way that the demo's firm knows."""


def fated(invoices: int) -> tuple[Scenario, dict[str, Fate]]:
    """Return both systems and the fate of each invoice by its number; fates, customers and signs go round."""
    customers = [_customer(key) for key in range(PAIRS)]
    debtors = {number: firm.debtor(number, f"Kunde {number} ApS") for number in map(_number, range(PAIRS))}
    postings = Postings(debtors, NOW.date(), FIRST_OF_ECONOMIC)
    bills: list[Bill] = []
    fates: dict[str, Fate] = {}
    for place in range(invoices):
        name = list(FATES)[place % len(FATES)]
        bill = _bill(place, customers[place % PAIRS], FATES[name])
        bill.deliver(postings, bill)
        bills.append(bill)
        fates[str(bill.number)] = FATES[name]
    rows = tuple(bill.row(key, NOW - timedelta(days=1)) for key, bill in enumerate(bills, 1))
    books = firm.world(
        list(debtors.values()),
        drafts=postings.drafts,
        booked=postings.booked,
        journals=[{"journalNumber": number, "name": f"Kladde {number}"} for number in (1, 2)],
        draftEntries=postings.lines,
        bookedEntries=postings.entries,
    ).document()
    return Scenario(tuple(customers), rows, books, (), (), GO_LIVE), fates


def _bill(place: int, customer: Row, fate: Fate) -> Bill:
    """Return an invoice or a credit note; ClientTime has these with either sign."""
    turn = place // len(FATES)
    return Bill(
        customer,
        _number(place % PAIRS),
        NOW.date() - timedelta(days=5 + place % 300),
        Decimal(1_000 + 7 * place) + Decimal("0.36"),
        fate.way(_number((place + 1) % PAIRS)),
        credit=fate.credit_only or turn % 3 != 0,
        negative=turn % 3 == 1,
        number=str(FIRST_INVOICE + place),
    )


def _number(key: int) -> int:
    return 20_001 + key


def _customer(key: int) -> Row:
    known = firm.customer(key + 1, str(1001 + key), str(_number(key)), f"Kunde {_number(key)} ApS")
    empty = dict.fromkeys(firm.CUSTOMER_COLUMNS)
    created = datetime.combine(GO_LIVE - timedelta(days=30), time(9), tzinfo=UTC)
    return {**empty, **known, "CreatedDate": created}
