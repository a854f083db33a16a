"""How e-conomic stands after one sweep, in one sentence that names every place that could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from checks.adapters.http import Wire
from checks.adapters.places import Places
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase, Value
from checks.engine.snapshot import Part

READ_PARTS = 6


def state(places: Places, began: datetime, customers: int, wire: Wire) -> SourceState:
    """Return the state of the source; `down` only when nothing at all could be read."""
    down = len(places.faults.keys() - {None}) == READ_PARTS
    health = Health.DOWN if down else Health.DEGRADED if places.faults else Health.OK
    held = wire.held
    return SourceState(
        name="economic",
        health=health,
        as_of=None if down else began,
        detail=detail(places.faults, down),
        # What could not be read has no number: zero would read as a fact.
        counts=(
            *((("customers", customers),) if Part.DEBTORS not in places.faults else ()),
            ("calls", places.round.calls),
            ("calls_today", wire.budget.used),
        ),
        round_trip=places.round.fastest,
        next_try=places.now() + timedelta(seconds=held) if held else None,
    )


def detail(faults: Mapping[Part | None, Phrase], down: bool) -> Phrase | None:
    """Return every reason once, each with the places that it concerns; with nothing read the places say nothing."""
    if not faults:
        return None
    reasons: dict[Phrase, list[Part | None]] = {}
    for part, why in faults.items():
        reasons.setdefault(why, []).append(part)
    if down and len(reasons) == 1:
        return next(iter(reasons))
    return numbered([unread(parts, why) for why, parts in reasons.items()])


def unread(parts: list[Part | None], why: Phrase) -> Phrase:
    """Return the sentence that names the places that could not be read, and why."""
    english = ", ".join(NAMES[part].en for part in parts)
    danish = ", ".join(NAMES[part].da for part in parts)
    return Phrase(f"Could not read {english}. {why.en}", f"Kunne ikke læse {danish}. {why.da}", why.values)


def numbered(phrases: list[Phrase]) -> Phrase:
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


NAMES: Mapping[Part | None, Phrase] = {
    None: Phrase("the agreement", "aftalen"),
    Part.DEBTORS: Phrase("customers", "kunder"),
    Part.DRAFTS: Phrase("drafts", "kladder"),
    Part.BOOKED: Phrase("booked invoices", "bogførte fakturaer"),
    Part.JOURNAL: Phrase("journal lines", "kassekladder"),
    Part.ENTRIES: Phrase("booked entries", "posteringer"),
    Part.PERIODS: Phrase("accounting periods", "regnskabsperioder"),
}
