"""Words that more than one screen uses: names of systems, of actions, of outcomes."""

from __future__ import annotations

from checks.engine.phrase import Phrase, plain
from checks.engine.plan import State, System

SIDES = {"clienttime": "ClientTime", "economic": "e-conomic"}
SIDES_SHORT = {"clienttime": "CT", "economic": "e-c"}
"""By the names of the sources; the short ones are for lines with little room."""

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


def action_name(action: str) -> Phrase:
    """Return what people call an action."""
    return ACTIONS.get(action) or plain(action)
