"""Asks what became of writes as the program does after a wait, without the wait."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

from checks.engine.local import LocalMonitor
from checks.engine.plan import JournalEntry
from checks.engine.runner import SURE
from tests.support.firm import Firm
from tests.support.watching import opened


async def settle_later(monitor: LocalMonitor, wait: timedelta = SURE) -> tuple[JournalEntry, ...]:
    """Settle so long after now; return what stays open."""
    runner, now = monitor.runner, monitor.sides.now() + wait
    return await replace(runner, sides=replace(runner.sides, now=lambda: now)).settle()


async def settled_later(firm: Firm) -> None:
    """Settle everything that commands of other processes left open, as a start does when the wait is over."""
    folders = {name: firm.environment[name] for name in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME")}
    with patch.dict(os.environ, folders):
        monitor = opened(firm).monitor()
        try:
            assert await settle_later(monitor) == ()
        finally:
            await monitor.close()
