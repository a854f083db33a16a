"""The lines of a Danish address taken apart: street, house, floor, door, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from checks.engine.persons import FIRST_NAMES
from checks.engine.text import fold, loose, tidy, words

LONGEST = 200
"""Letters from which on a line is prose, not an address, and is compared as it stands."""
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_LETTER = re.compile(r"[^\W\d_]")
_AFTER = re.compile(
    r"(?:(?:[\s.]*|-)(?P<letter>[a-zæøå])(?![\w/]))?"
    r"(?:\s*-\s*(?P<last>\d{1,3}(?![\d.])\s*(?:[a-zæøå](?!\w))?|(?(letter)[a-zæøå](?!\w)|(?!))))?(?P<tail>.*)"
)
_CARE = re.compile(r"^(?:c\s?/\s?o|co/|v/)\s*[:.]?\s*(?P<who>.+)$")
_ATTENTION = re.compile(r"^\W*(?:(?:att|attn|attention)\b(?!-)|kontakt(?:person)?\s*[.:])")
_BOX = re.compile(r"^(?:postboks|postbox|boks|box|pb|p\.?o\.? box)\.?\s*(?P<box>\d+)$")
_STREET_WORD = re.compile(
    r"[^\w.-]|\d|(?:vej|gade|allé|alle|plads|torv|stræde|vænget|parken|gården|gaarden|huset|have)$"
)
_STOREY = re.compile(r"\d|st|kl|k\d")
_FLOOR = re.compile(r"(?P<floor>st|kl|k\d|\d{1,2})?(?:\s(?P<door>tv|th|mf|\d{1,4}|[a-zæøå]))?")
DOOR = "doer"
_SPELLINGS = (
    (re.compile(r"[.,/]+"), " "),
    (re.compile(r"\b(?:sal|etage)\b"), " "),
    (re.compile(r"\b(?:doer|lejl|lejlighed)\b"), DOOR),
    (re.compile(r"(?<=\d)(?=(?:tv|th|mf)\b)"), " "),
    (re.compile(r"\b(?:til venstre|venstre|t v)\b"), "tv"),
    (re.compile(r"\b(?:til hoejre|hoejre|t h)\b"), "th"),
    (re.compile(r"\b(?:midt for|midtfor|midt|m f)\b"), "mf"),
    (re.compile(r"\b(?:stuen|stue)\b"), "st"),
    (re.compile(r"\b(?:kaelderen|kaelder|kld)\b"), "kl"),
    (re.compile(r"\s+"), " "),
)
_ABBREVIATIONS = """
gl gammel gamle | gml gammel gamle | nr norre | n norre nordre | ndr nordre | sdr sondre sonder | s sondre sonder
st store sankt | skt sankt | sct sankt | ll lille | l lille | v vester vestre vej | o oster ostre | kgs kongens
chr christian christians | fr frederik frederiks | dr doktor dronning | all alle | al alle | pl plads
blvd boulevard | boul boulevard | dronn dronning | vj vej | gd gade | g gade
"""
_SHORT = {
    short: full for short, *full in (e.split() for e in _ABBREVIATIONS.replace("\n", "|").split("|") if e.strip())
}
_ENDINGS = (
    ("vj.", "vej"), ("gd.", "gade"), ("v.", "vej"), ("vj", "vej"), ("gd", "gade"), ("g.", "gade"), ("all.", "alle"),
    ("v", "vej"), ("str.", "strade"), ("vng.", "vanget"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Street:
    """What the lines say. `names` are all readings of the street's name (St. is Store or Sankt); `rest` are
    lines that are none of it, such as a place name or a building."""

    names: frozenset[str] = frozenset()
    house: str = ""
    last: str = ""
    floor: str = ""
    door: str = ""
    care_of: str = ""
    box: str = ""
    rest: frozenset[str] = field(default_factory=frozenset[str])
    title: str = ""
    """The street's name with its own letters, in small: what a typing error is looked for in."""


def chunks(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the pieces of an address: a comma and a line break mean the same."""
    return tuple(piece for line in lines for part in re.split(r"[\r\n,;]+", line) if (piece := tidy(part).strip(" .")))


@lru_cache(maxsize=65_536)
def street(pieces: tuple[str, ...]) -> Street:
    """Read the pieces of one address."""
    found: dict[str, str] = {}
    names: frozenset[str] = frozenset()
    rest: list[str] = []
    for piece in (p.casefold() for p in pieces):
        if _ATTENTION.match(piece):
            continue
        if len(piece) > LONGEST:
            rest.append(piece)
        elif match := _CARE.match(piece):
            found["care_of"] = loose(match["who"])
        elif match := _BOX.match(piece):
            found["box"] = match["box"]
        elif names:
            _storey(piece, found, rest)
        elif number := _house(piece):
            title = re.sub(r"\snr\.?$", "", piece[: number.start()].strip())
            names, found["title"] = frozenset(_readings(title)), title
            _numbered(number[0], piece[number.end() :], found, rest)
        else:
            rest.append(piece)
    if names:
        rest = [piece for piece in rest if not _contact(piece)]
    return Street(names=names, rest=frozenset("".join(words(loose(r))) for r in rest) - {""}, **found)


def _house(piece: str) -> re.Match[str] | None:
    """Return the first number that stands behind a letter: 10. Februar Vej 5 is number 5."""
    letter = _LETTER.search(piece)
    return _NUMBER.search(piece, letter.end()) if letter else None


def _contact(piece: str) -> bool:
    """Tell whether a line beside the street is a person: whom to ask for, as behind Att."""
    said = piece.split()
    return 2 <= len(said) <= 4 and said[0] in FIRST_NAMES and not any(map(_STREET_WORD.search, said[1:]))


def _numbered(first: str, text: str, found: dict[str, str], rest: list[str]) -> None:
    if match := _AFTER.match(text):
        found["house"] = first + (match["letter"] or "")
        found["last"] = "".join((match["last"] or "").split())
        _storey(match["tail"], found, rest)


def _storey(text: str, found: dict[str, str], rest: list[str]) -> None:
    """Read floor and door, in one piece or in two (`2., tv`); what is neither is kept as it is."""
    if _ATTENTION.match(text):
        return
    written = fold(text)
    for pattern, spelling in _SPELLINGS:
        written = pattern.sub(spelling, written).strip(" -")
    floored = not written.startswith(DOOR) and _STOREY.match(written)
    written = re.sub(rf"{DOOR}\s?", "", written)
    match = _FLOOR.fullmatch(written if floored else " " + written)
    if not written or match is None:
        rest.extend([text] if written else [])
        return
    for part in ("floor", "door"):
        if match[part]:
            found[part] = match[part]


def _readings(name: str) -> Iterable[str]:
    options = [_word(word) for word in name.replace("-", " ").replace(".", ". ").split()]
    if len(options) > 8:
        return ("".join(words(loose(name))),)
    return ("".join(reading) for reading in product(*options))


def _word(word: str) -> tuple[str, ...]:
    bare = "".join(words(loose(word)))
    if bare in _SHORT:
        return (bare, *_SHORT[bare])
    for ending, whole in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + (1 if ending.endswith(".") else 2):
            return (bare, bare.removesuffix(ending.strip(".")) + whole)
    return (bare,)
