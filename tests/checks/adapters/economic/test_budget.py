"""The count of the day's calls."""

from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from checks.adapters.budget import Budget
from tests.support.agreement import AGREEMENT, standing

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def budget(folder: Path, now: datetime = NOON, limit: int = 50_000) -> Budget:
    """Return a budget whose clock stands."""
    return Budget(folder, AGREEMENT, limit, lambda: now)


def spend(count: int, kept: Budget) -> None:
    """Make some calls and put them down."""
    for _ in range(count):
        assert kept.spend()
    kept.flush()


def test_the_count_outlives_the_program(tmp_path: Path) -> None:
    spend(7, budget(tmp_path))

    assert budget(tmp_path).used == 7


def test_what_another_program_spent_is_taken_in(tmp_path: Path) -> None:
    ours, theirs = budget(tmp_path), budget(tmp_path)
    spend(3, theirs)
    spend(2, ours)

    assert ours.used == 5


def test_each_agreement_has_its_own_count(tmp_path: Path) -> None:
    spend(3, budget(tmp_path))

    assert Budget(tmp_path, 999, now=lambda: NOON).used == 0


def test_at_the_limit_nothing_more_is_spent(tmp_path: Path) -> None:
    kept = budget(tmp_path, limit=3)
    spend(3, kept)

    assert not kept.spend()
    assert kept.used == 3
    assert not budget(tmp_path, limit=3).spend()


def test_a_new_day_begins_at_midnight_utc_and_forgets_the_file_of_a_week_ago(tmp_path: Path) -> None:
    now = [NOON]
    kept = Budget(tmp_path, AGREEMENT, 5, lambda: now[0])
    spend(5, kept)
    now[0] += timedelta(hours=13)

    assert kept.used == 0
    spend(1, kept)
    assert len(list(tmp_path.iterdir())) == 2
    now[0] += timedelta(days=7)
    spend(1, kept)
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_forgotten_begins_at_zero_and_others_go_on(tmp_path: Path) -> None:
    kept, other = budget(tmp_path), Budget(tmp_path, 999, now=lambda: NOON)
    spend(3, kept)
    spend(2, other)

    kept.forget()

    assert (kept.used, budget(tmp_path).used, Budget(tmp_path, 999, now=lambda: NOON).used) == (0, 0, 2)
    spend(1, kept)
    assert budget(tmp_path).used == 1


def test_a_clock_that_is_put_back_finds_the_count_of_that_day(tmp_path: Path) -> None:
    now = [NOON]
    kept = Budget(tmp_path, AGREEMENT, now=lambda: now[0])
    spend(4, kept)
    now[0] -= timedelta(days=1)
    spend(1, kept)
    now[0] += timedelta(days=1)

    assert kept.used == 4


def test_torn_and_strange_lines_are_passed_over(tmp_path: Path) -> None:
    spend(4, budget(tmp_path))
    (path,) = tmp_path.iterdir()
    with path.open("ab") as file:
        file.write(b"x\n-3\n99999999999\n\xff\n2\n12")

    assert budget(tmp_path).used == 6


def test_a_folder_that_cannot_be_written_costs_no_cycle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = budget(tmp_path / "file" / "state")
    spend(2, kept)

    assert kept.used == 2


def test_flushing_without_a_call_writes_nothing(tmp_path: Path) -> None:
    budget(tmp_path).flush()

    assert list(tmp_path.iterdir()) == []


def _spend_alone(folder: Path) -> None:
    kept = budget(folder)
    for _ in range(50):
        kept.spend()
        kept.flush()


def test_no_call_is_lost_between_processes(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_spend_alone, args=(tmp_path,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)

    assert budget(tmp_path).used == 150


def test_without_an_agreement_in_the_site_file_the_one_that_answered_is_counted_for(tmp_path: Path) -> None:
    spend(3, budget(tmp_path))
    kept = Budget(tmp_path, now=lambda: NOON)
    spend(2, kept)

    kept.belongs_to(AGREEMENT)
    spend(1, kept)

    assert kept.used == 6
    assert budget(tmp_path).used == 6


def test_what_another_site_without_an_agreement_spent_is_not_this_ones(tmp_path: Path) -> None:
    spend(5, Budget(tmp_path, now=lambda: NOON))
    kept = Budget(tmp_path, now=lambda: NOON)
    spend(1, kept)

    kept.belongs_to(AGREEMENT)

    assert kept.used == 1


def test_another_agreement_than_that_of_the_site_file_is_billed_and_so_counted_for(tmp_path: Path) -> None:
    kept = budget(tmp_path)
    spend(2, kept)

    kept.spend()
    kept.belongs_to(999)
    spend(1, kept)

    assert budget(tmp_path).used == 2
    assert kept.used == Budget(tmp_path, 999, now=lambda: NOON).used == 2


async def test_a_sweep_of_a_site_that_names_none_counts_for_the_agreement_that_self_answers(tmp_path: Path) -> None:
    with standing(tmp_path) as served:
        api = served.api()
        api.wire.budget = Budget(tmp_path)
        read = await api.read()
        await api.close()

    assert Budget(tmp_path, AGREEMENT).used == dict(read.state.counts)["calls_today"] > 0
