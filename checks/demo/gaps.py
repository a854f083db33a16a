"""Plants gaps in the numbers of ClientTime's invoices, and a new block of numbers that is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.demo.bill import Bill, Row
from checks.demo.deliveries import booked
from checks.demo.firm import Firm
from checks.demo.planted import Planted

CHECK = "number-gap"
BLOCK = 40
"""Numbers that are left out where a new block of them begins."""


def plant_gaps(firm: Firm, times: int) -> None:
    """Plant invoices in front of which numbers are missing."""
    for turn in range(times):
        _behind(firm, 1 + turn % 3)
    _behind(firm, BLOCK)


def _behind(firm: Firm, skips: int) -> None:
    in_kroner = [row for row in firm.payers if _currency(firm, row) == "DKK"]
    firm.bill(firm.chance.choice(in_kroner), firm.day(30, 300), booked, skips=skips)


def _currency(firm: Firm, customer: Row) -> str:
    return str(firm.debtors[int(str(customer["ForeignDebitorSystemIdentification"]))]["currency"])


def gaps(bills: Iterable[Bill]) -> Iterator[Planted]:
    """Return what was left out, now that the invoices have their numbers."""
    return (_planted(bill) for bill in bills if 0 < bill.skips < BLOCK)


def quiet(bills: Iterable[Bill]) -> Iterator[Planted]:
    """Return the new block and the numbers of drafts: nobody misses these."""
    for bill in bills:
        if bill.skips == BLOCK:
            yield _planted(bill, "a new block of numbers")
        elif bill.draft and bill.number:
            yield Planted(CHECK, f"{CHECK}:{bill.number}", note="a draft has it")


def _planted(bill: Bill, note: str = "") -> Planted:
    return Planted(CHECK, f"{CHECK}:{int(bill.number or 0) - bill.skips}", note=note)
