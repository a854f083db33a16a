"""How many calls to e-conomic a virtual day costs, and a full read beside the least number of pages that it can be.

    uv run python -m tests.benchmarks.calls [CYCLES]      default: 240

The real client reads the real simulator by a clock that is turned from cycle to cycle, so nobody waits. The interval
is the default one, stretched as the day's budget says. After four hours, which is 240 cycles, everything is read whole
again and all goes on as in the four hours before: a day is six times that, and is told so. With 1440 it is run whole.
Every five minutes one customer is changed and one invoice drafted and booked. Judging costs no calls and is left out.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from checks.adapters.budget import Budget
from checks.adapters.documents import INVOICES, MANUAL_CUSTOMER_INVOICE
from checks.adapters.economic import EconomicApi, open_economic
from checks.adapters.pages import PAGE
from checks.adapters.places import MARGIN
from checks.demo import scenario
from checks.demo.scenario import Scenario
from checks.demo.simulator import Fault, FaultKind, Server, Simulator, Tokens, World
from checks.demo.simulator.json_text import Json
from checks.engine import thrift
from checks.engine.local import Settings
from checks.engine.model import Health
from checks.engine.snapshot import Rules
from tests.support.agreement import GRANT, SECRET, Token

MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)
DAY = timedelta(days=1)
PATIENT = 600.0
"""Seconds that one reading may take here: the simulator shares the processor with what it is asked by."""
NEWER = ("/journalsapi", "/bookedEntriesapi")
PLACES = ("/customers", "/invoices/drafts", "/invoices/booked")
EVERY = 5
"""So many cycles lie between two changes in e-conomic."""


@dataclass(slots=True)
class Turned:
    """A clock that goes on only when it is turned."""

    at: datetime = MIDNIGHT

    def __call__(self) -> datetime:
        """Return the time of day."""
        return self.at

    def seconds(self) -> float:
        """Return the same time as the simulator counts it."""
        return self.at.timestamp()


@dataclass(slots=True)
class Watch:
    """A firm's e-conomic, the client in front of it, and the calls that each cycle made."""

    made: Scenario
    simulator: Simulator
    api: EconomicApi
    clock: Turned
    calls: list[int] = field(default_factory=list[int])
    left_out: list[str] = field(default_factory=list[str])
    """Places that some cycle did not ask."""
    ledger: tuple[str, ...] = NEWER
    """Where journal lines and booked entries are asked."""

    def withdraw(self) -> None:
        """Take the newer services away, so that both are asked the classic way."""
        for path in NEWER:
            self.simulator.fault(Fault(FaultKind.STATUS_404, path, method="*"))
        self.ledger = ("/journals/", "/accounting-years/")

    async def cycle(self) -> None:
        """Read once and count."""
        before = len(self.simulator.calls)
        reading = await self.api.read()
        assert reading.state.health is Health.OK, reading.state
        paths = [call.path for call in self.simulator.calls[before:]]
        self.calls.append(len(paths))
        self.left_out += [
            place for place in (*PLACES, *self.ledger) if not any(path.startswith(place) for path in paths)
        ]

    def rest(self) -> timedelta:
        """Return the time to the next cycle."""
        budget = self.api.wire.budget
        return thrift.rest(Settings("").interval, budget.used, budget.limit, self.clock())

    def live(self) -> None:
        """Change one customer, and let one invoice come in and be booked."""
        books, turn = self.made.economic, len(self.calls)
        customer, like = books["customers"][turn % len(books["customers"])], books["booked"][0]
        self.simulator.upsert_customer(customer | {"barred": False, "city": f"By {turn}"})
        more = {"customer": {"customerNumber": customer["customerNumber"]}, "date": self.clock().date().isoformat()}
        draft = {name: value for name, value in like.items() if name != "bookedInvoiceNumber"} | more
        self.simulator.book(self.simulator.add_draft(draft))


@asynccontextmanager
async def watch(folder: Path, customers: int, invoices: int) -> AsyncGenerator[Watch]:
    """Serve a firm of this size to a client that has not read anything yet."""
    made, clock = scenario.build(1, customers, invoices, MIDNIGHT), Turned()
    simulator = Simulator(World.load(made.economic), Tokens(SECRET, GRANT), clock.seconds)
    with Server(simulator) as server:
        api = open_economic(
            server.url,
            server.url,
            Token(SECRET),
            Token(GRANT),
            rules=Rules(go_live=made.go_live),
            budget=Budget(folder, scenario.AGREEMENT, now=clock),
            deadline=PATIENT,
            now=clock,
        )
        yield Watch(made, simulator, api, clock)
        await api.close()
    assert simulator.mishaps == []


async def run(watched: Watch, cycles: int) -> None:
    """Go through so many cycles, and no further than the day."""
    for place in range(cycles):
        if watched.clock() >= MIDNIGHT + DAY:
            return
        if place % EVERY == EVERY - 1:
            watched.live()
        await watched.cycle()
        watched.clock.at += watched.rest()


def least(made: Scenario) -> int:
    """Return the least number of calls in which everything that is read can be had: full pages, one list a place."""
    books, since = made.economic, (made.go_live - MARGIN).isoformat()

    def some(rows: Sequence[Json], wanted: Callable[[Json], bool] = lambda _: True) -> int:
        return max(1, -(-sum(map(wanted, rows)) // PAGE))

    def owed(line: Json) -> bool:
        return line["type"] in INVOICES and "customerNumber" in line and line["date"] >= since

    periods = [period for year in books["accountingYears"] for period in year["periods"]]
    return (
        1  # whose agreement it is
        + some(books["customers"])
        + some(books["drafts"])
        + some(books["booked"], lambda invoice: invoice["date"] >= since)
        + some(books["draftEntries"], lambda line: line["entryTypeNumber"] == MANUAL_CUSTOMER_INVOICE)
        + some(books["bookedEntries"], owed)
        + some(books["accountingYears"])
        + some(periods)
    )


async def measure(folder: Path, cycles: int) -> None:
    """Print the figures of a day, and those of a full read."""
    for classic in (False, True):
        async with watch(folder / f"day-{classic}", 3000, 20_000) as watched:
            if classic:
                watched.withdraw()
                print("The newer services withdrawn, so that journals and ledger are asked the classic way:")
            await run(watched, cycles)
            report(watched)
    async with watch(folder / "full", 5000, 20_000) as watched:
        await watched.cycle()
        print(f"5000 customers, 20000 invoices: {watched.calls[0]} calls, {least(watched.made)} are the least")


def report(watched: Watch) -> None:
    """Print what the cycles have cost."""
    total, whole = sum(watched.calls), watched.clock() >= MIDNIGHT + DAY
    share = (watched.clock() - MIDNIGHT) / DAY
    print(f"3000 customers, 20000 invoices, {len(watched.calls)} cycles ({share:.1%} of a day)")
    print("  calls a cycle × cycles  ", ", ".join(f"{n} × {k}" for n, k in sorted(Counter(watched.calls).items())))
    print(f"  calls                    {total}, on average {total / len(watched.calls):.2f} a cycle")
    print(f"  calls a day              {total}" if whole else f"  calls a day, projected   {total / share:.0f}")
    print(f"  places left out          {len(watched.left_out)}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(measure(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else 240))
