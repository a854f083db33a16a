"""Plants what looks like trouble and is none: too young, out of use, before the start, only another form."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from checks.demo import deliveries as to_economic
from checks.demo.bill import Deliver, Row
from checks.demo.companies import Company
from checks.demo.firm import Firm
from checks.demo.names import Name
from checks.demo.places import Place
from checks.demo.planted import Planted

LONG = "Fonden til fremme af {} og beslægtede formål i {} og omegn, herunder støtte til uddannelse, forskning, "
LONGER = "bevaring af bygninger, udgivelse af skrifter, rejser for unge håndværkere og hjælp til trængende efterladte "
LONGEST = "efter medlemmer af de tidligere laug og foreninger, som fonden er stiftet af"


def plant_quiet_customers(firm: Firm, times: int) -> None:
    """Plant customers that no check may speak of."""
    for _ in range(times):
        young = firm.customer(firm.companies.company(), None, CreatedDate=firm.ago(minutes=5))
        firm.silent("null-foreign-id", young, "inside the grace")
        on_its_way = firm.customer(firm.companies.any(), str(firm.number()), CreatedDate=firm.ago(minutes=4))
        firm.silent("broken-link", on_its_way, "its customer is on its way")
        gone = firm.customer(firm.companies.any(), "null", IsActive=0)
        firm.silent("null-foreign-id", gone, "inactive")
        firm.silent("only-in-economic", firm.debtor(firm.companies.any(), barred=True), "barred")
        _closed_duplicate(firm)
        _anonymised(firm)
        _idle_barred(firm)
        _just_moved(firm)
        _blank(firm)
        _other_numbers(firm)
        _cut(firm)


def plant_quiet_invoices(firm: Firm, times: int) -> None:
    """Plant invoices that no check may speak of."""
    quiet = (
        (to_economic.booked_padded, "its number padded"),
        (to_economic.booked_under_own_number, "booked under its own number"),
    )
    for turn in range(times):
        for deliver, note in quiet:
            _posted(firm, deliver, note)
        _posted(firm, to_economic.booked, "an old error, arrived since", error="E04300 Validation failed.")
        _posted(firm, to_economic.booked, "credit note, positive in ClientTime", credit=True)
        _posted(firm, to_economic.booked, "credit note, negative in both", credit=True, negative=True)
        _posted(firm, to_economic.booked_positive, "credit note, positive in e-conomic", credit=True, negative=True)
        _posted(firm, to_economic.entered, "through a journal")
        _early(firm, turn)
        _draft(firm, turn)
        _fresh(firm)
    # The synchronisation was alive a moment ago: what it left behind it has passed by.
    firm.bill(_kroner_payer(firm), firm.today, to_economic.booked, exported=firm.ago(minutes=2))


def _posted(firm: Firm, deliver: Deliver, note: str, **members: object) -> None:
    bill = firm.bill(_kroner_payer(firm), firm.day(20, 330), deliver, **members)
    bill.near_miss = Planted("invoice-conflict", "", note=note)


def _early(firm: Firm, turn: int) -> None:
    day = firm.go_live - timedelta(days=3 + 25 * turn)
    bill = firm.bill(_kroner_payer(firm), day, to_economic.nowhere, marked=False)
    bill.near_miss = _unposted("before the go-live")


def _draft(firm: Firm, turn: int) -> None:
    bill = firm.bill(_kroner_payer(firm), firm.day(0, 40), to_economic.nowhere, marked=False, draft=True)
    if turn % 2:
        bill.net = Decimal("0.00")
    bill.near_miss = _unposted("not final")
    # Most ClientTimes number an invoice when it is made final: a draft without a number is no document's namesake.
    firm.bill(_kroner_payer(firm), firm.day(0, 40), to_economic.nowhere, marked=False, draft=True, numberless=True)


def _fresh(firm: Firm) -> None:
    at = firm.ago(minutes=6)
    bill = firm.bill(_kroner_payer(firm), at.date(), to_economic.nowhere, marked=False, issued=at)
    bill.near_miss = _unposted("inside the grace")


def _unposted(note: str) -> Planted:
    return Planted("unposted-invoice", "", note=note)


def _closed_duplicate(firm: Firm) -> None:
    """Plant an inactive copy with the same number: offices keep them."""
    company = firm.companies.company()
    row = firm.pair(company)
    copy = firm.customer(company, row["ForeignDebitorSystemIdentification"], IsActive=0)
    firm.silent("broken-link", row, "shared with an inactive customer only")
    firm.silent("broken-link", copy, "inactive")


def _anonymised(firm: Firm) -> None:
    """Plant a customer whose data e-conomic has blotted out, five years after the last entry."""
    row = firm.pair(pays=False, IsActive=0)
    debtor = _debtor(firm, row)
    for name in ("address", "zip", "city", "email", "ean", "corporateIdentificationNumber"):
        debtor.pop(name, None)
    debtor["name"] = "Anonymiseret kunde"
    firm.silent("stale-address", row, "anonymised")
    firm.silent("only-in-economic", debtor["customerNumber"], "linked to an inactive customer")


def _idle_barred(firm: Firm) -> None:
    row = firm.pair(pays=False)
    _debtor(firm, row)["barred"] = True
    firm.silent("barred-customer", row, "barred, and nothing waits")


def _just_moved(firm: Firm) -> None:
    row = firm.pair(firm.companies.company(), ModifiedDate=firm.ago(minutes=7))
    _debtor(firm, row)["address"] = "Gammel Landevej 310"
    firm.silent("stale-address", row, "changed inside the grace")


def _blank(firm: Firm) -> None:
    """Plant a customer of which ClientTime knows less than e-conomic."""
    company = firm.companies.company()
    place = company.place
    bare = Place("", None, None, " ", None)
    number = firm.debtor(replace(company, place=place, email="kontor@eksempel.example"))
    row = firm.customer(replace(company, place=bare, email=None), str(number))
    firm.payers.append(row)
    firm.silent("stale-address", row, "blank in ClientTime")


def _other_numbers(firm: Firm) -> None:
    """Plant mail and EAN that differ: told beside an address, never alone."""
    company: Company = replace(firm.companies.company(), ean=firm.companies.ean(), email="ny@eksempel.example")
    row = firm.pair(company)
    _debtor(firm, row).update(ean=firm.companies.ean(), email="gammel@eksempel.example")
    firm.silent("stale-address", row, "only mail and EAN differ")


def _cut(firm: Firm) -> None:
    """Plant a name that is longer than e-conomic keeps."""
    company = firm.companies.company()
    name = (LONG + LONGER + LONGEST).format(company.name.text, company.place.city)
    row = firm.pair(replace(company, name=Name(name)))
    _debtor(firm, row)["name"] = name[:255]
    firm.silent("stale-address", row, "cut by e-conomic")


def _kroner_payer(firm: Firm) -> Row:
    while True:
        row = firm.payer()
        if _debtor(firm, row)["currency"] == "DKK":
            return row


def _debtor(firm: Firm, row: Row) -> Row:
    return firm.debtors[int(row["ForeignDebitorSystemIdentification"])]
