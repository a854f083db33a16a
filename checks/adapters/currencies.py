"""The currencies that an agreement knows: asked for rarely, and never what a reading fails by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from checks.adapters.answer import is_object
from checks.adapters.call_fault import CallFault, garbled
from checks.adapters.http import Wire
from checks.adapters.lasting import Lasting
from checks.adapters.origin import Origin
from checks.adapters.pages import NO_LIST
from checks.adapters.round import Round
from checks.adapters.row import Row
from checks.engine.snapshot import Reading

PATH = "/currencies?skippages=0&pagesize=1000"
LASTS = timedelta(hours=4)


@dataclass(slots=True)
class Currencies:
    """The last answer, or why there was none: an agreement whose tokens may not ask is not asked again and again."""

    _kept: Lasting[Reading[str]] = field(default_factory=lambda: Lasting(LASTS))

    async def read(self, wire: Wire, rest: Origin, round_: Round, now: datetime) -> Reading[str]:
        """Return the codes; with a fault nobody can say that a currency is not among them."""

        async def ask() -> Reading[str]:
            try:
                return Reading(await _codes(wire, rest, round_), now)
            except CallFault as found:
                return Reading(fault=found.phrase)

        return (await self._kept.at(now, ask))[1]


async def _codes(wire: Wire, rest: Origin, round_: Round) -> tuple[str, ...]:
    """Ask for one page: no agreement has a thousand currencies."""
    page = (await wire.get(rest.at(PATH), round_)).document()
    rows, pagination = page.get("collection"), page.get("pagination")
    if not isinstance(rows, list) or (is_object(pagination) and pagination.get("nextPage") is not None):
        raise garbled(NO_LIST)
    items: list[object] = rows  # pyright: ignore[reportUnknownVariableType] - JSON
    codes = tuple(code for row in items if is_object(row) and (code := Row(row).text("code")))
    if len(codes) < len(items):
        raise garbled(NO_LIST)
    return codes
