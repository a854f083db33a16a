"""How one line of the doctor looks: as a row, beside the list, and as a text to copy."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from checks.engine.health import Sign
from tui.chart import Chart, Row, Standing
from tui.desk import Desk
from tui.texts import doctor as texts
from tui.widgets.cell import visible
from tui.widgets.page import EMPTY, fit, folded, heading

WIDE = 76
"""From this width on what is looked at has room for the longest of its names."""
SIGN, NAME, SHORT_NAME = 11, 30, 24

SEEN = {
    Standing.FAILED: ("✖", "$text-error", texts.SIGNS[Sign.FAILED]),
    Standing.WARNING: ("▲", "$text-warning", texts.SIGNS[Sign.WARNING]),
    Standing.OK: ("✔", "$text-success", texts.SIGNS[Sign.OK]),
    Standing.UNKNOWN: ("?", "$text-secondary", texts.NOT_KNOWN),
    Standing.ASKING: ("…", "$text-muted", texts.ASKING),
}
"""Sign, colour and word."""
MANY = {Standing.WARNING: texts.WARNINGS}
"""The word for more than one, where it is another."""


def chart_row(row: Row, desk: Desk, width: int) -> Content:
    """Return a row on one line; what was found in an earlier visit is not shown as if it held."""
    name = NAME if width >= WIDE else SHORT_NAME
    said = visible(_said(row, desk, " "))
    parts = (
        (_state(row.standing, desk), SIGN),
        (Content(visible(desk.say(row.what))), name),
        (Content.styled(said, "" if row.standing in {Standing.FAILED, Standing.WARNING} else "$text-muted"), 0),
    )
    room = max(width - SIGN - name - 4, 8)
    return Content("  ").join(fit(content, size or room) for content, size in parts)


def chart_sum(chart: Chart, desk: Desk) -> Iterator[Content]:
    """Yield how many rows stand how, the worst first; what there is none of is left out."""
    for standing in (Standing.FAILED, Standing.UNKNOWN, Standing.WARNING, Standing.OK):
        if count := chart.count(standing):
            sign, colour, word = SEEN[standing]
            word = word if count == 1 else MANY.get(standing, word)
            yield Content.styled(f"{sign} {count} {desk.say(word)}", colour)


def row_lines(row: Row, desk: Desk, width: int) -> list[Content]:
    """Return everything that a row says, without losing a sign of it."""
    title = Content.assemble((visible(desk.say(row.what)), "bold"), "  ", _state(row.standing, desk))
    said = _said(row, desk, "\n\n").splitlines()
    return [heading(title, width), *(part for line in said for part in folded(Content(visible(line)) or EMPTY, width))]


def chart_text(row: Row, desk: Desk) -> str:
    """Return a row as a text for a ticket or a mail."""
    _, _, word = SEEN[row.standing]
    return f"{desk.say(row.what)}: {desk.say(word)}\n\n{_said(row, desk, chr(10) * 2)}".rstrip() + "\n"


def _state(standing: Standing, desk: Desk) -> Content:
    sign, colour, word = SEEN[standing]
    return Content.styled(f"{sign} {desk.say(word)}", colour)


def _said(row: Row, desk: Desk, between: str) -> str:
    """Return what was found and the next step; what an earlier visit found is said no more."""
    if row.line is None or row.standing in {Standing.ASKING, Standing.UNKNOWN}:
        return ""
    step = row.line.step
    parts = [desk.say(row.line.result)]
    if step is not None:
        parts.append(desk.say(step) if between == " " else desk.say(texts.NEXT.with_(step=desk.say(step))))
    return between.join(parts)
