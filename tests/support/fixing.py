"""A ClientTime on the test server with all that a fix passes: runner, journal, claim; and what the server saw."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from checks.adapters.clienttime import SqlClientTime
from checks.adapters.journal import FileJournal
from checks.adapters.mapping import CustomerMapping
from checks.adapters.platform import FileClaim
from checks.engine.lookup import Found
from checks.engine.phrase import plain
from checks.engine.plan import Change, FixPlan, JournalEntry, Outcome, System, Target
from checks.engine.ports import Economic
from checks.engine.runner import Runner
from checks.engine.sides import Sides
from tests.support.clienttime_places import BY_ID, TABLE, THREE, OnServer, served

AGREEMENT = 123456


class OneAgreement:
    """An e-conomic of which only the agreement is asked."""

    async def agreement(self) -> Found[int]:
        return Found(AGREEMENT)


@dataclass(slots=True)
class Bench:
    """`writes` and `committed` are the server's own counts."""

    place: OnServer
    clienttime: SqlClientTime
    runner: Runner
    journal: FileJournal

    async def fix(self, key: str = "2", before: str | None = None, after: str | None = "20002") -> Outcome:
        """Apply a plan that was read just now."""
        plan = FixPlan(
            id="1",
            finding=f"null-foreign-id:{key}",
            action="link",
            target=Target(System.CLIENTTIME, key, f"customer {key}"),
            changes=(Change("foreign_id", before, after),),
            summary=plain("link"),
            evidence=(),
            request=(),
            reversibility=plain("any time"),
            read_at=datetime.now(UTC),
            agreement=AGREEMENT,
        )
        return await self.runner.apply(plan)

    @property
    def entry(self) -> JournalEntry:
        """Return what the journal says last."""
        return self.journal.entries()[-1]

    @property
    def updates(self) -> int:
        """Return how many UPDATE statements the server was sent."""
        return sum(entry.text.startswith("UPDATE") for entry in self.place.server.log.executed)

    @property
    def held(self) -> list[Any]:
        """Return the foreign ids that stand in the file."""
        return [cell for (cell,) in self.place.rows("SELECT ForeignId FROM Customer ORDER BY CustomerId")]


@contextlib.asynccontextmanager
async def bench(
    driver: str,
    folder: Path,
    statements: Sequence[str] = (TABLE, *THREE),
    mapping: CustomerMapping = BY_ID,
    settings: dict[str, Any] | None = None,
    **server: Any,
) -> AsyncGenerator[Bench]:
    """Yield a bench; the server's settings are given by name."""
    with served(driver, folder, statements, **server) as place:
        clienttime = place.opened(mapping, **(settings or {}))
        journal = FileJournal(folder, "srv", "1.0", lambda: datetime.now(UTC))
        economic = cast(Economic, OneAgreement())
        sides = Sides(clienttime, economic, {}, AGREEMENT, lambda: datetime.now(UTC))
        runner = Runner(sides, journal, FileClaim(folder / "writer.lock"), "anna", 0.05)
        yield Bench(place, clienttime, runner, journal)
        await clienttime.close()
