"""What the main screen asks of the engine and of the terminal: never waited for, always told what came of it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from textual.app import App

from checks.engine.errors import Fault
from checks.engine.model import Finding
from checks.engine.phrase import Phrase
from tui.aim import Aim
from tui.desk import Desk
from tui.export import row_text, write_csv
from tui.news import News
from tui.texts import dashboard as texts
from tui.trouble import why_no_typing
from tui.view import View
from tui.widgets.status_line import pace

PACES = tuple(timedelta(seconds=seconds) for seconds in (5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600))


@dataclass(frozen=True, slots=True)
class Deeds:
    """`say` is how the screen tells the operator something; the second argument says that it is grave."""

    desk: Desk
    app: App[object]
    say: Callable[[Phrase, bool], None]
    news: News

    def check_now(self, view: View | None) -> None:
        """Ask for a cycle, from one panel or for everything."""
        self._ask(self.desk.monitor.refresh(view.check if view else None), self.news.asked(view))

    def type_password(self) -> None:
        """Have a refused password typed again and tried, once; say what to do where it is not from the keys."""
        if (why_not := why_no_typing(self.desk)) is not None:
            self.say(why_not, False)
            return
        from tui.screens.password import PasswordScreen

        def typed(password: str | None) -> None:
            if password and (take := self.desk.password.take) is not None:
                self.news.asked(None)
                self._ask(take(password), texts.PASSWORD_TAKEN)

        self.app.push_screen(PasswordScreen(self.desk), typed)

    def pause(self) -> None:
        """Stop the cycles, or let them go on."""
        self._ask(self.desk.monitor.pause(not self.desk.board.pulse.paused), None)

    def pace(self, step: int) -> None:
        """Take the next longer or shorter interval."""
        now = self.desk.board.pulse.interval
        longer, shorter = [p for p in PACES if p > now], [p for p in PACES if p < now]
        wanted = (longer[:1] if step > 0 else shorter[-1:]) or [now]
        self._ask(self.desk.monitor.pace(wanted[0]), texts.PACED.with_(pace=self.desk.say(pace(wanted[0]))))

    def take(self, aim: Aim) -> None:
        """Open the plan or the text that was aimed at, or say why there is none; nothing is written by it."""
        if aim.plan:
            from tui.screens.plan import PlanScreen  # opened for the first time, not at the start

            self.app.push_screen(PlanScreen(self.desk, aim.plan))
        elif aim.tell:
            from tui.screens.handover import HandoverScreen

            self.app.push_screen(HandoverScreen(self.desk, aim.tell))
        elif aim.why_not is not None:
            self.say(aim.why_not, False)

    def look_at_all(self) -> None:
        """Open the doctor."""
        from tui.screens.doctor import DoctorScreen

        self.app.push_screen(DoctorScreen(self.desk))

    def look_at_sources(self) -> None:
        """Open the page of the sources."""
        from tui.screens.sources import SourcesScreen

        self.app.push_screen(SourcesScreen(self.desk))

    def copy(self, finding: Finding) -> None:
        """Put one row into the clipboard of the operator's own terminal (OSC 52)."""
        self.app.copy_to_clipboard(row_text(finding, self.desk))
        self.say(texts.COPIED.with_(key=finding.key), False)

    def export(self, view: View) -> None:
        """Write what the list shows to a file of this user's own."""
        if not self.desk.card.state:
            self.say(texts.NO_STATE, True)
            return
        folder = Path(self.desk.card.state) / "exports"
        rows = view.rows(self.desk)
        try:
            path = write_csv(folder, view.check, rows, self.desk)
        except OSError as error:
            self.say(texts.EXPORT_FAILED.with_(path=str(folder), kind=type(error).__name__), True)
            return
        self.say(texts.EXPORTED.with_(count=len(rows), path=str(path)), False)

    def _ask(self, wish: Coroutine[object, object, None], said: Phrase | None) -> None:
        self.app.run_worker(self._asked(wish))
        if said is not None:
            self.say(said, False)

    async def _asked(self, wish: Coroutine[object, object, None]) -> None:
        try:
            await wish
        except Exception as defect:  # noqa: BLE001 - a pipe can break in many ways; the operator is told, the screen stays
            self._failed(defect)

    def _failed(self, defect: Exception) -> None:
        said = defect.phrase if isinstance(defect, Fault) else texts.ENGINE_FAULT.with_(kind=type(defect).__name__)
        self.say(said, True)
