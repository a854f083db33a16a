"""Fixes that are killed at chosen moments, and what the two systems and the journal say of them afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from checks.demo.simulator import Fault, FaultKind
from tests.support.firm import Firm
from tests.support.processes import hears
from tests.support.putting import puts
from tests.support.settling import settled_later
from tests.support.troubled import STALE, UNLINKED, address, states

HELD = 0.6
"""Seconds that a write takes, so that moments fall into it."""
LOG = """
CREATE TABLE IF NOT EXISTS WriteLog (was TEXT, became TEXT);
CREATE TRIGGER IF NOT EXISTS LogWrites AFTER UPDATE OF ForeignDebitorSystemIdentification ON Customer
BEGIN
  INSERT INTO WriteLog VALUES (OLD.ForeignDebitorSystemIdentification, NEW.ForeignDebitorSystemIdentification);
END;
"""


@dataclass(slots=True)
class Link:
    """The fix that sets a foreign id: its database is held by somebody else while the fix wants to write."""

    firm: Firm
    key: str = UNLINKED

    def reset(self) -> None:
        """Take the link away and forget what was written."""
        with contextlib.closing(sqlite3.connect(self.firm.database)) as file:
            file.executescript(LOG)
            file.execute("UPDATE Customer SET ForeignDebitorSystemIdentification = NULL WHERE CustomerCode = '1042'")
            file.execute("DELETE FROM WriteLog")
            file.commit()

    @property
    def writes(self) -> int:
        """Return how many writes the database has taken."""
        with contextlib.closing(sqlite3.connect(self.firm.database)) as file:
            (found,) = file.execute("SELECT count(*) FROM WriteLog").fetchone()
            return int(found)

    @property
    def done(self) -> bool:
        """Tell whether the value stands there."""
        return self.firm.cell("1042") == "20042"

    @contextmanager
    def held(self) -> Generator[None]:
        """Hold the database until the fix has wanted to write for a while; others may read meanwhile."""
        before, over = len(records(self.firm)), threading.Event()

        def hold() -> None:
            with contextlib.closing(sqlite3.connect(self.firm.database, isolation_level=None)) as file:
                file.execute("BEGIN IMMEDIATE")
                while len(records(self.firm)) == before and not over.wait(0.01):
                    pass
                over.wait(HELD)
                file.execute("ROLLBACK")

        thread = threading.Thread(target=hold)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


@dataclass(slots=True)
class Push:
    """The fix that changes an address: e-conomic does it at once and answers late."""

    firm: Firm
    key: str = STALE
    _puts: int = 0

    def reset(self) -> None:
        """Let somebody in e-conomic set the old address again, and forget what was written."""
        document = self.firm.simulator.customer(20043) or {}
        self.firm.simulator.upsert_customer({**document, "address": "Nørregade 12"})
        self._puts = puts(self.firm)

    @property
    def writes(self) -> int:
        """Return how many writes e-conomic has seen."""
        return puts(self.firm) - self._puts

    @property
    def done(self) -> bool:
        """Tell whether the value stands there."""
        return address(self.firm) == "Vestergade 7"

    @contextmanager
    def held(self) -> Generator[None]:
        """Answer every write late."""
        self.firm.simulator.fault(Fault(FaultKind.SLOW, "/customers", method="PUT", seconds=HELD))
        try:
            yield
        finally:
            self.firm.simulator.clear_faults()


@dataclass(slots=True)
class Tally:
    """How many kills hit before, inside and after the write."""

    hits: Counter[str] = field(default_factory=Counter[str])

    def __str__(self) -> str:
        return ", ".join(f"{self.hits[part]} {part}" for part in ("before", "inside", "after"))


def records(firm: Firm) -> list[Any]:
    """Return the whole lines of the journal as they are on disk just now."""
    data = b"".join(path.read_bytes() for path in firm.folder.glob("state/sites/*/journal.jsonl"))
    return [json.loads(line) for line in data.split(b"\n")[:-1]]


def part_of(fresh: list[Any]) -> str:
    """Return where a fix was, from what it had put on disk."""
    kinds = [record["kind"] for record in fresh]
    return "after" if "outcome" in kinds else "inside" if "intent" in kinds else "before"


def whole_time(fix: Link | Push) -> float:
    """Return the seconds that an undisturbed fix takes, from when it hears signals."""
    fix.reset()
    with fix.held():
        process = fix.firm.start("fix", fix.key, "--yes")
        hears(process.pid)
        started = time.monotonic()
        said, complaint = process.communicate(timeout=60)
    assert process.returncode == 0, said + complaint
    assert (fix.writes, fix.done) == (1, True)
    return time.monotonic() - started


def killed(fix: Link | Push, moment: float) -> str:
    """Kill the fix at the moment and return where it was."""
    fix.reset()
    before = len(records(fix.firm))
    with fix.held():
        process = fix.firm.start("fix", fix.key, "--yes")
        hears(process.pid)
        time.sleep(moment)
        process.kill()
        process.communicate()
        return part_of(records(fix.firm)[before:])


def assert_settled(fix: Link | Push, told: str) -> None:
    """Assert that the next command finds out what became of it, and that a further fix works."""
    written = fix.writes
    assert written <= 1, told
    entries = len(states(fix.firm))
    assert fix.firm.run("check").returncode in {0, 1, 2}, told
    if "unknown" in states(fix.firm):  # as before, while the write may still be under way
        asyncio.run(settled_later(fix.firm))
    after = states(fix.firm)
    assert len(after) == entries, told
    assert set(after) <= {"done", "not-done"}, told
    if entries:
        assert fix.firm.run("journal", "verify").returncode == 0, told
    assert fix.writes == written, told


def assert_fixable(fix: Link | Push, told: str) -> None:
    """Assert that the fix can be made where it was not, and is not made twice where it was."""
    was, done = fix.writes, fix.done
    ended = fix.firm.run("fix", fix.key, "--yes")
    assert fix.done, told
    assert (ended.returncode, fix.writes - was) == ((1, 0) if done else (0, 1)), told + ended.stdout + ended.stderr
