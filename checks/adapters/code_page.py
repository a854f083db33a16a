"""What a column can hold: its length, and for varchar the code page of its collation."""

from __future__ import annotations

from dataclasses import dataclass

from checks.adapters.clean_text import shown
from checks.engine.phrase import Phrase

ASCII = "ascii"
WESTERN = "cp1252"
BY_BEGINNING = (
    *((name, "cp1250") for name in ("Albanian", "Croatian", "Czech", "Hungarian", "Polish", "Romanian", "Slovak")),
    *((name, "cp1250") for name in ("Slovenian", "Bosnian_Latin", "Serbian_Latin", "Turkmen")),
    *((name, "cp1251") for name in ("Cyrillic", "Kazakh", "Macedonian", "Serbian_Cyrillic", "Ukrainian", "Tatar")),
    ("Greek", "cp1253"),
    *((name, "cp1254") for name in ("Turkish", "Azeri_Latin", "Uzbek_Latin")),
    ("Hebrew", "cp1255"),
    *((name, "cp1256") for name in ("Arabic", "Persian", "Urdu", "Uighur", "Dari")),
    *((name, "cp1257") for name in ("Estonian", "Latvian", "Lithuanian")),
    ("Vietnamese", "cp1258"),
    *((name, WESTERN) for name in ("Danish", "Latin1_General", "Finnish", "French", "German", "Icelandic")),
    *((name, WESTERN) for name in ("Norwegian", "Sami", "Modern_Spanish", "Traditional_Spanish", "Welsh")),
)
"""Code pages of Windows collations by the beginning of their name; of every other only ASCII is sure."""


def codec(collation: str | None) -> str:
    """Return Python's name of the code page in which a varchar column of this collation keeps its text."""
    name = collation or ""
    if name.endswith("_UTF8"):
        return "utf-8"
    if name.startswith("SQL_"):
        return _named(name)
    return next((page for beginning, page in BY_BEGINNING if name.startswith(beginning)), ASCII)


def _named(collation: str) -> str:
    """Return the code page that a SQL collation has in its name: CP1 is 1252."""
    numbers = [part[2:] for part in collation.split("_") if part.startswith("CP") and part[2:].isdigit()]
    if numbers and numbers[0] == "1":
        return WESTERN
    return f"cp{numbers[0]}" if numbers and numbers[0] in {"437", "850", *map(str, range(1250, 1258))} else ASCII


@dataclass(frozen=True, slots=True)
class TextLimit:
    """`length` is in units of the column (None without end), `codec` None where it keeps Unicode."""

    length: int | None
    codec: str | None

    def refusal(self, text: str, column: str) -> Phrase | None:
        """Return why this text cannot be kept as it is, or None."""
        try:
            units = len(text.encode(self.codec)) if self.codec else len(text.encode("utf-16-le", "surrogatepass")) // 2
        except UnicodeEncodeError as error:
            letter = shown(text[error.start])
            return NO_LETTER.with_(column=column, letter=letter, page=str(self.codec))
        if self.length is not None and units > self.length:
            return TOO_LONG.with_(column=column, units=units, length=self.length)
        return None


@dataclass(frozen=True, slots=True)
class Narrow:
    """A text for a varchar column: sent as what the column is, so that its index is used."""

    text: str
    length: int | None

    def __repr__(self) -> str:
        return repr(self.text)


NO_LETTER = Phrase(
    "ClientTime's column {column} cannot keep the letter “{letter}” (code page {page}): it would become another one. "
    "Nothing was sent.",
    "ClientTimes kolonne {column} kan ikke gemme tegnet “{letter}” (tegntabel {page}): det ville blive til et andet. "
    "Intet er sendt.",
)
TOO_LONG = Phrase(
    "ClientTime's column {column} keeps {length} characters, and the value has {units}. Nothing was sent.",
    "ClientTimes kolonne {column} kan have {length} tegn, og værdien har {units}. Intet er sendt.",
)
