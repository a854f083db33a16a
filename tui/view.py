"""What the operator made of one panel: filter, order, cursor, marks. It stays when another panel is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from checks.engine.board import Panel
from checks.engine.check import Check
from checks.engine.model import Finding, Money, Status
from checks.engine.phrase import Phrase, plain
from tui.desk import Desk
from tui.widgets.columns import Column, Layout, columns_for, lay_out
from tui.widgets.listing import Haystack, Wish, listed


@dataclass(slots=True)
class View:
    """One panel as it is looked at."""

    check: str
    number: int | None
    word: Phrase
    title: Phrase
    causes: Mapping[str, Phrase] = field(default_factory=dict[str, Phrase])
    wish: Wish = field(default_factory=Wish)
    cursor: str | None = None
    marks: frozenset[str] = frozenset()
    haystack: Haystack = field(default_factory=Haystack)
    _summed: tuple[Panel, Money] | None = None
    _measured: tuple[Panel, int, str, bool] | None = None
    _layout: Layout = field(default_factory=lambda: Layout((), 1, False))
    _columns: tuple[Column, ...] = ()

    def panel(self, desk: Desk) -> Panel:
        """Return the panel as the board has it."""
        return desk.board.panels.get(self.check) or Panel(self.check)

    def layout(self, desk: Desk, width: int) -> Layout:
        """Return the columns at this width; measured once for every state of the panel."""
        panel = self.panel(desk)
        asked = (panel, width, desk.language, desk.mask)
        if self._measured is None or self._measured[0] is not panel or self._measured[1:] != asked[1:]:
            findings = (*panel.findings.values(), *panel.ignored.values())
            self._columns = columns_for(findings, self.causes)
            self._layout = lay_out(self._columns, findings, desk, width)
            self._measured = asked
        return self._layout

    @property
    def columns(self) -> Sequence[Column]:
        """Return the columns that are shown, in order."""
        return tuple(placed.column for placed in self._layout.placed)

    def rows(self, desk: Desk) -> list[Finding]:
        """Return what is listed: the findings as wished, then those that were set aside."""
        panel = self.panel(desk)
        parts = (panel.findings, panel.ignored)
        return [
            finding
            for part in parts
            for finding in listed(part.values(), self.wish, self._columns, desk, self.haystack)
        ]

    def sums(self, desk: Desk) -> Money:
        """Return what waits in the panel by currency, the largest first; added up once for every state of it."""
        panel = self.panel(desk)
        if self._summed is None or self._summed[0] is not panel:
            sums: dict[str, Decimal] = {}
            for finding in panel.findings.values():
                for currency, amount in finding.money:
                    sums[currency] = sums.get(currency, Decimal(0)) + amount
            self._summed = panel, tuple(sorted(sums.items(), key=lambda pair: -abs(pair[1])))
        return self._summed[1]

    def marked(self, desk: Desk) -> tuple[str, ...]:
        """Return the marked keys that still are findings, in the order of the panel."""
        if not self.marks:
            return ()
        return tuple(key for key in self.panel(desk).findings if key in self.marks)


def views(checks: Sequence[Check], desk: Desk) -> dict[str, View]:
    """Return a view for every check, in the order of the panels, numbered as far as digits go."""
    made = {check.id: View(check.id, None, check.word, check.title, check.causes) for check in checks}
    for name in desk.board.panels:
        made.setdefault(name, View(name, None, plain(name), plain(name)))
    return made


def number_panels(every: Mapping[str, View], desk: Desk, required: int = 4) -> None:
    """Give the digits: the first four always, five to nine to the next ones that have something to tell."""
    digits = iter(range(1, 10))
    for place, view in enumerate(every.values()):
        telling = place < required or _tells(view.panel(desk))
        view.number = next(digits, None) if telling else None


def _tells(panel: Panel) -> bool:
    known = panel.as_of is not None or panel.reason is not None
    return bool(panel.findings) or (known and panel.status is Status.UNKNOWN)


def worst_fixable(desk: Desk) -> Finding | None:
    """Return what the screen opens on: the worst fixable finding, of equals one that `f` has a plan for at once."""
    known = (panel for panel in desk.board.panels.values() if panel.status is not Status.UNKNOWN)
    fixable = (finding for panel in known for finding in panel.findings.values() if finding.fix is not None)
    return min(fixable, key=_opening_order, default=None)


def _opening_order(finding: Finding) -> tuple[int, bool, Decimal, date, str]:
    severity, blocked, since, key = finding.order
    return severity, not _straight(finding), blocked, since, key


def _straight(finding: Finding) -> bool:
    """Tell whether `f` needs no choice of a target: nothing is linked, or the first suggestion is sure enough."""
    return finding.fix != "link" or (bool(finding.suggestions) and finding.suggestions[0].safe)
