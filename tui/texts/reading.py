"""The sentences of the screens that show a text to read."""

from __future__ import annotations

from checks.engine.phrase import Phrase

HAND_OVER = Phrase("To hand over; nothing is written", "Til overdragelse; intet skrives")
MESSAGES = Phrase("Messages since the start, the newest first", "Beskeder siden start, de nyeste først")
NO_MESSAGES = Phrase("There was none yet.", "Der har ingen været endnu.")
COPIED = Phrase("The text is copied.", "Teksten er kopieret.")
KEY_COPY = Phrase("copy", "kopiér")
KEY_SCROLL = Phrase("scroll", "rul")
KEY_MASK = Phrase("mask", "skjul")
KEY_BACK = Phrase("back", "tilbage")
