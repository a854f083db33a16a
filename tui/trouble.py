"""What is wrong with a side for as long as it is: why, and when it is tried again."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from checks.engine import thrift
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase
from tui.age import STEP, clock
from tui.desk import Desk
from tui.texts import dashboard as texts
from tui.texts.words import SIDES
from tui.waiting import LONG

MINUTE = timedelta(minutes=1)
_SENTENCE = re.compile(r"(?<=[^\s.]{2}[.!?])\s+(?=[A-ZÆØÅ])")
"""Where the first sentence ends: behind a whole word, so that no initial and no number ends one."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One side that cannot be read, or only in part."""

    state: SourceState
    desk: Desk

    @property
    def lost(self) -> bool:
        """Tell whether nothing can be read at all."""
        return standing(self.state, self.desk) is Health.DOWN

    def why(self, whole: bool) -> str:
        """Return the system and its reason: the whole of it, or its first sentence."""
        reason = self.desk.say(self.state.detail or texts.NO_DETAIL)
        if not whole:
            reason = _SENTENCE.split(reason, 1)[0]
        system = SIDES.get(self.state.name, self.state.name)
        return reason if reason.startswith(system) else f"{system}: {reason}"

    @property
    def next(self) -> str:
        """Return when it is tried again, or what has to happen first; nothing where that is not known."""
        said = (self._next(), None if self.state.refused else self.state.mend)
        return "; ".join(self.desk.say(one) for one in said if one is not None)

    def _next(self) -> Phrase | None:
        desk, pulse = self.desk, self.desk.board.pulse
        if self.state.refused:
            return texts.TYPE_AGAIN if may_type(desk) else desk.password.short or texts.NOT_BY_ITSELF
        if not self.lost and self.state.next_try is None:
            return None
        begun = pulse.reading_since
        if begun is not None and self.state.name in pulse.waiting and desk.now() - begun >= LONG:
            return texts.TRIED_NOW
        if pulse.paused:
            return texts.WHEN_ASKED
        moment = next_try(self.state, desk)
        return None if moment is None else _when(moment, desk.now())


def standing(state: SourceState, desk: Desk) -> Health:
    """Return how a side stands for the operator: another agreement answers, and yet nothing of it is of use."""
    found, own = desk.board.pulse.agreement, desk.card.agreement
    strange = state.name == "economic" and own is not None and found not in (None, own)
    return Health.DOWN if strange else state.health


def refused(desk: Desk) -> bool:
    """Tell whether ClientTime refuses who logs in."""
    return any(state.refused for state in desk.board.pulse.sources)


def may_type(desk: Desk) -> bool:
    """Tell whether another password would help, and is one that is typed here."""
    return desk.password.take is not None and refused(desk)


def why_no_typing(desk: Desk) -> Phrase | None:
    """Return why no password can be typed now, with what to do instead; None where one can."""
    if not refused(desk):
        return texts.NOT_REFUSED
    return None if desk.password.take is not None else desk.password.step or texts.NOT_BY_ITSELF


def next_try(state: SourceState, desk: Desk) -> datetime | None:
    """Return when the side is asked next: in the first reading after its pause; None where by itself it is not."""
    pulse = desk.board.pulse
    if state.refused or pulse.due is None or state.health is Health.OK:
        return None
    late = (state.next_try or pulse.due) - pulse.due
    if late <= timedelta():
        return pulse.due
    rest = max(thrift.rest(pulse.interval, pulse.calls_today, pulse.budget, desk.now()), timedelta(seconds=1))
    return pulse.due + rest * math.ceil(late / rest)


def _when(moment: datetime, now: datetime) -> Phrase:
    if moment - now >= MINUTE:
        return texts.NEXT_TRY.with_(time=clock(moment, now))
    steps = math.ceil((moment - now).total_seconds() / STEP)
    return texts.NEXT_TRY_IN.with_(n=steps * STEP) if steps > 0 else texts.NEXT_TRY_NOW


def troubles(desk: Desk) -> Sequence[Trouble]:
    """Return the sides that are not as they should be, ClientTime first."""
    return [Trouble(state, desk) for state in desk.board.pulse.sources if state.health is not Health.OK]
