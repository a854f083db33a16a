"""The door to a write on a real firm: a monitor in this process, a clock to turn, and what both systems saw."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from checks.adapters.journal import FileJournal
from checks.adapters.platform import FileClaim
from checks.demo.simulator import Fault, FaultKind
from checks.engine.local import LocalMonitor
from checks.engine.opening import LASTS
from checks.engine.plan import FixPlan, Outcome, Refused, Request
from tests.support.firm import Firm
from tests.support.killing import LOG
from tests.support.putting import puts
from tests.support.watching import opened


@dataclass(slots=True)
class Door:
    """`ahead` turns the engine's clock; `writes` counts what either system took."""

    firm: Firm
    monitor: LocalMonitor
    ahead: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        """Return the time of day as the engine sees it."""
        return datetime.now(UTC) + self.ahead

    async def planned(self, key: str, **members: str) -> FixPlan:
        """Plan a fix that has to be possible."""
        made = await self.monitor.plan(Request(key, **members))
        assert isinstance(made, FixPlan), made
        return made

    async def refusal(self, key: str, **members: str) -> str:
        """Return why there is no plan, without the values in the sentence."""
        made = await self.monitor.plan(Request(key, **members))
        assert isinstance(made, Refused), made
        return made.reason.en

    async def applied(self, plan: FixPlan) -> Outcome:
        """Apply a plan."""
        return await self.monitor.apply(plan.id)

    @property
    def writes(self) -> int:
        """Return how many writes both systems have taken, whatever they wrote."""
        with contextlib.closing(sqlite3.connect(self.firm.database)) as file:
            (found,) = file.execute("SELECT count(*) FROM WriteLog").fetchone()
        return int(found) + puts(self.firm)

    @property
    def state(self) -> Path:
        """Return the site's state folder."""
        (found,) = self.firm.folder.glob("state/sites/*")
        return found

    def know(self, **members: object) -> None:
        """Let planner and runner know other sides."""
        self.monitor.sides = replace(self.monitor.sides, **members)  # type: ignore[arg-type]  # members by name
        self.monitor.runner = replace(self.monitor.runner, sides=self.monitor.sides)


@asynccontextmanager
async def door(firm: Firm, *words: str) -> AsyncGenerator[Door]:
    """Open the firm's site in this process and read both systems once."""
    with contextlib.closing(sqlite3.connect(firm.database)) as file:
        file.executescript(LOG)
    made = Door(firm, opened(firm, *words).monitor())
    made.know(now=made.now)
    made.monitor.runner = replace(made.monitor.runner, lag=0.05)
    await made.monitor.cycle()
    try:
        yield made
    finally:
        await made.monitor.close()


Hindrance = Callable[[Door], AbstractContextManager[None]]
"""Something that stands in the way while the context lasts."""


@contextmanager
def fixes_off(at: Door) -> Generator[None]:
    """Have a site whose file does not enable fixes."""
    before = at.monitor.settings
    at.monitor.settings = replace(before, fixes=False)
    yield
    at.monitor.settings = before


@contextmanager
def window_over(at: Door) -> Generator[None]:
    """Have a site that was opened for writing until just now."""
    FileJournal(at.state, now=lambda: at.now() - LASTS).open_site("anna", "called")
    with fixes_off(at):
        yield


@contextmanager
def no_agreement(at: Door) -> Generator[None]:
    """Have a site file that names no agreement."""
    before = at.monitor.sides.agreement
    at.know(agreement=None)
    yield
    at.know(agreement=before)


@contextmanager
def other_agreement(at: Door) -> Generator[None]:
    """Have tokens of another agreement than the site file names."""
    before = at.monitor.sides.agreement
    at.know(agreement=999999)
    yield
    at.know(agreement=before)


def failing(path: str, kind: FaultKind = FaultKind.STATUS_500) -> Hindrance:
    """Return a part of e-conomic that answers every question badly."""

    @contextmanager
    def hindered(at: Door) -> Generator[None]:
        at.firm.simulator.fault(Fault(kind, path))
        yield
        at.firm.simulator.clear_faults()

    return hindered


@contextmanager
def no_database(at: Door) -> Generator[None]:
    """Have a ClientTime that cannot be reached."""
    away = at.firm.database.with_suffix(".away")
    at.firm.database.rename(away)
    yield
    away.rename(at.firm.database)


@contextmanager
def barred(at: Door) -> Generator[None]:
    """Have the e-conomic customer barred."""
    document = at.firm.simulator.customer(20042) or {}
    at.firm.simulator.upsert_customer({**document, "barred": True})
    yield
    at.firm.simulator.upsert_customer({**document, "barred": False})


@contextmanager
def taken(at: Door) -> Generator[None]:
    """Have another ClientTime customer on the same number."""
    at.firm.sql("INSERT INTO Customer (CustomerId, CustomerCode, Name, IsActive) VALUES (9, '1049', 'Anden', 1)")
    at.firm.sql("UPDATE Customer SET ForeignDebitorSystemIdentification = ' 20042' WHERE CustomerId = 9")
    at.firm.sql("DELETE FROM WriteLog")
    yield
    at.firm.sql("DELETE FROM Customer WHERE CustomerId = 9")


@contextmanager
def too_old(at: Door) -> Generator[None]:
    """Have a minute pass."""
    at.ahead = timedelta(seconds=60)
    yield
    at.ahead = timedelta()


@contextmanager
def clock_put_back(at: Door) -> Generator[None]:
    """Have a clock that was put back, so that no age can be told."""
    at.ahead = timedelta(seconds=-60)
    yield
    at.ahead = timedelta()


@contextmanager
def held_claim(at: Door) -> Generator[None]:
    """Have another run of the program that writes just now."""
    with FileClaim(at.state / "writer.lock").hold() as free:
        assert free
        yield


@contextmanager
def leaving(at: Door) -> Generator[None]:
    """Have a program that is on its way out."""
    at.monitor.leave()
    yield
    at.monitor._leaving = False  # pyright: ignore[reportPrivateUsage]  # nothing else takes it back


@contextmanager
def broken_journal(at: Door) -> Generator[None]:
    """Have a record that somebody changed by hand."""
    path = at.state / "journal.jsonl"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"anna", b"otto", 1))
    yield
    path.write_bytes(before)
