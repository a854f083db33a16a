"""The demo's firm as the engine sees it: a real database file, the real readers of both systems' rows."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from checks.adapters import documents
from checks.adapters.answer import Json
from checks.adapters.answer import document as parsed
from checks.adapters.clienttime import open_sqlite
from checks.demo import database
from checks.demo.database import DEFAULT_NAMES, Names, mapping_toml
from checks.demo.past import once_equal
from checks.demo.scenario import Scenario, build
from checks.engine.agreed import agreed
from checks.engine.check import discover
from checks.engine.judge import judge
from checks.engine.model import Finding
from checks.engine.records import Period
from checks.engine.snapshot import Reading, Rules, Snapshot
from tui.config import ClientTimeSettings, load

NOW = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)
T = TypeVar("T")


@cache
def firm(seed: int = 1, customers: int = 300, invoices: int = 1500) -> Scenario:
    """Return the firm of a seed, built once for all tests that only look at it."""
    return build(seed, customers, invoices, NOW)


async def snapshot_of(scenario: Scenario, folder: Path, names: Names = DEFAULT_NAMES) -> Snapshot:
    """Write the ClientTime file, read it back, and freeze it beside e-conomic's books."""
    database.write(folder / "clienttime.db", scenario, names)
    key = "CustomerId" if "CustomerId" in names.customer else "CustomerCode"
    known = {d.number: agreed(c, d, b"salt of the test") for c, d in once_equal(scenario, key)}
    return replace(await frozen(folder, scenario.economic, scenario.go_live, names), agreed=known)


async def frozen(
    folder: Path, books: Mapping[str, Any], go_live: dt.date, names: Names = DEFAULT_NAMES, now: dt.datetime = NOW
) -> Snapshot:
    """Read the ClientTime file of a folder and freeze it beside these books."""
    settings = mapped(folder, names)
    assert settings.sqlite is not None
    clienttime = open_sqlite(settings.sqlite, settings.customer, settings.invoice)
    found = await clienttime.read()
    await clienttime.close()
    owed = [line for line in books["bookedEntries"] if "customerNumber" in line]
    return Snapshot(
        now,
        Rules(go_live=go_live),
        customers=found.customers,
        invoices=found.invoices,
        debtors=_read(books["customers"], documents.debtor),
        drafts=_read(books["drafts"], documents.draft),
        booked=_read(books["booked"], documents.booked),
        journal=_read(books["draftEntries"], documents.journal_line),
        entries=_read(owed, documents.entry),
        periods=Reading(tuple(periods(books)), NOW),
    )


def mapped(folder: Path, names: Names) -> ClientTimeSettings:
    """Return the mapping of these names as a site file says it."""
    for token in ("secret", "grant"):
        (folder / token).touch(0o600)
    site = folder / "mapped.toml"
    economic = '[economic]\napp_secret_token_file = "secret"\nagreement_grant_token_file = "grant"\n'
    site.write_text(f'[clienttime]\nsqlite = "clienttime.db"\n{mapping_toml(names)}{economic}', encoding="utf-8")
    return load(site, "demo").clienttime


def findings(snapshot: Snapshot) -> list[Finding]:
    """Return what all checks there are find, in the order of lists."""
    found = [finding for result in judge(discover(), snapshot) for finding in result.findings]
    return sorted(found, key=lambda finding: finding.order)


def periods(books: Mapping[str, Any]) -> Iterable[Period]:
    """Return the accounting periods."""
    for year in books["accountingYears"]:
        for period in year["periods"]:
            first, last = (dt.date.fromisoformat(period[name]) for name in ("fromDate", "toDate"))
            yield Period(first, last, period["closed"])


def _read(rows: Iterable[dict[str, Any]], record: Callable[[Json], T]) -> Reading[T]:
    return Reading(tuple(record(parsed(json.dumps(row))) for row in rows), NOW)
