"""A host to which no connection comes about: nothing is counted as a call, and one place tries for all."""

from __future__ import annotations

import asyncio
import socket
from datetime import UTC, datetime
from pathlib import Path

from checks.adapters.budget import Budget
from checks.adapters.call_fault import CallFault, Kind
from checks.adapters.http import Pace, Wire
from checks.adapters.origin import Origin
from checks.adapters.round import Round
from tests.support.agreement import Token


def test_a_refused_port_is_no_call_and_one_place_tries_for_all(tmp_path: Path) -> None:
    with socket.socket() as held:  # bound and not listening: every connection is refused
        held.bind(("127.0.0.1", 0))
        origin = Origin.of(f"http://127.0.0.1:{held.getsockname()[1]}")
        budget = Budget(tmp_path, 123456, now=lambda: datetime.now(UTC))
        wire = Wire((origin,), Token("secret"), Token("grant"), budget, Pace(first_pause=0.01))
        round_, faults = asyncio.run(_asked(wire, origin, 12))

    assert {fault.kind for fault in faults} == {Kind.UNREACHABLE}
    assert (round_.calls, budget.used) == (0, 0)
    assert round_.refusals <= 6  # four were on their way at once; then one tries twice more


async def _asked(wire: Wire, origin: Origin, places: int) -> tuple[Round, list[CallFault]]:
    round_ = Round(10.0)
    asked = (wire.get(origin.at(f"/{n}"), round_) for n in range(places))
    answers = await asyncio.gather(*asked, return_exceptions=True)
    await wire.close()
    return round_, [answer for answer in answers if isinstance(answer, CallFault)]
