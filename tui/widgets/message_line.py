"""What happened: the latest word for a while, and grave ones for as long as nobody has read them."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.text import Text

from checks.engine.board import Notice
from tui.age import clock
from tui.desk import Desk
from tui.texts import dashboard as texts
from tui.theme import Look
from tui.widgets.cell import visible
from tui.widgets.host import host
from tui.widgets.line import Line

KEPT = 50
STAYS = timedelta(seconds=30)
"""So long a word that is not grave stands, unless a key is pressed after `READ`."""
READ = timedelta(seconds=10)
MOST = 3
"""A long word takes so many lines; the page of messages has the rest."""
_CONSOLE = Console(width=400, color_system=None)


class MessageLine(Line):
    """A grave notice stays in front until Esc; the others leave by themselves and never come back."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.kept: deque[Notice] = deque(maxlen=KEPT)
        self._grave: deque[Notice] = deque(maxlen=KEPT)
        self._latest: Notice | None = None
        self._since = datetime.max.replace(tzinfo=UTC)

    def add(self, notice: Notice, now: datetime) -> None:
        """Take one more notice, which came `now`."""
        self.kept.append(notice)
        if notice.grave:
            self._grave.append(notice)
        else:
            self._latest, self._since = notice, now

    def read(self) -> bool:
        """Put the grave notice in front away; tells whether there was one."""
        if not self._grave:
            return False
        self._grave.popleft()
        return True

    def pressed(self, now: datetime) -> bool:
        """Put the latest word away where it has been read by now; tells whether one was."""
        return self._leaves(now, READ)

    def take_back(self) -> None:
        """Put the latest word away: what it said is not so any more."""
        self._latest = None

    def tell(self, desk: Desk, look: Look) -> None:
        """Say what is to be said in the operator's language."""
        self._leaves(desk.now(), STAYS)
        notice, tail = self._latest, ""
        if self._grave:
            notice, more = self._grave[0], len(self._grave) - 1
            tail = f"  {desk.say(texts.PUT_AWAY)}" + (f"  +{more}" if more else "")
        lines = [Text(end="")] if notice is None else _lines(notice, desk, look, tail, host(self).size.width)
        self.styles.height = len(lines)
        self.show(Text("\n", no_wrap=True, end="").join(lines))

    def _leaves(self, now: datetime, after: timedelta) -> bool:
        if self._latest is None or now - self._since < after:
            return False
        self._latest = None
        return True


def _lines(notice: Notice, desk: Desk, look: Look, tail: str, width: int) -> list[Text]:
    """Return the notice as few lines, each below the first word; what is still too long ends in a mark."""
    time = f" {clock(notice.at, desk.now())} "
    said = Text(visible(desk.say(notice.text)), look.critical if notice.grave else look.text)
    room = width - len(time) - 1
    first, *rest = said.wrap(_CONSOLE, room) or [Text()]
    shown = [first, *rest[: MOST - 1]]
    for line in shown:
        line.rstrip()
    if len(shown) < MOST and shown[-1].cell_len + len(tail) > room:
        shown.append(Text())
    if len(rest) >= MOST or shown[-1].cell_len + len(tail) > room:
        shown[-1].append(" …")
        shown[-1].truncate(room - len(tail), overflow="ellipsis")
    heads = [Text(time, look.faint), *(Text(" " * len(time)) for _ in shown[1:])]
    lines = [Text.assemble(head, line) for head, line in zip(heads, shown, strict=True)]
    lines[-1].append(tail if shown[-1] else tail.lstrip(), look.faint)
    return lines
