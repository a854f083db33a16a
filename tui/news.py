"""What is said on the line of messages: by the engine, by what turned, and what came of a wish."""

from __future__ import annotations

from dataclasses import dataclass, field

from checks.engine.board import Notice, Update
from checks.engine.phrase import Phrase, plain
from checks.engine.refusals import joined
from tui.asked import Asked
from tui.desk import Desk
from tui.turns import Turns
from tui.view import View
from tui.widgets.message_line import MessageLine


@dataclass(slots=True)
class News:
    """Puts each thing on the line once, the latest last."""

    desk: Desk
    line: MessageLine
    _turns: Turns = field(default_factory=Turns)
    _asked: Asked = field(default_factory=Asked)

    def take(self, update: Update) -> None:
        """Take what the engine sent; it is on the desk already."""
        now = self.desk.now()
        for notice in update.notices:
            self.line.add(notice, now)
        turns = list(self._turns.since(self.desk))
        for turn in turns:
            if turn.stands:
                self.line.keep(turn.notice, now)
            else:
                self.line.add(turn.notice, now)
        if (result := self._asked.result(self.desk)) is not None:
            back = [self.desk.say(turn.notice.text) for turn in turns if not turn.stands and not turn.notice.grave]
            self.say(joined(plain(" ".join(back)), result) if back else result)
            self.line.freshen(now)

    def say(self, phrase: Phrase, grave: bool = False) -> None:
        """Tell the operator one thing."""
        self.line.add(Notice(self.desk.now(), phrase, grave), self.desk.now())

    def asked(self, view: View | None) -> Phrase:
        """Return what is said while both sides are read, for one panel or for everything; the result follows."""
        return self._asked.begin(self.desk, view)
