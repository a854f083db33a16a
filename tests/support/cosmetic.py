"""The same name or address in another form: each change of the table, as a function of the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Change = Callable[[str], str]


def swapped(*pairs: tuple[str, str]) -> Change:
    """Return a change that writes every word of the left as its form on the right."""

    def change(text: str) -> str:
        for whole, short in pairs:
            text = re.sub(whole, short, text)
        return text

    return change


def twice_coded(text: str) -> str:
    """Return the text as an import spoils it: its UTF-8 read as Windows-1252."""
    try:
        return text.encode().decode("cp1252")
    except UnicodeDecodeError:
        return text


STREET: dict[str, Change] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "blanks": lambda text: f"  {text.replace(' ', '   ')} ",
    "no-break blanks": lambda text: text.replace(" ", "\u00a0"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "line breaks": lambda text: text.replace(", ", "\n"),
    "a dot behind": lambda text: f"{text}.",
    "a comma behind": lambda text: f"{text},",
    "invisible": lambda text: text.replace(" ", "\u200b "),
    "spoilt": twice_coded,
    "official pairs": swapped(("ø", "oe"), ("æ", "ae"), ("å", "aa")),
    "lost letters": swapped(("ø", "o"), ("æ", "ae"), ("å", "a"), ("Ø", "O"), ("é", "e")),
    "gade": swapped(("gade ", "gd. ")),
    "vej": swapped(("vej ", "v. ")),
    "vj": swapped(("vej ", "vj. ")),
    "allé": swapped(("Allé", "All.")),
    "alle": swapped(("Allé", "Alle")),
    "saint": swapped(("Sankt ", "Skt. ")),
    "saint by st": swapped(("Sankt ", "St. ")),
    "old": swapped(("Gammel ", "Gl. ")),
    "north": swapped(("Nørre ", "Nr. ")),
    "south": swapped(("Søndre ", "Sdr. ")),
    "great": swapped(("Store ", "St. ")),
    "small": swapped(("Lille ", "Ll. ")),
    "west and east": swapped(("Vester ", "V. "), ("Øster ", "Ø. ")),
    "place": swapped(("Plads", "Pl.")),
    "boulevard": swapped(("Boulevard", "Blvd.")),
    "a blank before the letter": swapped((r"(\d)([A-Z])", r"\1 \2")),
    "a dot before the letter": swapped((r"(\d)([A-Z])", r"\1.\2")),
    "nr.": swapped((r" (\d+[A-Z]?)(?=$|,|-)", r" nr. \1")),
    "a wide range": swapped((r"(\d)-(\d)", r"\1 – \2")),
    "floor in words": swapped((r"(\d)\. tv", r"\1. sal til venstre"), (r"st\. th", "stuen til højre")),
    "floor without blanks": swapped((r"(\d)\. tv", r"\1.tv."), (r"st\. th", "st.th.")),
    "floor and door apart": swapped((r"(\d)\. tv", r"\1., tv.")),
    "in the middle": swapped(("mf", "midt for")),
    "cellar": swapped((r"kl$", "kælderen")),
    "whom to ask for": lambda text: f"Att.: Bogholderi\n{text}",
}
ZIP: dict[str, Change] = {
    "DK-": lambda zip_: f"DK-{zip_}",
    "DK ": lambda zip_: f"DK {zip_}",
    "blanks": lambda zip_: f" {zip_} ",
}
CITY: dict[str, Change] = {
    "capitals": str.upper,
    "short": swapped(("København", "Kbh."), ("Kongens", "Kgs.")),
    "English": swapped(("København", "Copenhagen")),
    "official pairs": swapped(("Aa", "Å"), ("ø", "oe")),
    "no district": swapped((" [A-Z]{1,2}$", "")),
    "empty": lambda _: "",
    "a dot": lambda city: f"{city}.",
}
COUNTRIES = ("Danmark", "Denmark", "DK", "Dänemark", "")
NAME: dict[str, Change] = {
    "capitals": str.upper,
    "blanks": lambda name: f" {name.replace(' ', '  ')}",
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "and": swapped((" & ", " og ")),
    "plus": swapped((" & ", " + ")),
    "dots in the form": swapped(("ApS", "A.p.S."), ("A/S", "A.S.")),
    "a form in words": swapped(("ApS", "Anpartsselskab"), ("A/S", "Aktieselskab")),
    "brothers": swapped(("Brødrene", "Brdr.")),
    "spoilt": twice_coded,
}
