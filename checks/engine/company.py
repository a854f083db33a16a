"""Danish company names: what the name is, its legal form, its owner, and what people have written around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from checks.engine.persons import FIRST_NAMES
from checks.engine.text import loose, tidy, words

_FORMS = {
    "a/s": r"a\s?[/.]?\s?s|aktieselskab(?:et)?",
    "aps": r"a\s?[/.]?\s?p\s?[/.]?\s?s|anpartsselskab(?:et)?",
    "i/s": r"i\s?[/.]\s?s|interessentskab(?:et)?",
    "k/s": r"k\s?[/.]\s?s|kommanditselskab(?:et)?",
    "p/s": r"p\s?[/.]\s?s|partnerselskab(?:et)?",
    "ivs": r"i\.?v\.?s|iværksætterselskab(?:et)?",
    "amba": r"a\s?\.?\s?m\s?\.?\s?b\s?\.?\s?a|andelsselskab(?:et)? med begrænset ansvar",
    "fmba": r"f\s?\.?\s?m\s?\.?\s?b\s?\.?\s?a",
    "smba": r"s\s?\.?\s?m\s?\.?\s?b\s?\.?\s?a",
    "g/s": r"g\s?[/.]\s?s",
    "p/f": r"p\s?[/.]\s?f",
    "sp/f": r"sp\s?[/.]\s?f",
    "sole": r"enkeltmandsvirksomhed|enkeltmandsfirma",
    "foreign": r"gmbh|ab|aktiebolag|ltd\.?|limited|inc|oy|b\.?v|kg|ag",
    "se": r"s\.?c?\.?e",
    "s/i": r"s\s?/\s?i",
}
_TAIL = re.compile("|".join(rf"(?P<f{n}>(?<=[\s,(])(?:{p})\.?\)?$)" for n, p in enumerate(_FORMS.values())))
_HEAD = re.compile(
    r"(?P<f10>p\s?[/.]?\s?f)(?=\s)|(?P<f11>sp\s?[/.]?\s?f\.?)(?=\s)"
    r"|(?P<f0>aktieselskabet|a/s)(?=\s)|(?P<f1>anpartsselskabet|aps)(?=\s)|(?P<f2>interessentskabet|i/s)(?=\s)"
    r"|(?P<f3>kommanditselskabet|k/s)(?=\s)|(?P<f4>partnerselskabet)(?=\s)"
)
_BEFORE_BRANCH = re.compile(
    "|".join(rf"(?P<f{n}>(?<=[\s,])(?:{p})\.?(?=,|\s-|\safd|\s\())" for n, p in enumerate(_FORMS.values()))
)
_WITHIN = re.compile(r"(?<=\s)(?:(?P<f0>a/s)|(?P<f1>aps)|(?P<f2>i/s)|(?P<f3>k/s)|(?P<f4>p/s)|(?P<f5>ivs))(?=\s)")
"""A form before a branch: Hansen A/S, Aarhus. Without a comma only in spellings that are no word."""
_AND = re.compile(r"\s*(?:&|\+|\bog\b)\s*")
_PUNCTUATION = re.compile(r"[.,;:'\"()]+")
_OWNER = re.compile(r"\s*(?:\(?\bv\s?[/.]\s*|\bved\s+(?=(?P<first>[^\W\d]+)))(?P<owner>[^()]+?)\)?$")
_STATUS = re.compile(
    r"[\s,(-]*\b(?:under (?:frivillig )?(?:konkurs|likvidation|tvangsopløsning|rekonstruktion|afvikling)"
    r"|i (?:likvidation|konkurs|betalingsstandsning)|opløst(?: efter konkurs)?)\)?$"
)
_MARK_HEAD = re.compile(
    r"^(?:[*#!~_-]+|z{3,}|x{3,}|(?:zz|xx|obs|gl\. kunde|lukket|ophørt|udgået|inaktiv)\b)[\s:*.-]*(?=\w)"
)
_MARK_TAIL = re.compile(
    r"[\s,;-]*(?:\(\s*(?:lukket|ophørt|udgået|inaktiv|slettet|spærret|dublet|brug ikke|må ikke bruges"
    r"|flyttet|ny|gl|tidl|tidligere|tidl\. [^)]*|tidligere [^)]*|nu [^)]*)\.?\s*\)"
    r"|[-*]+\s*(?:lukket|ophørt|udgået|inaktiv|slettet|spærret|dublet|brug ikke|må ikke bruges)"
    r"|\b(?:brug ikke|må ikke bruges)|(?<=\s)(?:lukket|ophørt|udgået|inaktiv|slettet)|[*#!]+)$"
)
_KINDS = {
    "ejerforening": r"e\s?[/.]\s?f\.?|ef|ejerf\.?|ejerforening(?:en)?",
    "andelsboligforening": r"a\s?[/.]\s?b\.?|ab(?=\s.*\d)|andelsboligf\.?|andels(?:bolig)?forening(?:en)?",
    "dødsbo": r"(?:d(?:ø|oe?)dsboet?|boet) efter",
    "grundejerforening": r"g\s?[/.]\s?f\.?|gf|grundejerf\.?|grundejerforening(?:en)?",
}
_KIND_TAIL = re.compile(r"^(?P<name>.+\d[a-zæøå]?),?\s+(?P<kind>e\s?/?\s?f|a\s?/?\s?b|g\s?/?\s?f)\.?$")
"""Behind the address that an association is named by: Fasanstræde 32, AB."""
_KIND = re.compile("|".join(rf"(?P<k{n}>^(?:{p})\s+(?=\w))" for n, p in enumerate(_KINDS.values())))
_ESTATES = re.compile(r"\bejd\.?\s?selsk(?:ab|\.)?(?!\w)")
_SHORT = """
brdr brødrene | brødr brødrene | murerm murermester | tømrerm tømrermester | malerm malermester | snedkerm
snedkermester | smedem smedemester | vognm vognmand | rådg rådgivende | raadg rådgivende | adv advokat | ejd
ejendoms | ejdselskab ejendomsselskab | ejendomsselsk ejendomsselskab | aut autoriseret | int international |
intl international | elinst elinstallatør | ing ingeniører | ingeniør ingeniører | afd afdeling | fa firmaet |
fmt firmaet | revisionsfirma revisionsfirmaet | advokatfirma advokatfirmaet | komm kommune | inst institution |
vognmandsforr vognmandsforretning | forr forretning
"""
_WRITTEN_OUT = {entry.split()[0]: entry.split()[1] for entry in _SHORT.replace("\n", " ").split("|")}


@dataclass(frozen=True, slots=True)
class Company:
    """`core` is the name without its form, in one way of writing; `form` is None where none is written.

    `owner` is the person behind v/, `kind` an association named by its address or an estate, and `noted` says that
    marks or a status (LUKKET, under konkurs) were left out.
    """

    core: str
    form: str | None = None
    owner: str = ""
    kind: str = ""
    noted: bool = False

    @property
    def trade(self) -> str:
        """Return the core without the owner."""
        return self.core.removesuffix(f" v/ {self.owner}") if self.owner else self.core


@lru_cache(maxsize=65_536)
def company(text: str | None) -> Company:
    """Read a company's name; words that tell companies apart (Holding, a town) are never dropped."""
    written = tidy(text).casefold().rstrip(" ,;")
    name, noted = _bare(written)
    if tail := _KIND_TAIL.match(name):
        name = f"{tail['kind']} {tail['name']}"
    name, form = _formed(name)
    name, again = _bare(name)
    owner = ""
    if (match := _OWNER.search(name)) and match.start() > 0 and _is_owner(match):
        name, before = name[: match.start()], name
        owner = _plain(match["owner"])
        if not _plain(name):
            name, owner = before, ""
        elif form is None:
            name, form = _formed(name)
    name, kind = _kind(name, form)
    core = _plain(name)
    return Company(f"{core} v/ {owner}" if owner else core, form, owner, kind, noted or again)


def same_name(ours: str | None, theirs: str | None) -> bool:
    """Tell whether two names differ in nothing but case, spacing, punctuation, the form's spelling and marks."""
    return _squeezed(ours) == _squeezed(theirs)


def same_name_folded(ours: str | None, theirs: str | None) -> bool:
    """Tell whether two names differ in nothing but form and letters that an import wrote otherwise: Løkke, Loekke.

    Møller and Moeller are two families, so this is only good where something else says that they are one.
    """
    return loose(_squeezed(ours)) == loose(_squeezed(theirs))


def _squeezed(name: str | None) -> str:
    """Return a name in one word, with its form behind it: Kontoret IS is Kontoret I/S."""
    read = company(name)
    said = [word for word in words(read.core) if word not in {"v", "ved"}]
    return f"{read.kind} " + "".join((*said, *words(read.form or "")))


def one_company(ours: str | None, theirs: str | None) -> bool:
    """Tell whether two names may stand for one company: the same core, and no two different forms."""
    a, b = company(ours), company(theirs)
    return (
        bool(a.core) and (a.core, a.kind) == (b.core, b.kind) and (a.form is None or b.form is None or a.form == b.form)
    )


def _bare(name: str) -> tuple[str, bool]:
    """Return a name without marks and status, and whether there were any."""
    was = name
    for pattern in (_MARK_HEAD, _MARK_TAIL, _STATUS, _MARK_TAIL):
        name = pattern.sub("", name).strip(" ,;-") or name
    return name, name != was


def _formed(name: str) -> tuple[str, str | None]:
    """Return a name without its legal form, and the form."""
    match = _TAIL.search(name) or _HEAD.match(name) or _BEFORE_BRANCH.search(name) or _WITHIN.search(name)
    if match and (rest := " ".join((name[: match.start()] + " " + name[match.end() :]).split()).strip(" ,.-(")):
        return rest, list(_FORMS)[int((match.lastgroup or "f0")[1:])]
    return name, None


def _is_owner(match: re.Match[str]) -> bool:
    """v/ is an owner; ved only before a first name, since a school may stand ved Åen."""
    return match["first"] is None or match["first"] in FIRST_NAMES


def _kind(name: str, form: str | None) -> tuple[str, str]:
    """Two letters alone are an association only where no legal form says that it is a company: EF Rejser A/S."""
    match = _KIND.match(name)
    if match is None or (form is not None and len(match[0].strip()) == 2):
        return name, ""
    return name[match.end() :], list(_KINDS)[int((match.lastgroup or "k0")[1:])]


def _plain(name: str) -> str:
    core = _AND.sub(" & ", name)
    told = _PUNCTUATION.sub(" ", _ESTATES.sub("ejendomsselskab", core)).replace(" - ", " ").split()
    return " ".join(_WRITTEN_OUT.get(word, word) for word in told)
