"""What `f` and `w` are about: the row or the marked ones, what is to be planned for them, what is to be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checks.engine.model import Finding, Status
from checks.engine.phrase import Phrase
from checks.engine.plan import Request
from tui.desk import Desk
from tui.formats.handover import TELLING
from tui.standing import no_row
from tui.texts import dashboard as texts
from tui.view import View


@dataclass(frozen=True, slots=True)
class Aim:
    """One of the three: what to plan, whose text to show, or why neither."""

    plan: tuple[Request, ...] = ()
    tell: tuple[Finding, ...] = ()
    why_not: Phrase | None = None


def to_fix(view: View, current: Finding | None, desk: Desk) -> Aim:
    """Return the plans to be made; where nothing can be planned, the texts for those who can put it right."""
    found = _chosen(view, current, desk)
    if isinstance(found, Phrase):
        return Aim(why_not=found)
    targets = (fixable(finding, desk) for finding in found)
    if keys := dict.fromkeys(finding.key for finding in targets if finding is not None):
        return Aim(plan=tuple(map(Request, keys)))
    told = _told(found)
    return Aim(tell=told) if told else Aim(why_not=texts.NO_FIX.with_(key=found[0].key))


def to_tell(view: View, current: Finding | None, desk: Desk) -> Aim:
    """Return whose texts to show, whatever else could be done."""
    found = _chosen(view, current, desk)
    if isinstance(found, Phrase):
        return Aim(why_not=found)
    told = _told(found)
    return Aim(tell=told) if told else Aim(why_not=texts.NOTHING_TO_HAND_OVER.with_(key=found[0].key))


def fixable(finding: Finding, desk: Desk) -> Finding | None:
    """Return what is fixed for this finding: itself, or the one it waits for; nothing where it is only told."""
    parent = _parent(finding, desk)
    return next((one for one in (finding, parent) if one and one.fix and one.actions[0] not in TELLING), None)


def _chosen(view: View, current: Finding | None, desk: Desk) -> Sequence[Finding] | Phrase:
    panel = view.panel(desk)
    found = [panel.findings[key] for key in view.marked(desk)] or ([current] if current else [])
    if not found:
        return no_row(view, desk)
    return texts.OLD_ROWS if panel.status is Status.UNKNOWN else found


def _parent(finding: Finding, desk: Desk) -> Finding | None:
    panels = (panel for panel in desk.board.panels.values() if panel.status is not Status.UNKNOWN)
    return next((one for panel in panels if (one := panel.findings.get(finding.parent or ""))), None)


def _told(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if TELLING.intersection(finding.actions))
