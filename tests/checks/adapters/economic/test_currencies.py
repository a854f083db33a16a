"""The agreement's own list of currencies: read last and rarely, and nothing fails by it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from checks.adapters.currencies import LASTS, Currencies
from checks.adapters.round import Round
from checks.demo.simulator import Fault, FaultKind
from checks.engine.model import Health
from checks.engine.ports import EconomicReading
from tests.support.agreement import Standing, standing, world
from tests.support.builders import NOW

TWO = ({"code": "DKK", "name": "Danske kroner"}, {"code": "EUR", "name": "Euro"})


async def readings(there: Standing, times: int = 1) -> tuple[list[EconomicReading], int]:
    """Read so many times, and return what came with how often the currencies were asked for."""
    api = there.api()
    found = [await api.read() for _ in range(times)]
    await api.close()
    return found, sum(call.path == "/currencies" for call in there.simulator.calls)


async def test_the_codes_are_read_once_and_hold_for_hours(tmp_path: Path) -> None:
    with standing(tmp_path, world(currencies=TWO)) as there:
        found, asked = await readings(there, 3)

    assert [one.currencies.rows for one in found] == [("DKK", "EUR")] * 3
    assert asked == 1


async def test_they_are_asked_for_again_when_they_are_old(tmp_path: Path) -> None:
    with standing(tmp_path, world(currencies=TWO)) as there:
        api, kept = there.api(), Currencies()
        for age in (timedelta(), LASTS / 2, LASTS):
            await kept.read(api.wire, api.rest, Round(10), NOW + age)
        await api.close()

        assert sum(call.path == "/currencies" for call in there.simulator.calls) == 2


@pytest.mark.parametrize("kind", [FaultKind.STATUS_403, FaultKind.STATUS_404, FaultKind.HTML_200])
async def test_where_they_cannot_be_had_nothing_else_is_missing_and_nobody_asks_in_each_cycle(
    kind: FaultKind, tmp_path: Path
) -> None:
    with standing(tmp_path) as there:
        there.simulator.fault(Fault(kind, path_prefix="/currencies"))
        found, asked = await readings(there, 3)

    assert [one.state.health for one in found] == [Health.OK] * 3
    assert not any(one.currencies.complete for one in found)
    assert asked <= 3


async def test_an_e_conomic_that_did_not_answer_everything_is_not_asked_for_them(tmp_path: Path) -> None:
    with standing(tmp_path) as there:
        there.simulator.fault(Fault(FaultKind.STATUS_500, path_prefix="/invoices/drafts"))
        found, asked = await readings(there)

    assert (found[0].currencies.complete, asked) == (False, 0)


async def test_an_app_that_may_not_read_accounting_years_still_learns_the_currencies(tmp_path: Path) -> None:
    with standing(tmp_path, world(currencies=TWO)) as there:
        there.simulator.fault(Fault(FaultKind.STATUS_403, path_prefix="/accounting-years"))
        found, _ = await readings(there)

    assert found[0].currencies.rows == ("DKK", "EUR")


async def test_a_list_that_goes_on_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    many = tuple({"code": f"{n:04}"} for n in range(1001))
    with standing(tmp_path, world(currencies=many)) as there:
        found, _ = await readings(there)

    assert not found[0].currencies.complete
