"""Vouchers put into a journal by the classic surface: each line becomes a draft entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checks.demo.simulator import booking, ledger
from checks.demo.simulator.draft_invoice import is_date
from checks.demo.simulator.json_text import Json, as_list, as_object, is_number, is_whole
from checks.demo.simulator.ledger import full_date
from checks.demo.simulator.links import escaped_key
from checks.demo.simulator.refusal import Refusal, leaf, validation
from checks.demo.simulator.visit import Visit

_KINDS = {
    "customerPayments": 2,
    "supplierInvoices": 3,
    "supplierPayments": 4,
    "financeVouchers": 5,
    "manualCustomerInvoices": 10,
}
_PLACES = {
    "contraAccountNumber": ("contraAccount", "accountNumber"),
    "contraVatCode": ("contraVatAccount", "vatCode"),
    "customerNumber": ("customer", "customerNumber"),
    "supplierNumber": ("supplier", "supplierNumber"),
}
_TYPED = (*_PLACES.values(), ("account", "accountNumber"), ("voucher", "voucherNumber"), ("currency", "code"))
_NAMES = {number: name for name, number in _KINDS.items()}
_LARGEST = 999_999_999


@dataclass(frozen=True, slots=True)
class Voucher:
    """What was put down under one number."""

    journal: int
    number: int
    year: str
    lines: tuple[Json, ...]


def posted(visit: Visit, journal: int) -> list[Voucher]:
    """Put one voucher or an array of them down, all or none."""
    body: Any = visit.request.value()
    bodies = as_list(body)
    bodies = [body] if bodies is None else bodies
    if not bodies:
        raise Refusal(400, "The request body has to be a voucher or an array of vouchers.")
    prepared = [_prepared(visit, journal, place, one) for place, one in enumerate(bodies)]
    entries = visit.books.draft_entries
    made: list[Voucher] = []
    for year, number, lines in prepared:
        number = number or ledger.free_voucher(visit.books)
        stored: list[Json] = []
        for line in lines:
            stored.append({"entryNumber": entries.free_number(), "voucherNumber": number} | line)
            entries.put(stored[-1])
        made.append(Voucher(journal, number, year, tuple(stored)))
    return made


def shown(voucher: Voucher, lines: list[Json], base: str) -> Json:
    """Return a voucher as the answer has it, its lines under their kinds."""
    entries: dict[str, list[Json]] = {}
    for stored, line in zip(voucher.lines, lines, strict=True):
        entries.setdefault(_NAMES[stored["entryTypeNumber"]], []).append(line)
    year = escaped_key(voucher.year)
    here = f"{base}/journals/{voucher.journal}"
    return {
        "accountingYear": {"year": voucher.year, "self": f"{base}/accounting-years/{year}"},
        "journal": {"journalNumber": voucher.journal, "self": here},
        "voucherNumber": voucher.number,
        "entries": entries,
        "self": f"{here}/vouchers/{year}-{voucher.number}",
    }


def _prepared(visit: Visit, journal: int, place: int, body: Any) -> tuple[str, int | None, list[Json]]:
    voucher = as_object(body)
    if voucher is None:
        raise Refusal(400, "A voucher has to be a JSON object.")
    year = str(_inner(voucher, "accountingYear").get("year", ""))
    if all(y["year"] != year for y in visit.books.years):
        error = leaf("accountingYear", "Accounting year not found.", "E06000", year)
        raise validation([{"arrayIndex": place, "accountingYear": {"errors": [error]}}])
    lines: list[Json] = []
    number: int | None = None
    for kind, members in _inner(voucher, "entries").items():
        for member in (as_list(members) or ()) if kind in _KINDS else ():
            try:
                lines.append(_line(visit, journal, _KINDS[kind], member))
            except Refusal as refusal:
                if refusal.errors is None:
                    raise
                item: Json = {"arrayIndex": len(lines)} | refusal.errors
                errors: Json = {"arrayIndex": place, "entries": {"errors": [], "items": [item]}}
                raise validation([errors]) from None
            number = _inner(as_object(member) or {}, "voucher").get("voucherNumber", number)
    if not lines:
        error = leaf("entries", "A voucher needs at least one entry.")
        raise validation([{"arrayIndex": place, "entries": {"errors": [error]}}])
    return year, number, lines


def _line(visit: Visit, journal: int, kind: int, member: Any) -> Json:
    line = as_object(member)
    if line is None:
        raise validation({"entries": {"errors": [leaf("entries", "Expected object.", value=member)]}})
    _check(line)
    base: str = visit.books.myself.get("settings", {}).get("baseCurrency", "DKK")
    entry: Json = {
        "entryTypeNumber": kind,
        "journalNumber": journal,
        "date": full_date(line["date"][:10]),
        "amount": line["amount"],
        "currency": _inner(line, "currency").get("code", base),
    }
    for name, (outer, inner) in _PLACES.items():
        if inner in _inner(line, outer):
            entry[name] = line[outer][inner]
    if kind == ledger.FINANCE and "accountNumber" in _inner(line, "account"):
        entry["accountNumber"] = line["account"]["accountNumber"]
    if "customerInvoice" in line:
        entry["customerInvoiceNumber"] = str(line["customerInvoice"])
    if "dueDate" in line:
        entry["dueDate"] = full_date(line["dueDate"][:10])
    entry |= {name: line[name] for name in ("text", "supplierInvoiceNumber") if name in line}
    if "customerNumber" in entry:
        booking.refuse_barred(visit.books, entry["customerNumber"], visit.danish)
    booking.refuse_closed(visit.books, entry["date"][:10], visit.danish)
    return entry


def _check(line: Json) -> None:
    for name, value in line.items():
        if value is None:
            raise _wrong(name, "Null is not accepted; leave the property out.", value)
    for outer, inner in _TYPED:
        value = _inner(line, outer).get(inner, 1 if inner.endswith("Number") else "-")
        right = is_whole(value) and 1 <= value <= _LARGEST if inner.endswith("Number") else isinstance(value, str)
        if not right:
            raise _wrong(outer, "The identifier is not one.", value)
    for name in ("text", "supplierInvoiceNumber"):
        if not isinstance(line.get(name, ""), str):
            raise _wrong(name, "Expected string.", line[name])
    if not is_number(line.get("amount")):
        raise _wrong("amount", "Expected number.", line.get("amount"))
    for name in ("date", "dueDate"):
        if (name == "date" or name in line) and not is_date(line.get(name)):
            raise _wrong(name, "Expected a date, YYYY-MM-DD.", line.get(name))
    if not (line.get("customer") or line.get("contraAccount") or line.get("account") or line.get("supplier")):
        raise _wrong("contraAccount", "A customer or a contra account is needed.", None)
    number = line.get("customerInvoice", 1)
    if not is_whole(number) or not 1 <= number <= _LARGEST:
        raise _wrong("customerInvoice", f"Expected an integer from 1 to {_LARGEST}.", number)
    if len(str(line.get("text", ""))) > 250:
        raise _wrong("text", "At most 250 characters are allowed.", line["text"])


def _inner(document: Json, name: str) -> Json:
    return as_object(document.get(name)) or {}


def _wrong(name: str, text: str, value: Any) -> Refusal:
    return validation({name: {"errors": [leaf(name, text, value=value)]}})


def waiting(visit: Visit, journal: int) -> list[Voucher]:
    """Return what waits in a journal, grouped by year and number; lines without a number are in none."""
    groups: dict[tuple[str, int], list[Json]] = {}
    for entry in visit.books.draft_entries:
        year = ledger.year_of(visit.books, entry["date"])
        if entry["journalNumber"] == journal and entry.get("voucherNumber") and year:
            groups.setdefault((year, entry["voucherNumber"]), []).append(entry)
    return [Voucher(journal, number, year, tuple(lines)) for (year, number), lines in groups.items()]
