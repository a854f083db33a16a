"""Plants links that lead nowhere, to somebody else, or to a customer that may not be invoiced."""

from __future__ import annotations

from checks.demo.companies import Company
from checks.demo.firm import Firm

CHECK = "broken-link"
MALFORMED = (
    ("{} ", "a blank behind"),
    (" {}", "a blank in front"),
    ("0{}", "a leading zero"),
    ("{}.0", "a number out of a spreadsheet"),
)


def plant_broken(firm: Firm, times: int) -> None:
    """Plant every fault that a foreign id can have."""
    for turn in range(times):
        for place, (form, note) in enumerate(MALFORMED):
            _malformed(firm, form, note, waits=(turn + place) % 3)
        _letters(firm, waits=turn % 2)
        _dangling(firm, elsewhere=bool(turn % 2), waits=2 - turn % 2)
        _shared(firm, waits=turn % 2)
        _mislinked(firm, waits=turn % 2)
        _barred(firm, waits=1 + turn)


def _malformed(firm: Firm, form: str, note: str, waits: int) -> None:
    """Plant a cell that plainly means a customer and is not its number."""
    company = firm.companies.company()
    number = firm.debtor(company)
    customer = firm.customer(company, form.format(number))
    key = firm.found(CHECK, customer, "malformed", note)
    firm.silent("only-in-economic", number, f"plainly meant by a foreign id with {note}")
    firm.waiting(customer, "broken-link", key, waits)


def _letters(firm: Firm, waits: int) -> None:
    company = firm.companies.company()
    number = firm.debtor(company)
    customer = firm.customer(company, f"D{number}")
    key = firm.found(CHECK, customer, "malformed", "letters")
    firm.found("only-in-economic", number, note="its ClientTime customer has letters in the foreign id")
    firm.waiting(customer, "broken-link", key, waits)


def _dangling(firm: Firm, elsewhere: bool, waits: int) -> None:
    """Plant a number that was deleted; the company may be there under another one."""
    company = firm.companies.company()
    customer = firm.customer(company, str(firm.number()))
    key = firm.found(CHECK, customer, "dangling", "renumbered" if elsewhere else "deleted")
    if elsewhere:
        firm.found("only-in-economic", firm.debtor(company), note="the new number of a dangling link")
    firm.waiting(customer, "broken-link", key, waits)


def _shared(firm: Firm, waits: int) -> None:
    """Plant two companies on one number."""
    right, wrong = firm.companies.company(), firm.companies.company()
    number = firm.debtor(right)
    for company, expected in ((right, 0), (wrong, waits + 1)):
        customer = firm.customer(company, str(number))
        key = firm.found(CHECK, customer, "shared")
        firm.waiting(customer, "broken-link", key, expected)


def _mislinked(firm: Firm, waits: int) -> None:
    """Plant a link to a stranger, as a mistyped number in a dense series makes it."""
    company = firm.companies.company()
    stranger = _unlike(firm, company)
    customer = firm.customer(company, str(firm.debtor(stranger)))
    key = firm.found(CHECK, customer, "mislinked")
    firm.found("only-in-economic", firm.debtor(company), note="the right customer of a mislinked one")
    firm.waiting(customer, "broken-link", key, waits)


def _barred(firm: Firm, waits: int) -> None:
    """Plant a customer that is barred while invoices wait."""
    customer = firm.pair(firm.companies.company(), pays=False)
    firm.debtors[int(customer["ForeignDebitorSystemIdentification"])]["barred"] = True
    key = firm.found("barred-customer", customer)
    firm.waiting(customer, "barred-customer", key, waits)


def _unlike(firm: Firm, company: Company) -> Company:
    while True:
        other = firm.companies.company()
        if other.name.unlike(company.name) and other.place.zip != company.place.zip:
            return other
