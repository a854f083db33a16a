"""A plan that takes long names the side it waits for, and one of a moment does not."""

from __future__ import annotations

from dataclasses import replace

from checks.engine.plan import Request
from tests.support.scripted_monitor import ScriptedMonitor
from tests.support.stage import KEY, Stage, on_stage, text, until
from tui.screens.plan import PlanScreen


async def test_a_plan_that_takes_long_names_the_side_and_for_how_long() -> None:
    on = Stage(ScriptedMonitor(silent=True))
    async with on_stage(on, lambda desk: PlanScreen(desk, (Request(KEY),))) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, PlanScreen)
        screen.desk.board = replace(screen.desk.board, pulse=replace(screen.desk.board.pulse, asking="clienttime"))
        assert "waiting for" not in text(pilot)

        on.clock.turn(7)

        await until(pilot, lambda: "waiting for ClientTime, 5 s" in text(pilot))
