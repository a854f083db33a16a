"""The line that names the keys of a screen."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from checks.engine.phrase import Phrase
from tui.texts.key_names import called
from tui.voice import Says
from tui.widgets.cell import visible
from tui.widgets.page import EMPTY

GAP = "   "


def keys_line(keys: Iterable[tuple[str, Phrase]], desk: Says, width: int) -> list[Content]:
    """Return the keys with what they do; a key and its word are never parted by a line's end."""
    parts = [
        Content.assemble((called(key, desk.language), "bold $text-accent"), " ", visible(desk.say(word)))
        for key, word in keys
    ]
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + len(GAP) + part.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], GAP, part)
        else:
            lines.append(part)
    return lines or [EMPTY]
