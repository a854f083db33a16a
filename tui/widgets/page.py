"""Text that knows its width: lines are drawn for the columns there are, and again when those change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.widgets.host import host

Lines = Sequence[Content]
Draw = Callable[[int], Lines]
EMPTY = Content("")


class Page(Widget):
    """Shows the lines that a drawing gives for its width; as high as they are many."""

    DEFAULT_CSS = "Page { width: 1fr; height: auto; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, draw: Draw, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many lines as the drawing needs at this width."""
        return len(self._draw(width))

    def render(self) -> Content:
        """Return the lines one below the other."""
        picture = Content("\n").join(self._draw(self.content_size.width))
        return plainer(picture) if host(self).has_class("-ascii") else picture


_ASCII = str.maketrans("✔✖▲≠○▸─↶→·…“”⏎␣▌↑↓–•", 'vX!#o>-<>-~""$_|^v-*')


def plainer(content: Content) -> Content:
    """Return the content with our signs as ASCII, for terminals that cannot be trusted with others."""
    return Content(content.plain.translate(_ASCII), list(content.spans))


def wrapped(content: Content, width: int, indent: int = 0) -> list[Content]:
    """Return a paragraph as lines; every line but the first starts `indent` cells further in."""
    if not content:
        return [content]
    first, *rest = content.wrap(max(width, 8))
    if not rest or not indent:
        return [first, *rest]
    tail = content[len(first.plain) :]
    tail = tail[len(tail.plain) - len(tail.plain.lstrip()) :]
    return [first, *(line.pad_left(indent) for line in tail.wrap(max(width - indent, 8)))]


def folded(content: Content, width: int) -> list[Content]:
    """Return a text as lines without losing a sign of it: behind a blank where there is one, else anywhere."""
    lines: list[Content] = []
    while content.cell_length > width:
        fits = len(content.fold(width)[0].plain)
        at = content.plain.rfind(" ", 0, fits) + 1 or fits
        lines.append(content[:at])
        content = content[at:]
    return [*lines, content]


def columns(cells: Sequence[tuple[Content, int]], gap: int = 2) -> list[Content]:
    """Return one row of a table as lines: each cell wrapped within its own width."""
    stacks = [wrapped(content, width) for content, width in cells]
    height = max(map(len, stacks))
    return [_row([stack[y] if y < len(stack) else EMPTY for stack in stacks], cells, gap) for y in range(height)]


def _row(parts: Sequence[Content], cells: Sequence[tuple[Content, int]], gap: int) -> Content:
    padded = [fit(part, width) for part, (_, width) in zip(parts, cells, strict=True)]
    return Content(" " * gap).join(padded).rstrip()


def fit(content: Content, width: int) -> Content:
    """Return the content in exactly `width` cells: blanks behind it, or cut with a mark."""
    if content.cell_length > width:
        return content.truncate(width, ellipsis=True)
    return content.pad_right(width - content.cell_length)


def apart(left: Content, right: Content, width: int) -> Content:
    """Return one line with `left` at its start and `right` at its end; the right one gives way."""
    room = width - left.cell_length - 2
    if room < 4:
        return fit(left, width)
    right = right if right.cell_length <= room else right.truncate(room, ellipsis=True)
    return left.pad_right(width - left.cell_length - right.cell_length) + right


def heading(title: Content, width: int) -> Content:
    """Return a section's title on a thin rule."""
    title = Content.assemble(title, " ")
    if title.cell_length >= width:
        return title.truncate(width, ellipsis=True)
    return title + Content.styled("─" * (width - title.cell_length), "$text-disabled")
