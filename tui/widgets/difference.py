"""What will change, value by value: both shown exactly, blanks and NULL visible, the difference marked."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from checks.engine.fields import PERSONAL, field_name
from checks.engine.phrase import masked
from checks.engine.plan import Change
from tui.desk import Desk
from tui.widgets.cell import visible
from tui.widgets.page import columns, fit

NULL = Content.styled("NULL", "italic $text-muted")
NEWLINE, BLANK = "⏎", "␣"


def exact(value: str | None, style: str = "") -> Content:
    """Return a value so that nothing in it can be overlooked: NULL is not “null”, blanks at edges are seen."""
    if value is None:
        return NULL
    text = Content.styled(_visible(value), style)
    return _quoted(text) if _needs_quotes(value) else text


def difference(changes: Sequence[Change], labels: tuple[str, str], desk: Desk, width: int) -> list[Content]:
    """Return the lines of all changes: the field once, the old value, the new one below it."""
    names = {change.field: visible(desk.say(field_name(change.field))) for change in changes}
    name_width = min(max(map(len, names.values()), default=0), 16)
    label_width = max(map(len, labels))
    room = max(width - name_width - label_width - 4, 8)
    lines: list[Content] = []
    for change in changes:
        values = _pair(change, desk.mask)
        for name, label, value in zip((names[change.field], ""), labels, values, strict=True):
            cells = [(Content.styled(name, "bold"), name_width), (Content.styled(label, "$text-muted"), label_width)]
            lines += columns([*((fit(text, size), size) for text, size in cells), (value, room)])
    return lines


def arrow(change: Change, mask: bool) -> Content:
    """Return one change on one line: old value, arrow, new value."""
    return Content.assemble(
        exact(shown(change, change.before, mask)), (" → ", "$text-muted"), exact(shown(change, change.after, mask))
    )


def shown(change: Change, value: str | None, mask: bool) -> str | None:
    """Return the value, or its first letters where it is personal and the operator masks."""
    return masked(value) if mask and value and change.field in PERSONAL else value


def _pair(change: Change, mask: bool) -> tuple[Content, Content]:
    before, after = shown(change, change.before, mask), shown(change, change.after, mask)
    if before is None or after is None:
        return exact(before), exact(after, "bold $text-success")
    start, end = _common(before, after)
    return _marked(before, start, end, "$text-error"), _marked(after, start, end, "bold $text-success")


def _common(before: str, after: str) -> tuple[int, int]:
    start = _alike(before, after)
    return start, _alike(before[start:][::-1], after[start:][::-1])


def _alike(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _marked(value: str, start: int, end: int, style: str) -> Content:
    stop = len(value) - end
    text = Content.assemble(_visible(value, 0, start), (_visible(value, start, stop), style), _visible(value, stop))
    return _quoted(text) if _needs_quotes(value) else text


def _needs_quotes(value: str) -> bool:
    return value != value.strip() or not value or value.casefold() == "null"


def _quoted(text: Content) -> Content:
    return Content.assemble(("“", "$text-muted"), text, ("”", "$text-muted"))


def _visible(value: str, start: int = 0, stop: int | None = None) -> str:
    """Return a part of a value with blanks marked that would be lost to the eye: at edges, and doubled."""
    stop = len(value) if stop is None else stop
    return visible("".join(_mark(value, place) for place in range(start, stop)))


def _mark(value: str, place: int) -> str:
    letter = value[place]
    if letter in "\r\n":
        return NEWLINE
    if not letter.isspace():
        return letter
    at_edge = place in {0, len(value) - 1}
    beside = value[max(place - 1, 0) : place + 2]
    return BLANK if letter != " " or at_edge or beside.count(" ") > 1 or "\n" in beside else " "
