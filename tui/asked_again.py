"""When a system is asked next what became of a write whose answer was lost."""

from __future__ import annotations

import math
from datetime import timedelta

from checks.engine.phrase import Phrase
from tui.age import STEP
from tui.desk import Desk

MINUTE = timedelta(minutes=1)


def asked_again(desk: Desk) -> Phrase | None:
    """Return it in the steps in which it is said; None where nothing is unknown or no time is set."""
    pulse, now = desk.board.pulse, desk.now()
    if not pulse.unresolved:
        return None
    if pulse.paused:
        return WHEN_RESUMED
    if pulse.due is None:
        return None
    left = pulse.due - now
    if left > MINUTE:
        return IN_MINUTES.with_(n=math.ceil(left / MINUTE))
    steps = math.ceil(left.total_seconds() / STEP)
    return IN_SECONDS.with_(n=steps * STEP) if steps > 0 else NOW


IN_SECONDS = Phrase("Asked again in {n} s.", "Spørges igen om {n} s.")
IN_MINUTES = Phrase("Asked again in {n} min.", "Spørges igen om {n} min.")
NOW = Phrase("Being asked again now.", "Spørges igen nu.")
WHEN_RESUMED = Phrase("Paused: R asks again.", "Pause: R spørger igen.")
