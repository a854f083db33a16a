"""The keys of the main screen, once: bindings, key line, help and palette are made from this table."""

from __future__ import annotations

from dataclasses import dataclass

from checks.engine.phrase import Phrase
from tui.texts import dashboard as texts
from tui.texts.key_names import called


@dataclass(frozen=True, slots=True)
class Key:
    """`keys` as Textual names them, `sign` as people read them, `action` of the screen, `word` for it."""

    keys: str
    sign: str
    action: str
    word: Phrase


KEYS = (
    Key("enter", "Enter", "details", texts.KEY_DETAILS),
    Key("escape", "Esc", "back", texts.KEY_BACK),
    Key("f", "f", "fix", texts.KEY_FIX),
    Key("space", "Space", "mark", texts.KEY_MARK),
    Key("asterisk", "*", "mark_safe", texts.KEY_MARK_SAFE),
    Key("slash", "/", "filter", texts.KEY_FILTER),
    Key("s", "s", "sort", texts.KEY_SORT),
    Key("S", "S", "turn", texts.KEY_TURN),
    Key("w", "w", "hand_over", texts.KEY_HAND_OVER),
    Key("i", "i", "ignore", texts.KEY_IGNORE),
    Key("l", "l", "journal", texts.KEY_JOURNAL),
    Key("u", "u", "journal", texts.KEY_UNDO),
    Key("d", "d", "doctor", texts.KEY_DOCTOR),
    Key("o", "o", "sources", texts.KEY_SOURCES),
    Key("r", "r", "check_now", texts.KEY_CHECK),
    Key("R", "R", "check_all", texts.KEY_CHECK_ALL),
    Key("c", "c", "password", texts.KEY_PASSWORD),
    Key("p", "p", "pause", texts.KEY_PAUSE),
    Key("plus", "+", "pace(1)", texts.KEY_LONGER),
    Key("minus", "-", "pace(-1)", texts.KEY_SHORTER),
    Key("tab,right", "Tab", "panel(1)", texts.KEY_NEXT),
    Key("shift+tab,left", "Shift+Tab", "panel(-1)", texts.KEY_PREVIOUS),
    Key("y", "y", "copy", texts.KEY_COPY),
    Key("e", "e", "export", texts.KEY_EXPORT),
    Key("m", "m", "mask", texts.KEY_MASK),
    Key("question_mark", "?", "help", texts.KEY_HELP),
    Key("ctrl+p", "Ctrl+P", "palette", texts.KEY_PALETTE),
    Key("q", "q", "leave", texts.KEY_QUIT),
)
KEYLESS = (Key("", "", "messages", texts.KEY_MESSAGES),)
"""What only the palette offers."""
ON_THE_LINE = ("f", "/", "Enter", "?", "q", "Space", "i", "l", "w", "s", "r", "p", "d", "o", "e", "m", "y")
"""Which of them the key line shows, the most useful first."""

BY_SIGN = {key.sign: key for key in KEYS}


def signs(language: str, password: bool = False) -> tuple[tuple[str, Phrase], ...]:
    """Return what the key line shows, with the keys as people call them; `password` where one is asked for."""
    shown = ("c", *ON_THE_LINE) if password else ON_THE_LINE
    return tuple((called(sign, language), BY_SIGN[sign].word) for sign in shown)
