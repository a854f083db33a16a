"""What people call the fields of both systems: the one table, for screens, texts and sentences alike."""

from __future__ import annotations

from collections.abc import Iterable

from checks.engine.phrase import Phrase, plain

FIELDS = {
    "foreign_id": Phrase("foreign id", "fremmed-id"),
    "name": Phrase("name", "navn"),
    "address": Phrase("address", "adresse"),
    "zip": Phrase("zip", "postnr."),
    "city": Phrase("city", "by"),
    "country": Phrase("country", "land"),
    "cvr": Phrase("CVR", "CVR"),
    "ean": Phrase("EAN", "EAN"),
    "email": Phrase("mail", "mail"),
    "number": Phrase("number", "nummer"),
    "code": Phrase("code", "kode"),
    "form": Phrase("form", "form"),
    "barred": Phrase("barred", "spærret"),
    "inactive": Phrase("out of use", "ude af brug"),
    "phone": Phrase("phone", "telefon"),
    "invoice": Phrase("invoice", "faktura"),
    "date": Phrase("date", "dato"),
    "amount": Phrase("amount", "beløb"),
    "currency": Phrase("currency", "valuta"),
    "place": Phrase("place", "sted"),
    "error": Phrase("error", "fejl"),
    "sent": Phrase("sent", "sendt"),
    "last_sent": Phrase("last sent", "sidst sendt"),
    "last_arrived": Phrase("last arrived", "sidst kommet"),
    "last_link": Phrase("last linked", "sidst knyttet"),
    "last_change": Phrase("last change", "sidst rettet"),
    "newer": Phrase("newer", "nyere"),
    "document": Phrase("document", "bilag"),
}

PERSONAL = frozenset({"name", "address", "zip", "city", "country", "cvr", "ean", "email", "phone"})
"""Fields whose values are masked when the operator asks for it; keys and numbers never are."""


def field_name(field: str) -> Phrase:
    """Return what people call a field; one that nobody named yet keeps its own name."""
    return FIELDS.get(field) or plain(field.replace("_", " "))


def field_names(fields: Iterable[str]) -> Phrase:
    """Return several of them as one list."""
    names = tuple(map(field_name, fields))
    return Phrase(", ".join(name.en for name in names), ", ".join(name.da for name in names))
