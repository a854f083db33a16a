"""Which operators each property of the OpenAPI collections takes; properties not here take none."""

from __future__ import annotations

from checks.demo.simulator.field import LIKED, LISTED, ORDER, SAME, Field, Fields, Kind

ENTRY_TYPES = (
    "none",
    "customerinvoice",
    "customerpayment",
    "supplierinvoice",
    "supplierpayment",
    "financevoucher",
    "reminder",
    "openingentry",
    "transferredopeningentry",
    "systementry",
    "manualdebtorinvoice",
)


def _listed(kind: Kind, names: str, *, sortable: bool = False) -> Fields:
    field = Field(kind, LISTED, sortable, text_lists=True)
    return dict.fromkeys(names.split(), field)


def _ordered(kind: Kind, names: str, *, sortable: bool = False) -> Fields:
    return dict.fromkeys(names.split(), Field(kind, ORDER, sortable))


BOOKED_ENTRIES: Fields = (
    _listed(Kind.INTEGER, "entryNumber accountNumber projectNumber customerNumber", sortable=True)
    | _listed(Kind.INTEGER, "voucherNumber customerInvoiceNumber supplierNumber")
    | _listed(Kind.NUMBER, "remainder")
    | _listed(Kind.TEXT, "currencyCode vatAccountNumber", sortable=True)
    | _listed(Kind.TEXT, "supplierInvoiceNumber")
    | _ordered(Kind.NUMBER, "amount amountInBaseCurrency", sortable=True)
    | _ordered(Kind.DATE, "date dueDate", sortable=True)
    | {
        "text": Field(Kind.TEXT, LIKED, sortable=False),
        "type": Field(Kind.INTEGER, SAME, names=ENTRY_TYPES),
    }
)
DRAFT_ENTRIES: Fields = (
    _listed(Kind.INTEGER, "entryNumber entryTypeNumber voucherNumber journalNumber", sortable=True)
    | _listed(Kind.INTEGER, "accountNumber contraAccountNumber projectNumber customerNumber supplierNumber")
    | _listed(Kind.TEXT, "currency")
    | _ordered(Kind.DATE, "date")
)
CUSTOMERS: Fields = _listed(Kind.INTEGER, "customerNumber", sortable=True)
YEARS: Fields = (
    _ordered(Kind.TEXT, "year", sortable=True)
    | _ordered(Kind.DATE, "dateFrom dateTo", sortable=True)
    | _ordered(Kind.BOOLEAN, "isClosed")
)
PERIODS: Fields = (
    _ordered(Kind.INTEGER, "periodNumber", sortable=True)
    | _ordered(Kind.TEXT, "year", sortable=True)
    | _ordered(Kind.DATE, "dateFrom dateTo", sortable=True)
)
