"""What the screen shows, as a value, and the difference between two of them, as a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from checks.engine.model import CheckResult, Finding, SourceState, Status
from checks.engine.opening import Opening
from checks.engine.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Panel:
    """One check on the board. While it is unknown the findings are the last known ones, of `as_of`."""

    check: str
    status: Status = Status.UNKNOWN
    reason: Phrase | None = None
    as_of: datetime | None = None
    findings: Mapping[str, Finding] = field(default_factory=lambda: MappingProxyType({}))
    ignored: Mapping[str, Finding] = field(default_factory=lambda: MappingProxyType({}))

    def after(self, result: CheckResult, at: datetime) -> Panel:
        """Return the panel with the result of a cycle that ended at `at`."""
        if result.status is Status.UNKNOWN:
            return replace(self, status=result.status, reason=result.reason)
        return Panel(
            self.check,
            result.status,
            result.reason,
            at,
            MappingProxyType({finding.key: finding for finding in result.findings}),
            MappingProxyType({finding.key: finding for finding in result.ignored}),
        )


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that happened, for the line of messages; `grave` ones stay until they are read."""

    at: datetime
    text: Phrase
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the engine is doing: small, and sent whenever it changes."""

    sources: tuple[SourceState, ...] = ()
    agreement: int | None = None
    calls_today: int = 0
    budget: int = 50_000
    cycle: int = 0
    reading: bool = False
    paused: bool = False
    interval: timedelta = timedelta(seconds=60)
    unresolved: int = 0
    """Recorded fixes whose outcome is still unknown."""
    opening: Opening | None = None
    """The last opening of a read-only site, over or not; None where none is needed or --read-only wins over it."""
    journal_fault: Phrase | None = None
    reading_since: datetime | None = None
    """When the reading that goes on now was begun."""
    waiting: tuple[str, ...] = ()
    """The sides that have not answered in it yet."""
    asking: str | None = None
    """The side that a plan waits for, once that takes long."""
    due: datetime | None = None
    """When the next reading begins by itself; None before the first one is over, and while paused."""


@dataclass(frozen=True, slots=True)
class Board:
    """All panels in their order, and the pulse."""

    panels: Mapping[str, Panel] = field(default_factory=lambda: MappingProxyType({}))
    pulse: Pulse = Pulse()


@dataclass(frozen=True, slots=True)
class PanelChange:
    """What became different in one panel; `changed` holds new and altered findings whole."""

    check: str
    status: Status
    reason: Phrase | None
    as_of: datetime | None
    changed: tuple[Finding, ...] = ()
    gone: tuple[str, ...] = ()
    ignored: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """One message from the engine: the pulse, the panels that changed, what happened."""

    pulse: Pulse
    panels: tuple[PanelChange, ...] = ()
    notices: tuple[Notice, ...] = ()


def changes(old: Board, new: Board) -> tuple[PanelChange, ...]:
    """Return what turns the panels of `old` into those of `new`; unchanged findings are not in it."""
    return tuple(
        _change(old.panels.get(name, Panel(name)), panel)
        for name, panel in new.panels.items()
        if old.panels.get(name) != panel
    )


def _change(old: Panel, new: Panel) -> PanelChange:
    return PanelChange(
        new.check,
        new.status,
        new.reason,
        new.as_of,
        tuple(finding for key, finding in new.findings.items() if old.findings.get(key) != finding),
        tuple(key for key in old.findings if key not in new.findings),
        tuple(new.ignored.values()),
    )


def updated(board: Board, update: Update) -> Board:
    """Return the board as it is after a message."""
    panels = dict(board.panels)
    for change in update.panels:
        panels[change.check] = _changed(panels.get(change.check, Panel(change.check)), change)
    return Board(MappingProxyType(panels), update.pulse)


def _changed(panel: Panel, change: PanelChange) -> Panel:
    findings = dict(panel.findings)
    for key in change.gone:
        findings.pop(key, None)
    findings.update((finding.key, finding) for finding in change.changed)
    ordered = sorted(findings.values(), key=lambda finding: finding.order)
    return Panel(
        change.check,
        change.status,
        change.reason,
        change.as_of,
        MappingProxyType({finding.key: finding for finding in ordered}),
        MappingProxyType({finding.key: finding for finding in change.ignored}),
    )
