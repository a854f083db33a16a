"""Plants customers without an e-conomic number, and those of e-conomic that nobody is linked to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from checks.demo.bill import Row
from checks.demo.companies import Company
from checks.demo.deliveries import nowhere
from checks.demo.firm import Firm
from checks.demo.names import Name
from checks.demo.planted import Planted

CHECK = "null-foreign-id"
LARGEST = (26_400, 18_750, 31_200, 22_900, 15_600, 28_350, 19_800)
"""Kroner without VAT that wait behind the worst finding, oldest first."""


def plant_unlinked(firm: Firm, times: int) -> None:
    """Plant every way of not being linked; `times` is how often at least."""
    _worst(firm)
    for turn in range(times):
        exact = firm.companies.company()
        _missing(firm, exact, None, 3 if turn else 2, "same CVR number and name", twin=exact)
        _missing(firm, firm.companies.company(), None, turn, "no such customer in e-conomic")
        _missing(firm, firm.companies.any(), ("", "   ")[turn % 2], turn % 2, "blank")
        for text in ("null", "NULL"):
            _missing(firm, firm.companies.any(), text, turn % 2, f"the text {text}")
        respelled = firm.companies.company()
        other_name = Name(respelled.name.text.rsplit(" ", 1)[0])
        _missing(firm, respelled, None, 1, "same CVR number, no form", twin=replace(respelled, name=other_name))
        _same_number(firm, waits=2 - turn % 2)
        _two_branches(firm, one_linked=bool(turn % 2))
        code = ("P{}", "{}K")[turn % 2].format(firm.code())
        useless = _missing(firm, firm.companies.any(), None, turn % 3, "a code that e-conomic cannot take", code=code)
        firm.found("unacceptable-code", useless, "letters")
        _out_of_use(firm)


def plant_strangers(firm: Firm, times: int) -> None:
    """Plant customers of e-conomic that ClientTime does not know."""
    for turn in range(2 * times):
        number = firm.debtor(firm.companies.any(), lastUpdated=_stamp(firm, 1 + 40 * turn))
        firm.found("only-in-economic", number, note="created in e-conomic")


def _worst(firm: Firm) -> None:
    """Plant the finding that stands first: certain, safe to fix, and with the most money behind it."""
    company = firm.companies.company()
    customer = firm.customer(company, None)
    firm.found("only-in-economic", firm.debtor(company), note="the worst finding's customer")
    key = firm.found(CHECK, customer, note="the worst finding: same CVR number and name")
    for turn, net in enumerate(LARGEST):
        found = Planted("unposted-invoice", "", "unlinked-customer", key)
        day = firm.today - timedelta(days=74 - 9 * turn)
        firm.bill(customer, day, nowhere, net=Decimal(net), marked=False, planted=found)


def _missing(
    firm: Firm,
    company: Company,
    cell: str | None,
    waits: int,
    note: str,
    twin: Company | None = None,
    code: str | None = None,
) -> Row:
    customer = firm.customer(company, cell, code)
    key = firm.found(CHECK, customer, note=note)
    if twin:
        firm.found("only-in-economic", firm.debtor(twin), note=f"of an unlinked customer: {note}")
    firm.waiting(customer, "unlinked-customer", key, waits)
    return customer


def _same_number(firm: Firm, waits: int) -> None:
    """Plant the trap: e-conomic has a customer with this code as its number, and it is somebody else."""
    code, other = firm.code(), firm.companies.company()
    _missing(firm, firm.companies.company(), None, waits, "its code is another company's number", code=code)
    firm.payers.append(firm.customer(other, str(firm.debtor(other, int(code)))))


def _two_branches(firm: Firm, one_linked: bool) -> None:
    """Plant two customers of e-conomic with one CVR number; which of them it is, nobody can say."""
    company = firm.companies.company()
    core, _, form = company.name.text.rpartition(" ")
    branches = [replace(company, name=Name(f"{core}, afd. {town} {form}")) for town in ("Nord", "Syd")]
    for place, branch in enumerate(branches):
        number = firm.debtor(branch)
        if place == 0 and one_linked:
            firm.payers.append(firm.customer(branch, str(number)))
        else:
            firm.found("only-in-economic", number, note="two with one CVR number")
    _missing(firm, company, None, 1, "two candidates with its CVR number")


def _out_of_use(firm: Firm) -> None:
    """Plant an invoice of an inactive customer: nothing can be fixed first, for nothing is linked any more."""
    customer = firm.customer(firm.companies.any(), None, IsActive=0)
    firm.silent(CHECK, customer, "inactive")
    firm.waiting(customer, "unlinked-customer", None, 1)


def _stamp(firm: Firm, days: int) -> str:
    return firm.ago(days).strftime("%Y-%m-%dT%H:%M:%SZ")
