"""Words that more than one screen uses: names of fields, of systems, of outcomes."""

from __future__ import annotations

from checks.engine.phrase import Phrase, plain
from checks.engine.plan import State, System

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
    "phone": Phrase("phone", "telefon"),
    "invoice": Phrase("invoice", "faktura"),
    "date": Phrase("date", "dato"),
    "amount": Phrase("amount", "beløb"),
    "currency": Phrase("currency", "valuta"),
    "place": Phrase("place", "sted"),
    "error": Phrase("error", "fejl"),
}
PERSONAL = frozenset({"name", "address", "zip", "city", "country", "cvr", "ean", "email", "phone"})
"""Fields whose values are masked when the operator asks for it; keys and numbers never are."""

SYSTEMS = {System.CLIENTTIME: "ClientTime", System.ECONOMIC: "e-conomic"}

ACTIONS = {
    "link": Phrase("link", "tilknyt"),
    "push": Phrase("push", "send"),
    "normalise": Phrase("normalise", "ret form"),
    "requeue": Phrase("requeue", "send igen"),
    "book": Phrase("book", "bogfør"),
    "handover": Phrase("handover", "overdrag"),
    "worklist": Phrase("worklist", "arbejdsliste"),
    "ignore": Phrase("ignore", "ignorer"),
}

STATES = {
    State.DONE: Phrase("done", "rettet"),
    State.NOT_DONE: Phrase("not done", "ikke sket"),
    State.REFUSED: Phrase("refused", "afvist"),
    State.CONFLICT: Phrase("conflict", "konflikt"),
    State.UNKNOWN: Phrase("unknown", "ukendt"),
    State.OPEN: Phrase("open", "åben"),
}
GLYPHS = {
    State.DONE: "✔",
    State.NOT_DONE: "○",
    State.REFUSED: "▲",
    State.CONFLICT: "≠",
    State.UNKNOWN: "?",
    State.OPEN: "?",
}
COLOURS = {
    State.DONE: "$text-success",
    State.NOT_DONE: "$text-warning",
    State.REFUSED: "$text-warning",
    State.CONFLICT: "$text-error",
    State.UNKNOWN: "$text-error",
    State.OPEN: "$text-error",
}


def field_name(field: str) -> Phrase:
    """Return what people call a field; one that nobody named yet keeps its own name."""
    return FIELDS.get(field) or plain(field.replace("_", " "))


def action_name(action: str) -> Phrase:
    """Return what people call an action."""
    return ACTIONS.get(action) or plain(action)
