"""Is the invoice posted? Every one is found, waiting, absent or in conflict as it was planted, and never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from checks.adapters.clienttime import open_sqlite
from checks.adapters.memory import FileMemory
from checks.demo import database
from checks.demo.database import DEFAULT_NAMES
from checks.demo.simulator import Fault, FaultKind, World
from checks.engine.cycle import Cycle
from checks.engine.posting import Posting, Standing, differs, posting
from checks.engine.sides import Sides
from checks.engine.snapshot import Part, Rules, Snapshot
from tests.support.agreement import AGREEMENT, standing
from tests.support.agreement import Standing as Served
from tests.support.both_ways import CLASSIC, fail
from tests.support.four_places import FATES, Fate, fated
from tests.support.scene import NOW, mapped

FEW = 3 * len(FATES)
SIZES = pytest.mark.parametrize("invoices", [FEW, pytest.param(2000, marks=pytest.mark.long)])
PLACES = {
    Part.DRAFTS: "/invoices/drafts",
    Part.BOOKED: "/invoices/booked",
    Part.JOURNAL: "/journalsapi",
    Part.ENTRIES: "/bookedEntriesapi",
}
HERE = frozenset({Standing.POSTED, Standing.UNKNOWN})
KINDS = [
    FaultKind.STATUS_500,
    *(
        pytest.param(kind, marks=pytest.mark.long)
        for kind in (
            *(FaultKind.STATUS_403, FaultKind.STATUS_404, FaultKind.HTML_200, FaultKind.HTML_502),
            *(FaultKind.TRUNCATED, FaultKind.CUT, FaultKind.FOREIGN, FaultKind.LOOP),
        )
    ),
]


@dataclass(frozen=True, slots=True)
class Watched:
    """A firm that is being watched: what its e-conomic serves, and one cycle after the other."""

    served: Served
    sides: Sides
    cycle: Cycle
    memory: FileMemory
    fates: dict[str, Fate]

    async def snapshot(self) -> Snapshot:
        """Read both systems once and freeze them."""
        readings = await self.cycle.read(self.sides)
        self.cycle.judge((), readings, self.memory, NOW, NOW)
        assert self.cycle.snapshot is not None
        return self.cycle.snapshot


@asynccontextmanager
async def watched(invoices: int, folder: Path) -> AsyncGenerator[Watched]:
    """Open both systems of a firm with so many invoices, as a site does."""
    scenario, fates = fated(invoices)
    database.write(folder / "clienttime.db", scenario)
    settings = mapped(folder, DEFAULT_NAMES)
    clienttime = open_sqlite(folder / "clienttime.db", settings.customer, settings.invoice)
    with standing(folder, World.load(scenario.economic)) as served:
        economic = served.api(go_live=scenario.go_live, deadline=30)
        sides = Sides(clienttime, economic, {}, AGREEMENT, lambda: NOW)
        cycle = Cycle(Rules(go_live=scenario.go_live), timedelta(seconds=40))
        yield Watched(served, sides, cycle, FileMemory(folder), fates)
        await economic.close()
    await clienttime.close()


def told(snapshot: Snapshot) -> dict[str, Posting]:
    """Return where each invoice is said to be."""
    return {invoice.number: posting(snapshot, invoice) for invoice in snapshot.invoices.rows}


@SIZES
async def test_every_invoice_is_where_it_was_planted(invoices: int, tmp_path: Path) -> None:
    async with watched(invoices, tmp_path) as there:
        snapshot = await there.snapshot()

        found = {
            invoice.number: (where.standing, differs(snapshot, invoice, where.documents))
            for invoice in snapshot.invoices.rows
            if (where := posting(snapshot, invoice))
        }
        agree = {number: fate.differs for number, fate in there.fates.items() if fate.standing is not Standing.ABSENT}
        assert len(found) == invoices
        assert {number: where for number, (where, _) in found.items()} == {
            number: fate.standing for number, fate in there.fates.items()
        }
        assert {n: other for n, (where, other) in found.items() if n in agree and where is not Standing.TAKEN} == {
            n: other for n, other in agree.items() if there.fates[n].standing is not Standing.TAKEN
        }


async def test_both_signs_stand_on_both_sides(tmp_path: Path) -> None:
    async with watched(FEW, tmp_path) as there:
        snapshot = await there.snapshot()

        scenario, _ = fated(FEW)
        columns = Counter(
            "minus" if row["GrossAmount"] < 0 else "plus"
            for row in scenario.invoices
            if row["InvoiceType"] == "CreditNote"
        )
        notes = {invoice.number for invoice in snapshot.invoices.rows if invoice.credit}
        signs = Counter(
            document.gross < 0 for document in snapshot.booked.rows if document.reference in notes and document.gross
        )
        assert min(columns.values()) > 5
        assert len(columns) == len(signs) == 2


@SIZES
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", PLACES)
async def test_while_one_place_cannot_be_read_nothing_is_called_absent(
    part: Part, kind: FaultKind, invoices: int, tmp_path: Path
) -> None:
    async with watched(invoices, tmp_path) as there:
        fail(there.served.simulator, kind, PLACES[part])

        _only_what_is_there(await there.snapshot(), part, there.fates)


@SIZES
@pytest.mark.parametrize("kind", [FaultKind.STATUS_404, FaultKind.STATUS_403])
async def test_without_the_newer_services_every_invoice_is_where_it_was_planted(
    kind: FaultKind, invoices: int, tmp_path: Path
) -> None:
    async with watched(invoices, tmp_path) as there:
        whole = told(await there.snapshot())
        for path in CLASSIC:
            there.served.simulator.fault(Fault(kind, path, method="*"))

        snapshot = await there.snapshot()
        assert snapshot.missing(tuple(PLACES)) == ()
        assert (snapshot.journal.detour, snapshot.entries.detour) != (None, None)
        assert told(snapshot) == whole
        assert {n: where.standing for n, where in whole.items()} == {n: f.standing for n, f in there.fates.items()}


@pytest.mark.parametrize("part", PLACES)
async def test_a_place_that_fails_after_it_was_read_is_not_judged_by_its_old_rows(part: Part, tmp_path: Path) -> None:
    async with watched(FEW, tmp_path) as there:
        whole = told(await there.snapshot())
        there.served.simulator.fault(Fault(FaultKind.STATUS_500, PLACES[part]))

        _only_what_is_there(await there.snapshot(), part, there.fates)
        there.served.simulator.clear_faults()
        assert told(await there.snapshot()) == whole


def _only_what_is_there(snapshot: Snapshot, part: Part, fates: dict[str, Fate]) -> None:
    assert snapshot.missing(tuple(PLACES)) == (part,)
    found = told(snapshot)
    assert len(found) == len(fates)
    assert {where.standing for where in found.values()} <= HERE
    posted = {number for number, where in found.items() if where.standing is Standing.POSTED}
    assert posted <= {number for number, fate in fates.items() if fate.standing is Standing.POSTED}
    assert all(found[number].standing is Standing.UNKNOWN for number in fates.keys() - posted)
