"""Plants what is only untidy, and its near misses: customers there twice, numbers that cannot be, useless codes."""

from __future__ import annotations

from dataclasses import replace

from checks.demo.bill import Row
from checks.demo.companies import Company
from checks.demo.firm import Firm
from checks.demo.names import Name
from checks.demo.places import somewhere

TWICE, WRONG, CODE, BY_HAND = "duplicate-customer", "invalid-identifier", "unacceptable-code", "changed-in-economic"


def plant_housekeeping(firm: Firm, times: int) -> None:
    """Plant every kind, and beside each what must not be taken for it."""
    for turn in range(times):
        _twice(firm, "cvr", firm.companies.company())
        _twice(firm, "name" if turn % 2 else "ean", firm.companies.company())
        _institutions(firm)
        _mistyped(firm, swapped=bool(turn % 2))
        _undeliverable(firm)
        _foreign_number(firm)
        _code(firm, "0{}", "leading-zero", waits=0)
        _code(firm, "{}0000000", "too-long", waits=turn % 2)  # ten digits could be somebody's personal number
        _linked_letters(firm)
        _by_hand(firm)
        _in_both(firm)


def _twice(firm: Firm, shown_by: str, company: Company) -> None:
    """Plant a customer that somebody has made in e-conomic, where it was already."""
    theirs = {
        "ean": replace(company, ean=firm.companies.ean(), cvr=None),
        "cvr": replace(company, place=somewhere(firm.chance)),
        "name": replace(company, cvr=None),
    }[shown_by]
    firm.pair(replace(company, ean=theirs.ean))
    number = firm.debtor(theirs)
    firm.found(TWICE, number, shown_by)
    firm.found("only-in-economic", number, note="made in e-conomic for a second time")


def _institutions(firm: Firm) -> None:
    """Plant two schools of one municipality: one CVR number, and a name and an EAN each."""
    school = firm.companies.company()
    for name in ("Skole", "Børnehus"):
        core = school.name.text.split(" ")[0]
        row = firm.pair(replace(school, name=Name(f"{core} {name}", public=True), ean=firm.companies.ean()))
        firm.silent(TWICE, int(row["ForeignDebitorSystemIdentification"]), "a municipality's CVR number")


def _mistyped(firm: Firm, swapped: bool) -> None:
    """Plant a CVR number in ClientTime that a slip made from the right one."""
    company = firm.companies.company()
    row = firm.pair(company)
    right = str(company.cvr)
    row["CvrNumber"] = right[:6] + right[7] + right[6] if swapped and right[6] != right[7] else right[:7]
    firm.found(WRONG, row, "cvr", "two digits swapped" if swapped else "a digit is missing")


def _undeliverable(firm: Firm) -> None:
    """Plant an EAN in e-conomic whose last digit is wrong."""
    company = replace(firm.companies.company(), ean=firm.companies.ean())
    row, number = firm.pair(company), str(company.ean)
    debtor = firm.debtors[int(row["ForeignDebitorSystemIdentification"])]
    debtor["ean"] = f"{number[:12]}{(int(number[12]) + 1) % 10}"
    firm.found(WRONG, row, "ean", "in e-conomic")


def _foreign_number(firm: Firm) -> None:
    """Plant numbers that only look wrong: another country's, another form, out of use."""
    company = firm.companies.company()
    abroad = firm.pair(replace(company, cvr="DE129273398"))
    right = str(company.cvr)
    dotted = firm.pair(replace(firm.companies.company(), cvr=f"DK-{right[:2]} {right[2:4]} {right[4:6]} {right[6:]}"))
    gone = firm.pair(firm.companies.company(), pays=False, IsActive=0, CvrNumber="12345679")
    for row, note in ((abroad, "a German number"), (dotted, "written in another form"), (gone, "inactive")):
        firm.silent(WRONG, row, note)


def _code(firm: Firm, form: str, cause: str, waits: int) -> None:
    """Plant a customer that the synchronisation never creates."""
    customer = firm.customer(firm.companies.company(), None, form.format(firm.code()))
    key = firm.found("null-foreign-id", customer, note=f"a code that e-conomic cannot take: {cause}")
    firm.found(CODE, customer, cause)
    firm.waiting(customer, "unlinked-customer", key, waits)


def _linked_letters(firm: Firm) -> None:
    company = firm.companies.company()
    row = firm.customer(company, str(firm.debtor(company)), f"H{firm.code()}")
    firm.payers.append(row)
    firm.silent(CODE, row, "letters, and linked all the same")


def _by_hand(firm: Firm) -> None:
    """Plant an address that was equal until somebody changed it in e-conomic."""
    row, debtor = _equal(firm)
    debtor["address"] = "Mosebakken 130"
    firm.found("stale-address", row, note="address: changed by hand in e-conomic")
    firm.found(BY_HAND, row)


def _in_both(firm: Firm) -> None:
    """Plant changes that are nobody's in e-conomic alone: in ClientTime, in both, of form, of mail."""
    moved, _ = _equal(firm)
    moved["Address1"], moved["Address2"] = "Engdraget 214", None
    both, theirs = _equal(firm)
    both["Address1"], both["Address2"], theirs["address"] = "Skrænten 118", None, "Bakkedraget 9"
    for row, note in ((moved, "changed in ClientTime"), (both, "changed on both sides")):
        firm.found("stale-address", row, note=f"address: {note}")
        firm.silent(BY_HAND, row, note)
    form, theirs = _equal(firm)
    theirs["address"] = str(theirs["address"]).upper()
    firm.silent(BY_HAND, form, "another form")
    mail, theirs = _equal(firm)
    theirs["email"] = "ny.mail@eksempel.example"
    firm.silent(BY_HAND, mail, "another mail")


def _equal(firm: Firm) -> tuple[Row, Row]:
    """Return a new pair of which it is known that both systems held the same."""
    row = firm.pair(firm.companies.company())
    debtor = firm.debtors[int(row["ForeignDebitorSystemIdentification"])]
    firm.once_equal.append((row, dict(row), dict(debtor)))
    return row, debtor
