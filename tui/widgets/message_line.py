"""What happened: the latest word for a while, grave ones until they are read; below it what is wrong with a side."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.text import Text

from checks.engine.board import Notice
from tui.age import clock
from tui.desk import Desk
from tui.texts import dashboard as texts
from tui.theme import Look
from tui.trouble import Trouble, troubles
from tui.widgets.cell import visible
from tui.widgets.host import host
from tui.widgets.line import Line

KEPT = 50
STAYS = timedelta(seconds=30)
"""So long a word that is not grave stands, unless a key is pressed after `READ`."""
READ = timedelta(seconds=10)
MOST = 3
"""All of it takes so many lines; the page of messages has the rest."""
_CONSOLE = Console(width=400, color_system=None)
NEVER = datetime.max.replace(tzinfo=UTC)


class MessageLine(Line):
    """A grave notice stays in front until Esc; the others leave by themselves and never come back.

    A side in trouble has its line for as long as it is, at first with the whole reason.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.kept: deque[Notice] = deque(maxlen=KEPT)
        self._grave: deque[Notice] = deque(maxlen=KEPT)
        self._latest: Notice | None = None
        self._since = NEVER
        self._fresh: datetime | None = None

    def add(self, notice: Notice, now: datetime) -> None:
        """Take one more notice, which came `now`."""
        self.kept.append(notice)
        if notice.grave:
            if all(waiting.text != notice.text for waiting in self._grave):  # to read the same twice helps nobody
                self._grave.append(notice)
        else:
            self._latest, self._since = notice, now

    def keep(self, notice: Notice, now: datetime) -> None:
        """Keep a notice of what is told here as long as it lasts; what was said before is older."""
        self.kept.append(notice)
        self.take_back()
        self.freshen(now)

    def freshen(self, now: datetime) -> None:
        """Tell the whole reason of what is wrong again, for a while."""
        self._fresh = now

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
        wrong, width = troubles(desk), host(self).size.width
        said = self._said(desk, look, MOST - min(len(wrong), MOST - 1), width)
        lines = [*said, *self._wrong(wrong, desk, look, MOST - len(said), width)] or [Text(end="")]
        self.styles.height = len(lines)
        self.show(Text("\n", no_wrap=True, end="").join(lines))

    def _said(self, desk: Desk, look: Look, most: int, width: int) -> list[Text]:
        notice, tail = self._latest, ""
        if self._grave:
            notice, more = self._grave[0], len(self._grave) - 1
            tail = f"  {desk.say(texts.PUT_AWAY)}" + (f"  +{more}" if more else "")
        if notice is None:
            return []
        head = Text(f" {clock(notice.at, desk.now())} ", look.faint)
        shown = Text(visible(desk.say(notice.text)), look.critical if notice.grave else look.text)
        return _lines(head, shown, Text(tail, look.faint), most, width)

    def _wrong(self, wrong: Sequence[Trouble], desk: Desk, look: Look, most: int, width: int) -> list[Text]:
        """Return a line a side; while it is news the whole reason, or over two of them the verdict."""
        news = self._fresh is not None
        whole = news and len(wrong) == 1
        verdict = news and most > len(wrong) > 1 and all(one.lost for one in wrong)
        lines = [Text(f" {desk.say(texts.NEITHER)}", look.critical)] if verdict else []
        for one in wrong:
            lines += _lines(_sign(one, look), _why(one, look, whole), _next(one, look), most if whole else 1, width)
        return lines

    def _leaves(self, now: datetime, after: timedelta) -> bool:
        stale = self._fresh is not None and now - self._fresh >= after
        if stale:
            self._fresh = None
        if self._latest is None or now - self._since < after:
            return stale
        self._latest = None
        return True


def _sign(one: Trouble, look: Look) -> Text:
    glyph, style = (look.glyphs.critical, look.critical) if one.lost else (look.glyphs.warning, look.warning)
    return Text(f" {glyph} ", style)


def _why(one: Trouble, look: Look, whole: bool) -> Text:
    return Text(visible(one.why(whole)), look.text)


def _next(one: Trouble, look: Look) -> Text:
    return Text(f" {look.glyphs.dot} {one.next}" if one.next else "", look.muted)


def _lines(head: Text, said: Text, tail: Text, most: int, width: int) -> list[Text]:
    """Return a text as few lines, each below the first word; what is still too long ends in a mark."""
    room = width - head.cell_len - 1
    first, *rest = said.wrap(_CONSOLE, room) or [Text()]
    shown = [first, *rest[: most - 1]]
    for line in shown:
        line.rstrip()
    if len(shown) < most and shown[-1].cell_len + tail.cell_len > room:
        shown.append(Text())
    if len(rest) >= most or shown[-1].cell_len + tail.cell_len > room:
        shown[-1].append(" …")
        shown[-1].truncate(max(room - tail.cell_len, 1), overflow="ellipsis")
    if not shown[-1]:
        tail = Text(tail.plain.lstrip(), tail.style)
    blank = Text(" " * head.cell_len)
    lines = [Text.assemble(start, line) for start, line in zip([head, *[blank] * (len(shown) - 1)], shown, strict=True)]
    lines[-1].append_text(tail)
    return lines
