"""Which side a reading waits for and for how long, once it has taken long enough to be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from textual.widget import Widget

from checks.engine.phrase import Phrase
from tui.age import STEP, age
from tui.desk import Desk
from tui.texts import dashboard as texts
from tui.texts.words import SIDES

LONG = timedelta(seconds=2)
"""From when on it is told that a reading takes long."""
TURNS = (LONG, timedelta(seconds=STEP))
"""When what is said of a reading becomes another sentence; from then on the ages' own steps will do."""


def taken(desk: Desk) -> Phrase | None:
    """Return how long a reading has taken so far where that is long, in the steps of all ages."""
    begun, now = desk.board.pulse.reading_since, desk.now()
    if begun is None or now - begun < LONG:
        return None
    return age(begun, now) if now - begun >= TURNS[-1] else texts.SECONDS.with_(n=LONG.seconds)


def waiting(desk: Desk, names: Mapping[str, str] = SIDES) -> Phrase | None:
    """Return what is waited for, None while no reading takes long."""
    so_far = taken(desk)
    match desk.board.pulse.waiting:
        case (side,) if so_far is not None:
            return texts.WAITING.worded(age=so_far).with_(side=names.get(side, side))
        case (_, _, *_) if so_far is not None:
            return texts.WAITING_BOTH.worded(age=so_far)
        case _:
            return None


def planning(desk: Desk, begun: datetime | None) -> Phrase | None:
    """Return which side a plan waits for and for how long, None while that is not long or not known."""
    side, now = desk.board.pulse.asking, desk.now()
    if begun is None or side is None or now - begun < LONG:
        return None
    so_far = age(begun, now) if now - begun >= TURNS[-1] else texts.SECONDS.with_(n=LONG.seconds)
    return texts.WAITING.worded(age=so_far).with_(side=SIDES.get(side, side))


@dataclass(slots=True)
class Watch:
    """Has `tell` called whenever a reading turns out to be a long one."""

    owner: Widget
    tell: Callable[[], None]
    _begun: datetime | None = None

    def follow(self, desk: Desk) -> None:
        """Look at the clock again in time, where a reading has begun."""
        begun = desk.board.pulse.reading_since
        if begun is not None and begun != self._begun:
            for moment in TURNS:
                self.owner.set_timer(moment.total_seconds(), self.tell)
        self._begun = begun
