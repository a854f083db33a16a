"""For terminals that cannot be trusted with lines and signs: each is replaced by one letter, letters of names stay."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

TWINS = str.maketrans(
    {
        **dict.fromkeys("─━▁▂▔", "-"),
        **dict.fromkeys("│┃▌▐▕▏▎", "|"),
        **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼", "+"),
        **dict.fromkeys("▃▄▅▆▇█", "#"),
        **dict.fromkeys("✔✓▼", "v"),
        **dict.fromkeys("✖✗", "X"),
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("–—•", "-"),
        **dict.fromkeys("·…", "."),
        "▲": "^",
        "●": "*",
        "○": "o",
        "→": ">",
        "↳": "\\",
        "↶": "<",
        "↑": "^",
        "↓": "v",
        "≠": "#",
        "×": "x",
        "⏎": "$",
        "␣": "_",
        "\ufffd": "?",
    }
)


class AsciiFilter(LineFilter):
    """Replaces the signs of every line that is drawn, on every screen."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the same line in signs that every terminal has."""
        return [
            segment
            if segment.text.isascii()
            else Segment(segment.text.translate(TWINS), segment.style, segment.control)
            for segment in segments
        ]
