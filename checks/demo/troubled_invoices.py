"""Plants invoices that did not arrive, wait somewhere, or arrived as something else."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from checks.demo import deliveries as to_economic
from checks.demo.bill import Bill, Deliver, Row
from checks.demo.firm import Firm
from checks.demo.planted import Planted

UNPOSTED, CONFLICT = "unposted-invoice", "invoice-conflict"
ERRORS = (
    "E07080 Betalingsbetingelser 7 findes ikke",
    "E04300 Validation failed. 1 error(s) found.",
    "SalesDocumentLineCannotHaveZeroValue",
    "E06000 Momszone 9 findes ikke",
)
STRANGE_CURRENCIES = ("SEK", "NOK", "GBP")


def plant_unposted(firm: Firm, times: int) -> None:
    """Plant every cause that does not lie with the customer."""
    for turn in range(times):
        for _ in range(2):
            _unposted(firm, "not-sent", to_economic.nowhere)
        mention = to_economic.mentioned_by(firm.another(firm.payer()))
        _unposted(firm, "not-sent", mention, note="its digits stand in another customer's text")
        _unposted(firm, "not-sent", to_economic.nowhere, note="credit note", credit=True)
        _unposted(firm, "transfer-error", to_economic.nowhere, error=ERRORS[turn % len(ERRORS)])
        _unposted(firm, "transfer-error", to_economic.nowhere, error=ERRORS[(turn + 2) % len(ERRORS)])
        for _ in range(2):
            _unposted(firm, "waiting-draft", to_economic.drafted, marked=True)
        _unposted(firm, "waiting-journal", to_economic.in_journal, marked=True)
        _unposted(firm, "waiting-journal", to_economic.in_approval, marked=True, note="approval pending")
        lost = to_economic.in_journal_without_number
        _unposted(firm, "waiting-journal", lost, marked=True, note="the line lost its number")
        _closed(firm, turn)
        foreign = STRANGE_CURRENCIES[turn % len(STRANGE_CURRENCIES)]
        _unposted(firm, "unknown-currency", to_economic.nowhere, currency=foreign, note=foreign)
        customer = firm.payer()
        taken = to_economic.taken_by(firm.another(customer))
        _unposted(firm, "number-taken", taken, customer)


def plant_conflicts(firm: Firm, times: int) -> None:
    """Plant every way in which what arrived is not what was sent."""
    for turn in range(times):
        _conflict(firm, "posted-twice", to_economic.booked_twice)
        _conflict(firm, "posted-twice", to_economic.booked_and_entered, note="once by each way")
        _conflict(firm, "amount", to_economic.booked_net, note="the VAT is missing")
        _conflict(firm, "amount", to_economic.booked_transposed, note="two digits swapped")
        _conflict(firm, "amount", to_economic.entered_wrong, note="through a journal")
        _conflict(firm, "amount", to_economic.in_journal_net, note="in a journal, not booked")
        _conflict(firm, "amount", to_economic.booked_off_by_one, note="one øre off: told quietly")
        _conflict(firm, "currency", to_economic.booked_in_euro)
        _in_euro(firm)
        customer = firm.payer()
        for _ in range(1 + turn % 2):
            _conflict(firm, "customer", to_economic.to(firm.another(customer)), customer)
        for _ in range(2):
            _conflict(firm, "marked-but-absent", to_economic.nowhere)
        _conflict(firm, "not-marked", to_economic.booked, marked=False)
        _conflict(firm, "not-marked", to_economic.entered, marked=False)
        _conflict(firm, "number-missing", to_economic.told_in_heading, note="in the heading")
        _conflict(firm, "number-missing", to_economic.told_in_text, note="in the entry's text")


def _unposted(
    firm: Firm, cause: str, deliver: Deliver, customer: Row | None = None, note: str = "", **members: object
) -> Bill:
    planted = Planted(UNPOSTED, "", cause, None, note)
    given = {"marked": False, "planted": planted, **members}
    return firm.bill(customer or _in_kroner(firm), firm.day(5, 110), deliver, **given)


def _conflict(
    firm: Firm, cause: str, deliver: Deliver, customer: Row | None = None, note: str = "", **members: object
) -> Bill:
    planted = Planted(CONFLICT, "", cause, None, note)
    return firm.bill(customer or _in_kroner(firm), firm.day(8, 300), deliver, planted=planted, **members)


def _closed(firm: Firm, turn: int) -> None:
    """Plant an invoice of a month that is closed; the second time of one that is closed since long."""
    bill = _unposted(firm, "closed-period", to_economic.nowhere)
    bill.day = firm.first_open - timedelta(days=9 + 61 * (turn % 3))


def _in_euro(firm: Firm) -> None:
    """Plant an invoice in euro that was booked in kroner."""
    customer = next(c for c in firm.payers if _currency(firm, c) == "EUR")
    bill = _conflict(firm, "currency", to_economic.booked_in_kroner, customer, "euro booked as kroner")
    bill.currency, bill.taxed, bill.net = "EUR", False, bill.net / Decimal(8)


def _in_kroner(firm: Firm) -> Row:
    while True:
        customer = firm.payer()
        if _currency(firm, customer) == "DKK":
            return customer


def _currency(firm: Firm, customer: Row) -> str:
    return str(firm.debtors[int(customer["ForeignDebitorSystemIdentification"])]["currency"])
