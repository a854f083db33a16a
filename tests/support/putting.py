"""Writes to the firm's e-conomic as its call log has them, and how they can be made to take their time."""

from __future__ import annotations

import asyncio
import time

from checks.demo.simulator import Fault, FaultKind
from tests.support.firm import Firm


def puts(firm: Firm) -> int:
    """Return how many PUTs e-conomic has seen."""
    return sum(call.method == "PUT" for call in firm.simulator.calls)


def slow_put(firm: Firm, seconds: float) -> None:
    """Let every PUT be done at once and answered late."""
    firm.simulator.fault(Fault(FaultKind.SLOW, "/customers", method="PUT", seconds=seconds))


def silent_put(firm: Firm) -> None:
    """Let every PUT be neither done nor answered."""
    firm.simulator.fault(Fault(FaultKind.SILENT, "/customers", method="PUT"))


def put_arrived(firm: Firm, patience: float = 20.0) -> None:
    """Wait until e-conomic has seen a PUT."""
    end = time.monotonic() + patience
    while not puts(firm):
        assert time.monotonic() < end, "no PUT came"
        time.sleep(0.01)


async def put_came(firm: Firm) -> None:
    """Wait likewise, in a loop."""
    await asyncio.to_thread(put_arrived, firm)
