"""The demo's two systems as data: one firm with every kind of trouble, and the list of what was hidden where."""

from __future__ import annotations

import calendar
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import isqrt

from checks.demo.bill import Bill, Row
from checks.demo.broken import plant_broken
from checks.demo.firm import GO_LIVE_MONTHS, Firm, month
from checks.demo.gaps import gaps, plant_gaps
from checks.demo.gaps import quiet as quiet_gaps
from checks.demo.housekeeping import plant_housekeeping
from checks.demo.near_misses import plant_quiet_customers, plant_quiet_invoices
from checks.demo.planted import Planted
from checks.demo.postings import Postings
from checks.demo.stale import plant_cosmetic, plant_stale
from checks.demo.totals import odd_months
from checks.demo.troubled_invoices import plant_conflicts, plant_unposted
from checks.demo.unlinked import plant_strangers, plant_unlinked

AGREEMENT = 1_407_223
TITLE = "Birk & Lund Revision"
FIRST_INVOICE = 10_001
EURO_PAYERS = 4


@dataclass(frozen=True, slots=True)
class Scenario:
    """Rows of ClientTime by the contract's default column names, e-conomic's books, and what is hidden in them.

    `planted` is exactly what a right program finds; `quiet` are the near misses that it must not find.
    Dates are values here: how they are written is the database's affair.
    """

    customers: tuple[Row, ...]
    invoices: tuple[Row, ...]
    economic: Row
    planted: tuple[Planted, ...]
    quiet: tuple[Planted, ...]
    go_live: date
    once_equal: tuple[tuple[Row, Row], ...] = ()
    """Rows of both systems as they were when they held the same, of links that are remembered so."""


def build(seed: int, customers: int = 300, invoices: int = 1500, now: datetime | None = None) -> Scenario:
    """Return the firm of this seed at this moment; the same two give the same firm.

    Where fewer rows are asked for than the troubles need, there are as many as they need.
    """
    firm = Firm(random.Random(seed), now or datetime.now(UTC), customers)  # noqa: S311 - made-up data, no secret
    _people(firm, customers)
    _paper(firm, invoices)
    _keyed(firm.customers)
    _known_before(firm.bills)
    first = _numbered(firm.bills)
    postings = Postings(firm.debtors, firm.today, first)
    for bill in firm.bills:
        bill.deliver(postings, bill)
    _balances(firm, postings)
    planted = [one for bill in firm.bills if (one := bill.numbered(bill.planted))]
    quiet = [one for bill in firm.bills if (one := bill.numbered(bill.near_miss))]
    paper = [bill.row(key, _exported(firm, bill)) for key, bill in enumerate(firm.bills, 1)]
    books = _books(firm, postings)
    months = odd_months(paper, books, firm.go_live)
    return Scenario(
        tuple(firm.customers),
        tuple(paper),
        books,
        (*firm.planted, *planted, *gaps(firm.bills), *_closed_ahead(firm)[:1], *months),
        (*firm.near_misses, *quiet, *quiet_gaps(firm.bills), *_closed_ahead(firm)[1:]),
        firm.go_live,
        tuple((before | {"CustomerId": row["CustomerId"]}, debtor) for row, before, debtor in firm.once_equal),
    )


def _closed_ahead(firm: Firm) -> list[Planted]:
    """Return the next month, which is told, and the one after it, which is not yet."""
    check, months = "closed-period-ahead", (firm.closed_ahead, month(firm.closed_ahead, 1))
    return [Planted(check, f"{check}:{first:%Y-%m}", "closed") for first in months]


def _people(firm: Firm, customers: int) -> None:
    """Hide the troubles of customers, then fill up with sound pairs."""
    times = 2 * max(1, isqrt(customers // 300))
    plant_unlinked(firm, times)
    plant_strangers(firm, times)
    plant_broken(firm, times)
    plant_stale(firm, times)
    plant_cosmetic(firm, times // 2)
    plant_quiet_customers(firm, times)
    plant_housekeeping(firm, times)
    for _ in range(EURO_PAYERS):
        _abroad(firm)
    while len(firm.customers) < customers:
        if firm.chance.random() < 0.06:
            firm.pair(pays=False, IsActive=0)
        else:
            firm.pair()
    firm.chance.shuffle(firm.payers)


def _abroad(firm: Firm) -> None:
    row = firm.pair(firm.companies.foreign())
    debtor = firm.debtors[int(row["ForeignDebitorSystemIdentification"])]
    debtor |= {"zip": f"D-{debtor['zip']}", "country": "Germany"}
    firm.silent("stale-address", row, "Germany is Tyskland")


def _paper(firm: Firm, invoices: int) -> None:
    """Hide the troubles of invoices, then fill up with posted ones."""
    times = 2 * max(1, isqrt(invoices // 1500))
    plant_unposted(firm, times)
    plant_conflicts(firm, times)
    plant_quiet_invoices(firm, times)
    plant_gaps(firm, times)
    while len(firm.bills) < invoices:
        firm.ordinary()


def _keyed(customers: list[Row]) -> None:
    """Give keys in the order of the codes, as they were created: a row with trouble stands where it would in life."""
    customers.sort(key=lambda row: ("".join(c for c in row["CustomerCode"] if c.isdigit()).zfill(9), row["CustomerId"]))
    for key, row in enumerate(customers, 1):
        row["CustomerId"] = key


def _known_before(bills: list[Bill]) -> None:
    """Let nobody be invoiced before being a customer."""
    for bill in bills:
        latest = datetime.combine(bill.day - timedelta(days=9), time(9, 30, 15), tzinfo=UTC)
        bill.customer["CreatedDate"] = min(bill.customer["CreatedDate"], latest)


def _numbered(bills: list[Bill]) -> int:
    """Number the invoices by date, gaps only where planted; return where e-conomic's own numbers begin, far off."""
    bills.sort(key=lambda bill: bill.day)
    last = FIRST_INVOICE - 1
    for bill in bills:
        if not bill.numberless:
            last += 1 + bill.skips
            bill.number = str(last)
    round_ = int(10 ** len(str(last)))
    return 1 + (round_ // 2 if last < round_ // 2 else round_)


def _exported(firm: Firm, bill: Bill) -> datetime:
    """Return when ClientTime sent it: on the same evening unless told, and never later than now."""
    if bill.exported:
        return bill.exported
    evening = datetime.combine(bill.day, time(16, firm.chance.randint(0, 59), firm.chance.randint(1, 59), tzinfo=UTC))
    return min(evening, firm.ago(minutes=30))


def _balances(firm: Firm, postings: Postings) -> None:
    """Tell each customer of e-conomic what it owes."""
    owed: dict[int, float] = {}
    for document in postings.booked:
        number = document["customer"]["customerNumber"]
        owed[number] = owed.get(number, 0.0) + document["remainderInBaseCurrency"]
    for number, amount in owed.items():
        firm.debtors[number]["balance"] = round(amount, 2)


def _books(firm: Firm, postings: Postings) -> Row:
    """Return e-conomic as its simulator reads it."""
    return {
        "self": _agreement(),
        "customerGroups": [
            {"customerGroupNumber": 1, "name": "Danske kunder"},
            {"customerGroupNumber": 2, "name": "Kunder i EU"},
        ],
        "paymentTerms": [
            {"paymentTermsNumber": 1, "name": "Netto 14 dage", "daysOfCredit": 14, "paymentTermsType": "net"},
            {"paymentTermsNumber": 2, "name": "Løbende måned", "daysOfCredit": 0, "paymentTermsType": "invoiceMonth"},
        ],
        "vatZones": [
            {"vatZoneNumber": 1, "name": "Domestic", "enabledForCustomer": True, "enabledForSupplier": True},
            {"vatZoneNumber": 2, "name": "EU", "enabledForCustomer": True, "enabledForSupplier": True},
        ],
        "customers": [firm.debtors[number] for number in sorted(firm.debtors)],
        "drafts": postings.drafts,
        "booked": sorted(postings.booked, key=lambda document: int(document["bookedInvoiceNumber"])),
        "journals": [{"journalNumber": 1, "name": "Daglig"}, {"journalNumber": 2, "name": "Honorarer (godkendes)"}],
        "draftEntries": postings.lines,
        "bookedEntries": postings.entries,
        "accountingYears": _years(firm),
    }


def _agreement() -> Row:
    return {
        "agreementNumber": AGREEMENT,
        "userName": "CTMON",
        "user": {"loginId": "CTMON", "name": "ClientTime-overvågning"},
        "company": {
            "name": TITLE,
            "addressLine1": "Havnegade 40",
            "zip": "8000",
            "city": "Aarhus C",
            "companyIdentificationNumber": "98765433",
        },
        "application": {"appNumber": 4711, "name": "ClientTime-overvågning", "requiredRoles": [{"name": "SuperUser"}]},
        "settings": {"baseCurrency": "DKK"},
        "modules": [{"moduleNumber": 1, "name": "Faktura"}, {"moduleNumber": 2, "name": "Projekt"}],
        "canSendElectronicInvoice": True,
    }


def _years(firm: Firm) -> list[Row]:
    """Return the accounting years from the one in which e-conomic was taken into use, or before, to the next one."""
    oldest = month(firm.today, -GO_LIVE_MONTHS - 6).year
    return [_year(firm, year) for year in range(oldest, firm.today.year + 2)]


def _year(firm: Firm, year: int) -> Row:
    periods: list[Row] = []
    ahead = (firm.closed_ahead, month(firm.closed_ahead, 1))
    for number in range(1, 13):
        last = date(year, number, calendar.monthrange(year, number)[1])
        periods.append(
            {
                "periodNumber": number,
                "fromDate": date(year, number, 1).isoformat(),
                "toDate": last.isoformat(),
                "closed": last < firm.first_open or date(year, number, 1) in ahead,
            }
        )
    return {
        "year": str(year),
        "fromDate": f"{year}-01-01",
        "toDate": f"{year}-12-31",
        "closed": date(year, 12, 31) + timedelta(days=1) <= firm.first_open,
        "periods": periods,
    }
