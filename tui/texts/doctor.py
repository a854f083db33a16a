"""What the doctor looks at, and what it says to do next."""

from __future__ import annotations

from checks.engine.health import Sign
from checks.engine.phrase import Phrase

SIGNS = {
    Sign.OK: Phrase("ok", "ok"),
    Sign.WARNING: Phrase("warning", "advarsel"),
    Sign.FAILED: Phrase("failed", "fejl"),
}
WARNINGS = Phrase("warnings", "advarsler")

# The screen
DOCTOR = Phrase("Doctor", "Diagnose")
LOOKING = Phrase("looking, {age}", "ser efter, {age}")
ASKING = Phrase("asking", "spørger")
NOT_KNOWN = Phrase("not known", "ukendt")
NEXT = Phrase("Next: {step}", "Næste: {step}")
STILL_LOOKING = Phrase("Still looking. Esc ends it.", "Ser stadig efter. Esc afslutter det.")
COPIED = Phrase("“{what}” is copied.", "“{what}” er kopieret.")
WORST_FIRST = Phrase("The worst first.", "Det værste først.")
IN_ORDER = Phrase("In the order in which it is looked at.", "I den rækkefølge, der ses efter.")
DEFECT = Phrase(
    "The doctor failed ({kind}); what was not told yet is not known. r looks again.",
    "Diagnosen fejlede ({kind}); det, der ikke nåede frem, er ukendt. r ser efter igen.",
)
SITE = Phrase("site file and folders", "opsætning og mapper")
KEY_AGAIN = Phrase("look again", "se efter igen")
KEY_WHOLE = Phrase("whole text", "hele teksten")
KEY_ORDER = Phrase("worst first", "værste først")
KEY_COPY = Phrase("copy", "kopiér")
KEY_MOVE = Phrase("move", "flyt")
KEY_BACK = Phrase("back", "tilbage")

# What is looked at
CONFIGURATION = Phrase("configuration", "opsætning")
MODE = Phrase("mode", "tilstand")
STATE = Phrase("state folder", "tilstandsmappe")
JOURNAL = Phrase("journal", "journal")
TABLES = Phrase("tables on record", "noterede tabeller")
AS_ON_RECORD = Phrase("declared as they were confirmed", "erklæret, som de blev bekræftet")
NOT_YET = Phrase(
    "none yet; the first whole reading notes how they are declared",
    "ingen endnu; den første fulde læsning noterer, hvordan de er erklæret",
)
CUSTOMERS = Phrase("ClientTime customers", "ClientTime-kunder")
INVOICES = Phrase("ClientTime invoices", "ClientTime-fakturaer")
ECONOMIC_PLACES = Phrase("e-conomic {places}", "e-conomic {places}")
AGREEMENT = Phrase("agreement", "aftale")
TERMINAL = Phrase("terminal", "terminal")

GO_LIVE = Phrase("go-live", "startdato")
DISABLED = Phrase("disabled", "slået fra")

# What was found, and the next step
FIXES_ON = Phrase("fixes enabled", "rettelser slået til")
FIXES_OFF = Phrase("read-only ([fixes] enabled = false)", "skrivebeskyttet ([fixes] enabled = false)")
OPENING_OVER = Phrase(
    "read-only ([fixes] enabled = false); {operator}'s opening for writing ended at {end} on {day}: {reason}",
    "skrivebeskyttet ([fixes] enabled = false); {operator}s åbning for skrivning endte kl. {end} den {day}: {reason}",
)
READ_ONLY = Phrase("read-only (--read-only)", "skrivebeskyttet (--read-only)")
GO_LIVE_AHEAD = Phrase(
    "[monitor] go_live {day} is still to come: no invoice is missed before it.",
    "[monitor] go_live {day} ligger forude: ingen faktura savnes før den.",
)
MEND_GO_LIVE = Phrase(
    "Put the day there from which invoices are sent to e-conomic.",
    "Skriv den dag, fra hvilken fakturaer sendes til e-conomic.",
)
NO_CHECK = Phrase(
    "[monitor] disabled names “{id}”, and there is no such check.",
    "[monitor] disabled nævner “{id}”, og sådan et tjek findes ikke.",
)
THERE_ARE = Phrase("There are: {ids}.", "Der er: {ids}.")
NOT_WRITABLE = Phrase("{path} cannot be written.", "{path} kan ikke skrives.")
MEND_RIGHTS = Phrase(
    "Mend its rights: without it there is no journal and so no fix.",
    "Ret rettighederne: uden den er der ingen journal og derfor ingen rettelser.",
)
SOUND = Phrase("sound, {n} entries", "hel, {n} poster")
UNSETTLED = Phrase("sound; of {n} entries the outcome is not known.", "hel; for {n} poster kendes udfaldet ikke.")
SETTLE = Phrase(
    "The next `ctmon check` asks the system what became of them.",
    "Næste `ctmon check` spørger systemet, hvad der blev af dem.",
)
IN_VARIABLE = Phrase("in the variable {place}", "i variablen {place}")
TYPED = Phrase("typed on this terminal", "skrevet på denne terminal")
IN_KEYRING = Phrase("in this machine's keyring", "i denne maskines nøglering")
IN_FILE = Phrase("in the file {place}", "i filen {place}")
ROWS = Phrase("rows read: {n}", "læste rækker: {n}")
NOT_MAPPED = Phrase(
    "the site file does not name their table, number and customer: the invoice checks are off.",
    "opsætningen angiver ikke deres tabel, nummer og kunde: fakturatjekkene er slået fra.",
)
MAP_THEM = Phrase(
    "Fill in [clienttime.invoice], or leave it so where invoices cannot be read.",
    "Udfyld [clienttime.invoice], eller lad det være, hvis fakturaer ikke kan læses.",
)
NOT_ASKED = Phrase("not asked: a token is missing.", "ikke spurgt: en nøgle mangler.")
TOKEN_FIRST = Phrase("Put the failed token above right first.", "Ret først nøglen, der fejlede ovenfor.")
CALLS = Phrase("answers; {calls} calls now, {today} today", "svarer; {calls} kald nu, {today} i dag")
CALLS_IN_PART = Phrase(
    "answers in part; {calls} calls now, {today} today", "svarer delvist; {calls} kald nu, {today} i dag"
)
NO_AGREEMENT = Phrase(
    "the tokens belong to {number}; the site file names none, so nothing is ever written.",
    "nøglerne hører til {number}; opsætningen angiver ingen, så der skrives aldrig.",
)
ADD_AGREEMENT = Phrase(
    "Add agreement_number = {number} to [economic], if those are the right books.",
    "Tilføj agreement_number = {number} i [economic], hvis det er de rigtige bøger.",
)
OTHER_AGREEMENT = Phrase(
    "the tokens belong to {found}, the site file says {expected}: nothing is compared or written.",
    "nøglerne hører til {found}, opsætningen siger {expected}: intet sammenlignes eller skrives.",
)
MEND_AGREEMENT = Phrase("Put the wrong one of the two right.", "Ret den af de to, der er forkert.")
NOT_TOLD = Phrase(
    "e-conomic did not say which agreement this is. Ask again in a moment.",
    "e-conomic sagde ikke, hvilken aftale det er. Spørg igen om lidt.",
)
NO_SCREEN = Phrase("none that could show the screen.", "ingen, der kan vise skærmbilledet.")
USE_COMMANDS = Phrase(
    "The headless commands work; for the screen use another terminal.",
    "Kommandoerne virker; brug en anden terminal til skærmbilledet.",
)
