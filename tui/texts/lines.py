"""What `ctmon init` says while it has the mapping confirmed."""

from __future__ import annotations

from collections.abc import Mapping

from checks.engine.phrase import Phrase
from tui.mapped import Sure

HOW = Phrase(
    "Each line now: Enter takes what stands in brackets, another name corrects it, - leaves it out; Esc leaves all.",
    "Nu hver linje: Enter tager det i klammen, et andet navn retter det, - udelader det; Esc forlader det hele.",
)
NOT_FOUND = Phrase("not found", "ikke fundet")
NEEDED = Phrase("Nothing works without it: name the column.", "Intet virker uden den: angiv kolonnen.")
NO_SUCH = Phrase("There is no {name}; there is: {there}.", "Der er ingen {name}; der er: {there}.")
SURE: Mapping[Sure, Phrase] = {
    Sure.SURE: Phrase("sure", "sikkert"),
    Sure.LIKELY: Phrase("likely", "sandsynligt"),
    Sure.PERHAPS: Phrase("perhaps", "måske"),
}

WHICH = Phrase(
    "The number of an invoice that you know (- skips this)", "Nummeret på en faktura, du kender (- springer over)"
)
IS_IT = Phrase(
    "Invoice {number} to customer {customer} on {day} for {amount} {currency}: is that right?",
    "Faktura {number} til kunde {customer} den {day} på {amount} {currency}: er det rigtigt?",
)
YES_NO = Phrase("[y/N]", "[j/N]")
NO_INVOICE = Phrase(
    "There is no single invoice {number}. Type another number, or - to go on without.",
    "Der er ikke netop én faktura {number}. Skriv et andet nummer, eller - for at fortsætte uden.",
)
NOT_RIGHT = Phrase(
    "Then one of these is wrong, and none is confirmed any more: number, customer, date, currency and amounts of the "
    "invoice; key and number of the customer.",
    "Så er en af disse forkert, og ingen er bekræftet mere: fakturaens nummer, kunde, dato, valuta og beløb; kundens "
    "nøgle og nummer.",
)
GO_BACK = Phrase("Esc goes back to them.", "Esc går tilbage til dem.")
TWICE = Phrase(
    "{column} is taken for “{what}” as well. Correct one of them if that is a slip.",
    "{column} er også taget som “{what}”. Ret en af dem, hvis det er en fejl.",
)
