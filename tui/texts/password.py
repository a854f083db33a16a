"""The sentences about ClientTime's password after a refusal."""

from __future__ import annotations

from checks.engine.phrase import Phrase

AGAIN = Phrase("Type ClientTime's password again", "Tast ClientTimes kodeord igen")
ONCE = Phrase(
    "It is tried once, at once. It stays in this program's memory and is written nowhere.",
    "Det prøves én gang, straks. Det bliver i programmets hukommelse og skrives ingen steder.",
)
WANTED = Phrase("Type the password, or leave with Esc.", "Tast kodeordet, eller forlad med Esc.")
KEY_TRY = Phrase("try it", "prøv det")
KEY_LEAVE = Phrase("leave, nothing is tried", "forlad, intet prøves")

IN_KEYRING = Phrase(
    "ClientTime's password is from the keyring: put the right one there, leave with q and start again.",
    "ClientTimes kodeord er fra nøgleringen: læg det rigtige dér, afslut med q, og start igen.",
)
IN_FILE = Phrase(
    "ClientTime's password is from a file: put the right one there; it is tried by itself, or with R. {path}",
    "ClientTimes kodeord er fra en fil: læg det rigtige dér; det prøves af sig selv eller med R. {path}",
)
IN_VARIABLE = Phrase(
    "ClientTime's password is in the variable {name}: leave with q, set the right one and start again.",
    "ClientTimes kodeord står i variablen {name}: afslut med q, sæt det rigtige, og start igen.",
)
KEYRING_SHORT = Phrase("change it in the keyring", "ret det i nøgleringen")
SHORT = Phrase("change it in {place}", "ret det i {place}")
