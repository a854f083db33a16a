"""A plan that takes long says which side it waits for, and one that does not says nothing."""

from __future__ import annotations

import asyncio

import pytest

from checks.engine import plan_wait
from checks.engine.plan_wait import PlanWait


async def test_a_slow_plan_tells_each_side_once_and_then_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_wait, "SLOW", 0.01)
    told: list[str | None] = []
    wait = PlanWait(told.append)

    with wait.planning():
        wait.asks("economic")
        await asyncio.sleep(0.05)
        wait.asks("clienttime")
        wait.asks("clienttime")

    assert told == ["economic", "clienttime", None]


async def test_a_quick_plan_tells_nothing() -> None:
    told: list[str | None] = []
    wait = PlanWait(told.append)

    with wait.planning():
        wait.asks("economic")

    assert told == []
