"""An app that leaves the terminal as it was, whatever happens, and that no text from outside can make do anything."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from types import FrameType
from typing import ClassVar, TypeVar, cast

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.app import App, AutopilotCallbackType
from textual.binding import Binding, BindingType
from textual.filter import LineFilter

from tui.crash import page
from tui.ending import CODES, Ending
from tui.key_queue import KeyQueue
from tui.theme import DARK, FEW, ascii_only, few_colours
from tui.widgets.ascii_filter import AsciiFilter
from tui.widgets.safe_filter import SafeFilter

R = TypeVar("R")
Handler = Callable[[int, FrameType | None], object] | int | None


class TerminalApp(App[R], inherit_bindings=False):
    """Hears signals, guards what is drawn, and leaves a page without values after a defect."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "ctmon"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "interrupted", show=False, system=True)]

    def __init__(self) -> None:
        # NO_COLOR is taken out of the environment by the constructor; another app may come after this one.
        few, wish = few_colours(), os.environ.get("NO_COLOR")
        super().__init__(ansi_color=True if few else None)
        if wish is not None:
            os.environ["NO_COLOR"] = wish
        self.register_theme(DARK)
        self.register_theme(FEW)
        self.theme = (FEW if few else DARK).name
        self.last_gates: tuple[LineFilter, ...] = (AsciiFilter(), SafeFilter()) if ascii_only() else (SafeFilter(),)
        self.animation_level = "none"
        self.ending = Ending(self._end)
        self._keys = KeyQueue(cast("App[object]", self), super().on_event)

    async def on_event(self, event: events.Event) -> None:
        """Let keys that come at once act like keys that come one by one."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            await self._keys.take(event)
        else:
            await super().on_event(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Add the last gates before the terminal."""
        return [*super().get_line_filters(), *self.last_gates]

    async def let_go(self) -> None:
        """Give back what was held; signals are still heard as the app heard them."""

    @property
    def record(self) -> str:
        """Return where what was done stands, for the page that a defect leaves; nothing where nothing was done."""
        return ""

    def action_interrupted(self) -> None:
        """Leave at once: nothing is in hand here."""
        self.exit(return_code=130)

    def _end(self, code: int) -> None:
        self.exit(return_code=code)

    async def run_async(
        self,
        *,
        headless: bool = False,
        inline: bool = False,
        inline_no_clear: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
        auto_pilot: AutopilotCallbackType | None = None,
    ) -> R | None:
        """Run until the end, hearing signals meanwhile and only so long."""
        before = _handlers()
        self.ending.hear()
        try:
            return await super().run_async(
                headless=headless,
                inline=inline,
                inline_no_clear=inline_no_clear,
                mouse=mouse,
                size=size,
                auto_pilot=auto_pilot,
            )
        finally:
            self.ending.restored()
            try:
                await self.let_go()
            finally:
                _handle(before)

    def _fatal_error(self) -> None:
        """Leave a page without values instead of a traceback with local variables."""
        defect = sys.exc_info()[1] or self._exception or RuntimeError()
        self._exit_renderables[:] = [Text(page(defect, self.record))]
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """Leave the same page: what a library wants to print here can hold values."""
        self._fatal_error()

    # -- what text from outside could call, were it ever taken for markup

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing: on a server a browser may be a way to a shell."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Write nothing: the picture would hold personal data."""

    def action_suspend_process(self) -> None:
        """Stay."""

    async def action_simulate_key(self, key: str) -> None:
        """Press nothing."""

    async def action_push_screen(self, screen: str) -> None:
        """Open nothing by name."""

    async def action_switch_screen(self, screen: str) -> None:
        """Open nothing by name."""

    def action_notify(self, message: str, title: str = "", severity: str = "information") -> None:
        """Say nothing."""

    def action_change_theme(self) -> None:
        """Keep the palette."""

    def action_command_palette(self) -> None:
        """Open nothing: the main screen has a palette of its own."""


def _handlers() -> dict[int, Handler]:
    """Return who hears the signals now."""
    numbers = [number for name in CODES if (number := getattr(signal, name, None)) is not None]
    return {number: signal.getsignal(number) for number in numbers}


def _handle(handlers: Mapping[int, Handler]) -> None:
    """Let these hear the signals again: another app may come, or none."""
    for number, handler in handlers.items():
        with contextlib.suppress(ValueError, TypeError):
            signal.signal(number, handler)
