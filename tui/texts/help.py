"""The sentences of the help."""

from __future__ import annotations

from checks.engine.phrase import Phrase

HELP = Phrase("Help", "Hjælp")
KEYS = Phrase("Keys", "Taster")
CHECKS = Phrase("Checks", "Tjek")
SIGNS = Phrase("How a fix ends", "Hvordan en rettelse ender")
SIGN_LINES = {
    "done": Phrase("written, and seen back in the system", "skrevet, og set igen i systemet"),
    "not-done": Phrase("asked afterwards: it was not written", "spurgt bagefter: det blev ikke skrevet"),
    "refused": Phrase("a guard stood in the way; nothing was written", "en vagt sagde nej; intet er skrevet"),
    "conflict": Phrase("someone else's value stands there", "der står en andens værdi"),
    "unknown": Phrase(
        "it may or may not have been written; the program asks until it knows",
        "det er måske skrevet, måske ikke; programmet spørger, til det ved besked",
    ),
}
NOTHING = Phrase("Nothing here has “{text}” in it.", "Intet her indeholder “{text}”.")
KEY_SEARCH = Phrase("search", "søg")
KEY_SCROLL = Phrase("scroll", "rul")
KEY_BACK = Phrase("back", "tilbage")
