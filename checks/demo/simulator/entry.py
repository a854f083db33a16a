"""Journal lines and ledger entries as the classic surface shows them; the OpenAPI ones are what is stored."""

from __future__ import annotations

from collections.abc import Callable

from checks.demo.simulator.books import Books
from checks.demo.simulator.json_text import Json
from checks.demo.simulator.ledger import year_of
from checks.demo.simulator.links import Reference, escaped_key, linked

_JOURNAL_TYPES = {
    2: "customerPayment",
    3: "supplierInvoice",
    4: "supplierPayment",
    5: "financeVoucher",
    10: "manualCustomerInvoice",
}
_LEDGER_TYPES = {
    1: "customerInvoice",
    2: "customerPayment",
    3: "supplierInvoice",
    4: "supplierPayment",
    5: "financeVoucher",
    6: "reminder",
    7: "openingEntry",
    8: "transferredOpeningEntry",
    9: "systemEntry",
    10: "manualDebtorInvoice",
}
_REFERENCES = (
    Reference("account", "accountNumber", "accounts"),
    Reference("contraAccount", "accountNumber", "accounts"),
    Reference("contraVatAccount", "vatCode", "vat-accounts"),
    Reference("vatAccount", "vatCode", "vat-accounts"),
    Reference("customer", "customerNumber", "customers"),
    Reference("supplier", "supplierNumber", "suppliers"),
    Reference("currency", "code", "currencies"),
    Reference("journal", "journalNumber", "journals"),
    Reference("project", "projectNumber", "projects"),
    Reference("costType", "costTypeNumber", "cost-types"),
    Reference("bookedInvoice", "bookedInvoiceNumber", "invoices/booked"),
)
_NESTED = {
    "accountNumber": ("account", "accountNumber"),
    "contraAccountNumber": ("contraAccount", "accountNumber"),
    "contraVatCode": ("contraVatAccount", "vatCode"),
    "vatAccountNumber": ("vatAccount", "vatCode"),
    "customerNumber": ("customer", "customerNumber"),
    "supplierNumber": ("supplier", "supplierNumber"),
    "projectNumber": ("project", "projectNumber"),
    "costTypeNumber": ("costType", "costTypeNumber"),
}
_SAME = ("amount", "text", "supplierInvoiceNumber", "exchangeRate", "remainder", "amountInBaseCurrency")


def journal_entry(books: Books) -> Callable[[Json], Json]:
    """Return the change of shape from a draft entry to a classic journal entry."""

    def convert(entry: Json) -> Json:
        shown = _common(entry) | {
            "journalEntryNumber": entry["entryNumber"],
            "entryType": _JOURNAL_TYPES.get(entry["entryTypeNumber"], "financeVoucher"),
            "journal": {"journalNumber": entry["journalNumber"]},
            "currency": {"code": entry["currency"]},
        }
        if str(entry.get("customerInvoiceNumber", "")).isdigit():
            shown["customerInvoice"] = int(entry["customerInvoiceNumber"])
        if entry.get("voucherNumber"):
            shown["voucher"] = {"voucherNumber": entry["voucherNumber"]}
            if year := year_of(books, entry["date"]):
                shown["voucher"]["accountingYear"] = {"year": year}
        return shown

    return convert


def ledger_entry(entry: Json) -> Json:
    """Return a booked entry as the classic ledger has it."""
    shown = _common(entry) | {
        "entryNumber": entry["entryNumber"],
        "entryType": _LEDGER_TYPES.get(entry["type"], "systemEntry"),
        "currency": entry["currencyCode"],
    }
    if "voucherNumber" in entry:
        shown["voucherNumber"] = entry["voucherNumber"]
    if "remainder" in entry:
        shown.setdefault("remainderInBaseCurrency", entry["remainder"])
    number = entry.get("customerInvoiceNumber")
    if number is not None:
        shown["invoiceNumber"] = str(number)
        if entry["type"] == 1:
            shown["bookedInvoice"] = {"bookedInvoiceNumber": number}
    return shown


def shown_in_journal(entry: Json, base: str) -> Json:
    """Return a classic journal entry with its links."""
    here = f"{base}/journals/{entry['journal']['journalNumber']}/entries/{entry['journalEntryNumber']}"
    copy = linked(entry, base, _REFERENCES)
    if year := copy.get("voucher", {}).get("accountingYear", {}).get("year"):
        part, number = escaped_key(year), copy["voucher"]["voucherNumber"]
        link = {"year": year, "self": f"{base}/accounting-years/{part}"}
        voucher = f"{base}/journals/{entry['journal']['journalNumber']}/vouchers/{part}-{number}"
        copy["voucher"] = {**copy["voucher"], "accountingYear": link, "self": voucher}
    return copy | {"self": here}


def shown_in_year(year: str) -> Callable[[Json, str], Json]:
    """Return how a ledger entry is shown under its accounting year."""
    part = escaped_key(year)

    def show(entry: Json, base: str) -> Json:
        here = f"{base}/accounting-years/{part}/entries/{entry['entryNumber']}"
        return linked(entry, base, _REFERENCES) | {"self": here}

    return show


def _common(entry: Json) -> Json:
    shown: Json = {name: entry[name] for name in _SAME if name in entry}
    for name, (outer, inner) in _NESTED.items():
        if name in entry:
            shown[outer] = {inner: entry[name]}
    shown["date"] = entry["date"][:10]
    if "dueDate" in entry:
        shown["dueDate"] = entry["dueDate"][:10]
    return shown
