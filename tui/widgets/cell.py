"""The one door through which a value from outside enters a widget: literal, visible, never markup."""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size
from rich.text import Text

BAD = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Code points that steer a terminal, turn the reading direction or take no room."""

MARK = "\ufffd"
CUT = "…"


def visible(value: object) -> str:
    """Return a value as one line of text in which nothing can steer the terminal and nothing hides."""
    text = "" if value is None else str(value)
    return BAD.sub(_mark, text)


def _mark(match: re.Match[str]) -> str:
    return " " if match.group() in "\t\n\r" else MARK


def cell(value: object, style: str = "") -> Text:
    """Return a value as literal text for a widget."""
    return Text(visible(value), style=style, no_wrap=True, overflow="ellipsis", end="")


def clip(text: str, width: int) -> str:
    """Return the text in at most `width` cells; what was cut shows by its last sign."""
    if width <= 0:
        return ""
    if len(text) <= width and text.isascii():
        return text
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + CUT


def fitted(text: str, width: int, right: bool = False) -> str:
    """Return the text in exactly `width` cells."""
    text = clip(text, width)
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks
