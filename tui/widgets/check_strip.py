"""The strip of numbered panels: which check, how bad, how many."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from checks.engine.model import Status
from tui.theme import Look, look_of
from tui.widgets.cell import fitted
from tui.widgets.host import host
from tui.widgets.tiles import REQUIRED, Placed, Row, Spacing, Tile, fit

BOLD = Style(bold=True)
RANK = (None, Status.OK, Status.WARNING, Status.UNKNOWN, Status.CRITICAL)
FRAME = 3
"""Cells that a tile of two lines takes more than one of one line: bar, blanks, the gap to the next."""
STRETCH = 10


class CheckStrip(Widget):
    """Draws tiles side by side; a click on one asks for its panel."""

    DEFAULT_CSS = "CheckStrip { height: 1; width: 1fr; }"

    class Chosen(Message):
        """Somebody pointed at a panel."""

        def __init__(self, check: str) -> None:
            super().__init__()
            self.check = check

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tiles: tuple[Tile, ...] = ()

    def show(self, tiles: tuple[Tile, ...]) -> None:
        """Take other tiles; the same again costs nothing."""
        if tiles != self._tiles:
            self._tiles = tiles
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line through all tiles."""
        look = look_of(host(self))
        segments = [part for one, width in self._framed() for part in _tall(one, width, look, y)]
        if not segments:
            row = self._row(y)
            segments = [part for one in row.placed for part in _flat(one, look)] + _more(row, look)
        return Strip(segments).adjust_cell_length(self.size.width).apply_style(self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Ask for the panel that the mouse points at."""
        left = 0
        for one, width in self._framed():
            if left <= event.x < left + width:
                self.post_message(self.Chosen(one.tile.check))
            left += width
        tile = None if left else self._row(event.y).at(event.x)
        if tile is not None:
            self.post_message(self.Chosen(tile.check))

    def _framed(self) -> list[tuple[Placed, int]]:
        """Return the tiles as frames of two lines with their widths; none where they do not all fit as such."""
        return frames(self._tiles, self.size.width) if self.size.height > 1 else []

    def _row(self, y: int) -> Row:
        """Return what stands on a line: all on the only one, or the required ones above the others."""
        if self.size.height == 1:
            return fit(self._tiles, self.size.width)
        return fit(self._tiles[REQUIRED:] if y else self._tiles[:REQUIRED], self.size.width)


def frames(tiles: Sequence[Tile], width: int) -> list[tuple[Placed, int]]:
    """Return each tile with its whole word and its share of the width, or nothing where that is too much."""
    placed = [Placed(tile, tile.word, Spacing.AIRY) for tile in tiles]
    spare = width - sum(one.width + FRAME for one in placed)
    if not placed or spare < 0:
        return []
    share = min(spare // len(placed), STRETCH)
    return [(one, one.width + FRAME + share) for one in placed]


def _styles(tile: Tile, look: Look) -> tuple[str, Style, Style, Style]:
    """Return the sign (none where the count says it already), its style, the style of the word and the ground."""
    sign, style = ("", look.muted) if tile.status is None else look.status(tile.status)
    ground = look.cursor if tile.chosen else Style.null()
    word = look.strong if tile.chosen else look.text if tile.status not in (None, Status.OK) else look.muted
    return sign if tile.signed else "", style, word, ground


def _flat(one: Placed, look: Look) -> list[Segment]:
    sign, style, word, ground = _styles(one.tile, look)
    after = " " if sign and one.spacing is Spacing.AIRY else ""
    end = "" if one.spacing is Spacing.TIGHT else " "
    return [
        Segment(f" {one.number}", look.over(look.faint, ground)),
        Segment(sign + after, look.over(style, ground)),
        Segment(f"{one.word} " if one.word else "", look.over(word, ground)),
        Segment(f"{one.tile.count}{end}", look.over(style + BOLD, ground)),
    ]


def _more(row: Row, look: Look) -> list[Segment]:
    if not row.left_out:
        return []
    worst = max((tile.status for tile in row.left_out), key=RANK.index)
    return [Segment(row.more, (look.muted if worst is None else look.status(worst)[1]) + BOLD)]


def _tall(one: Placed, width: int, look: Look, y: int) -> list[Segment]:
    tile = one.tile
    sign, style, word, ground = _styles(tile, look)
    ground = ground if tile.chosen else look.resting
    gap = Segment(" ")
    bar = Segment(look.glyphs.bar, look.over(style, ground))
    room = width - 2
    if y:
        note = fitted(f" {tile.note}", room)
        return [bar, Segment(note, look.over(look.text if tile.chosen else look.muted, ground)), gap]
    count = f"{sign} {tile.count} ".lstrip()
    title = fitted(f"{one.number}{one.word}", room - cell_len(count) - 1)
    number = len(one.number)
    return [
        bar,
        Segment(f" {title[:number]}", look.over(look.faint, ground)),
        Segment(title[number:], look.over(word, ground)),
        Segment(count, look.over(style + BOLD, ground)),
        gap,
    ]
