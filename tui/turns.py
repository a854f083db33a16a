"""The turns that the operator is told of: a side is lost or back, the journal breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.engine.board import Notice
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase
from checks.engine.unread import alike
from tui.desk import Desk
from tui.texts import dashboard as texts
from tui.texts.words import SIDES
from tui.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Turn:
    """`stands`: the side goes on being in trouble, which is told for as long as it is so."""

    notice: Notice
    stands: bool = False


@dataclass(slots=True)
class Turns:
    """Remembers how things stood; says each turn once."""

    _stood: dict[str, tuple[Health, Phrase | None]] = field(default_factory=dict[str, tuple[Health, Phrase | None]])
    _journal: Phrase | None = None

    def since(self, desk: Desk) -> Iterator[Turn]:
        """Yield what turned since the last time."""
        pulse = desk.board.pulse
        for source in pulse.sources:
            health, why = self._stood.get(source.name, (Health.OK, None))
            now = self._stood[source.name] = (source.health, source.detail and _kind(source.detail))
            if source.health is Health.OK and health is not Health.OK:
                back = texts.SOURCE_BACK.with_(system=SIDES.get(source.name, source.name))
                yield Turn(Notice(desk.now(), back))
            elif source.health is not Health.OK and now != (health, why):
                yield Turn(Notice(desk.now(), _told(source, desk)), stands=True)
        if pulse.journal_fault is not None and self._journal is None:
            yield Turn(Notice(desk.now(), pulse.journal_fault, grave=True))
        self._journal = pulse.journal_fault


def _kind(why: Phrase) -> Phrase:
    """Return the reason without what differs from try to try: log ids and times are no other reason."""
    return Phrase(alike(why).en, alike(why).da)


def _told(source: SourceState, desk: Desk) -> Phrase:
    return texts.SAID.with_(said=Trouble(source, desk).why(whole=True))
