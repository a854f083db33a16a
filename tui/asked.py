"""A reading that somebody asked for: that it has begun, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checks.engine.board import Panel
from checks.engine.model import Status
from checks.engine.phrase import Phrase
from tui.desk import Desk
from tui.texts import dashboard as texts
from tui.texts.words import SIDES
from tui.trouble import troubles
from tui.view import View


@dataclass(slots=True)
class Asked:
    """Holds the board as it was shown when it was asked for; the latest wish counts."""

    _before: Mapping[str, Panel] = field(default_factory=dict[str, Panel])
    _view: View | None = None
    _due: int | None = None
    """The number of the reading whose result is waited for."""
    _seen: int = 0

    def begin(self, desk: Desk, view: View | None) -> Phrase:
        """Note the wish for one panel or for everything; return what is said of it."""
        pulse = desk.board.pulse
        if self._due is None:
            self._before = desk.board.panels
        self._view, self._seen = view, pulse.cycle
        self._due = pulse.cycle + 1 + pulse.reading  # what is being read already was begun before
        said = texts.ANOTHER_FOLLOWS if pulse.reading and pulse.cycle else texts.ASKED
        return _of(view, said)

    def result(self, desk: Desk) -> Phrase | None:
        """Return what came of it, once, as soon as it is known."""
        cycle = desk.board.pulse.cycle
        if self._due is not None and cycle < self._seen:  # another engine counts from its own beginning
            self._due = 1
        self._seen = cycle
        if self._due is None or cycle < self._due:
            return None
        self._due = None
        return _of(self._view, self._said(desk))

    def _said(self, desk: Desk) -> Phrase:
        found = troubles(desk)
        lost = [trouble.state.name for trouble in found if trouble.lost]
        if lost:
            return texts.NEITHER if len(lost) > 1 else texts.NOT_READ.with_(system=SIDES.get(lost[0], lost[0]))
        changed = self._changed(desk.board.panels)
        if found:
            system = SIDES.get(found[0].state.name, found[0].state.name)
            return texts.READ_IN_PART.worded(changed=changed).with_(system=system)
        return texts.READ_BOTH.worded(changed=changed)

    def _changed(self, panels: Mapping[str, Panel]) -> Phrase:
        new = gone = other = 0
        for name, after in panels.items():
            if after.status is Status.UNKNOWN or (self._view is not None and name != self._view.check):
                continue
            before = self._before.get(name, Panel(name)).findings
            new += len(after.findings.keys() - before.keys())
            gone += len(before.keys() - after.findings.keys())
            other += sum(1 for key in after.findings.keys() & before.keys() if after.findings[key] != before[key])
        if not new + gone + other:
            return texts.NOTHING_CHANGED
        return texts.CHANGED.with_(new=new, gone=gone, other=other)


def _of(view: View | None, said: Phrase) -> Phrase:
    """Return the sentence behind the panel's word, or as one that begins by itself."""
    if view is None:
        return Phrase(said.en[0].upper() + said.en[1:], said.da[0].upper() + said.da[1:], said.values)
    return texts.OF_PANEL.worded(panel=view.word, said=said)
