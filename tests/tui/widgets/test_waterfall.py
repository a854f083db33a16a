"""The waterfall: bars on one axis, right for and left against, whose sum and start stand with it."""

from __future__ import annotations

import pytest

from tests.support.stage import (
    KEY,
    NARROW,
    WIDE,
    Stage,
    asks,
    link_plan,
    on_stage,
    painted,
    sentence,
    text,
    weighed_plan,
)
from tui.formats.points import among, signed
from tui.screens.plan import PlanScreen
from tui.widgets.waterfall import AXIS, BAR, Scale


def stage(language: str = "en") -> Stage:
    made = Stage(language=language)
    made.monitor.plans = {KEY: weighed_plan()}
    return made


async def seen(size: tuple[int, int], language: str = "en", mask: bool = False) -> str:
    async with on_stage(stage(language), lambda desk: PlanScreen(desk, asks()), size) as pilot:
        if mask:
            await pilot.press("m")
        await pilot.press(*["down"] * (9 if size == NARROW else 0))
        await painted(pilot)
        return text(pilot)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_each_field_has_its_bar_on_the_side_on_which_it_speaks(size: tuple[int, int]) -> None:
    lines = {words[0]: line for line in (await seen(size)).splitlines() if (words := line.split()) and AXIS in line}

    axis = {line.index(AXIS) for line in lines.values()}
    assert len(axis) == 1
    (at,) = axis
    assert {"one", "CVR", "name", "form", "zip", "sum"} <= lines.keys()
    for word, points in (("one", "–7.9"), ("CVR", "+13.0"), ("form", "–6.0"), ("sum", "+5.6")):
        line = lines[word]
        beside = at - 1 if points.startswith("–") else at + 1
        assert line[beside] == BAR
        assert points in line
    assert lines["CVR"].count(BAR) > lines["zip"].count(BAR)


async def test_before_and_after_stand_above_it_and_a_applies_in_the_smallest_window() -> None:
    async with on_stage(stage(), lambda desk: PlanScreen(desk, asks()), NARROW) as pilot:
        first = text(pilot)

    for word in ("Before  NULL", "After   20042", "a Apply", "one of about 240", "Next: 7 Lunds Bageri, 3 %.", "+13.0"):
        assert word in first


async def test_what_counts_for_nothing_stands_below_the_sum_without_a_bar() -> None:
    lines = (await seen(WIDE)).splitlines()
    city = next(line for line in lines if line.strip().startswith("city"))

    assert AXIS not in city
    assert lines.index(city) > next(n for n, line in enumerate(lines) if line.strip().startswith("sum"))


async def test_a_mask_hides_the_values_and_leaves_the_points() -> None:
    told = await seen(WIDE, "da", mask=True)

    assert "+13,0" in told
    assert "Hansen" not in told
    assert "25063864" not in told
    assert "Lunds" not in told
    assert "én af ca. 240" in told


async def test_a_plan_that_was_not_weighed_keeps_its_marks_and_has_no_axis() -> None:
    on = Stage()
    on.monitor.plans = {KEY: link_plan()}
    async with on_stage(on, lambda desk: PlanScreen(desk, asks()), WIDE) as pilot:
        assert "✔ for" in text(pilot)
        assert AXIS not in sentence(pilot)


@pytest.mark.parametrize("points", [(-8.0, 13.0, 27.0), (-30.0, -1.0), (5.0, 0.1), (0.0,)])
@pytest.mark.parametrize("width", [12, 19, 44])
def test_every_bar_fits_and_whatever_says_something_is_seen(points: tuple[float, ...], width: int) -> None:
    scale = Scale.over(points, width)

    assert scale.left + 1 + scale.right == width
    for value in points:
        bar = scale.bar(value).plain
        assert len(bar) <= width
        assert bar.count(BAR) >= (1 if value else 0)
        assert bar.index(AXIS) == scale.left


def test_points_have_a_sign_and_the_crowd_two_digits() -> None:
    assert [signed(13.04), signed(-7.96), signed(-0.5, "da")] == ["+13.0", "–8.0", "–0,5"]
    assert [among(-7.92).text(), among(-16.6).text("da"), among(-1).text()] == [
        "one of about 240",
        "én af ca. 99000",
        "one of about 2",
    ]
