"""An OpenAPI draft entry: what a write may say, and when it may be booked."""

from __future__ import annotations

from typing import Any

from checks.demo.simulator import ledger
from checks.demo.simulator.cursor import invalid
from checks.demo.simulator.draft_invoice import is_date
from checks.demo.simulator.json_text import Json, is_number, is_whole, whole_or_none
from checks.demo.simulator.visit import Visit

_TYPES = {2, 3, 4, 5, 10}
_LARGEST = 999_999_999
_WHOLE = {
    "voucherNumber",
    "accountNumber",
    "contraAccountNumber",
    "projectNumber",
    "costTypeNumber",
    "customerNumber",
    "supplierNumber",
    "supplierPaymentType",
}
_TEXT = {
    "vatCode",
    "contraVatCode",
    "text",
    "currency",
    "customerInvoiceNumber",
    "supplierInvoiceNumber",
    "supplierPaymentBank",
    "supplierPaymentMessage",
}
_MEMBERS = {*_WHOLE, *_TEXT, "date", "dueDate", "amount", "exchangeRate"}


def stored(body: Json, number: int, visit: Visit) -> Json:
    """Return the entry that a write leaves behind; names from elsewhere are dropped without a word."""
    check(body, visit)
    members = {name: value for name, value in body.items() if name in _MEMBERS}
    for name in ("date", "dueDate"):
        if name in members:
            members[name] = ledger.full_date(members[name][:10])
    first = {name: body[name] for name in ("entryTypeNumber", "journalNumber")}
    return {"entryNumber": number} | first | members


def check(body: Json, visit: Visit) -> None:
    """Refuse what the service refuses, by the service's own error names."""
    for name, value in body.items():
        _check_kind(name, value)
    if not is_whole(body.get("entryTypeNumber")) or body["entryTypeNumber"] not in _TYPES:
        raise invalid("entryTypeNumber", "JournalEntryTypeInvalid", "Invalid value provided.")
    if visit.books.journals.get(whole_or_none(body.get("journalNumber")) or 0) is None:
        raise invalid("journalNumber", "JournalDoesNotExist", "The journal does not exist.")
    for name, code in (("date", "JournalEntryDateInvalid"), ("dueDate", "JournalEntryDueDateNotInRange")):
        if (name == "date" or name in body) and not is_date(body.get(name)):
            raise invalid(name, code, "Invalid value provided.")
    amount: Any = body.get("amount")
    if not is_number(amount):
        raise invalid("amount", "JournalEntryAmountInvalid", "Invalid value provided.")
    if abs(amount) >= 10**16:
        raise invalid("amount", "JournalEntryAmountExceedsDigitLimit", "The amount has too many digits.")
    if not body.get("currency"):
        raise invalid("currency", "JournalEntryCurrencyNotFound", "The currency was not found.")
    if len(str(body.get("text", ""))) > 250:
        raise invalid("text", "JournalEntryTextTooLong", "The text is longer than 250 characters.")
    _check_invoice_number(body.get("customerInvoiceNumber", "1"))
    _check_customer(body, visit)
    _check_period(body["date"], visit)


def check_bookable(entry: Json, visit: Visit) -> None:
    """Refuse to book into a closed period or for a barred customer."""
    _check_customer(entry, visit)
    _check_period(entry["date"], visit)


def _check_kind(name: str, value: Any) -> None:
    right = value is not None
    if name in _WHOLE:
        right = is_whole(value) and (0 <= value <= _LARGEST or name == "supplierPaymentType")
    elif name == "exchangeRate":
        right = is_number(value)
    elif name in _TEXT - {"customerInvoiceNumber"}:
        right = isinstance(value, str)
    if not right:
        raise invalid(name, "InvalidValue", "Invalid value provided.")


def _check_invoice_number(number: Any) -> None:
    if not isinstance(number, str) or not number.isascii() or not number.isdigit():
        raise invalid("customerInvoiceNumber", "Customer_Invoice_Is_Not_Numeric", "The number is not numeric.")
    if int(number) > _LARGEST:
        raise invalid("customerInvoiceNumber", "Customer_invoice_too_big", "The number is too big.")


def _check_customer(body: Json, visit: Visit) -> None:
    if "customerNumber" not in body:
        return
    customer = visit.books.customers.get(body["customerNumber"])
    if customer is None:
        raise invalid("customerNumber", "JournalEntryCustomerNotFound", "The customer was not found.")
    if customer.get("barred"):
        raise invalid("customerNumber", "JournalEntryCustomerNotAccessible", "The customer is barred.")


def _check_period(date: str, visit: Visit) -> None:
    year = next((y for y in visit.books.years if y["fromDate"] <= date[:10] <= y["toDate"]), None)
    if year is None:
        text = "No accounting year has this date."
        raise invalid("date", "JournalEntryDateAccountingYearDoesNotExist", text)
    if year.get("closed"):
        raise invalid("date", "JournalEntryDateAccountingYearClosed", "The accounting year is closed.")
    if ledger.closed_on(visit.books, date):
        text = "Perioden er spærret." if visit.danish else "The period is barred."
        raise invalid("date", "JournalEntryDateAccountingYearPeriodBarred", text)
