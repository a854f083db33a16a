"""The strip of numbered panels: which check, how bad, how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from checks.engine.model import Status
from tui.theme import Look, look_of
from tui.widgets.cell import clip, fitted
from tui.widgets.host import host

BOLD = Style(bold=True)
REQUIRED = 4
"""The first tiles always say which they are."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One panel as the strip shows it; `number` is None for one that only Tab and the palette reach."""

    check: str
    number: int | None
    word: str
    status: Status | None
    """None: it has not been read yet."""
    count: str
    note: str = ""
    chosen: bool = False


class Form(IntEnum):
    """How much of a tile is shown."""

    FULL = 0
    SHORT = 1
    BRIEF = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A tile with its form and its cells."""

    tile: Tile
    form: Form
    width: int


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
        look, tall = look_of(host(self)), self.size.height > 1
        segments: list[Segment] = []
        for placed in place(self._tiles, self.size.width, tall):
            segments += _tall(placed, look, y) if tall else _flat(placed, look)
        return Strip(segments).adjust_cell_length(self.size.width).apply_style(self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Ask for the panel that the mouse points at."""
        left = 0
        for placed in place(self._tiles, self.size.width, self.size.height > 1):
            if left <= event.x < left + placed.width:
                self.post_message(self.Chosen(placed.tile.check))
                return
            left += placed.width


def place(tiles: Sequence[Tile], width: int, tall: bool) -> list[Placed]:
    """Return the tiles that fit: later ones lose their word first, then words get shorter."""
    placed = [_placed(tile, Form.FULL, tall) for tile in tiles]
    while placed and sum(one.width for one in placed) > width:
        at = _to_shrink(placed)
        if at is None:
            placed.pop()
        else:
            placed[at] = _placed(placed[at].tile, _less(placed[at], at), tall)
    if not placed or not tall:
        return placed
    share = min((width - sum(one.width for one in placed)) // len(placed), 10)
    return [replace(one, width=one.width + share) for one in placed]


def _to_shrink(placed: Sequence[Placed]) -> int | None:
    late = [at for at in range(REQUIRED, len(placed)) if placed[at].form is not Form.BRIEF]
    early = [at for at in range(min(REQUIRED, len(placed))) if placed[at].form is Form.FULL]
    if late:
        return late[-1]
    return max(early, key=lambda at: placed[at].width) if early and len(placed) <= REQUIRED + 1 else None


def _less(placed: Placed, at: int) -> Form:
    return Form.SHORT if at < REQUIRED or placed.form is Form.FULL else Form.BRIEF


def _placed(tile: Tile, form: Form, tall: bool) -> Placed:
    width = 1 + cell_len(_number(tile)) + 2 + cell_len(tile.count) + 1
    word = _word(tile, form)
    width += cell_len(word) + 1 if word else 0
    return Placed(tile, form, width + (4 if tall else 0))


def _number(tile: Tile) -> str:
    return f"{tile.number} " if tile.number is not None else ""


def _word(tile: Tile, form: Form) -> str:
    if form is Form.BRIEF:
        return ""
    return tile.word if form is Form.FULL else clip(tile.word, 7)


def _styles(tile: Tile, look: Look) -> tuple[str, Style, Style, Style]:
    """Return the sign (none where the count says it already), its style, the style of the word and the ground."""
    sign, style = ("", look.muted) if tile.status is None else look.status(tile.status)
    sign = "" if tile.status is Status.UNKNOWN else f"{sign} " if sign else ""
    ground = look.cursor if tile.chosen else Style.null()
    word = look.strong if tile.chosen else look.text if tile.status not in (None, Status.OK) else look.muted
    return sign, style, word, ground


def _flat(placed: Placed, look: Look) -> list[Segment]:
    tile = placed.tile
    sign, style, word, ground = _styles(tile, look)
    name = _word(tile, placed.form)
    return [
        Segment(f" {_number(tile)}", look.over(look.faint, ground)),
        Segment(sign, look.over(style, ground)),
        Segment(f"{name} " if name else "", look.over(word, ground)),
        Segment(f"{tile.count} ", look.over(style + BOLD, ground)),
    ]


def _tall(placed: Placed, look: Look, y: int) -> list[Segment]:
    tile, width = placed.tile, placed.width
    sign, style, word, ground = _styles(tile, look)
    ground = ground if tile.chosen else look.resting
    gap = Segment(" ")
    bar = Segment(look.glyphs.bar, look.over(style, ground))
    room = width - 2
    if y:
        return [
            bar,
            Segment(fitted(f" {tile.note}", room), look.over(look.text if tile.chosen else look.muted, ground)),
            gap,
        ]
    count = f"{sign}{tile.count} "
    title = fitted(f"{_number(tile)}{_word(tile, placed.form)}", room - cell_len(count) - 1)
    number = len(_number(tile))
    return [
        bar,
        Segment(f" {title[:number]}", look.over(look.faint, ground)),
        Segment(title[number:], look.over(word, ground)),
        Segment(count, look.over(style + BOLD, ground)),
        gap,
    ]
