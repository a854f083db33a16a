"""The turns that the operator is told of: a side is lost or back, the journal breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.engine.board import Notice
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase
from tui.age import clock
from tui.desk import Desk
from tui.texts import dashboard as texts
from tui.widgets.status_line import NAMES


@dataclass(slots=True)
class Turns:
    """Remembers how things stood; says each turn once."""

    _health: dict[str, Health] = field(default_factory=dict[str, Health])
    _journal: Phrase | None = None

    def notices(self, desk: Desk) -> tuple[Notice, ...]:
        """Return what turned since the last time."""
        return tuple(Notice(desk.now(), phrase, grave) for phrase, grave in self._turned(desk))

    def _turned(self, desk: Desk) -> Iterator[tuple[Phrase, bool]]:
        pulse = desk.board.pulse
        for source in pulse.sources:
            before = self._health.get(source.name, Health.OK)
            self._health[source.name] = source.health
            if source.health is not before:
                yield _said(source, desk), False
        if pulse.journal_fault is not None and self._journal is None:
            yield pulse.journal_fault, True
        self._journal = pulse.journal_fault


def _said(source: SourceState, desk: Desk) -> Phrase:
    system = NAMES.get(source.name, source.name)
    if source.health is Health.OK:
        return texts.SOURCE_BACK.with_(system=system)
    reason = desk.say(source.detail or texts.NO_DETAIL)
    if source.next_try is None:
        return texts.SOURCE_LOST.with_(system=system, reason=reason)
    return texts.SOURCE_LOST_UNTIL.with_(system=system, reason=reason, time=clock(source.next_try, desk.now()))
