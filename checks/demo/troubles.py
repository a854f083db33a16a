"""Faults of a source that `ctmon demo --trouble NAME` switches on; each works on the real files and the real server."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from checks.demo.simulator import Fault, FaultKind, World

ENTRIES, JOURNAL = "/bookedEntriesapi", "/journalsapi"
RECENT = 10
"""Days for which a stopped synchronisation has carried nothing over."""

PAGE = 1_000
"""Customers that e-conomic gives at most in one answer."""


@dataclass(slots=True)
class Scene:
    """What a trouble can work on before the curtain: the file, the books, faults to come; `held` stays open."""

    database: Path
    world: World
    faults: list[Fault] = field(default_factory=list[Fault])
    held: list[sqlite3.Connection] = field(default_factory=list[sqlite3.Connection])


def _everywhere(kind: FaultKind, path: str = "", seconds: float = 1.0, query: str = "") -> Callable[[Scene], None]:
    def make(scene: Scene) -> None:
        scene.faults.append(Fault(kind, path_prefix=path, seconds=seconds, query=query))

    return make


def _without_role(service: str, classic: str, key: str) -> Callable[[Scene], None]:
    """Refuse a place on both surfaces, as a missing role does; a withdrawn service leaves the classic way."""

    def make(scene: Scene) -> None:
        scene.faults.append(Fault(FaultKind.STATUS_403, path_prefix=service))
        scene.faults.append(Fault(FaultKind.STATUS_403, path_prefix=classic, query=f"sort={key}"))

    return make


def _missing(scene: Scene) -> None:
    scene.database.unlink()


def _garbage(scene: Scene) -> None:
    scene.database.write_bytes(b"this is not a database\n" * 400)


def _locked(scene: Scene) -> None:
    connection = sqlite3.connect(scene.database, isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN EXCLUSIVE")
    scene.held.append(connection)


def _other_columns(scene: Scene) -> None:
    with sqlite3.connect(scene.database) as file:
        file.execute('ALTER TABLE Customer RENAME COLUMN "ForeignDebitorSystemIdentification" TO "ForeignDebtorId"')
    file.close()


def _other_agreement(scene: Scene) -> None:
    number = scene.world.myself["agreementNumber"] + 1
    scene.world = replace(scene.world, myself={**scene.world.myself, "agreementNumber": number})


def _second_page(scene: Scene) -> None:
    """Old customers, barred since long, fill the first page; the second one fails."""
    customers = scene.world.customers
    highest = max(customer["customerNumber"] for customer in customers)
    old = {name: customers[0][name] for name in ("currency", "customerGroup", "paymentTerms", "vatZone")}
    barred = [
        {"customerNumber": highest + n, "name": f"Ophørt kunde {n}", "barred": True, **old} for n in range(1, PAGE + 1)
    ]
    scene.world = replace(scene.world, customers=(*customers, *barred))
    scene.faults.append(Fault(FaultKind.STATUS_500, path_prefix="/customers", query="skippages=1"))


def _stopped(scene: Scene) -> None:
    """Nothing of the last days has arrived, and ClientTime knows that it did not send it."""
    with sqlite3.connect(scene.database) as file:
        recent = f"date(InvoiceDate) >= date('now', '-{RECENT} days') AND IsDraft = 0"
        numbers = {n for (n,) in file.execute(f"SELECT InvoiceNumber FROM Invoice WHERE {recent}")}  # noqa: S608 - our own text
        file.execute(f"UPDATE Invoice SET ExportedDate = NULL WHERE {recent}")  # noqa: S608 - our own text
    file.close()
    scene.world = _without(scene.world, {str(number) for number in numbers})


def _without(world: World, numbers: set[str]) -> World:
    """Return the books without the documents that carry these ClientTime numbers, and without their entries."""
    booked = tuple(d for d in world.booked if d.get("references", {}).get("other") not in numbers)
    kept = {d["bookedInvoiceNumber"] for d in booked}
    lost = {d["bookedInvoiceNumber"] for d in world.booked} - kept
    entries = tuple(
        e
        for e in world.booked_entries
        if not (e.get("type") == 1 and e.get("customerInvoiceNumber") in lost)
        and not (e.get("type") == 10 and str(e.get("customerInvoiceNumber")) in numbers)
    )
    return replace(world, booked=booked, booked_entries=entries)


TROUBLES: Mapping[str, Callable[[Scene], None]] = MappingProxyType(
    {
        "economic-401": _everywhere(FaultKind.STATUS_401),
        "economic-403-entries": _without_role(ENTRIES, "/accounting-years/", "entryNumber"),
        "economic-403-journal": _without_role(JOURNAL, "/journals/", "journalEntryNumber"),
        "economic-404-entries": _everywhere(FaultKind.STATUS_404, ENTRIES),
        "economic-404-journal": _everywhere(FaultKind.STATUS_404, JOURNAL),
        "economic-429": _everywhere(FaultKind.STATUS_429, seconds=30.0),
        "economic-500": _everywhere(FaultKind.STATUS_500),
        "economic-html": _everywhere(FaultKind.HTML_200),
        "economic-502": _everywhere(FaultKind.HTML_502),
        "economic-truncated": _everywhere(FaultKind.TRUNCATED),
        "economic-slow": _everywhere(FaultKind.SLOW, seconds=2.0),
        "economic-silent": _everywhere(FaultKind.SILENT),
        "economic-cut": _everywhere(FaultKind.CUT),
        "economic-empty": _everywhere(FaultKind.EMPTY_LIE, "/customers"),
        "customers-page-2": _second_page,
        "booked-missing": _everywhere(FaultKind.STATUS_500, "/invoices/booked"),
        "wrong-agreement": _other_agreement,
        "clienttime-missing": _missing,
        "clienttime-garbage": _garbage,
        "clienttime-locked": _locked,
        "schema-changed": _other_columns,
        "stopped-sync": _stopped,
    }
)
