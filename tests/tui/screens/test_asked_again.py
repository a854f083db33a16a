"""How long until a write whose answer was lost is asked about again: counted down, gone when it is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from checks.engine.board import Pulse
from checks.engine.phrase import plain
from checks.engine.plan import Outcome, State
from tests.support.stage import KEY, NARROW, Stage, StageApp, asks, entry, link_plan, on_stage, sentence, until
from tui.desk import Desk
from tui.screens.journal import JournalScreen
from tui.screens.plan import PlanScreen


def made() -> Stage:
    """Return a stage whose fix comes to nothing that is known."""
    on = Stage()
    on.monitor.plans = {KEY: link_plan()}
    on.monitor.outcomes = {"p1": Outcome(State.UNKNOWN, plain("It said so."), 13)}
    on.monitor.entries = [entry(13, State.UNKNOWN)]
    return on


def told(pilot: Pilot[object], on: Stage, **members: object) -> None:
    """Let the engine tell how it stands: one write is unknown, and this."""
    app = pilot.app
    assert isinstance(app, StageApp)
    pulse = Pulse(unresolved=1, due=on.clock() + timedelta(seconds=38))
    board = app.desk.board
    app.desk.board = replace(board, pulse=replace(pulse, **members))  # type: ignore[arg-type]  # a test names its members


SCREENS: list[Callable[[Desk], Screen[None]]] = [lambda desk: PlanScreen(desk, asks()), JournalScreen]


@pytest.mark.parametrize("screen", SCREENS, ids=["plan", "journal"])
async def test_it_is_counted_down_and_gone_when_it_is_known(screen: Callable[[Desk], Screen[None]]) -> None:
    on = made()
    async with on_stage(on, screen, NARROW) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "known" in sentence(pilot))
        assert "sked again" not in sentence(pilot)

        for members, words in (
            ({}, "Asked again in 40 s."),
            ({"due": on.clock() + timedelta(minutes=4)}, "Asked again in 4 min."),
            ({"due": on.clock()}, "Being asked again now."),
            ({"paused": True}, "Paused: R asks again."),
        ):
            told(pilot, on, **members)
            await until(pilot, lambda words=words: words in sentence(pilot))  # type: ignore[misc]  # the loop's own words

        told(pilot, on, unresolved=0)
        await until(pilot, lambda: "asks again" not in sentence(pilot))
