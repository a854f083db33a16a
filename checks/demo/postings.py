"""What e-conomic holds of the invoices: drafts, booked ones with their entries, journal lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from checks.demo.bill import Bill, Row

RECEIVABLES, REVENUE, SALES_VAT, VAT_CODE = 5600, 1010, 66100, "U25"
EURO = Decimal("746.05")
HEADINGS = ("Rådgivning", "Assistance med årsrapport", "Bogføring og moms", "Lønadministration", "Revision")
JOURNAL, APPROVED_JOURNAL = 1, 2
PAID_AFTER = timedelta(days=24)


@dataclass(slots=True)
class Postings:
    """`debtors` are e-conomic's customers by number; `first` is where its own invoice numbers begin."""

    debtors: Mapping[int, Row]
    today: date
    first: int
    drafts: list[Row] = field(default_factory=list[Row])
    booked: list[Row] = field(default_factory=list[Row])
    lines: list[Row] = field(default_factory=list[Row])
    entries: list[Row] = field(default_factory=list[Row])
    _vouchers: count[int] = field(default_factory=lambda: count(90_001))

    def book(
        self,
        bill: Bill,
        *,
        customer: int | None = None,
        gross: Decimal | None = None,
        currency: str | None = None,
        reference: str | None = None,
        heading: str | None = None,
        number: int | None = None,
        positive: bool = False,
    ) -> None:
        """Book a document of the invoice module: it says what the bill says, unless told otherwise."""
        number = number or self.first + len(self.booked)
        body = self._document(bill, customer or bill.debtor or 0, gross, currency or bill.currency, positive)
        if reference:
            body["references"] = {"other": reference}
        heading = heading or HEADINGS[number % len(HEADINGS)]
        open_ = 0.0 if bill.due + PAID_AFTER < self.today else body["grossAmount"]
        self.booked.append(
            {
                "bookedInvoiceNumber": number,
                **body,
                "remainder": open_,
                "remainderInBaseCurrency": _base(open_, body),
                "roundingAmount": 0.0,
                "notes": {"heading": heading},
            }
        )
        common: Row = {"type": 1, "text": f"Faktura nr. {number}", "voucherNumber": number}
        self._post(body, common, {"customerInvoiceNumber": number, "remainder": open_})

    def draft(self, bill: Bill, reference: str) -> None:
        """Leave a draft that nobody has booked."""
        body = self._document(bill, bill.debtor or 0, None, bill.currency, positive=False)
        stamp = f"{bill.day.isoformat()}T10:15:00Z"
        self.drafts.append(
            {
                "draftInvoiceNumber": 301 + len(self.drafts),
                **body,
                "references": {"other": reference},
                "notes": {"heading": HEADINGS[len(self.drafts) % len(HEADINGS)]},
                "lastUpdated": stamp,
            }
        )

    def line(self, bill: Bill, *, number: str | None, gross: Decimal | None = None, journal: int = JOURNAL) -> None:
        """Leave a line in a journal that nobody has booked."""
        amount = float(bill.gross if gross is None else gross)
        self.lines.append(
            {
                "entryNumber": 501 + len(self.lines),
                "entryTypeNumber": 10,
                "journalNumber": journal,
                "voucherNumber": next(self._vouchers),
                "date": bill.day.isoformat(),
                "dueDate": bill.due.isoformat(),
                "amount": -amount if bill.credit else amount,
                "currency": bill.currency,
                "customerNumber": bill.debtor,
                "contraAccountNumber": REVENUE,
                "text": "Honorar" if number is None else f"Faktura {number}",
                **({} if number is None else {"customerInvoiceNumber": number}),
                **({"contraVatCode": VAT_CODE} if bill.taxed else {}),
            }
        )

    def enter(self, bill: Bill, *, number: str | None, text: str, gross: Decimal | None = None) -> None:
        """Post it as an invoice that came through a journal and was booked there."""
        body = self._document(bill, bill.debtor or 0, gross, bill.currency, positive=False)
        open_ = 0.0 if bill.due + PAID_AFTER < self.today else body["grossAmount"]
        common: Row = {"type": 10, "text": text, "voucherNumber": next(self._vouchers)}
        own: Row = (
            {"remainder": open_} if number is None else {"customerInvoiceNumber": int(number), "remainder": open_}
        )
        self._post(body, common, own)

    def _document(self, bill: Bill, customer: int, gross: Decimal | None, currency: str, positive: bool) -> Row:
        whole = bill.gross if gross is None else gross
        vat = bill.vat if gross is None else (whole / 5 if bill.taxed else Decimal(0)).quantize(Decimal("0.01"))
        sign = -1 if bill.credit and not positive else 1
        amounts = {"netAmount": whole - vat, "vatAmount": vat, "grossAmount": whole}
        body: Row = {
            "date": bill.day.isoformat(),
            "dueDate": bill.due.isoformat(),
            "currency": currency,
            "exchangeRate": float(EURO) if currency == "EUR" else 100.0,
            **{name: float(sign * amount) for name, amount in amounts.items()},
            "paymentTerms": {"paymentTermsNumber": 1, "daysOfCredit": 14, "name": "Netto 14 dage"},
            "customer": {"customerNumber": customer},
            "recipient": self._recipient(customer, bill.taxed),
            "layout": {"layoutNumber": 19},
        }
        for name in ("netAmount", "grossAmount"):
            body[f"{name}InBaseCurrency"] = _base(body[name], body)
        return body

    def _recipient(self, customer: int, taxed: bool) -> Row:
        debtor = self.debtors[customer]
        told = {name: debtor[name][:250] for name in ("name", "address", "zip", "city", "country") if name in debtor}
        return told | {"vatZone": {"vatZoneNumber": 1 if taxed else 2}}

    def _post(self, body: Row, common: Row, owed: Row) -> None:
        """Write the customer's line, the revenue and the VAT."""
        common = {"date": f"{body['date']}T00:00:00", "currencyCode": body["currency"], **common}
        mine: Row = {
            "accountNumber": RECEIVABLES,
            "customerNumber": body["customer"]["customerNumber"],
            "dueDate": f"{body['dueDate']}T00:00:00",
            **owed,
        }
        lines: list[tuple[Row, float]] = [
            (mine, body["grossAmount"]),
            ({"accountNumber": REVENUE}, -body["netAmount"]),
        ]
        if body["vatAmount"]:
            lines.append(({"accountNumber": SALES_VAT}, -body["vatAmount"]))
        for line, amount in lines:
            amounts = {"amount": amount, "amountInBaseCurrency": _base(amount, body)}
            self.entries.append({"entryNumber": 1001 + len(self.entries), **common, **line, **amounts})


def _base(amount: float, body: Row) -> float:
    """Return an amount in kroner; rates are told per hundred units."""
    return round(amount * float(body["exchangeRate"]) / 100, 2)
