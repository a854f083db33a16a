"""What a day at the default settings costs in calls: little, and every place is asked in each cycle."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from checks.engine.thrift import BUDGET, SPARED
from tests.benchmarks.calls import EVERY, PLACES, least, run, watch

AT_REST = 6
A_DAY = 9_000
COUNTS = 4
"""Of the journals, the two kinds of invoices in the ledger, and the periods: a list that is read whole is counted."""
CURRENCIES = 1
HOURLY = 4
"""The agreement and the periods, which take two lists and a count."""


async def test_an_hour_at_rest_asks_every_place_once_a_cycle(tmp_path: Path) -> None:
    async with watch(tmp_path, 60, 60) as watched:
        await run(watched, 61)

        assert watched.left_out == []
        changed = watched.calls[EVERY - 1 : 60 : EVERY]
        assert max(calls for place, calls in enumerate(watched.calls[1:60], 1) if place % EVERY != EVERY - 1) <= AT_REST
        assert max(changed) <= AT_REST + 1  # what is new in the ledger is counted, then listed
        assert sum(watched.calls[1:60]) <= AT_REST * 59
        assert watched.calls[60] <= AT_REST + HOURLY
        assert watched.calls[0] <= least(watched.made) + 1 + COUNTS + CURRENCIES


async def test_the_classic_way_costs_a_call_for_each_journal_and_each_open_year_and_now_and_then_two_lists(
    tmp_path: Path,
) -> None:
    async with watch(tmp_path, 60, 60) as watched:
        watched.withdraw()
        await run(watched, 11)

        books = watched.made.economic
        lists = len(books["journals"]) + sum(not year.get("closed") for year in books["accountingYears"])
        at_rest = [calls for place, calls in enumerate(watched.calls[1:], 1) if place % EVERY != EVERY - 1]
        assert watched.left_out == []
        assert min(at_rest) == len(PLACES) + lists
        assert max(at_rest) <= len(PLACES) + lists + 2
        assert sum(at_rest) / len(at_rest) * 1440 <= SPARED * BUDGET


@pytest.mark.long
async def test_four_hours_after_which_all_begins_anew_stay_within_a_sixth_of_the_days_bar(tmp_path: Path) -> None:
    async with watch(tmp_path, 300, 1500) as watched:
        await run(watched, 4 * 60)

        assert len(watched.calls) == 4 * 60
        assert watched.left_out == []
        assert sum(watched.calls) <= A_DAY / 6
        assert Counter(watched.calls).most_common(1)[0][0] <= AT_REST
