"""The `self` links inside a classic document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checks.demo.simulator.json_text import Json, as_object


@dataclass(frozen=True, slots=True)
class Reference:
    """A member that points to another resource: its dotted place, its number, where that lives."""

    place: str
    key: str
    path: str


def linked(document: Json, base: str, references: Iterable[Reference]) -> Json:
    """Return a copy in which each reference that is there carries its link."""
    copy = dict(document)
    for reference in references:
        _link(copy, reference.place.split("."), reference, base)
    return copy


def _link(copy: Json, places: list[str], reference: Reference, base: str) -> None:
    inner = as_object(copy.get(places[0]))
    if inner is None:
        return
    fresh = dict(inner)
    copy[places[0]] = fresh
    if len(places) > 1:
        _link(fresh, places[1:], reference, base)
    elif reference.key in fresh:
        fresh["self"] = f"{base}/{reference.path}/{fresh[reference.key]}"


def escaped_key(key: str) -> str:
    """Return a key as classic addresses spell it: punctuation as `_N_`."""
    return "".join(f"_{_PUNCTUATION.index(letter)}_" if letter in _PUNCTUATION else letter for letter in key)


_PUNCTUATION = "<>*%:&/\\_ ?.#+"
