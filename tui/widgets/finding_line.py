"""How one finding looks as one line of the list."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from checks.engine.model import Finding
from tui.desk import Desk
from tui.texts import dashboard as texts
from tui.theme import Look
from tui.widgets.cell import fitted
from tui.widgets.columns import Column, Layout

LEAD = 3
"""Cells before the first column: the cursor, the mark, a blank."""


@dataclass(frozen=True, slots=True)
class Manner:
    """Everything besides the finding that changes how its line looks."""

    current: bool = False
    focused: bool = True
    marked: bool = False
    dimmed: bool = False
    ignored: bool = False
    child: bool = False


def draw(finding: Finding, manner: Manner, layout: Layout, desk: Desk, look: Look, width: int) -> Strip:
    """Return the line in exactly `width` cells."""
    ground = _ground(manner, look)
    segments = [*_lead(manner, look, ground)]
    for placed in layout.placed:
        text, style = _cell(placed.column, finding, manner, layout, desk, look)
        shown = fitted(text, placed.width, placed.column.right)
        segments.append(Segment(shown + " " * layout.gap, look.over(style, ground)))
    return Strip(segments).adjust_cell_length(width, ground)


def _ground(manner: Manner, look: Look) -> Style:
    if not manner.current:
        return Style.null()
    return look.cursor if manner.focused else look.resting


def _lead(manner: Manner, look: Look, ground: Style) -> tuple[Segment, Segment]:
    cursor = look.glyphs.cursor if manner.current else " "
    mark = look.glyphs.marked if manner.marked else " "
    return Segment(cursor, look.over(look.accent, ground)), Segment(f"{mark} ", look.over(look.accent, ground))


def _cell(
    column: Column, finding: Finding, manner: Manner, layout: Layout, desk: Desk, look: Look
) -> tuple[str, Style]:
    text = column.text(finding, desk)
    quiet = manner.dimmed or manner.ignored
    match column.id:
        case "state":
            return _state(finding, manner, layout, desk, look)
        case "name":
            text = f"{look.glyphs.child} {text}" if manner.child else text
            return text, look.muted if quiet else look.strong if manner.current else look.text
        case "parent" if text:
            return f"{look.glyphs.child} {text}", look.faint if quiet else look.muted
        case "suggestion" if finding.suggestions:
            safe = finding.suggestions[0].safe
            return f"{look.glyphs.to} {text}", look.faint if quiet else look.ok if safe else look.muted
        case "amount" | "number":
            return text, look.muted if quiet else look.text
        case _:
            return text, look.faint if quiet else look.muted


def _state(finding: Finding, manner: Manner, layout: Layout, desk: Desk, look: Look) -> tuple[str, Style]:
    if manner.ignored:
        word = texts.IGNORED if layout.roomy else texts.IGNORED_SHORT
        return f"{look.glyphs.info} {desk.say(word)}", look.faint
    glyph, style = look.severity(finding.severity)
    words = texts.SEVERITY if layout.roomy else texts.SEVERITY_SHORT
    return f"{glyph} {desk.say(words[finding.severity])}", look.faint if manner.dimmed else style


def draw_heads(layout: Layout, column: str | None, falls: bool, desk: Desk, look: Look, width: int) -> Strip:
    """Return the line of column titles; the one sorted by has an arrow."""
    segments = [Segment(" " * LEAD, look.faint)]
    for placed in layout.placed:
        title = desk.say(texts.COLUMNS[placed.column.id])
        chosen = placed.column.id == column
        if chosen:
            arrow = look.glyphs.down if falls else look.glyphs.up
            title = f"{arrow}{title}" if placed.column.right else f"{title}{arrow}"
        style = look.accent if chosen else look.faint
        segments.append(Segment(fitted(title, placed.width, placed.column.right) + " " * layout.gap, style))
    return Strip(segments).adjust_cell_length(width)
