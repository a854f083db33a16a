"""The key table: the one source for the help and for every document that lists keys."""

from __future__ import annotations

from dataclasses import dataclass

from checks.engine.phrase import Phrase
from tui.texts.key_names import called


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the table: the keys as they are written, and what they do."""

    keys: str
    does: Phrase


KEYS = (
    Key("1…9", Phrase("go to that check's panel", "gå til det tjeks panel")),
    Key("arrows, j k, PgUp PgDn, Home End", Phrase("move", "flyt")),
    Key("Tab, Shift+Tab", Phrase("next, previous region", "næste, forrige område")),
    Key(
        "Enter, Esc",
        Phrase(
            "open the details, go back; Esc always leaves without changing anything",
            "åbn detaljerne, gå tilbage; Esc forlader altid uden at ændre noget",
        ),
    ),
    Key("/", Phrase("filter; Esc clears it", "filtrér; Esc fjerner filteret")),
    Key(
        "s, S",
        Phrase("sort by the next column, turn the order", "sortér efter næste kolonne, vend rækkefølgen"),
    ),
    Key("Space, *", Phrase("mark this row, mark all that are safe", "markér rækken, markér alle sikre")),
    Key(
        "f",
        Phrase(
            "plan the fix for this row or the marked ones: shows exactly what would change",
            "planlæg rettelsen for rækken eller de markerede: viser præcis, hvad der ville blive ændret",
        ),
    ),
    Key(
        "a",
        Phrase(
            "in the plan, and only there: do it. Enter never does",
            "i planen, og kun der: gør det. Enter gør det aldrig",
        ),
    ),
    Key("t", Phrase("in the plan of a link: take another target", "i planen for en tilknytning: vælg en anden kunde")),
    Key(
        "u",
        Phrase(
            "undo, from the journal; shows the plan of the undo first",
            "fortryd, fra journalen; viser først planen for at fortryde",
        ),
    ),
    Key(
        "w", Phrase("the text for who can put it right; y copies it", "teksten til den, der kan rette det; y kopierer")
    ),
    Key("i", Phrase("ignore with a reason; again ends it", "ignorér med begrundelse; igen ophæver det")),
    Key("r, R", Phrase("check this panel now, everything now", "tjek panelet nu, alt nu")),
    Key(
        "c",
        Phrase(
            "type the database's password again, where it was typed and refused",
            "tast databasens kodeord igen, hvor det blev tastet og afvist",
        ),
    ),
    Key("p, +, -", Phrase("pause, longer, shorter interval", "pause, længere, kortere interval")),
    Key("l", Phrase("the journal", "journalen")),
    Key(
        "d",
        Phrase(
            "the doctor: everything that the program needs, with the next step",
            "diagnosen: alt, hvad programmet behøver, med næste skridt",
        ),
    ),
    Key(
        "o",
        Phrase(
            "the sources: each place of both systems, whose tokens, how invoices arrive, the last errors",
            "kilderne: hvert sted i begge systemer, hvis nøgler, hvordan fakturaer ankommer, de sidste fejl",
        ),
    ),
    Key("y, e", Phrase("copy the row (OSC 52), export the list", "kopiér rækken (OSC 52), eksportér listen")),
    Key("m", Phrase("mask personal data", "skjul persondata")),
    Key("?, Ctrl+P, q", Phrase("help, command palette, quit", "hjælp, kommandopalet, afslut")),
)


def key_table(language: str = "en") -> str:
    """Return the whole table as Markdown, for documents that are generated."""
    head = ("| tast | gør |", "|---|---|") if language == "da" else ("| key | does |", "|---|---|")
    rows = (f"| {called(key.keys, language)} | {key.does.text(language)} |" for key in KEYS)
    return "\n".join((*head, *rows)) + "\n"
