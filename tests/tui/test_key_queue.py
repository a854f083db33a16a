"""Keys in one burst act like keys that are pressed one by one: each goes to what the one before it opened."""

from __future__ import annotations

from textual.events import Key

from checks.engine.plan import Request
from tests.support.boards import NO_ID
from tests.support.main_screen import Seat, seated
from tests.support.stage import until


async def burst(seat: Seat, *keys: str) -> None:
    """Let all keys arrive before any of them is done."""
    for key in keys:
        seat.app.post_message(Key(key, key if len(key) == 1 else None))
    await seat.pilot.pause(0.2)


async def test_what_is_typed_after_i_is_the_reason() -> None:
    async with seated() as seat:
        key = seat.key
        await burst(seat, "i", *"old", "enter")

        await until(seat.pilot, lambda: bool(seat.monitor.heard("ignore")))  # type: ignore[arg-type]  # a pilot of any app
        assert seat.monitor.heard("ignore") == [(key, "old", None)]


async def test_an_impossible_date_after_tab_sets_nothing_aside() -> None:
    async with seated() as seat:
        await burst(seat, "i", "x", "tab", *"2020-13-45", "enter")

        await seat.sees("“2020-13-45” is not a date")
        assert seat.monitor.heard("ignore") == []


async def test_what_is_typed_after_the_slash_filters_and_a_key_after_enter_is_one_again() -> None:
    async with seated() as seat:
        await burst(seat, "slash", *"fix", "enter", "question_mark")

        await until(seat.pilot, lambda: seat.on_top == "HelpScreen")  # type: ignore[arg-type]  # a pilot of any app
        assert seat.dashboard.view.wish.needle == "fix"


async def test_an_a_in_the_burst_that_opened_the_plan_writes_nothing() -> None:
    async with seated() as seat:
        await burst(seat, "f", "a")

        await until(seat.pilot, lambda: bool(seat.monitor.heard("plan")))  # type: ignore[arg-type]  # likewise
        await until(seat.pilot, lambda: seat.on_top == "PlanScreen")  # type: ignore[arg-type]  # likewise
        await seat.pilot.pause(0.2)
        assert seat.monitor.heard("plan") == [(Request(f"{NO_ID}:1042"),)]
        assert seat.monitor.heard("apply") == []
