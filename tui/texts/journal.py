"""The sentences of the journal screen."""

from __future__ import annotations

from checks.engine.phrase import Phrase

JOURNAL = Phrase("Journal", "Journal")
COUNT = Phrase("{count} entries", "{count} poster")
ONE = Phrase("1 entry", "1 post")
EMPTY = Phrase("Nothing has been changed by the program yet.", "Programmet har endnu ikke ændret noget.")
READING = Phrase("reading the journal…", "læser journalen…")
UNREAD = Phrase(
    "The journal could not be read ({kind}). Esc goes back; `ctmon journal verify` tells more.",
    "Journalen kunne ikke læses ({kind}). Esc går tilbage; `ctmon journal verify` fortæller mere.",
)

NUMBER = Phrase("entry", "post")
TIME = Phrase("time", "tid")
STATE = Phrase("state", "tilstand")
FINDING = Phrase("finding", "fund")
ACTION = Phrase("action", "handling")
CHANGE = Phrase("was → became", "var → blev")
OPERATOR = Phrase("operator", "bruger")
UNDONE = Phrase("undone", "fortrudt")
UNDO_COLUMN = Phrase("undo", "fortryd")

UNSETTLED = Phrase(
    "Outcome not known: entry {entries}. The program asks the system and blocks the record until it knows; "
    "do not repeat the change by hand.",
    "Udfaldet kendes ikke: post {entries}. Programmet spørger systemet og spærrer kundekortet, til det ved besked; "
    "gentag ikke ændringen i hånden.",
)

ENTRY = Phrase("Entry {number}", "Post {number}")
OPENING = Phrase("Opening for writing", "Åbning for skrivning")
NO_FIX = Phrase(
    "This changed neither system: there is nothing to take back.",
    "Dette ændrede intet i de to systemer: der er intet at fortryde.",
)
RECORD = Phrase("{system} record {record} · {name}", "{system} kundekort {record} · {name}")
REASON = Phrase("reason", "begrundelse")
BY = Phrase("by", "af")
UNDONE_BY = Phrase("taken back by entry {entry}", "fortrudt af post {entry}")
TAKES_BACK = Phrase("takes back entry {entry}", "fortryder post {entry}")
ERASED = Phrase(
    "The values of this entry were erased; that it happened stays on record.",
    "Værdierne i denne post er slettet; at det skete, bliver stående.",
)

KEY_UNDO = Phrase("take back…", "fortryd…")
KEY_MOVE = Phrase("move", "flyt")
KEY_COPY = Phrase("copy", "kopiér")
KEY_BACK = Phrase("back", "tilbage")
COPIED = Phrase("{what} is on the clipboard.", "{what} ligger på udklipsholderen.")
