"""Several marked rows: each plan is previewed, one key does them in turn, the first surprise stops."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from textual.pilot import Pilot

from checks.engine import refusals
from checks.engine.phrase import plain
from checks.engine.plan import Change, Outcome, Refused, State
from tests.support.stage import NARROW, NOON, Stage, asks, done, link_plan, on_stage, painted, sentence, text, until
from tui.screens.plan import PlanScreen


def keys(count: int) -> list[str]:
    return [f"null-foreign-id:{1001 + at}" for at in range(count)]


def stage(count: int, **members: int) -> Stage:
    made = Stage(**members)  # type: ignore[arg-type]  # only numbers are set here
    for at, key in enumerate(keys(count)):
        change = Change("foreign_id", None, str(20001 + at))
        made.monitor.plans[key] = link_plan(key, f"p{at}", changes=(change,))
        made.monitor.outcomes[f"p{at}"] = done(50 + at, change)
    return made


def opened(on: Stage, count: int) -> AbstractAsyncContextManager[Pilot[object]]:
    return on_stage(on, lambda desk: PlanScreen(desk, asks(*keys(count))), NARROW)


def on_plan(pilot: Pilot[object]) -> bool:
    return isinstance(pilot.app.screen, PlanScreen)


def applied(on: Stage) -> list[object]:
    return [asked[0] for asked in on.monitor.heard("apply")]


async def test_every_plan_is_previewed_before_anything_is_written() -> None:
    on = stage(3)
    async with opened(on, 3) as pilot:
        first = text(pilot)
        await pilot.press("n")
        await painted(pilot)
        second = text(pilot)

    assert all(key in first for key in keys(3))
    assert "a Apply all 3" in first
    assert "After   20001" in first
    assert "After   20002" in second
    assert not applied(on)


async def test_one_a_does_all_of_a_small_round_in_turn() -> None:
    on = stage(3)
    async with opened(on, 3) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "All 3 done." in text(pilot))

        assert "a Apply" not in text(pilot)
    assert applied(on) == ["p0", "p1", "p2"]


async def test_the_first_surprise_stops_the_round() -> None:
    on = stage(4)
    on.monitor.outcomes["p1"] = Outcome(State.CONFLICT, plain("Someone was there."), 51)
    async with opened(on, 4) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "Stopped at the first surprise: 1 of 4 done, 2 not started." in sentence(pilot))

        assert "≠ conflict" in text(pilot)
        assert "Someone was there." in text(pilot)
    assert applied(on) == ["p0", "p1"]


async def test_rows_without_a_plan_are_left_out_and_said() -> None:
    on = stage(3)
    on.monitor.plans[keys(3)[1]] = Refused(refusals.NO_CANDIDATE.with_(key=keys(3)[1]))
    async with opened(on, 3) as pilot:
        assert "▲ No plan" in text(pilot)
        assert "a Apply all 2" in text(pilot)

        await pilot.press("a")
        await until(pilot, lambda: "2 of 3 done" in text(pilot))
    assert applied(on) == ["p0", "p2"]


async def test_more_than_five_want_the_count_typed_and_enter_still_applies_nothing() -> None:
    on = stage(7)
    async with opened(on, 7) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "Type 7 and press Enter" in sentence(pilot))
        await pilot.press("5", "enter")
        await painted(pilot)
        assert "7 confirmed." not in text(pilot)

        await pilot.press("7", "enter")
        await until(pilot, lambda: "7 confirmed." in text(pilot))
        assert not applied(on)

        await pilot.press("a")
        await until(pilot, lambda: "All 7 done." in text(pilot))
    assert len(applied(on)) == 7


async def test_escape_takes_back_the_question_for_the_count_first() -> None:
    on = stage(7)
    async with opened(on, 7) as pilot:
        await pilot.press("a", "7", "escape")
        await painted(pilot)
        assert on_plan(pilot)
        assert "a Confirm the count" in text(pilot)

        await pilot.press("escape")
        await painted(pilot)
        assert not on_plan(pilot)
    assert not applied(on)


async def test_at_most_as_many_as_the_site_allows_and_the_rest_is_said() -> None:
    on = stage(4, max_bulk=2)
    async with opened(on, 4) as pilot:
        assert "4 rows are marked; one round takes at most 2." in sentence(pilot)

        await pilot.press("a")
        await until(pilot, lambda: "All 2 done." in text(pilot))
    assert applied(on) == ["p0", "p1"]


async def test_an_old_round_is_read_again_as_a_whole_and_wants_a_second_a() -> None:
    on = stage(2)
    later = NOON.replace(minute=2)
    for at, key in enumerate(keys(2)):
        change = Change("foreign_id", None, str(20001 + at))
        on.monitor.renewed[f"p{at}"] = link_plan(key, f"q{at}", changes=(change,), read_at=later)
        on.monitor.outcomes[f"q{at}"] = done(60 + at, change)
    async with opened(on, 2) as pilot:
        on.clock.turn(120)
        await pilot.press("a")
        await until(pilot, lambda: "nothing has changed" in text(pilot))
        assert not applied(on)

        await pilot.press("a")
        await until(pilot, lambda: "All 2 done." in text(pilot))
    assert applied(on) == ["q0", "q1"]


async def test_a_round_in_which_one_row_changed_writes_none_of_them() -> None:
    on = stage(2)
    on.monitor.renewed["p0"] = Refused(refusals.CHANGED.with_(field="foreign id", shown="NULL", found="“7”"))
    async with opened(on, 2) as pilot:
        on.clock.turn(120)
        await pilot.press("a")
        await until(pilot, lambda: "≠ conflict" in text(pilot))
        await pilot.press("a")
        await painted(pilot)
    assert not applied(on)
