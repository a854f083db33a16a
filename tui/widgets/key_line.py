"""The last line: the keys that matter here, as many as fit, and how many rows are marked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tui.theme import Look
from tui.widgets.host import host
from tui.widgets.line import Line, apart


class KeyLine(Line):
    """Keys in the order of their use; what does not fit is left out."""

    def tell(self, keys: Sequence[tuple[str, str]], tail: str, look: Look) -> None:
        """Say which key does what."""
        width = host(self).size.width
        right = Text(f"{tail} " if tail else "", look.accent)
        left = Text(end="", no_wrap=True)
        for key, word in keys:
            part = Text.assemble((f" {key}", look.accent), (f" {word} ", look.muted))
            if left.cell_len + part.cell_len + right.cell_len + 1 <= width:
                left.append_text(part)
        self.show(apart(left, right, width))
