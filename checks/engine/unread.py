"""What could not be read, as people call it: every place with its name, every reason once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from checks.engine.phrase import Phrase, Value
from checks.engine.snapshot import Part

NAMES: Mapping[Part | None, Phrase] = {
    None: Phrase("the agreement", "aftalen"),
    Part.CUSTOMERS: Phrase("ClientTime's customers", "ClientTimes kunder"),
    Part.INVOICES: Phrase("ClientTime's invoices", "ClientTimes fakturaer"),
    Part.DEBTORS: Phrase("customers", "kunder"),
    Part.DRAFTS: Phrase("drafts", "kladder"),
    Part.BOOKED: Phrase("booked invoices", "bogførte fakturaer"),
    Part.JOURNAL: Phrase("journal lines", "kassekladder"),
    Part.ENTRIES: Phrase("booked entries", "posteringer"),
    Part.PERIODS: Phrase("accounting periods", "regnskabsperioder"),
}
"""None is the agreement itself; where nothing else is said, a place is e-conomic's."""

LOG = "log"
"""The value of a phrase that holds the id of a log entry: each call has its own, so it makes no other reason."""


def named(parts: Iterable[Part | None]) -> Phrase:
    """Return the names of the parts, one after the other."""
    there = tuple(parts)
    return Phrase(", ".join(NAMES[part].en for part in there), ", ".join(NAMES[part].da for part in there))


def unread(faults: Mapping[Part | None, Phrase]) -> tuple[tuple[Phrase, tuple[Part | None, ...]], ...]:
    """Return every reason once, with the parts that it concerns; of several log ids it tells the first."""
    parts: dict[Phrase, tuple[Phrase, list[Part | None]]] = {}
    for part, why in faults.items():
        parts.setdefault(alike(why), (why, []))[1].append(part)
    return tuple((why, tuple(concerned)) for why, concerned in parts.values())


def alike(why: Phrase) -> Phrase:
    """Return a reason without what differs from call to call, to compare it with others."""
    return replace(why, values=tuple(value for value in why.values if value[0].rstrip("0123456789") != LOG))


def could_not_read(faults: Mapping[Part | None, Phrase]) -> Phrase:
    """Return one sentence for every reason, which names the parts and why they could not be read."""
    return _numbered([_sentence(parts, why) for why, parts in unread(faults)])


def _sentence(parts: tuple[Part | None, ...], why: Phrase) -> Phrase:
    what = named(parts)
    return Phrase(f"Could not read {what.en}. {why.en}", f"Kunne ikke læse {what.da}. {why.da}", why.values)


def _numbered(phrases: list[Phrase]) -> Phrase:
    """Return several sentences as one; their places get numbers, since two may share a name."""
    english, danish = list[str](), list[str]()
    values: list[tuple[str, Value]] = []
    for place, phrase in enumerate(phrases):
        en, da = phrase.en, phrase.da
        for name, value in phrase.values:
            fresh = f"{name}{place}"
            en, da = en.replace(f"{{{name}}}", f"{{{fresh}}}"), da.replace(f"{{{name}}}", f"{{{fresh}}}")
            values.append((fresh, value))
        english.append(en)
        danish.append(da)
    return Phrase(" ".join(english), " ".join(danish), tuple(values))
