"""A doctor that tells what a test gives it, when the test gives it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from checks.engine.health import Line, Sign
from checks.engine.phrase import plain
from tests.support.main_screen import Seat
from tui.visit import BrokenOff, Tell, Topic

SITE, CLIENTTIME, ECONOMIC, TERMINAL = Topic
SCRIPT = "GRANT SELECT ON [dbo].[Customer] ([CustomerCode], [Name]) TO [ctmon];"


def line(sign: str, what: str, result: str = "as it should be", step: str = "") -> Line:
    """Return one line that reads the same in every language."""
    return Line(Sign(sign), plain(what), plain(result), plain(step) if step else None)


@dataclass(slots=True)
class ScriptedDoctor:
    """`visits` counts them; `running` tells whether one is under way."""

    visits: int = 0
    running: bool = False
    _said: asyncio.Queue[tuple[Topic, Line | None] | BaseException] = field(
        default_factory=lambda: asyncio.Queue[tuple[Topic, Line | None] | BaseException]()
    )

    async def visit(self, tell: Tell) -> None:
        """Pass on what the test says until every topic is at its end."""
        self.visits, self.running, left = self.visits + 1, True, set(Topic)
        try:
            while left:
                said = await self._said.get()
                if isinstance(said, BaseException):
                    raise said
                tell(*said)
                left -= {said[0]} if said[1] is None else set()
        finally:
            self.running = False

    def says(self, topic: Topic, *lines: Line) -> None:
        """Tell lines of a topic that may have more."""
        for one in lines:
            self._said.put_nowait((topic, one))

    def ends(self, *topics: Topic) -> None:
        """Tell that these topics have no more; all of them where none is named."""
        for topic in topics or tuple(Topic):
            self._said.put_nowait((topic, None))

    def breaks_off(self, why: str) -> None:
        """Stop in the middle."""
        self._said.put_nowait(BrokenOff(plain(why)))

    def fails(self) -> None:
        """Have a defect."""
        self._said.put_nowait(RuntimeError("a value that nobody may see"))

    def finds(self) -> None:
        """Tell a whole visit with one line of each kind."""
        self.says(SITE, line("ok", "configuration", "/etc/ctmon/holm.toml"))
        self.says(
            CLIENTTIME,
            line("warning", "encryption", "the certificate is not verified.", "Install the authority."),
            line("failed", "right to read", "SELECT is missing.", f"Hand over: {SCRIPT}"),
        )
        self.says(ECONOMIC, line("ok", "agreement", "123456"))
        self.ends()


async def at_the_doctor(seat: Seat, doctor: ScriptedDoctor) -> None:
    """Open the page by its key."""
    seat.desk.doctor = doctor
    await seat.press("d")
