"""The sentences of the choice of a target."""

from __future__ import annotations

from checks.engine.phrase import Phrase

WHICH_DEBTOR = Phrase("Which e-conomic customer is it?", "Hvilken kunde i e-conomic er det?")
WHICH_CUSTOMER = Phrase("Which ClientTime customer is it?", "Hvilken kunde i ClientTime er det?")
OURS = Phrase("ClientTime customer {number}", "ClientTime-kunde {number}")
THEIRS = Phrase("e-conomic customer {number}", "e-conomic-kunde {number}")

CANDIDATES = Phrase("Candidates", "Kandidater")
NONE = Phrase(
    "None that is sure enough to be suggested. Look the customer up yourself, and type what you find.",
    "Ingen, der er sikker nok til at blive foreslået. Slå selv kunden op, og tast det, du finder.",
)
NOT_KNOWN = Phrase(
    "Not known, so nobody is suggested. {why} r on the main screen asks again.",
    "Ukendt, så ingen foreslås. {why} r på hovedskærmen spørger igen.",
)
TYPE_NUMBER = Phrase("Or type the e-conomic number", "Eller tast nummeret i e-conomic")
TYPE_CODE = Phrase("Or type the customer code in ClientTime", "Eller tast kundekoden i ClientTime")
SAFE = Phrase("safe", "sikker")

READING = Phrase("reading both records…", "læser begge kundekort…")
NUMBER_WANTED = Phrase("Type the e-conomic number first.", "Tast først nummeret i e-conomic.")
CODE_WANTED = Phrase("Type the customer code first.", "Tast først kundekoden.")
KEY_PLAN = Phrase("show the plan", "vis planen")
KEY_CHOOSE = Phrase("choose", "vælg")
KEY_LEAVE = Phrase("back", "tilbage")
