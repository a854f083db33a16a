"""The sentences of the page of the sources."""

from __future__ import annotations

from checks.engine.delivery import Way
from checks.engine.model import Health
from checks.engine.phrase import Phrase

SOURCES = Phrase("Sources", "Kilder")
TROUBLES = Phrase("Calls to e-conomic that failed lately", "Kald til e-conomic, der mislykkedes for nylig")
NO_TROUBLES = Phrase("none since the start", "ingen siden starten")

HEALTH = {
    Health.OK: Phrase("answers", "svarer"),
    Health.DEGRADED: Phrase("in part", "delvist"),
    Health.DOWN: Phrase("no answer", "intet svar"),
}
OF_NO_USE = Phrase("another agreement: not read", "en anden aftale: læses ikke")
STATE = Phrase("state", "tilstand")
READ = Phrase("read {age}", "læst {age}")
NEVER_READ = Phrase("not read yet", "endnu ikke læst")
LAST_ERROR = Phrase("last error", "sidste fejl")
NO_ERROR = Phrase("none since the start", "ingen siden starten")
SINCE = Phrase("since {time}: {said}", "siden kl. {time}: {said}")
OVER = Phrase("{time}, over now: {said}", "kl. {time}, nu overstået: {said}")
ASKING = Phrase("asking…", "spørger…")

ROWS = Phrase("{rows} rows, read {age}", "{rows} rækker, læst {age}")
CLASSIC = Phrase(
    "{rows} rows, read {age}, the classic way: the newer service was not to be had. {why}",
    "{rows} rækker, læst {age} på den klassiske måde: den nyere tjeneste kunne ikke bruges. {why}",
)
NOT_READ = Phrase("not read. {why}", "ikke læst. {why}")
NOT_READ_SINCE = Phrase(
    "not read since {time} ({rows} rows then). {why}", "ikke læst siden kl. {time} (dengang {rows} rækker). {why}"
)
AS_ABOVE = Phrase("As above.", "Som ovenfor.")
NOT_MAPPED = Phrase("not in the site file", "ikke i opsætningen")

AGREEMENT = Phrase("agreement", "aftale")
CALLS = Phrase("calls", "kald")
USED = Phrase("{used} today, {left} left of {budget}", "{used} i dag, {left} tilbage af {budget}")
ROUND_TRIP = Phrase("round trip", "svartid")
MILLISECONDS = Phrase("{n} ms", "{n} ms")
ROLES = Phrase("roles", "roller")
CLOCK = Phrase("clock", "ur")
MODULES = Phrase("modules", "moduler")
TOLD = Phrase("{what}, told {age}", "{what}, oplyst {age}")
NONE_TOLD = Phrase("none", "ingen")
NOT_TOLD = Phrase("not told by e-conomic", "ikke oplyst af e-conomic")
NOT_KNOWN = Phrase("not known: e-conomic did not say", "ukendt: e-conomic svarede ikke")

DELIVERY = Phrase("delivery", "levering")
WAYS = {
    Way.REFERENCE: Phrase("in the “other reference” (references.other)", "i “øvrig reference” (references.other)"),
    Way.NUMBER: Phrase(
        "as the invoice's own number (bookedInvoiceNumber)", "som fakturaens nummer (bookedInvoiceNumber)"
    ),
    Way.JOURNAL: Phrase("as the invoice number of a journal line", "som fakturanummer på en kassekladdelinje"),
}
LEARNT = Phrase("Invoices carry ClientTime's number {ways}.", "Fakturaer bærer ClientTimes nummer {ways}.")
COUNTED = Phrase("{way}: {count}", "{way}: {count}")
NOT_LEARNT = Phrase(
    "Not learnt yet: no invoice that arrived agrees in number, customer and amount.",
    "Endnu ikke lært: ingen ankommet faktura stemmer i nummer, kunde og beløb.",
)
NOT_LEARNABLE = Phrase("Not known while a place is not read.", "Ukendt, så længe et sted ikke er læst.")
OTHER_FIELD = Phrase(
    "The site file says invoice_reference = “{named}”, but the numbers stand in “{other}”. "
    "Put that into [economic], if invoices are delivered so.",
    "Opsætningen siger invoice_reference = “{named}”, men numrene står i “{other}”. "
    "Skriv det i [economic], hvis fakturaer leveres sådan.",
)

CODE = Phrase("code {code}", "kode {code}")
LOG = Phrase("log id {log}", "log-id {log}")
TIMES = Phrase("{n} times", "{n} gange")

COPIED = Phrase("The page is copied.", "Siden er kopieret.")
FAILED = Phrase(
    "The engine did not tell ({kind}); what is shown is the last known.",
    "Motoren svarede ikke ({kind}); det viste er det sidst kendte.",
)
KEY_READ = Phrase("read now", "læs nu")
KEY_DOCTOR = Phrase("doctor", "diagnose")
KEY_COPY = Phrase("copy", "kopiér")
KEY_SCROLL = Phrase("scroll", "rul")
KEY_BACK = Phrase("back", "tilbage")
