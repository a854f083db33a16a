"""All that was said on the line of messages, whole."""

from __future__ import annotations

from collections.abc import Sequence

from checks.engine.board import Notice
from tui.age import clock
from tui.desk import Desk
from tui.screens.reading import ReadingScreen
from tui.texts import reading as texts


class MessagesScreen(ReadingScreen):
    """Shows the notices that were kept."""

    def __init__(self, desk: Desk, notices: Sequence[Notice]) -> None:
        super().__init__(desk, texts.MESSAGES)
        self.notices = tuple(notices)

    def text(self) -> str:
        """Return one paragraph a notice, the newest first."""
        now, said = self.desk.now(), reversed(self.notices)
        lines = [f"{clock(one.at, now)} {self.desk.say(one.text)}" for one in said]
        return "\n".join(lines or [self.desk.say(texts.NO_MESSAGES)]) + "\n"
