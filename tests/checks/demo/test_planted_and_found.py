"""What is planted is found by a whole cycle: the file and real HTTP read by the adapters, the snapshot judged."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from checks.adapters.clienttime import open_sqlite
from checks.adapters.memory import FileMemory
from checks.demo import database
from checks.demo.database import DANISH_NAMES, DEFAULT_NAMES, Names
from checks.demo.scenario import AGREEMENT, Scenario
from checks.demo.simulator import World
from checks.engine.check import discover
from checks.engine.cycle import Cycle
from checks.engine.model import Health, Report
from checks.engine.sides import Sides
from checks.engine.snapshot import Rules
from tests.support.agreement import standing
from tests.support.scene import NOW, firm, mapped

ALL = {check.id: check for check in discover()}
JUDGED = (
    "null-foreign-id",
    "only-in-economic",
    "stale-address",
    "unposted-invoice",
    "broken-link",
    "barred-customer",
    "invoice-conflict",
    "monthly-totals",
)
SEEDS = (1, 2, 3, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(4, 11)))
Key = tuple[str, str | None, str | None]


@asynccontextmanager
async def both(scenario: Scenario, folder: Path, names: Names) -> AsyncGenerator[Sides]:
    """Open both systems as a site does."""
    database.write(folder / "clienttime.db", scenario, names)
    settings = mapped(folder, names)
    clienttime = open_sqlite(folder / "clienttime.db", settings.customer, settings.invoice)
    with standing(folder, World.load(scenario.economic)) as served:
        economic = served.api(go_live=scenario.go_live, deadline=30)
        yield Sides(clienttime, economic, ALL, AGREEMENT, lambda: NOW)
        await economic.close()
    await clienttime.close()


async def report(scenario: Scenario, folder: Path, names: Names = DEFAULT_NAMES) -> Report:
    """Run one cycle over both systems at the scenario's moment."""
    cycle = Cycle(Rules(go_live=scenario.go_live), timedelta(seconds=40))
    async with both(scenario, folder, names) as sides:
        readings = await cycle.read(sides)
    return cycle.judge(ALL.values(), readings, FileMemory(folder), NOW, NOW)


def found(report: Report) -> dict[str, set[Key]]:
    rows = {result.check: result.findings for result in report.results}
    return {check: {(one.key, one.cause, one.parent) for one in rows[check]} for check in JUDGED}


def hidden(scenario: Scenario) -> dict[str, set[Key]]:
    return {
        check: {(one.key, one.cause, one.parent) for one in scenario.planted if one.check == check} for check in JUDGED
    }


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_cycle_over_both_systems_finds_what_was_planted_and_no_more(seed: int, tmp_path: Path) -> None:
    told = await report(firm(seed), tmp_path)

    assert [source.health for source in told.sources] == [Health.OK, Health.OK]
    assert found(told) == hidden(firm(seed))


async def test_danish_names_give_the_same_findings_over_both_systems(tmp_path: Path) -> None:
    assert found(await report(firm(), tmp_path, DANISH_NAMES)) == hidden(firm())


async def test_a_cycle_finds_less_where_less_is_wrong(tmp_path: Path) -> None:
    worst = next(row for row in firm().customers if row["CustomerCode"] == code(firm()))
    number = next(d["customerNumber"] for d in firm().economic["customers"] if d["name"] == worst["Name"])
    mended = [
        {**row, "ForeignDebitorSystemIdentification": str(number)} if row is worst else row for row in firm().customers
    ]

    told = found(await report(replace(firm(), customers=tuple(mended)), tmp_path))

    gone = {check: hidden(firm())[check] - told[check] for check in JUDGED}
    assert gone["null-foreign-id"] == {(f"null-foreign-id:{worst['CustomerCode']}", None, None)}
    assert gone["only-in-economic"] == {(f"only-in-economic:{number}", None, None)}
    assert {cause for _, cause, _ in told["unposted-invoice"] - hidden(firm())["unposted-invoice"]} == {"not-sent"}


def code(scenario: Scenario) -> str:
    """Return the code of the customer whose finding stands first."""
    return next(one.key for one in scenario.planted if one.note.startswith("the worst finding:")).partition(":")[2]
