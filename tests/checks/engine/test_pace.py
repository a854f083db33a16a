"""Another interval counts from the latest cycle: it asks for no cycle that is not due, and for one that is."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from tests.support.door import door
from tests.support.troubled import troubled


async def test_another_interval_reads_when_it_is_due_and_not_before(tmp_path: Path) -> None:
    with troubled(tmp_path) as holm:
        async with door(holm) as at:
            monitor = at.monitor
            running = asyncio.create_task(monitor.run())
            await asyncio.sleep(0.5)
            before = monitor.board.pulse.cycle

            for interval in (timedelta(minutes=2), timedelta(minutes=1)):
                await monitor.pace(interval)
                await asyncio.sleep(0.1)
            assert monitor.board.pulse.cycle == before

            await monitor.pace(timedelta(seconds=1))
            async with asyncio.timeout(5):
                while monitor.board.pulse.cycle == before:  # noqa: ASYNC110 - the board is all there is to look at
                    await asyncio.sleep(0.05)
            running.cancel()
