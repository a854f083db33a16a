"""Where bookings land: periods that are open or not, and the entries that booking makes."""

from __future__ import annotations

from checks.demo.simulator.books import Books
from checks.demo.simulator.invoice import customer_number, rate_of
from checks.demo.simulator.json_text import Json, money

RECEIVABLES, REVENUE, SALES_VAT = 5600, 1010, 66100
FINANCE = 5
_VAT_CODE = "U25"
_TYPE_OF_DRAFT = {2: 2, 3: 3, 4: 4, 5: 5, 10: 10}


def closed_on(books: Books, date: str) -> bool:
    """Tell whether nothing may be booked on a date: no year, a closed year, or a closed or barred period."""
    day = date[:10]
    year = next((y for y in books.years if y["fromDate"] <= day <= y["toDate"]), None)
    if year is None or year.get("closed"):
        return True
    period = next((p for p in year.get("periods", ()) if p["fromDate"] <= day <= p["toDate"]), None)
    return period is not None and bool(period.get("closed") or period.get("barred"))


def year_of(books: Books, date: str) -> str | None:
    """Return the accounting year that a date is in."""
    return next((y["year"] for y in books.years if y["fromDate"] <= date[:10] <= y["toDate"]), None)


def post_invoice(books: Books, document: Json) -> None:
    """Write the entries of an invoice just booked: the customer's line, the revenue, the VAT."""
    number = document["bookedInvoiceNumber"]
    gross, vat = float(document.get("grossAmount", 0)), float(document.get("vatAmount", 0))
    common: Json = {
        "type": 1,
        "date": full_date(document["date"]),
        "currencyCode": document["currency"],
        "voucherNumber": number,
        "text": f"Faktura nr. {number}",
    }
    owed: Json = {
        "accountNumber": RECEIVABLES,
        "customerNumber": customer_number(document),
        "customerInvoiceNumber": number,
        "remainder": money(gross),
    }
    if "dueDate" in document:
        owed["dueDate"] = full_date(document["dueDate"])
    _post(books, common | owed, gross, rate_of(document))
    _post(books, common | {"accountNumber": REVENUE}, vat - gross, rate_of(document))
    if vat:
        _post(books, common | {"accountNumber": SALES_VAT}, -vat, rate_of(document))


def post_draft_entry(books: Books, entry: Json) -> None:
    """Book one journal line: it leaves the journal and becomes entries under one voucher."""
    amount = float(entry["amount"])
    common: Json = {
        "type": _TYPE_OF_DRAFT.get(entry["entryTypeNumber"], 5),
        "date": full_date(entry["date"]),
        "currencyCode": entry["currency"],
    }
    common |= {name: entry[name] for name in ("voucherNumber", "text") if name in entry}
    line: Json = {"accountNumber": entry.get("accountNumber", RECEIVABLES)}
    for name in ("customerNumber", "supplierNumber", "supplierInvoiceNumber"):
        if name in entry:
            line[name] = entry[name]
    if str(entry.get("customerInvoiceNumber", "")).isdigit():
        line["customerInvoiceNumber"] = int(entry["customerInvoiceNumber"])
    if "dueDate" in entry:
        line["dueDate"] = full_date(entry["dueDate"])
    if "customerNumber" in entry or "supplierNumber" in entry:
        line["remainder"] = money(amount)
    rate = rate_of(entry)
    _post(books, common | line, amount, rate)
    vat = amount - amount / 1.25 if entry.get("contraVatCode") == _VAT_CODE else 0.0
    if "contraAccountNumber" in entry or "customerNumber" in entry:
        contra = entry.get("contraAccountNumber", REVENUE)
        _post(books, common | {"accountNumber": contra}, vat - amount, rate)
    if vat:
        _post(books, common | {"accountNumber": SALES_VAT}, -vat, rate)
    books.draft_entries.remove(entry["entryNumber"])


def free_voucher(books: Books) -> int:
    """Return the voucher number after the highest."""
    used = [e.get("voucherNumber", 0) for table in (books.draft_entries, books.booked_entries) for e in table]
    return max(used, default=0) + 1


def moved(books: Books, entry: Json, journal: int) -> Json:
    """Return a line as it is in another journal: under another voucher number, also when it is moved back."""
    if entry["journalNumber"] == journal:
        return entry
    return entry | {"journalNumber": journal, "voucherNumber": free_voucher(books)}


def full_date(date: str) -> str:
    """Return a date as the OpenAPI surface sends it: with a time, even where there is none."""
    return date if len(date) > 10 else f"{date}T00:00:00"


def _post(books: Books, entry: Json, amount: float, rate: float) -> None:
    number = books.booked_entries.free_number()
    amounts = {"amount": money(amount), "amountInBaseCurrency": money(amount * rate)}
    books.booked_entries.put({"entryNumber": number} | entry | amounts)
