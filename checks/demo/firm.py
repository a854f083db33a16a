"""An accountant's firm as both systems know it, built row by row: troubles first, then the quiet many."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count

from checks.demo.bill import Bill, Deliver, Row
from checks.demo.companies import Companies, Company
from checks.demo.deliveries import booked, entered
from checks.demo.names import Names
from checks.demo.planted import Planted

MONTHS = 24
"""How far back the invoices go."""

GO_LIVE_MONTHS = 30
"""How long e-conomic has been in use."""

CLOSED_MONTHS = 13
"""Age of the newest month that is closed."""

MOST_PLANTED = 9_600
"""Kroner without VAT that an invoice with trouble may be about, so that the first finding stays the first."""


@dataclass(slots=True)
class Firm:
    """`payers` are the sound pairs among which ordinary invoices are dealt out."""

    chance: random.Random
    now: datetime
    size: int
    customers: list[Row] = field(default_factory=list[Row])
    debtors: dict[int, Row] = field(default_factory=dict[int, Row])
    bills: list[Bill] = field(default_factory=list[Bill])
    payers: list[Row] = field(default_factory=list[Row])
    planted: list[Planted] = field(default_factory=list[Planted])
    near_misses: list[Planted] = field(default_factory=list[Planted])
    once_equal: list[tuple[Row, Row, Row]] = field(default_factory=list[tuple[Row, Row, Row]])
    """Customers, each with both systems' rows as they were when they held the same."""
    companies: Companies = field(init=False)
    _codes: list[int] = field(init=False)
    _numbers: count[int] = field(init=False)

    def __post_init__(self) -> None:
        self.companies = Companies(self.chance, Names(self.chance))
        self._codes = list(range(1001, 1001 + max(self.size, 1)))
        self.chance.shuffle(self._codes)
        self._numbers = count(2 * 10 ** len(str(1000 + self.size)) + 1)

    @property
    def today(self) -> date:
        """Return the day of the scenario."""
        return self.now.date()

    @property
    def go_live(self) -> date:
        """Return the first day whose invoices are expected in e-conomic."""
        return month(self.today, -GO_LIVE_MONTHS)

    @property
    def first_invoice(self) -> date:
        """Return the first day of ordinary invoices."""
        return month(self.today, -MONTHS)

    @property
    def first_open(self) -> date:
        """Return the first day that is not closed in e-conomic."""
        return month(self.today, 1 - CLOSED_MONTHS)

    @property
    def closed_ahead(self) -> date:
        """Return the first day of the next month, which somebody has closed by mistake, and that after it too."""
        return month(self.today, 1)

    def code(self) -> str:
        """Return a customer code that is free; those of the range come first."""
        return str(self._codes.pop()) if self._codes else str(1001 + len(self.customers))

    def number(self) -> int:
        """Return the next number that e-conomic gives out itself."""
        return next(self._numbers)

    def ago(self, days: float = 0, minutes: float = 0) -> datetime:
        """Return a moment before now."""
        return self.now - timedelta(days=days, minutes=minutes)

    def day(self, youngest: int, oldest: int) -> date:
        """Return a day that long ago."""
        return self.today - timedelta(days=self.chance.randint(youngest, oldest))

    def customer(self, company: Company, foreign_id: str | None, code: str | None = None, **columns: object) -> Row:
        """Add a row to ClientTime."""
        code = code or self.code()
        place, created = company.place, self._created(code)
        row: Row = {
            "CustomerId": len(self.customers) + 1,
            "CustomerCode": code,
            "ForeignDebitorSystemIdentification": foreign_id,
            "Name": company.name.text,
            "Address1": place.street,
            "Address2": place.extra,
            "ZipCode": place.zip,
            "City": place.city,
            "Country": place.country,
            "CvrNumber": company.cvr,
            "EanNumber": company.ean,
            "Email": company.email,
            "IsActive": 1,
            "CreatedDate": created,
            "ModifiedDate": max(created, self.ago(self.chance.randint(20, 900))),
        }
        self.customers.append(row | columns)
        return self.customers[-1]

    def debtor(self, company: Company, number: int | None = None, **properties: object) -> int:
        """Add a customer to e-conomic and return its number."""
        number = self.number() if number is None else number
        updated = self.ago(self.chance.randint(1, 700), self.chance.randint(0, 1400))
        document = debtor_document(company, number, self.chance.choice(("\r\n", "\n", "\r")))
        document["lastUpdated"] = updated.strftime("%Y-%m-%dT%H:%M:%SZ")
        document |= properties
        self.debtors[number] = document
        return number

    def pair(self, company: Company | None = None, pays: bool = True, **columns: object) -> Row:
        """Add a customer to both systems, linked; most have one number in both."""
        company = company or self.companies.any()
        code = self.code()
        number = self.debtor(company, int(code) if self.chance.random() < 0.7 else None)
        row = self.customer(company, str(number), code, **columns)
        if pays:
            self.payers.append(row)
        return row

    def bill(self, customer: Row, day: date, deliver: Deliver, **members: object) -> Bill:
        """Add an invoice with trouble, or nearly; it is no large one."""
        cell = str(customer["ForeignDebitorSystemIdentification"] or "").strip()
        debtor = int(cell) if cell.isdigit() else None
        net = Decimal(self.chance.randrange(1_600, MOST_PLANTED, 50))
        one = Bill(customer, debtor, day, net, deliver)
        for name, value in members.items():
            setattr(one, name, value)
        self.bills.append(one)
        return one

    def waiting(self, customer: Row, cause: str, parent: str | None, times: int) -> None:
        """Add invoices that wait because of their customer."""
        for _ in range(times):
            found = Planted("unposted-invoice", "", cause, parent)
            self.bill(customer, self.day(6, 75), _nothing, marked=False, planted=found)

    def payer(self) -> Row:
        """Return a customer whose invoices arrive."""
        return self.chance.choice(self.payers)

    def another(self, customer: Row) -> int:
        """Return the e-conomic number of another sound customer."""
        while True:
            other = int(self.payer()["ForeignDebitorSystemIdentification"])
            if str(other) != customer["ForeignDebitorSystemIdentification"]:
                return other

    def found(self, check: str, of: Row | int, cause: str | None = None, note: str = "") -> str:
        """Note a finding that has to be made of a customer, and return its key."""
        key = f"{check}:{of if isinstance(of, int) else of['CustomerCode']}"
        self.planted.append(Planted(check, key, cause, None, note))
        return key

    def silent(self, check: str, of: Row | int, note: str) -> None:
        """Note a finding that must not be made of a customer."""
        key = f"{check}:{of if isinstance(of, int) else of['CustomerCode']}"
        self.near_misses.append(Planted(check, key, note=note))

    def ordinary(self) -> None:
        """Add an invoice that is posted, as nearly all are."""
        customer = self.payers[int(len(self.payers) * self.chance.random() ** 1.6)]
        debtor = int(customer["ForeignDebitorSystemIdentification"])
        euro = self.debtors[debtor]["currency"] == "EUR"
        started = max(self.first_invoice, customer["CreatedDate"].date())
        day = started + timedelta(days=self.chance.randint(0, max(0, (self.today - started).days - 1)))
        credit = self.chance.random() < 0.03
        deliver = entered if self.chance.random() < 0.12 else booked
        bill = Bill(customer, debtor, day, self._fee(euro), deliver, credit=credit, taxed=not euro)
        bill.currency = "EUR" if euro else "DKK"
        bill.negative = credit and self.chance.random() < 0.5
        self.bills.append(bill)

    def _fee(self, euro: bool) -> Decimal:
        """Return hours at a rate, as accountants charge them; a few are annual accounts."""
        if self.chance.random() < 0.06:
            return Decimal(self.chance.randrange(14_000, 36_000, 500)) / (8 if euro else 1)
        quarters, rate = self.chance.randint(3, 44), self.chance.choice((690, 845, 980, 1150, 1290))
        return (Decimal(quarters * rate) / 4 / (8 if euro else 1)).quantize(Decimal("0.01"))

    def _created(self, code: str) -> datetime:
        """Return a moment in office hours: the lower the code, the longer ago, and never within a quarter."""
        digits = "".join(letter for letter in code if letter.isdigit())
        share = (int(digits) - 1001) / max(self.size, 1) if digits else 0.5
        days = 95 + (1 - min(1.0, share)) * 2_100
        at = time(self.chance.randint(7, 15), self.chance.randint(0, 59), self.chance.randint(1, 59), tzinfo=UTC)
        return datetime.combine(self.today - timedelta(days=days), at)


def debtor_document(company: Company, number: int, line_break: str = "\r\n") -> Row:
    """Return a company as e-conomic holds it; what it does not know is not there at all."""
    kind = 1 if company.domestic else 2
    document: Row = {
        "customerNumber": number,
        "name": company.name.text,
        "address": company.place.told(line_break),
        "zip": company.place.zip,
        "city": company.place.city,
        "country": company.place.country,
        "corporateIdentificationNumber": company.cvr,
        "ean": company.ean,
        "email": company.email,
        "currency": company.currency,
        "customerGroup": {"customerGroupNumber": kind},
        "paymentTerms": {"paymentTermsNumber": 1},
        "vatZone": {"vatZoneNumber": kind},
        "eInvoicingDisabledByDefault": False,
    }
    return {name: value for name, value in document.items() if value is not None}


def month(day: date, months: int) -> date:
    """Return the first of a month, counted from the month of a day."""
    years, place = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, place + 1, 1)


def _nothing(*_: object) -> None:
    """Leave nothing in e-conomic."""
