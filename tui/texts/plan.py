"""The sentences of the plan screen. Its labels and its key stand on no other screen."""

from __future__ import annotations

from checks.engine.phrase import Phrase
from checks.engine.plan import State

BEFORE = Phrase("Before", "Før")
AFTER = Phrase("After", "Efter")
APPLY = Phrase("Apply", "Udfør")
APPLY_ALL = Phrase("Apply all {count}", "Udfør alle {count}")
READ_AGAIN = Phrase("Read again", "Læs igen")
TYPE_COUNT = Phrase("Confirm the count", "Bekræft antallet")

PLAN = Phrase("Plan", "Plan")
UNDO = Phrase("Undo", "Fortryd")
PLANS = Phrase("{count} plans", "{count} planer")
AGREEMENT = Phrase("agreement {number}", "aftale {number}")
RECORD = Phrase("{system} · record {record} · {name}", "{system} · kundekort {record} · {name}")
EVIDENCE = Phrase("Why", "Hvorfor")
CONFIDENCE = Phrase("confidence {percent} %", "sikkerhed {percent} %")
REQUEST = Phrase("Exactly this is sent to {system}", "Præcis dette sendes til {system}")
WARNINGS = Phrase("Mind", "Bemærk")
NO_EVIDENCE = Phrase("The way back of what the journal recorded.", "Vejen tilbage for det, journalen har noteret.")
MASKED_REQUEST = Phrase(
    "Not shown while personal data is masked; m shows it.",
    "Vises ikke, mens persondata er skjult; m viser det.",
)

FOR = Phrase("for", "for")
AGAINST = Phrase("against", "imod")
NEUTRAL = Phrase("neutral", "neutral")

READING = Phrase("reading both records…", "læser begge kundekort…")
READING_OF = Phrase("reading both records… {at} of {count}", "læser begge kundekort… {at} af {count}")
READING_AGAIN = Phrase("reading again…", "læser igen…")
WRITING = Phrase("writing…", "skriver…")
WRITING_OF = Phrase("writing… {at} of {count}", "skriver… {at} af {count}")
NOT_CANCELLED = Phrase(
    "A write cannot be called back half-way. Its outcome is shown here as soon as it is known.",
    "En skrivning kan ikke kaldes tilbage midtvejs. Udfaldet vises her, så snart det kendes.",
)
LEAVE_WHILE_WRITING = Phrase(
    "A write is under way; it is finished and recorded whether you stay or not. q again leaves.",
    "En skrivning er i gang; den gøres færdig og noteres, hvad enten du bliver eller ej. q igen forlader.",
)

JUST_NOW = Phrase("read just now", "læst netop nu")
SECONDS_AGO = Phrase("read {seconds} s ago", "læst for {seconds} s siden")
TOO_OLD = Phrase(
    "older than 60 s: the records have to be read again first",
    "ældre end 60 s: kundekortene skal læses igen først",
)
RENEWED = Phrase("Read again: nothing has changed.", "Læst igen: intet er ændret.")

NO_PLAN = Phrase("No plan", "Ingen plan")
CANDIDATES = Phrase("Candidates", "Kandidater")
NOTHING_CHANGED = Phrase("Nothing was written.", "Intet er skrevet.")
PLAN_FELL = Phrase("The plan no longer holds", "Planen holder ikke længere")
NOW = Phrase("now", "nu")
SHOWN = Phrase("as shown", "som vist")

DEFECT = Phrase(
    "A defect of this program ({kind}) stood in the way. Nothing was written.",
    "En fejl i programmet ({kind}) kom i vejen. Intet er skrevet.",
)
LOST = Phrase(
    "No answer came from the engine ({kind}): it may or may not have been written. The journal tells.",
    "Der kom intet svar fra motoren ({kind}): det er måske skrevet, måske ikke. Journalen fortæller det.",
)

ENTRY = Phrase("journal entry {entry}", "post {entry} i journalen")
READ_BACK = Phrase("read back", "læst tilbage")
WAY_BACK = Phrase("u in the journal takes it back.", "u i journalen fortryder det.")
NEXT_STEP = {
    State.NOT_DONE: Phrase(
        "The record is as it was. Make the plan again.", "Kundekortet er, som det var. Lav planen igen."
    ),
    State.REFUSED: Phrase(
        "Nothing was written. What stood in the way is told above.",
        "Intet er skrevet. Hvad der stod i vejen, står ovenfor.",
    ),
    State.CONFLICT: Phrase(
        "Someone else's value stands there. Look at the record and decide anew.",
        "Der står en andens værdi. Se på kundekortet, og tag stilling igen.",
    ),
    State.UNKNOWN: Phrase(
        "Do not repeat it by hand. The program asks the system, and blocks this record until it knows.",
        "Gentag det ikke i hånden. Programmet spørger systemet og spærrer kundekortet, til det ved besked.",
    ),
}

STOPPED = Phrase(
    "Stopped at the first surprise: {done} of {count} done, {left} not started.",
    "Standset ved den første overraskelse: {done} af {count} rettet, {left} ikke begyndt.",
)
ALL_DONE = Phrase("All {count} done.", "Alle {count} rettet.")
SOME_DONE = Phrase(
    "{done} of {count} done; the others had no plan.", "{done} af {count} rettet; resten havde ingen plan."
)
TOO_MANY = Phrase(
    "{marked} rows are marked; one round takes at most {most}. The rest stay marked.",
    "{marked} rækker er markeret; én omgang tager højst {most}. Resten forbliver markeret.",
)
HOW_MANY = Phrase(
    "{count} records will be written. Type {count} and press Enter; nothing is written yet.",
    "{count} kundekort bliver skrevet. Tast {count} og Enter; endnu skrives intet.",
)
COUNT_HELD = Phrase("{count} confirmed.", "{count} bekræftet.")
WAITING = Phrase("waiting", "venter")
READY = Phrase("ready", "klar")
IN_HAND = Phrase("writing", "skriver")
ONE_IS_READ = Phrase("reading", "læses")

KEY_TAKE = Phrase("take the number", "tag tallet")
KEY_OTHER = Phrase("other target", "anden kunde")
KEY_TARGET = Phrase("choose the target", "vælg kunden")
KEY_BACK = Phrase("leave as it is", "lad det være")
KEY_LEAVE = Phrase("back", "tilbage")
KEY_JOURNAL = Phrase("journal", "journal")
KEY_SCROLL = Phrase("scroll", "rul")
KEY_ROWS = Phrase("next plan", "næste plan")
KEY_COPY = Phrase("copy", "kopiér")
COPIED = Phrase("Copied.", "Kopieret.")
