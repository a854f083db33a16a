"""What the screens beside the main one have in common, seen through each of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checks.engine.board import Notice, Pulse, Update
from checks.engine.phrase import plain
from tests.support.stage import KEY, NOON, Stage, asks, entry, link_plan, on_stage, painted, text, until
from tui.desk import Desk
from tui.screens.help import HelpScreen
from tui.screens.journal import JournalScreen
from tui.screens.plan import PlanScreen
from tui.screens.sheet import Sheet

Make = Callable[[Desk], Sheet]
SHEETS: dict[str, Make] = {
    "plan": lambda desk: PlanScreen(desk, asks()),
    "journal": JournalScreen,
    "help": HelpScreen,
}
each = pytest.mark.parametrize("make", SHEETS.values(), ids=SHEETS.keys())


def stage() -> Stage:
    made = Stage()
    made.monitor.plans = {KEY: link_plan()}
    made.monitor.entries = [entry(number) for number in range(1, 30)]
    return made


@each
async def test_what_happens_meanwhile_is_said(make: Make) -> None:
    async with on_stage(stage(), make) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Sheet)
        screen.board_changed(Update(Pulse(), notices=(Notice(NOON, plain("[/] The engine came back.")),)))

        await until(pilot, lambda: "[/] The engine came back." in text(pilot))


@each
async def test_a_quiet_update_says_nothing(make: Make) -> None:
    async with on_stage(stage(), make) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Sheet)
        seen = text(pilot)
        screen.board_changed(Update(Pulse(cycle=7)))
        await painted(pilot)

        assert text(pilot) == seen


@each
async def test_q_quits(make: Make) -> None:
    async with on_stage(stage(), make) as pilot:
        await pilot.press("q")
        await painted(pilot)

        assert pilot.app.return_code == 0
        assert not pilot.app.is_running


@pytest.mark.parametrize("make", [SHEETS["plan"], SHEETS["journal"]])
async def test_the_help_comes_and_goes_by_its_key(make: Make) -> None:
    async with on_stage(stage(), make) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: "Help" in text(pilot))
        await pilot.press("question_mark")
        await until(pilot, lambda: "Help" not in text(pilot))


@each
async def test_the_smallest_terminal_still_shows_the_way_out(make: Make) -> None:
    async with on_stage(stage(), make, (60, 15)) as pilot:
        assert "Esc" in text(pilot)
        assert max(map(len, text(pilot).splitlines())) <= 60


async def test_the_smallest_terminal_still_shows_what_the_plan_will_do() -> None:
    async with on_stage(stage(), SHEETS["plan"], (60, 15)) as pilot:
        for word in ("Before  NULL", "After   20042", "a Apply"):
            assert word in text(pilot)
