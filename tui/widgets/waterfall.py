"""The evidence of a plan as bars on one axis: right for what speaks for it, left for what speaks against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from checks.engine.fields import PERSONAL, field_name
from checks.engine.phrase import masked
from checks.engine.plan import Evidence, FixPlan
from tui.desk import Desk
from tui.formats.points import SUM, among, signed
from tui.texts.words import SYSTEMS
from tui.widgets.cell import visible
from tui.widgets.page import EMPTY, columns, fit

POINTS = 6
AXIS, BAR = "│", "█"
FOR, AGAINST = "$text-success", "$text-error"


@dataclass(frozen=True, slots=True)
class Scale:
    """How many cells a point has, on either side of the axis."""

    cells: float
    left: int
    right: int

    @classmethod
    def over(cls, points: Sequence[float], width: int) -> Scale:
        """Return the scale on which all of these fit into a width, axis included."""
        low, high = -min(0.0, *points), max(0.0, *points)
        cells = (width - 1) / ((low + high) or 1.0)
        left = min(max(round(low * cells), 1), width - 2)
        return cls(cells, left, width - 1 - left)

    def bar(self, points: float | None) -> Content:
        """Return the bar of these points; whatever says something has one cell at least."""
        size = max(round(abs(points) * self.cells), 1) if points else 0
        before = Content.styled(BAR * min(size, self.left), AGAINST) if points and points < 0 else EMPTY
        behind = Content.styled(BAR * min(size, self.right), FOR) if points and points > 0 else EMPTY
        return Content.assemble(" " * (self.left - len(before)), before, (AXIS, "$text-disabled"), behind)


def waterfall_lines(plan: FixPlan, start: float, desk: Desk, width: int) -> list[Content]:
    """Return where the sum starts, a line a field with its bar and points, the sum, and what counts for nothing."""
    told = [line for line in plan.evidence if line.clienttime or line.economic or line.points is not None]
    names = max(len(_name(line, desk)) for line in told)
    bar = min(max(width // 4, 12), 44)
    side = max((width - names - bar - POINTS - 8) // 2, 8)
    total = plan.points or 0.0
    weighed = [line for line in told if line.points is not None]
    others = [line for line in told if line.points is None]
    scale = Scale.over((start, total, *(line.points or 0.0 for line in told)), bar)
    across = names + 2 * side + 4
    systems = [(Content.styled(system, "$text-muted"), side) for system in SYSTEMS.values()]
    lines = columns([(EMPTY, names), *systems])
    lines += _whole(Content.styled(desk.say(among(start)), "$text-muted"), across, start, scale, desk)
    for line in weighed:
        lines += _row(line, desk, (names, side), (scale.bar(line.points), bar), (_points(line.points, desk), POINTS))
    lines += _whole(Content.styled(desk.say(SUM), "bold"), across, total, scale, desk)
    return lines + [row for line in others for row in _row(line, desk, (names, side))]


def _row(line: Evidence, desk: Desk, sizes: tuple[int, int], *behind: tuple[Content, int]) -> list[Content]:
    """Return the lines of one field: its name, both values, and what stands behind them."""
    values = ((value, sizes[1]) for value in both(line, desk))
    return columns([(Content.styled(_name(line, desk), "bold"), sizes[0]), *values, *behind])


def both(evidence: Evidence, desk: Desk) -> tuple[Content, Content]:
    """Return both values of a field as they may be seen."""
    hide = desk.mask and evidence.field in PERSONAL
    ours, theirs = (masked(v) if hide and v else v for v in (evidence.clienttime, evidence.economic))
    return _value(ours), _value(theirs)


def _whole(title: Content, across: int, points: float, scale: Scale, desk: Desk) -> list[Content]:
    """Return a line without values."""
    bar = (scale.bar(points), scale.left + 1 + scale.right)
    return columns([(fit(title, across), across), bar, (_points(points, desk), POINTS)])


def _points(points: float | None, desk: Desk) -> Content:
    if points is None:
        return EMPTY
    text = signed(points, desk.language)
    return Content.styled(text.rjust(POINTS), FOR if points > 0 else AGAINST)


def _name(evidence: Evidence, desk: Desk) -> str:
    return visible(desk.say(field_name(evidence.field)))


def _value(value: str | None) -> Content:
    return Content.styled("–", "$text-muted") if value is None else Content(visible(" / ".join(value.splitlines())))
