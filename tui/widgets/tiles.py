"""Which tiles of the strip fit, and in what form: quiet tiles give way first, then words, blanks, the last tiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rich.cells import cell_len

from checks.engine.model import Status
from tui.widgets.cell import clip

REQUIRED = 4
"""The first tiles always say which they are, and are never left out."""
LEAST = 5
"""A word that is cut keeps so many cells."""


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

    @property
    def signed(self) -> bool:
        """Tell whether a sign stands before the word; where nothing is known the count says it already."""
        return self.status not in (None, Status.UNKNOWN)


class Spacing(IntEnum):
    """How many blanks a tile can afford."""

    AIRY = 0
    CLOSE = 1
    """None behind number and sign."""
    TIGHT = 2
    """And none behind the count."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A tile with what of its word is shown; empty where there is no room for any."""

    tile: Tile
    word: str
    spacing: Spacing

    @property
    def number(self) -> str:
        """Return the digit with the blank behind it."""
        if self.tile.number is None:
            return ""
        apart = self.spacing is Spacing.AIRY or (bool(self.word) and not self.tile.signed)
        return f"{self.tile.number} " if apart else str(self.tile.number)

    @property
    def width(self) -> int:
        """Return the cells that the tile takes on a line."""
        sign = (1 + (self.spacing is Spacing.AIRY)) * self.tile.signed
        word = cell_len(self.word) + 1 if self.word else 0
        return 1 + len(self.number) + sign + word + cell_len(self.tile.count) + (self.spacing is not Spacing.TIGHT)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of tiles, and those for which there is no room on it."""

    placed: tuple[Placed, ...]
    left_out: tuple[Tile, ...] = ()

    @property
    def more(self) -> str:
        """Return the mark that says how many are left out."""
        return f" +{len(self.left_out)}" if self.left_out else ""

    @property
    def width(self) -> int:
        """Return the cells of all of it."""
        return sum(one.width for one in self.placed) + len(self.more)

    def at(self, x: int) -> Tile | None:
        """Return the tile that the cell `x` belongs to."""
        left = 0
        for one in self.placed:
            if left <= x < left + one.width:
                return one.tile
            left += one.width
        return None


def fit(tiles: Sequence[Tile], width: int) -> Row:
    """Return the tiles on one line: all of them if it can be done, with as much of their words as there is room for.

    One that raises no alarm, and then one of which nothing is known, is left out before a word of the required ones is
    cut, or an alarm stands there without its word.
    """
    kept, quiet = list(tiles), list[Tile]()
    row = _fitted(kept, quiet, width)
    while _cut(row):
        late = [tile for tile in reversed(kept[REQUIRED:]) if not tile.chosen]
        gone = next((t for status in (Status.OK, None, Status.UNKNOWN) for t in late if t.status is status), None)
        if gone is None:
            return row
        kept.remove(gone)
        quiet.insert(0, gone)
        row = _fitted(kept, quiet, width)
    return row


def _cut(row: Row) -> bool:
    """Tell whether a required tile, or one with an alarm, is without its whole word."""
    alarms = (Status.WARNING, Status.CRITICAL)
    return any(
        one.word != one.tile.word and (at < REQUIRED or one.tile.status in alarms) for at, one in enumerate(row.placed)
    )


def _fitted(tiles: Sequence[Tile], quiet: Sequence[Tile], width: int) -> Row:
    row = Row(())
    for row in _ever_smaller(tiles, quiet):
        if row.width <= width:
            return _with_words(row, width - row.width)
    return row


def _ever_smaller(tiles: Sequence[Tile], quiet: Sequence[Tile]) -> Iterator[Row]:
    kept, left_out = list(tiles), list(quiet)
    while True:
        for spacing in Spacing:
            placed = (Placed(tile, _least(tile, at), spacing) for at, tile in enumerate(kept))
            yield Row(tuple(placed), tuple(left_out))
        late = kept[REQUIRED:]
        if not late:
            return
        gone = next((tile for tile in reversed(late) if not tile.chosen), late[-1])
        kept.remove(gone)
        left_out.insert(0, gone)


def _least(tile: Tile, at: int) -> str:
    return clip(tile.word, LEAST) if at < REQUIRED else ""


def _with_words(row: Row, spare: int) -> Row:
    """Share out the room that is left: first to the words that miss least, then to the others in their order."""
    placed = list(row.placed)
    early = sorted(range(min(REQUIRED, len(placed))), key=lambda at: cell_len(placed[at].tile.word))
    for at in (*early, *range(REQUIRED, len(placed))):
        grown = _grown(placed[at], spare)
        spare -= grown.width - placed[at].width
        placed[at] = grown
    return Row(tuple(placed), row.left_out)


def _grown(one: Placed, spare: int) -> Placed:
    word = one.tile.word
    for cells in range(cell_len(word), LEAST - 1, -1):
        grown = Placed(one.tile, clip(word, cells), one.spacing)
        if grown.width - one.width <= spare:
            return grown
    short = Placed(one.tile, word, one.spacing)
    return short if short.width - one.width <= spare else one
