"""Postcodes, towns and countries as Danes write them: one key for the many ways."""

from __future__ import annotations

import re
from functools import lru_cache

from checks.engine.text import fold, loose, tidy, words

_PREFIX = re.compile(r"^(?:dk|se|s|no|n|de|d|fo|gl)[ -]*(?=[0-9])")
_KONGENS = "kongens"
_GREENLAND = re.compile("39[0-9]{2}")
_FAROE = re.compile("(?:fo[- ]?)?[1-9][0-9]{2}")
"""Three digits; a Danish postcode has four."""
_TOWN_WORDS = {
    "kbh": "kobenhavn",
    "kbhvn": "kobenhavn",
    "kobenh": "kobenhavn",
    "copenhagen": "kobenhavn",
    "kgs": "kongens",
    "fr": "frederiks",
    "sdr": "sonder",
    "sondre": "sonder",
    "ndr": "nordre",
    "nr": "norre",
    "gl": "gammel",
    "st": "store",
    "ll": "lille",
    "thorshavn": "torshavn",
    "flensborg": "flensburg",
    "hamborg": "hamburg",
}
_COUNTRIES = {
    "dk": "danmark denmark dk daenemark danemark dnk danmarks",
    "se": "sverige sweden se schweden swe",
    "no": "norge norway no norwegen nor",
    "de": "tyskland germany de deutschland deu",
    "gl": "groenland greenland gl groenlaendisch kalaallit",
    "fo": "faeroeerne foeroyar faroe fo faeroes",
    "fi": "finland fi suomi fin",
    "nl": "holland nederlandene netherlands nederland nl",
    "gb": "storbritannien england uk gb gbr britain",
    "us": "usa us",
    "fr": "frankrig france fr frankreich",
}
_COUNTRY = {word: code for code, names in _COUNTRIES.items() for word in names.split()}
COUNTRIES = frozenset(word for word in _COUNTRY if len(word) > 2)
"""Names of countries that stand for nothing else, folded."""


@lru_cache(maxsize=65_536)
def zip_key(text: str | None) -> str:
    """Return a postcode without country, blanks and leading zeros: DK-8000 is 8000, 211 20 is 21120."""
    bare = re.sub(r"[\s.-]", "", _PREFIX.sub("", tidy(text).casefold()))
    return bare.lstrip("0")


@lru_cache(maxsize=65_536)
def country_key(text: str | None) -> str:
    """Return the code of a country in Danish, English or German; nothing written is Denmark."""
    key = fold(text).strip(" .")
    return _COUNTRY.get(key.replace(" ", ""), _COUNTRY.get(key.split(" ")[0] if key else "", key)) or "dk"


def lands(country: str, postcode: str) -> frozenset[str]:
    """Return the codes that an address's country may have: with their postcodes Greenland and the Faroe Islands may
    be called Denmark, or left out."""
    key = country_key(country)
    if key != "dk":
        return frozenset({key})
    if _GREENLAND.fullmatch(zip_key(postcode)):
        return frozenset({key, "gl"})
    return frozenset({key, "fo"}) if _FAROE.fullmatch(tidy(postcode).casefold()) else frozenset({key})


@lru_cache(maxsize=65_536)
def town_key(text: str | None) -> tuple[str, ...]:
    """Return the words of a town without a repeated postcode, abbreviations written out."""
    return tuple(_TOWN_WORDS.get(word, word) for word in words(loose(text)) if not word.isdigit() and word != "dk")


def same_town(ours: str | None, theirs: str | None, same_zip: bool) -> bool:
    """Tell whether two towns differ in form only; beside the same postcode the district may be missing."""
    a, b = town_key(ours), town_key(theirs)
    if a == b or "".join(a) == "".join(b):
        return True
    if not same_zip:
        return False
    if not a or not b or "".join(a).removeprefix(_KONGENS) == "".join(b).removeprefix(_KONGENS):
        return True
    shorter, longer = sorted((a, b), key=len)
    start = all(_same_word(x, y, first=n == 0) for n, (x, y) in enumerate(zip(shorter, longer, strict=False)))
    return start and all(len(district) <= 2 for district in longer[len(shorter) :])


def _same_word(ours: str, theirs: str, first: bool) -> bool:
    """Nykøbing F is Nykøbing Falster, but København K is not København V."""
    if ours == theirs or first:
        return ours == theirs
    short, long = sorted((ours, theirs), key=len)
    return len(short) <= 3 and len(long) > len(short) + 1 and long.startswith(short)
