"""Danish company names: what the name is, which legal form it has, whether two are one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from checks.engine.text import tidy

_FORMS = {
    "a/s": r"a\s?[/.]?\s?s|aktieselskab(?:et)?",
    "aps": r"a\s?[/.]?\s?p\s?[/.]?\s?s|anpartsselskab(?:et)?",
    "i/s": r"i\s?[/.]\s?s|interessentskab(?:et)?",
    "k/s": r"k\s?[/.]\s?s|kommanditselskab(?:et)?",
    "p/s": r"p\s?[/.]\s?s|partnerselskab(?:et)?",
    "ivs": r"ivs|iværksætterselskab(?:et)?",
    "amba": r"a\s?\.?\s?m\s?\.?\s?b\s?\.?\s?a",
    "fmba": r"f\s?\.?\s?m\s?\.?\s?b\s?\.?\s?a",
    "smba": r"s\s?\.?\s?m\s?\.?\s?b\s?\.?\s?a",
    "p/f": r"p\s?[/.]\s?f",
    "sp/f": r"sp\s?[/.]\s?f",
}
_TAIL = re.compile("|".join(rf"(?P<f{n}>(?<=\s)(?:{p})\.?$)" for n, p in enumerate(_FORMS.values())))
_HEAD = re.compile(r"(?P<f9>p\s?[/.]\s?f)(?=\s)|(?P<f10>sp\s?[/.]\s?f)(?=\s)")
_AND = re.compile(r"\s*(?:&|\+|\bog\b)\s*")
_PUNCTUATION = re.compile(r"[.,;:'\"()]+")


@dataclass(frozen=True, slots=True)
class Company:
    """`core` is the name without its form, in one way of writing; `form` is None where none is written."""

    core: str
    form: str | None = None


@lru_cache(maxsize=65_536)
def company(text: str | None) -> Company:
    """Read a company's name; words that tell companies apart (Holding, a town) are never dropped."""
    name = tidy(text).casefold().rstrip(" ,;")
    match = _TAIL.search(name) or _HEAD.match(name)
    form = None
    if match and (rest := (name[: match.start()] + name[match.end() :]).strip(" ,.-")):
        name, form = rest, list(_FORMS)[int((match.lastgroup or "f0")[1:])]
    core = _AND.sub(" & ", name)
    return Company(" ".join(_PUNCTUATION.sub(" ", core).replace(" - ", " ").split()), form)


def same_name(ours: str | None, theirs: str | None) -> bool:
    """Tell whether two names differ in nothing but case, spacing, punctuation and the spelling of the form."""
    return company(ours) == company(theirs)


def one_company(ours: str | None, theirs: str | None) -> bool:
    """Tell whether two names may stand for one company: the same core, and no two different forms."""
    a, b = company(ours), company(theirs)
    return bool(a.core) and a.core == b.core and (a.form is None or b.form is None or a.form == b.form)
