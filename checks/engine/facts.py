"""The lines of a finding's details: what each system holds, side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

from checks.engine.compared import Pair, values
from checks.engine.fields import PERSONAL
from checks.engine.model import Fact
from checks.engine.phrase import Phrase, escaped
from checks.engine.records import Customer, Debtor, Document, Invoice, Place

_ORDER = ("name", "address", "zip", "city", "country", "cvr", "ean", "email", "foreign_id")
_BARE, _SUM = Phrase("{value}", "{value}"), Phrase("{value} {currency}", "{value} {currency}")
DOCUMENT = Phrase("{named}: {gross} {currency}, {day}", "{named}: {gross} {currency}, {day}")
NUMBERLESS = "–"
PLACES: Mapping[Place, Phrase] = {
    Place.DRAFTS: Phrase("draft", "kladde"),
    Place.BOOKED: Phrase("booked", "bogført"),
    Place.JOURNAL: Phrase("journal line", "kassekladde"),
    Place.ENTRIES: Phrase("entry", "postering"),
}


def customer_facts(customer: Customer | None, debtor: Debtor | None) -> tuple[Fact, ...]:
    """Return the master data of a customer and a debtor; a line that neither has is left out."""
    pairs = _pairs(customer, debtor)
    ours = customer.foreign_id if customer else None
    pairs["foreign_id"] = (ours, str(debtor.number) if debtor else None)
    return tuple(Fact(f, *pairs[f], personal=f in PERSONAL) for f in _ORDER if any(pairs[f]))


def invoice_facts(invoice: Invoice, documents: tuple[Document, ...]) -> tuple[Fact, ...]:
    """Return the invoice beside the first document that has to do with it, then all others."""
    found = documents[0] if documents else None
    pairs: dict[str, tuple[str | Phrase | None, str | Phrase | None]] = {
        "invoice": (invoice.number, _number(found)),
        "date": (_day(invoice.date), _day(found.date if found else None)),
        "amount": (_sum(invoice.gross, invoice.currency), _sum(found.gross, found.currency) if found else None),
        "place": (None, PLACES[found.place] if found else None),
        "sent": (_day(invoice.sent_on), None),
        "error": (invoice.error, None),
    }
    told = tuple(Fact(field, *pair, personal=field == "error") for field, pair in pairs.items() if any(pair))
    return told + tuple(Fact("document", None, _document(more), personal=False) for more in documents[1:])


def documents_named(documents: Iterable[Document]) -> Phrase:
    """Return which documents these are: booked 50012, entry 10234."""
    names = [(PLACES[d.place], escaped(_number_there(d))) for d in documents]
    return Phrase(", ".join(f"{p.en} {n}" for p, n in names), ", ".join(f"{p.da} {n}" for p, n in names))


def _pairs(customer: Customer | None, debtor: Debtor | None) -> dict[str, Pair]:
    if customer and debtor:
        return dict(values(customer, debtor))
    if customer:
        alone = values(customer, Debtor(0, ""))
        return {field: (pair[0], None) for field, pair in alone.items()}
    theirs = values(Customer("", "", None), debtor or Debtor(0, ""))
    return {field: (None, pair[1]) for field, pair in theirs.items()}


def _document(document: Document) -> Phrase:
    said = DOCUMENT.worded(named=documents_named((document,)))
    return said.with_(gross=document.gross or "?", currency=document.currency or "", day=document.date or "?")


def _number_there(document: Document) -> str:
    """Return the number by which people find a document in e-conomic."""
    return document.number or (NUMBERLESS if document.place is Place.JOURNAL else document.id)


def _number(document: Document | None) -> str | None:
    if document is None:
        return None
    if document.place is Place.DRAFTS:
        return document.reference or document.id
    return document.number or document.reference or document.id


def _day(value: dt.date | None) -> Phrase | None:
    return None if value is None else _BARE.with_(value=value)


def _sum(amount: Decimal | None, currency: str | None) -> Phrase | None:
    if amount is None:
        return None
    return _SUM.with_(value=amount, currency=currency) if currency else _BARE.with_(value=amount)
