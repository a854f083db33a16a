"""The sentences of the main screen."""

from __future__ import annotations

from checks.engine.model import Severity, Status
from checks.engine.phrase import Phrase

DEMO = Phrase("DEMO", "DEMO")
READ_ONLY = Phrase("READ-ONLY", "KUN LÆSNING")
OPEN_UNTIL = Phrase("OPEN UNTIL {time}", "ÅBEN TIL {time}")
CAN_FIX_HERE = Phrase("fixes on", "kan rette")
PAUSED = Phrase("PAUSED", "PAUSE")
READING = Phrase("reading…", "læser…")
READING_FOR = Phrase("reading for {age}", "har læst i {age}")
READING_FOR_SHORT = Phrase("reading {age}", "læser {age}")
WAITING = Phrase("waiting for {side}, {age}", "venter på {side}, {age}")
WAITING_BOTH = Phrase("waiting for both sides, {age}", "venter på begge sider, {age}")
AGREEMENT = Phrase("agreement {number}", "aftale {number}")
AGREEMENT_SHORT = Phrase("agr. {number}", "aft. {number}")
NO_AGREEMENT = Phrase("no agreement", "ingen aftale")
OTHER_AGREEMENT = Phrase("agreement {found} instead of {number}", "aftale {found} i stedet for {number}")
CALLS_LEFT = Phrase("{calls} calls today, {left} left", "{calls} kald i dag, {left} tilbage")
CALLS = Phrase("{calls} calls today", "{calls} kald i dag")
CALLS_SHORT = Phrase("{calls} calls", "{calls} kald")
EVERY = Phrase("every {pace}", "hver {pace}")
SPARING = Phrase("every {pace}: {share} % of the calls used", "hver {pace}: {share} % af kaldene brugt")
ONLY_ASKED = Phrase("only when asked: {share} % of the calls used", "kun på opfordring: {share} % af kaldene brugt")
SPARING_SHORT = Phrase("every {pace}, calls {share} %", "hver {pace}, kald {share} %")
ONLY_ASKED_SHORT = Phrase("only when asked, {share} %", "kun på opfordring, {share} %")
CALLS_SHARE = Phrase("calls {share} %", "kald {share} %")
ROUND_TRIP = Phrase("{n} ms", "{n} ms")
PUT_AWAY = Phrase("Esc puts it away", "Esc lægger den væk")
PACED = Phrase("Reads every {pace} from here on.", "Læser herefter hver {pace}.")
JOURNAL_FAULT = Phrase("JOURNAL BROKEN", "JOURNAL BRUDT")
SAID = Phrase("{said}", "{said}")
SOURCE_BACK = Phrase("{system} answers again.", "{system} svarer igen.")
NO_DETAIL = Phrase("cannot be read.", "kan ikke læses.")
NEITHER = Phrase(
    "Neither side could be read; what is shown is the last known.",
    "Ingen af siderne kunne læses; det viste er det sidst kendte.",
)
NEITHER_SHORT = Phrase("neither side can be read.", "ingen af siderne kan læses.")
NEXT_TRY = Phrase("next try at {time}", "næste forsøg kl. {time}")
NEXT_TRY_IN = Phrase("next try in {n} s", "næste forsøg om {n} s")
NEXT_TRY_NOW = Phrase("next try now", "næste forsøg nu")
TRIED_NOW = Phrase("being tried", "prøves nu")
WHEN_ASKED = Phrase("paused: R tries it", "pause: R prøver")
NOT_BY_ITSELF = Phrase("not tried by itself", "prøves ikke af sig selv")
TYPE_AGAIN = Phrase("c types the password again", "c taster kodeordet igen")
UNRESOLVED = Phrase("{count} fixes with unknown outcome", "{count} rettelser med ukendt udfald")
UNRESOLVED_SHORT = Phrase("{count} unknown", "{count} ukendt")

NOW = Phrase("just now", "lige nu")
SECONDS = Phrase("{n} s", "{n} s")
MINUTES = Phrase("{n} min", "{n} min")
HOURS = Phrase("{n} h", "{n} t")
DAYS = Phrase("{n} d", "{n} d")
AGO = Phrase("{age} ago", "for {age} siden")

STATUS = {
    Status.OK: Phrase("in step", "i takt"),
    Status.WARNING: Phrase("warning", "advarsel"),
    Status.CRITICAL: Phrase("critical", "kritisk"),
    Status.UNKNOWN: Phrase("not known", "ukendt"),
}
NO_ALARM = Phrase("no alarm", "ingen alarm")
SEVERITY = {
    Severity.CRITICAL: Phrase("critical", "kritisk"),
    Severity.WARNING: Phrase("warning", "advarsel"),
    Severity.INFO: Phrase("info", "info"),
}
SEVERITY_SHORT = {
    Severity.CRITICAL: Phrase("crit", "krit"),
    Severity.WARNING: Phrase("warn", "adv"),
    Severity.INFO: Phrase("info", "info"),
}
IGNORED = Phrase("ignored", "ignoreret")
IGNORED_SHORT = Phrase("ign", "ign")

CHECKED = Phrase("checked {age}", "tjekket {age}")
CHECKED_SHORT = Phrase("{age}", "{age}")
ROWS_AS_OF = Phrase("rows as of {time}", "rækker fra kl. {time}")
IGNORED_COUNT = Phrase("{count} ignored", "{count} ignoreret")
ALL_IN_STEP = Phrase("0 – all in step, checked {age}", "0 – alt i takt, tjekket {age}")
NOT_KNOWN_SINCE = Phrase("? – not known since {time}: {reason}", "? – ukendt siden kl. {time}: {reason}")
NOT_KNOWN = Phrase("? – not known: {reason}", "? – ukendt: {reason}")
NO_REASON = Phrase("not read yet", "endnu ikke læst")
NO_MATCH = Phrase(
    "None of the {count} rows matches “{needle}”. Esc clears the filter.",
    "Ingen af de {count} rækker passer på “{needle}”. Esc rydder filteret.",
)
FILTERED = Phrase("“{needle}” {shown} of {count}", "“{needle}” {shown} af {count}")
SORTED = Phrase("by {column} {arrow}", "efter {column} {arrow}")
TURNED = Phrase("turned", "vendt")
MARKED = Phrase("{count} marked", "{count} markeret")
MARKED_HIDDEN = Phrase("{count} marked, {hidden} not shown", "{count} markeret, {hidden} vises ikke")

COLUMNS = {
    "state": Phrase("State", "Alvor"),
    "number": Phrase("Number", "Nummer"),
    "name": Phrase("Customer", "Kunde"),
    "cause": Phrase("Cause", "Årsag"),
    "differs": Phrase("Differs", "Afviger"),
    "place": Phrase("Place", "Sted"),
    "parent": Phrase("Waits for", "Venter på"),
    "waiting": Phrase("Waiting", "Venter"),
    "amount": Phrase("Amount", "Beløb"),
    "since": Phrase("Since", "Siden"),
    "suggestion": Phrase("Suggested", "Forslag"),
}

SINCE = Phrase("since {day}", "siden {day}")
WAITS = Phrase("{money} waits", "{money} venter")
WAITS_FOR = Phrase("waits for {key}: fix that first", "venter på {key}: ret den først")
SUGGESTED = Phrase("Suggested", "Forslag")
SAFE = Phrase("safe", "sikker")
CONFIDENCE = Phrase("{percent} %", "{percent} %")
FOR = Phrase("for: {words}", "for: {words}")
AGAINST = Phrase("against: {words}", "imod: {words}")
CAN_FIX = Phrase("f opens the plan of the fix", "f åbner planen for rettelsen")
CAN_LINK = Phrase(
    "f opens the plan of the link; t there takes another target",
    "f åbner planen for tilknytningen; t dér vælger en anden",
)
CAN_NAME_NUMBER = Phrase(
    "f asks for the e-conomic number: the program knows no candidate",
    "f spørger om nummeret i e-conomic: programmet kender ingen kandidat",
)
CAN_NAME_CODE = Phrase(
    "f asks for the customer code in ClientTime: the program knows no candidate",
    "f spørger om kundekoden i ClientTime: programmet kender ingen kandidat",
)
CAN_FIX_FIRST = Phrase(
    "f opens the plan of {key}, which comes first", "f åbner planen for {key}, som skal rettes først"
)
CAN_HAND_OVER = Phrase(
    "f shows the text for the one who can put it right; nothing is written",
    "f viser teksten til den, der kan rette det; intet skrives",
)
CANNOT_FIX = Phrase("Not to be fixed from here: {actions}", "Kan ikke rettes herfra: {actions}")
LAST_KNOWN = Phrase(
    "Last known, {time}. It cannot be told whether it is still so.",
    "Sidst kendt kl. {time}. Det kan ikke ses, om det stadig er sådan.",
)
NOTHING_CHOSEN = Phrase("Nothing chosen.", "Intet valgt.")

TOO_SMALL = Phrase("too small: {width}×{height}, needs {need}", "for lille: {width}×{height}, kræver {need}")
VERDICT = Phrase("{glyph} {word}: {count}", "{glyph} {word}: {count}")

COPIED = Phrase("{key} copied.", "{key} er kopieret.")
EXPORTED = Phrase("{count} rows written to {path}", "{count} rækker skrevet til {path}")
NO_STATE = Phrase("There is no folder to export to.", "Der er ingen mappe at eksportere til.")
EXPORT_FAILED = Phrase(
    "The export could not be written to {path} ({kind}). Nothing else is affected.",
    "Eksporten kunne ikke skrives til {path} ({kind}). Intet andet er berørt.",
)
MASK_ON = Phrase("Personal data is masked. m shows it.", "Persondata er skjult. m viser dem.")
MASK_OFF = Phrase("Personal data is shown.", "Persondata vises.")
NO_ROW = Phrase("There is no row here.", "Her er ingen række.")
STILL_READING = Phrase("Still reading; there is no row yet.", "Læser endnu; der er ingen række endnu.")
HELD = Phrase(
    "Still reading; the plan opens with the first row. Esc lets it be.",
    "Læser endnu; planen åbner med den første række. Esc lader den være.",
)
NOTHING_TO_HAND_OVER = Phrase(
    "{key} has no text to hand over: f plans its fix, Enter explains it.",
    "{key} har ingen tekst at overdrage: f planlægger rettelsen, Enter forklarer.",
)
NO_FIX = Phrase(
    "{key} cannot be fixed from here; Enter says why.", "{key} kan ikke rettes herfra; Enter fortæller hvorfor."
)
OLD_ROWS = Phrase(
    "The rows are old: the panel is not known just now. r asks again.",
    "Rækkerne er gamle: panelet er ukendt lige nu. r spørger igen.",
)
NO_SAFE = Phrase("No row here has a safe suggestion.", "Ingen række her har et sikkert forslag.")
TOO_MANY = Phrase(
    "{count} rows are marked; {limit} at a time are allowed.",
    "{count} rækker er markeret; {limit} ad gangen er tilladt.",
)
NO_PANEL = Phrase("There is no panel {number}.", "Der er intet panel {number}.")
ASKED = Phrase("reading both sides…", "læser begge sider…")
ANOTHER_FOLLOWS = Phrase(
    "reading already; another reading follows at once.", "læser allerede; endnu en læsning følger straks."
)
READ_BOTH = Phrase("both sides read: {changed}.", "begge sider er læst: {changed}.")
READ_IN_PART = Phrase("{system} was read only in part: {changed}.", "{system} er kun læst delvist: {changed}.")
NOT_READ = Phrase(
    "{system} could not be read; what hangs on it is the last known.",
    "{system} kunne ikke læses; det, der afhænger af det, er det sidst kendte.",
)
NOTHING_CHANGED = Phrase("nothing has changed", "intet er ændret")
CHANGED = Phrase("{new} new, {gone} gone, {other} changed", "nye: {new}, væk: {gone}, ændret: {other}")
OF_PANEL = Phrase("{panel}: {said}", "{panel}: {said}")
PASSWORD_TAKEN = Phrase("The password is tried now, once.", "Kodeordet prøves nu, én gang.")
NOT_REFUSED = Phrase(
    "ClientTime has not refused the login, so there is no password to type.",
    "ClientTime har ikke afvist login, så der er intet kodeord at taste.",
)
ENGINE_FAULT = Phrase(
    "The engine did not answer ({kind}). What is shown is the last known; the program starts it again.",
    "Motoren svarede ikke ({kind}). Det viste er det sidst kendte; programmet starter den igen.",
)
ENGINE_LEFT = Phrase(
    "The engine has left. What is shown is the last known; q leaves.",
    "Motoren er stoppet. Det viste er det sidst kendte; q afslutter.",
)
LEAVE_TOLD = Phrase("q leaves; so does Ctrl+C once more.", "q afslutter; det gør Ctrl+C én gang til også.")

KEY_DETAILS = Phrase("details", "detaljer")
KEY_BACK = Phrase("back", "tilbage")
KEY_FILTER = Phrase("filter", "filter")
KEY_SORT = Phrase("sort", "sortér")
KEY_TURN = Phrase("turn the order", "vend rækkefølgen")
KEY_MARK = Phrase("mark", "markér")
KEY_MARK_SAFE = Phrase("mark all safe ones", "markér alle sikre")
KEY_FIX = Phrase("fix", "ret")
KEY_IGNORE = Phrase("ignore", "ignorér")
KEY_CHECK = Phrase("check now", "tjek nu")
KEY_PASSWORD = Phrase("password", "kodeord")
KEY_CHECK_ALL = Phrase("check everything now", "tjek alt nu")
KEY_PAUSE = Phrase("pause", "pause")
KEY_LONGER = Phrase("longer interval", "længere interval")
KEY_SHORTER = Phrase("shorter interval", "kortere interval")
KEY_HAND_OVER = Phrase("hand over", "overdrag")
KEY_MESSAGES = Phrase("messages", "beskeder")
KEY_JOURNAL = Phrase("journal", "journal")
KEY_SOURCES = Phrase("sources", "kilder")
KEY_DOCTOR = Phrase("doctor", "diagnose")
KEY_UNDO = Phrase("undo, from the journal", "fortryd, fra journalen")
KEY_COPY = Phrase("copy the row", "kopiér rækken")
KEY_EXPORT = Phrase("export the list", "eksportér listen")
KEY_MASK = Phrase("mask personal data", "skjul persondata")
KEY_HELP = Phrase("help", "hjælp")
KEY_PALETTE = Phrase("command palette", "kommandopalet")
KEY_QUIT = Phrase("quit", "afslut")
KEY_NEXT = Phrase("next panel", "næste panel")
KEY_PREVIOUS = Phrase("previous panel", "forrige panel")
PALETTE = Phrase("What to do?", "Hvad skal der ske?")
NO_ENTRY = Phrase("Nothing is called “{text}”.", "Intet hedder “{text}”.")
FILTER = Phrase("filter", "filter")
