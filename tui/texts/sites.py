"""The sentences of the list of sites."""

from __future__ import annotations

from checks.engine.phrase import Phrase

SITES = Phrase("Which site?", "Hvilken opsætning?")
COUNT = Phrase("{count} sites", "{count} opsætninger")

NUMBER = Phrase("no", "nr")
TITLE = Phrase("site", "opsætning")
CHECKED = Phrase("checked", "tjekket")
AGREEMENT = Phrase("agreement {number}", "aftale {number}")
NO_AGREEMENT = Phrase("no agreement", "ingen aftale")
AT = Phrase("{agreement} at {host}", "{agreement} hos {host}")
UNKNOWN = Phrase("not known", "ukendt")
BROKEN = Phrase("cannot be opened", "kan ikke åbnes")
FILE = Phrase("file", "fil")

NOT_OPENED = Phrase(
    "{name} cannot be opened before its site file is put right.",
    "{name} kan ikke åbnes, før opsætningsfilen er rettet.",
)

KEY_OPEN = Phrase("open", "åbn")
KEY_NUMBER = Phrase("by number", "efter nummer")
KEY_MOVE = Phrase("move", "flyt")
KEY_ANOTHER = Phrase("set up another", "opret en til")
KEY_QUIT = Phrase("quit", "afslut")
