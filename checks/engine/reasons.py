"""The evidence of a suggestion in a sentence: what speaks for it, what against, who comes next, what forbids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.engine.doubt import DOUBTS
from checks.engine.fields import field_name
from checks.engine.model import Rival, Suggestion
from checks.engine.phrase import Personal, Phrase
from checks.engine.weight import Says, Weight

MOST = 3
"""Fields that are named for, and as many against; the rest stands in the waterfall."""
SLIGHT = 1.0
"""Points up to which a field is not worth a word while another one is."""

TELLS = {
    ("cvr", Says.SAME): Phrase("same CVR number", "samme CVR-nummer"),
    ("cvr", Says.NEAR): Phrase("the CVR numbers are one slip apart", "CVR-numrene er én tastefejl fra hinanden"),
    ("cvr", Says.CROWD): Phrase("same CVR number, which several share", "samme CVR-nummer, som flere deler"),
    ("cvr", Says.OTHER): Phrase("the CVR numbers differ", "CVR-numrene er forskellige"),
    ("name", Says.SAME): Phrase("same name", "samme navn"),
    ("name", Says.ALIKE): Phrase("the names are alike", "navnene ligner hinanden"),
    ("name", Says.TELLING): Phrase("{words} stands in one name only", "{words} står kun i det ene navn"),
    ("name", Says.OTHER): Phrase("the names differ", "navnene er forskellige"),
    ("form", Says.OTHER): Phrase("another legal form", "en anden selskabsform"),
    ("address", Says.SAME): Phrase("same address", "samme adresse"),
    ("address", Says.CROWD): Phrase("same address, which others have too", "samme adresse, som andre også har"),
    ("address", Says.NEAR): Phrase("nearly the same address", "næsten samme adresse"),
    ("address", Says.OTHER): Phrase("the address differs", "adressen er en anden"),
    ("zip", Says.SAME): Phrase("same postcode", "samme postnummer"),
    ("zip", Says.OTHER): Phrase("the postcode differs", "postnummeret er et andet"),
    ("ean", Says.SAME): Phrase("same EAN number", "samme EAN-nummer"),
    ("ean", Says.OTHER): Phrase("the EAN numbers differ", "EAN-numrene er forskellige"),
    ("email", Says.SAME): Phrase("same mail", "samme mail"),
    ("email", Says.CROWD): Phrase("same mail, which others have too", "samme mail, som andre også har"),
    ("email", Says.ALIKE): Phrase("mail at the same domain", "mail på samme domæne"),
    ("email", Says.OTHER): Phrase("the mail differs", "mailen er en anden"),
    ("number", Says.SAME): Phrase("its code is the same number", "dens kode er samme nummer"),
    ("foreign_id", Says.SAME): Phrase("the foreign id plainly means it", "fremmed-id'et peger tydeligt på den"),
    ("barred", Says.OTHER): Phrase("barred in e-conomic", "spærret i e-conomic"),
    ("inactive", Says.OTHER): Phrase("out of use in ClientTime", "ude af brug i ClientTime"),
}
NOTHING = Phrase("nothing speaks for it", "intet taler for det")
NEXT = Phrase("Next: {who}, {percent} %.", "Næste: {who}, {percent} %.")
RATHER = Phrase("Rather: {who}, {percent} %.", "Snarere: {who}, {percent} %.")
THEIRS = Phrase("{rival} {named}", "{rival} {named}")
OURS = Phrase("ClientTime customer {rival} {named}", "ClientTime-kunden {rival} {named}")
NOBODY = Phrase("Nobody else comes near.", "Ingen anden er i nærheden.")
NOT_SAFE = Phrase("Not safe: {doubt}.", "Ikke sikker: {doubt}.")


def reason(suggestion: Suggestion) -> Phrase | None:
    """Return why, who comes next, and why it is not safe where it is not; None where nothing was weighed."""
    why = told(suggestion.weights)
    if why is None:
        return None
    parts = [why, _next(suggestion.rival, suggestion.confidence)]
    if suggestion.doubt is not None:
        parts.append(NOT_SAFE.worded(doubt=DOUBTS[suggestion.doubt]))
    return _joined(parts, " ")


def told(weights: Sequence[Weight]) -> Phrase | None:
    """Return what speaks for two records being one, and after a semicolon what speaks against."""
    if not weights:
        return None
    speaks, objects = _for(weights), _against(weights)
    sides = [_joined(map(_words, side), ", ") for side in (speaks, objects) if side]
    if not speaks:
        sides.insert(0, NOTHING)
    said = _joined(sides, "; ")
    return Phrase(f"{said.en[:1].upper()}{said.en[1:]}.", f"{said.da[:1].upper()}{said.da[1:]}.", said.values)


def _for(weights: Sequence[Weight]) -> list[Weight]:
    """Half of all companies have the same legal form: that is worth its points, and no word."""
    named = (w for w in weights if w.points > 0 and w.says is not Says.TELLING and w.field != "form")
    found = sorted(named, key=lambda w: -w.points)
    return [weight for weight in found if weight.points > SLIGHT][:MOST] or found[:1]


def _against(weights: Sequence[Weight]) -> list[Weight]:
    """Where the address differs, so does the postcode more often than not: that is no second reason."""
    found = sorted((w for w in weights if w.points < 0 or w.says is Says.TELLING), key=lambda w: w.points)
    elsewhere = any(weight.field == "address" for weight in found)
    return [weight for weight in found if not (elsewhere and weight.field == "zip")][:MOST]


def _words(weight: Weight) -> Phrase:
    phrase = TELLS.get((weight.field, weight.says)) or field_name(weight.field)
    return phrase.with_(words=Personal(" ".join(weight.words))) if weight.words else phrase


def _next(rival: Rival | None, confidence: float) -> Phrase:
    if rival is None:
        return NOBODY
    who = (OURS if rival.ours else THEIRS).with_(rival=rival.number, named=Personal(rival.name))
    percent = "<1" if rival.confidence < 0.005 else f"{min(99, max(1, round(rival.confidence * 100)))}"
    return (RATHER if rival.confidence > confidence else NEXT).worded(who=who).with_(percent=percent)


def _joined(phrases: Iterable[Phrase], between: str) -> Phrase:
    parts = tuple(phrases)
    values = tuple(value for part in parts for value in part.values)
    return Phrase(between.join(part.en for part in parts), between.join(part.da for part in parts), values)
