"""How a name is written: the same customer, another hand. Every function tells the troubles that it made."""

from __future__ import annotations

import re

from tests.calibration.entities import Entity, Name
from tests.calibration.rates import Rates

FORMS = {
    "A/S": ("AS", "A.S.", "A / S", "a/s", "A/S.", "Aktieselskab"),
    "ApS": ("APS", "A.p.S.", "Aps.", "aps", "A/p/S", "Aps", "Anpartsselskab"),
    "I/S": ("IS", "i/s", "I.S.", "Interessentskab"),
    "K/S": ("KS", "k/s", "Kommanditselskab"),
    "P/S": ("PS", "p/s", "Partnerselskab"),
    "IVS": ("ivs", "I.V.S.", "Iværksætterselskab"),
    "A.M.B.A.": ("AMBA", "a.m.b.a.", "Amba", "AmbA"),
    "F.M.B.A.": ("FMBA", "f.m.b.a."),
    "S.M.B.A.": ("SMBA", "s.m.b.a."),
    "P/F": ("PF", "p/f", "P / F"),
    "Sp/f": ("SPF", "sp/f", "Sp.f."),
    "GmbH": ("GMBH", "Gmbh"),
    "AB": ("Aktiebolag", "ab"),
    "AS": ("A/S", "as"),
}
WORDS = {
    "E/F": ("E/F", "Ejerf.", "Ejerforeningen", "EF", "Ejerforening", "E / F"),
    "A/B": ("A/B", "Andelsboligforeningen", "AB", "A.B.", "Andelsboligf."),
    "G/F": ("G/F", "GF", "Grundejerforeningen", "Grundejerf."),
}
SHORT = (
    (" & ", " og "), (" og ", " & "), (" & ", " + "), ("Brdr. ", "Brødrene "), ("Rådgivende Ingeniører", "Rådg. Ing."),
    ("Murermester", "Murerm."), ("Tømrermester", "Tømrerm."), ("Malermester", "Malerm."), ("Entreprise", "Entr."),
    ("Transport", "Transp."), ("Maskinstation", "Maskinst."), ("Restaurant", "Rest."),
    ("Ejendomsselskab", "Ejd.selskab"),
    ("Advokater", "Adv."), ("Ingeniører", "Ing."), ("Arkitekter", "Ark."), ("Elinstallatør", "El-inst."),
    ("Gammel", "Gl."),
    ("Sankt ", "Skt. "), ("Sønder ", "Sdr. "), ("Nørre ", "Nr. "), ("Store ", "St. "), ("Lille ", "Ll. "),
    ("Entreprenør", "Entrepr."),
    ("Idrætsforening", "IF"), ("Boldklub", "BK"), ("Vandværk A.M.B.A.", "Vandværk"), ("Kommune", "Komm."),
    ("International", "Int."),
)  # fmt: skip
STATUS = (
    " under konkurs",
    " i likvidation",
    " under tvangsopløsning",
    " under rekonstruktion",
    " UNDER KONKURS",
    " (under konkurs)",
)
MARKS = (
    "ZZ {}",
    "* {}",
    "{} (LUKKET)",
    "{} OPHØRT",
    "{} - brug ikke",
    "xx {}",
    "{} !!",
    "ZZZ{}",
    "{} (se ny)",
    "LUKKET {}",
    "{} (tidl. kunde)",
)


def spell(entity: Entity, rates: Rates) -> tuple[str, set[str]]:
    """Return the name as somebody entered it, and what they did to it."""
    made = set[str]()
    text = _BY_KIND.get(entity.kind, _company)(entity, rates, made)
    text = _abbreviate(text, rates, made)
    if rates.hit("joined") and entity.kind == "company":
        text = _note(made, "joined", re.sub(r"(\w{4,}) (\w{3,})", lambda m: m[1] + m[2].lower(), text, count=1))
    if rates.hit("status-tail", 40 if entity.kind == "dead" else 1) and entity.name.form:
        text = _note(made, "status-tail", text + rates.dice.choice(STATUS))
    if rates.hit("home-made-mark"):
        text = _note(made, "home-made-mark", rates.dice.choice(MARKS).format(text))
    return text, made


def written_form(form: str, rates: Rates, made: set[str], keep: float = 1.0) -> str:
    """Return a legal form as it came out: left out, respelled or right."""
    if form and rates.hit("no-form", keep):
        return _note(made, "no-form", "")
    if form in FORMS and rates.hit("form-respelled"):
        return _note(made, "form-respelled", rates.dice.choice(FORMS[form]))
    return form


def _company(entity: Entity, rates: Rates, made: set[str]) -> str:
    name, dice = entity.name, rates.dice
    # Without the form twins are one text, and where no number tells them apart nobody could.
    form = written_form(name.form, rates, made, 0.1 if "twin" in entity.kinds else 1.0)
    if form == "Aktieselskab" and dice.hit(0.5):
        return f"{form}et {name.core}"
    if " " in name.core and rates.hit("word-order") and name.core.count(" ") == 1 and entity.kind == "company":
        first, last = name.core.split(" ")
        return _note(made, "word-order", f"{last} {first} {form}".strip())
    return f"{name.core} {form}".strip()


def _branch(entity: Entity, rates: Rates, made: set[str]) -> str:
    name = entity.name
    form = written_form(name.form, rates, made)
    if rates.dice.hit(0.06):
        return _note(made, "branch-dropped", f"{name.core} {form}".strip())
    style = rates.dice.choice(("{c} {b} {f}", "{c} {f}, {b}", "{c} {f} - {b}", "{c} {f} {b}", "{c}, {b}"))
    return style.format(c=name.core, b=name.branch, f=form).replace("  ", " ").strip()


def _trader(entity: Entity, rates: Rates, made: set[str]) -> str:
    name, dice = entity.name, rates.dice
    owner = _owner(name, rates, made)
    if not name.core and not name.title:
        return owner
    if not name.core:
        if rates.hit("title-dropped"):
            return _note(made, "title-dropped", owner)
        return f"{name.title} {owner}" if dice.hit(0.6) else _note(made, "word-order", f"{owner}, {name.title}")
    if rates.hit("owner-dropped"):
        return _note(made, "owner-dropped", name.core)
    if rates.hit("owner-alone"):
        return _note(made, "owner-alone", owner)
    if rates.hit("word-order", 2):
        return _note(made, "word-order", f"{owner}, {name.core}")
    return dice.choice(("{c} v/{o}", "{c} v/ {o}", "{c} ved {o}", "{c} v. {o}", "{c} v/{f}", "{c}, {o}")).format(
        c=name.core, o=owner, f=owner.split()[0]
    )


def _owner(name: Name, rates: Rates, made: set[str]) -> str:
    first, *middle, last = name.owner.split()
    if middle and rates.hit("middle-dropped"):
        return _note(made, "middle-dropped", f"{first} {last}")
    if rates.hit("initials"):
        return _note(made, "initials", " ".join((f"{first[0]}.", *middle, last)))
    return name.owner


def _private(entity: Entity, rates: Rates, made: set[str]) -> str:
    owner = _owner(entity.name, rates, made)
    if rates.hit("word-order", 2):
        first, last = owner.rsplit(" ", 1)
        return _note(made, "word-order", f"{last}, {first}")
    return rates.dice.weighted(
        ((owner, 0.94), (f"Hr. {owner}", 0.02), (f"Fru {owner}", 0.02), (f"{owner} (privat)", 0.02))
    )


def _owners(entity: Entity, rates: Rates, made: set[str]) -> str:
    name, dice = entity.name, rates.dice
    word = dice.choice(WORDS[name.word]) if rates.hit("form-respelled", 2) else name.word
    if word != name.word:
        made.add("form-respelled")
    core = re.sub(r"(\d)-(\d)", dice.choice((r"\1-\2", r"\1 - \2", r"\1–\2")), name.core)
    if rates.hit("abbreviated", 0.7):
        core = _note(made, "abbreviated", re.sub(r"gade\b", "gd.", re.sub(r"vej\b", "v.", core)))
    return f"{core}, {word}" if rates.hit("word-order", 0.5) else f"{word} {core}"


def _institution(entity: Entity, rates: Rates, made: set[str]) -> str:
    name = entity.name
    if rates.hit("parent-dropped"):
        return _note(made, "parent-dropped", name.core)
    if entity.ean and rates.dice.hit(0.1):
        return _note(made, "parent-alone", name.owner)
    return rates.dice.choice(("{o}, {c}", "{c}, {o}", "{o} {c}", "{o} - {c}", "{c} ({o})")).format(
        o=name.owner, c=name.core
    )


def _estate(entity: Entity, rates: Rates, made: set[str]) -> str:
    owner = _owner(entity.name, rates, made)
    return rates.dice.choice(
        ("Dødsboet efter {}", "Boet efter {}", "{}s dødsbo", "{} (dødsbo)", "Afdøde {}", "{}", "Dødsbo {}")
    ).format(owner)


def _faroese(entity: Entity, rates: Rates, made: set[str]) -> str:
    form = written_form(entity.name.word, rates, made)
    return (
        f"{form} {entity.name.core}".strip()
        if rates.dice.hit(0.8)
        else _note(made, "word-order", f"{entity.name.core} {form}".strip())
    )


def _abbreviate(text: str, rates: Rates, made: set[str]) -> str:
    for long, short in SHORT:
        if long in text and rates.hit("abbreviated"):
            return _note(made, "abbreviated", text.replace(long, short, 1))
    return text


def _note(made: set[str], kind: str, text: str) -> str:
    made.add(kind)
    return text


_BY_KIND = {
    "trader": _trader, "private": _private, "owners": _owners, "institution": _institution, "branch": _branch,
    "estate": _estate,
    "faroese": _faroese,
}  # fmt: skip
