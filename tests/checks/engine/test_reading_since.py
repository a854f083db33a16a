"""While both sides are being read the board says since when, whatever else happens meanwhile."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from checks.demo.simulator import Fault, FaultKind
from checks.engine.model import Health
from tests.support.door import door
from tests.support.troubled import UNLINKED, troubled


async def test_a_reading_that_takes_long_says_since_when_also_after_a_fix(tmp_path: Path) -> None:
    with troubled(tmp_path) as holm:
        async with door(holm) as at:
            pulse = at.monitor.board.pulse
            assert (pulse.reading, pulse.reading_since) == (False, None)
            plan = await at.planned(UNLINKED)
            holm.simulator.fault(Fault(FaultKind.SLOW, "/invoices", seconds=0.3))

            started = at.now()
            reading = asyncio.create_task(at.monitor.cycle())
            await asyncio.sleep(0)
            begun = at.monitor.board.pulse.reading_since
            assert begun is not None
            assert begun >= started
            await at.applied(plan)
            pulse = at.monitor.board.pulse
            assert (pulse.reading, pulse.reading_since) == (True, begun)
            assert pulse.waiting == ("economic",)

            await reading
            pulse = at.monitor.board.pulse
            assert (pulse.reading, pulse.reading_since, pulse.waiting) == (False, None, ())


async def test_an_economic_that_is_lost_says_of_when_its_rows_are(tmp_path: Path) -> None:
    with troubled(tmp_path) as holm:
        async with door(holm) as at:
            economic = at.monitor.board.pulse.sources[1]
            before = economic.as_of
            assert before is not None
            holm.simulator.fault(Fault(FaultKind.STATUS_401, times=None))

            await at.monitor.cycle()

            economic = at.monitor.board.pulse.sources[1]
            assert economic.health is Health.DOWN
            assert economic.as_of is not None
            assert abs(economic.as_of - before) < timedelta(seconds=5)
