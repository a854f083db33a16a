"""The line of what happened: the latest word, and grave ones for as long as nobody has read them."""

from __future__ import annotations

from collections import deque

from rich.text import Text

from checks.engine.board import Notice
from tui.age import clock
from tui.desk import Desk
from tui.theme import Look
from tui.widgets.cell import visible
from tui.widgets.line import Line

KEPT = 50


class MessageLine(Line):
    """A grave notice stays in front until Esc; the others are replaced by what comes next."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._grave: deque[Notice] = deque(maxlen=KEPT)
        self._latest: Notice | None = None

    def add(self, notice: Notice) -> None:
        """Take one more notice."""
        if notice.grave:
            self._grave.append(notice)
        else:
            self._latest = notice

    def read(self) -> bool:
        """Put the grave notice in front away; tells whether there was one."""
        if not self._grave:
            return False
        self._grave.popleft()
        return True

    def tell(self, desk: Desk, look: Look) -> None:
        """Say what is to be said in the operator's language."""
        if self._grave:
            notice, more = self._grave[0], len(self._grave) - 1
            rest = f"  +{more}" if more else ""
            self.show(self._text(notice, desk, look, f" Esc{rest}"))
        elif self._latest is not None:
            self.show(self._text(self._latest, desk, look, ""))
        else:
            self.show(Text(end=""))

    def _text(self, notice: Notice, desk: Desk, look: Look, tail: str) -> Text:
        style = look.critical if notice.grave else look.text
        return Text.assemble(
            (f" {clock(notice.at, desk.now())} ", look.faint),
            (visible(desk.say(notice.text)), style),
            (tail, look.faint),
            no_wrap=True,
            overflow="ellipsis",
            end="",
        )
