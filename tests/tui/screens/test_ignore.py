"""Setting a finding aside: a reason is needed, a date may be given, Esc does nothing."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from textual import events
from textual.pilot import Pilot

from checks.engine.board import Board, Panel
from checks.engine.model import Status
from checks.engine.phrase import plain
from tests.support.stage import KEY, NARROW, WIDE, Stage, StageApp, finding, on_stage, painted, sentence, text, until
from tui.desk import Desk
from tui.screens.ignore import IgnoreScreen, parsed


def screen(desk: Desk) -> IgnoreScreen:
    return IgnoreScreen(desk, finding())


def already(desk: Desk) -> IgnoreScreen:
    one = finding()
    desk.board = Board({one.check: Panel(one.check, Status.OK, ignored={one.key: one})})
    return IgnoreScreen(desk, one)


def results(pilot: Pilot[object]) -> list[object]:
    app = cast("StageApp[object]", pilot.app)
    return list(app.results)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_reason_and_enter_set_it_aside(size: tuple[int, int]) -> None:
    on = Stage()
    async with on_stage(on, screen, size) as pilot:
        assert "Hansen Byg ApS is not linked" in text(pilot)

        await pilot.press(*"old", "enter")
        await until(pilot, lambda: bool(results(pilot)))
        assert results(pilot) == [("old", None)]
    assert on.monitor.heard("ignore") == [(KEY, "old", None)]


async def test_a_date_goes_along() -> None:
    on = Stage()
    async with on_stage(on, screen) as pilot:
        await pilot.press(*"old", "tab", *"2026-12-31", "enter")
        await until(pilot, lambda: bool(results(pilot)))

        assert results(pilot) == [("old", date(2026, 12, 31))]


async def test_keys_that_come_at_once_go_where_they_were_meant() -> None:
    on = Stage()
    async with on_stage(on, screen) as pilot:
        for key in ("x", "tab", *"2020-13-45", "enter"):
            name = {"-": "minus"}.get(key, key)
            pilot.app.post_message(events.Key(name, key if len(key) == 1 else None))
        await until(pilot, lambda: "2020-13-45" in sentence(pilot) and "is not a date" in sentence(pilot))

        assert (results(pilot), on.monitor.heard("ignore")) == ([], [])


async def test_without_a_reason_nothing_is_set_aside() -> None:
    on = Stage()
    async with on_stage(on, screen) as pilot:
        await pilot.press("space", "enter")
        await until(pilot, lambda: "A reason is needed." in text(pilot))

        assert not results(pilot)
    assert not on.monitor.heard("ignore")


@pytest.mark.parametrize(
    ("typed", "said"), [("31/13", "“31/13” is not a date"), ("2026-11-01", "2026-11-01 has passed.")]
)
async def test_a_day_that_cannot_be_is_said(typed: str, said: str) -> None:
    on = Stage()
    async with on_stage(on, screen) as pilot:
        await pilot.press(*"old", "tab", *typed, "enter")
        await until(pilot, lambda: said in text(pilot))
    assert not on.monitor.heard("ignore")


async def test_escape_leaves_and_sets_nothing_aside() -> None:
    on = Stage()
    async with on_stage(on, screen) as pilot:
        await pilot.press(*"old", "escape")
        await painted(pilot)

        assert results(pilot) == [None]
    assert not on.monitor.heard("ignore")


async def test_a_refusal_keeps_the_dialog_with_what_was_typed() -> None:
    on = Stage()
    on.monitor.refuses_ignore = plain("There is no such finding.")
    async with on_stage(on, screen) as pilot:
        await pilot.press(*"old", "enter")
        await until(pilot, lambda: "There is no such finding." in text(pilot))

        assert "old" in text(pilot)
        assert not results(pilot)


async def test_one_that_is_set_aside_can_be_taken_back() -> None:
    on = Stage()
    async with on_stage(on, already) as pilot:
        assert "Enter takes it back" in sentence(pilot)

        await pilot.press("enter")
        await until(pilot, lambda: bool(results(pilot)))
        assert results(pilot) == [("", None)]
    assert on.monitor.heard("end_ignore") == [(KEY,)]


async def test_danish() -> None:
    async with on_stage(Stage(language="da"), screen) as pilot:
        for word in ("Ignorér null-foreign-id:1042", "Begrundelse", "Indtil", "læg til side"):
            assert word in text(pilot)


@pytest.mark.parametrize("typed", ["2026-12-31", "31-12-2026", "31.12.2026", "31/12/2026"])
def test_a_day_is_read_in_the_usual_ways(typed: str) -> None:
    assert parsed(typed) == date(2026, 12, 31)


def test_what_is_no_day_is_none() -> None:
    assert parsed("soon") is None
