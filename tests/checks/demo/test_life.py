"""A little life: one step, one row, and the next cycle shows it."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from checks.demo import database
from checks.demo import life as living
from checks.demo.life import Life
from checks.demo.scenario import Scenario, build
from checks.demo.simulator import Simulator, Tokens, World
from checks.demo.site import stamp
from tests.support.scene import findings, frozen

Key = tuple[str, str]
EVENTS = ("unlinked_customer", "unsent_invoice", "moved_customer", "stranger")
TABLES = ("Customer", "Invoice")


@pytest.fixture(scope="module")
def today() -> Scenario:
    """Return a firm of this very moment, since life goes by the clock."""
    return build(1, 300, 1500, stamp())


def alive(scenario: Scenario, folder: Path, seed: int = 1) -> Life:
    database.write(folder / "clienttime.db", scenario)
    return Life(folder / "clienttime.db", Simulator(World.load(scenario.economic), Tokens("a", "b")), seed)


def rows(life: Life) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(life.database)) as file:
        return [row for table in TABLES for row in file.execute(f"SELECT * FROM {table}")]  # noqa: S608 - our names


def debtors(life: Life) -> int:
    return len(life.simulator.world().customers)


async def seen(life: Life, scenario: Scenario) -> dict[Key, str | None]:
    """Return the findings of both systems as they are now, each with its cause."""
    books = life.simulator.world().document()
    snapshot = await frozen(life.database.parent, books, scenario.go_live, now=stamp())
    return {(finding.check, finding.key): finding.cause for finding in findings(snapshot)}


@pytest.mark.long
async def test_each_event_shows_in_the_next_cycle(today: Scenario, tmp_path: Path) -> None:
    life = alive(today, tmp_path)
    checks: list[list[str]] = []
    for event in EVENTS:
        before = await seen(life, today)

        assert life.step() == event

        after = await seen(life, today)
        assert before.keys() < after.keys()
        checks.append(sorted(check for check, _ in after.keys() - before.keys()))

    assert checks == [
        ["null-foreign-id", "only-in-economic"],
        ["unposted-invoice"],
        ["stale-address"],
        ["only-in-economic"],
    ]


@pytest.mark.parametrize("seed", range(5))
async def test_a_second_round_disturbs_nobody_who_was_in_trouble_already(
    seed: int, today: Scenario, tmp_path: Path
) -> None:
    life = alive(today, tmp_path, seed)
    before = await seen(life, today)

    for _ in range(8):
        life.step()

    after = await seen(life, today)
    assert len(after) == len(before) + 10
    assert before.items() <= after.items()
    assert [after[key] for key in after.keys() - before.keys() if key[0] == "unposted-invoice"] == ["not-sent"] * 2


def test_a_step_is_one_row_in_clienttime_or_one_customer_in_e_conomic(today: Scenario, tmp_path: Path) -> None:
    life = alive(today, tmp_path)
    counts = [(len(rows(life)), debtors(life))]
    changed: list[int] = []
    for _ in EVENTS:
        old = set(rows(life))
        life.step()
        changed.append(len(set(rows(life)) - old))
        counts.append((len(rows(life)), debtors(life)))

    (r, d), steps = counts[0], counts[1:]
    assert [(a - r, b - d) for a, b in steps] == [(1, 1), (2, 1), (2, 1), (2, 2)]
    assert changed == [1, 1, 1, 0]


def test_the_same_seed_lives_the_same_life_and_another_lives_another(today: Scenario, tmp_path: Path) -> None:
    names: list[set[object]] = []
    for folder, seed in (("a", 1), ("b", 1), ("c", 2)):
        (tmp_path / folder).mkdir()
        life = alive(today, tmp_path / folder, seed)
        life.step()
        names.append({document["name"] for document in life.simulator.world().customers})

    assert names[0] == names[1] != names[2]


def test_a_demo_that_goes_on_makes_other_people_than_before(today: Scenario, tmp_path: Path) -> None:
    life = alive(today, tmp_path)
    for _ in range(8):
        life.step()

    again = Life(life.database, life.simulator, life.seed)
    for _ in range(8):
        again.step()

    known = [document["corporateIdentificationNumber"] for document in life.simulator.world().customers[-8:]]
    assert len(set(known)) == 8


def test_it_waits_before_the_first_event_and_leaves_at_once(
    today: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (living.FIRST, living.THEN) == (120.0, 60.0)
    monkeypatch.setattr(living, "FIRST", 0.05)
    life, leave = alive(today, tmp_path), threading.Event()
    before = len(rows(life))
    thread = threading.Thread(target=life.run, args=(leave,))

    thread.start()
    for _ in range(100):
        if len(rows(life)) > before or leave.wait(0.05):
            break
    leave.set()
    thread.join(5)

    assert len(rows(life)) == before + 1
    assert not thread.is_alive()


def test_a_database_that_cannot_be_written_leaves_life_waiting_and_is_not_made(
    today: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(living, "FIRST", 0.0)
    monkeypatch.setattr(living, "THEN", 0.01)
    life, leave = alive(today, tmp_path), threading.Event()
    life.database.unlink()
    thread = threading.Thread(target=life.run, args=(leave,))

    thread.start()
    leave.wait(0.1)
    leave.set()
    thread.join(5)

    assert not thread.is_alive()
    assert not life.database.exists()
    assert debtors(life) == len(today.economic["customers"])
