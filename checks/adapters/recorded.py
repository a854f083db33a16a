"""What an outcome said, as the journal keeps it: the sentence in every language, its values sealed beside it."""

from __future__ import annotations

from checks.adapters.chain import Line
from checks.adapters.seal import Seal, seal, unsealed
from checks.engine.cpr import mask_cpr
from checks.engine.phrase import Personal, Phrase, shown

VALUE = "told."
GONE = "…"
"""Stands where a value was erased."""


def sentence(said: Phrase) -> dict[str, str | list[str]]:
    """Return the members of a record that hold the sentence without its values."""
    personal = [name for name, value in said.values if isinstance(value, Personal)]
    return {"message": said.en, "message_da": said.da, "personal": personal}


def values(said: Phrase) -> dict[str, Seal]:
    """Return the values of the sentence, each to be erased by itself."""
    return {VALUE + name: seal(mask_cpr(shown(value, "en", mask=False))) for name, value in said.values}


def told(outcome: Line) -> Phrase | None:
    """Return the sentence of a record; None for one that was written when only English was kept."""
    if "message_da" not in outcome:
        return None
    found: dict[str, str | Personal] = {}
    for name, members in outcome["sealed"].items():
        if name.startswith(VALUE):
            found[name.removeprefix(VALUE)] = unsealed(members).value or GONE
    found |= {name: Personal(str(found[name])) for name in outcome["personal"] if name in found}
    return Phrase(outcome["message"], outcome["message_da"], tuple(found.items()))
