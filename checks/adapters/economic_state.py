"""How e-conomic stands after one sweep, in one sentence that names every place that could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from checks.adapters.http import Wire
from checks.adapters.places import Places
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase
from checks.engine.snapshot import Part
from checks.engine.unread import could_not_read, unread

ASKED_EACH_TIME = frozenset({Part.DEBTORS, Part.DRAFTS, Part.BOOKED, Part.JOURNAL, Part.ENTRIES})
"""The periods last for an hour, so that they say nothing of whether e-conomic answers now."""


def state(places: Places, began: datetime, customers: int, wire: Wire) -> SourceState:
    """Return the state of the source; `down` only when nothing that is asked each time could be read."""
    down = places.faults.keys() >= ASKED_EACH_TIME
    health = Health.DOWN if down else Health.DEGRADED if places.faults else Health.OK
    held = max(wire.held, wire.shut)
    return SourceState(
        name="economic",
        health=health,
        as_of=None if down else began,
        detail=detail({part: places.faults[part] for part in (None, *Part) if part in places.faults}, down),
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
    if down and len(reasons := unread(faults)) == 1:
        return reasons[0][0]
    return could_not_read(faults)
