"""What is planted is exactly what a right program finds, and the near misses are silent."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from checks.demo.database import DANISH_NAMES, DEFAULT_NAMES, Names
from checks.engine.check import discover
from checks.engine.model import Severity
from checks.engine.snapshot import Snapshot
from tests.support.sample import sample
from tests.support.scene import findings, firm, snapshot_of

Key = tuple[str, str, str | None, str | None]
CONFLICT = "invoice-conflict"


def keys(snapshot: Snapshot) -> set[Key]:
    return {(one.check, one.key, one.cause, one.parent) for one in findings(snapshot)}


def hidden(seed: int, customers: int = 300, invoices: int = 1500) -> set[Key]:
    there = {check.id for check in discover()}
    planted = firm(seed, customers, invoices).planted
    return {(one.check, one.key, one.cause, one.parent) for one in planted if one.check in there}


@pytest.mark.parametrize("seed", sample(range(1, 11)))
async def test_every_check_finds_what_was_planted_and_no_more(seed: int, tmp_path: Path) -> None:
    snapshot = await snapshot_of(firm(seed), tmp_path)

    found = keys(snapshot)

    assert found == hidden(seed)
    assert not {key for _, key, _, _ in found} & {one.key for one in firm(seed).quiet}


@pytest.mark.parametrize(
    "names", [DANISH_NAMES, DEFAULT_NAMES.without("CustomerId"), DANISH_NAMES.without("InvoiceId")]
)
async def test_other_names_give_the_same_findings(names: Names, tmp_path: Path) -> None:
    assert keys(await snapshot_of(firm(), tmp_path, names)) == hidden(1)


@pytest.mark.long
async def test_a_large_firm_gives_what_was_planted(tmp_path: Path) -> None:
    assert keys(await snapshot_of(firm(1, 3_000, 20_000), tmp_path)) == hidden(1, 3_000, 20_000)


@pytest.mark.parametrize("seed", sample(range(1, 6)))
async def test_the_first_finding_that_can_be_fixed_is_safe_and_has_the_most_money_behind_it(
    seed: int, tmp_path: Path
) -> None:
    found = [finding for finding in findings(await snapshot_of(firm(seed), tmp_path)) if finding.fix]

    first, second = found[:2]

    assert first.check == "null-foreign-id"
    assert first.fix == "link"
    assert first.suggestions[0].safe
    assert {"cvr", "name"} <= set(first.suggestions[0].evidence)
    assert first.children == 7
    assert first.money[0][1] > 3 * abs(second.money[0][1])


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_every_field_of_a_customer_differs_at_least_twice(seed: int, tmp_path: Path) -> None:
    stale = [one for one in findings(await snapshot_of(firm(seed), tmp_path)) if one.check == "stale-address"]

    fields = Counter(difference.field for one in stale for difference in one.differences)

    assert set(fields) == {"name", "address", "zip", "city", "country", "cvr", "ean", "email"}
    assert min(fields.values()) >= 2


async def test_one_oere_is_told_quietly_and_all_other_conflicts_aloud(tmp_path: Path) -> None:
    loud = {one.key: one.severity for one in findings(await snapshot_of(firm(), tmp_path)) if one.check == CONFLICT}

    quiet = {one.key for one in firm().planted if one.check == CONFLICT and "quietly" in one.note}
    assert quiet
    assert {key for key, severity in loud.items() if severity == Severity.INFO} == quiet


async def test_what_is_inside_the_grace_is_found_when_the_grace_is_over(tmp_path: Path) -> None:
    snapshot = await snapshot_of(firm(), tmp_path)
    later = Snapshot(
        snapshot.now + dt.timedelta(minutes=20),
        snapshot.rules,
        **{part: getattr(snapshot, part) for part in ("customers", "invoices", "debtors", "drafts", "booked")},
        **{part: getattr(snapshot, part) for part in ("journal", "entries", "periods")},
    )

    appeared = {key for _, key, _, _ in keys(later) - keys(snapshot)}

    assert appeared == {one.key for one in firm().quiet if "grace" in one.note or "on its way" in one.note}
