"""Names written in another form and meaning the same: what the comparison of a linked pair must not report."""

from __future__ import annotations

import re

from tests.calibration import slips
from tests.calibration.dice import Dice
from tests.calibration.entities import Entity
from tests.calibration.people import SPELLINGS
from tests.calibration.spelling import FORMS, WORDS

SAME = (
    (" & ", (" og ", " + ")), (" og ", (" & ",)), ("Brdr. ", ("Brødrene ",)),
    ("Rådgivende Ingeniører", ("Rådg. Ing.",)),
    ("Murermester", ("Murerm.",)), ("Tømrermester", ("Tømrerm.",)), ("Malermester", ("Malerm.",)),
)  # fmt: skip
_TOUCHY = re.compile("|".join(name for family in SPELLINGS for name in family))
"""Surnames whose other spellings are other families: their letters stay as they are."""


def in_full(entity: Entity) -> str:
    """Return the name as its bearer writes it."""
    name = entity.name
    match entity.kind:
        case "owners":
            return f"{name.word} {name.core}"
        case "institution":
            return f"{name.owner}, {name.core}"
        case "estate":
            return f"Dødsboet efter {name.owner}"
        case "faroese":
            return f"{name.word} {name.core}"
        case "branch":
            return f"{name.core} {name.form}, {name.branch}".rstrip(", ")
        case _ if name.core and name.owner:
            return f"{name.core} v/{name.owner}"
        case _:
            return " ".join(part for part in (name.title, name.core, name.owner, name.form) if part)


def other_form(dice: Dice, entity: Entity, chance: float) -> str:
    """Return the same name in another form: legal form respelled, & for og, case, blanks, ø written as oe."""
    text = in_full(entity)
    form, word = entity.name.form, entity.name.word
    if form in FORMS and dice.hit(chance):
        text = re.sub(rf"(?<!\S){re.escape(form)}(?!\w)", lambda _: dice.choice(FORMS[form]), text)
    if word in WORDS and dice.hit(chance):
        text = dice.choice(WORDS[word]) + text[len(word) :]
    for long, shorts in SAME:
        if long in text and dice.hit(chance * 0.6):
            text = text.replace(long, dice.choice(shorts), 1)
            break
    text = text.replace(" v/", dice.choice((" v/ ", " v/", " ved "))) if dice.hit(chance) else text
    text = (
        re.sub(r"(\d)-(\d)", dice.choice((r"\1 - \2", r"\1–\2", r"\1-\2")), text) if entity.kind == "owners" else text
    )
    return _touch(dice, text, chance * 0.3)


def _touch(dice: Dice, text: str, rare: float) -> str:
    touchy = _TOUCHY.search(text)
    if dice.hit(rare):
        text = text.upper() if dice.hit(0.7) else text.lower()
    if dice.hit(rare) and not touchy:
        text = dice.choice((slips.transliterated, slips.nfd, slips.mojibake))(text)
    if dice.hit(rare):
        text = dice.choice((text.replace(" ", "  ", 1), text.replace(" ", "\u00a0", 1), f"{text} ", f" {text}"))
    return text
