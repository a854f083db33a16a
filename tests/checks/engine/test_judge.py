"""The last day of an ignore is a day of the site's calendar, not of UTC's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from checks.engine.check import discover
from checks.engine.judge import ended, judge
from checks.engine.ports import Ignored
from checks.engine.refusals import DAY_PASSED
from checks.engine.snapshot import Rules
from tests.support.builders import customer, snapshot
from tests.support.door import door
from tests.support.troubled import troubled

UNLINKED = "null-foreign-id:1042"
LAST_DAY = "2026-11-24"
MOMENTS = [
    ("Europe/Copenhagen", datetime(2026, 11, 24, 22, 59, tzinfo=UTC), True),
    ("Europe/Copenhagen", datetime(2026, 11, 24, 23, 1, tzinfo=UTC), False),
    ("America/New_York", datetime(2026, 11, 25, 4, 59, tzinfo=UTC), True),
    ("America/New_York", datetime(2026, 11, 25, 5, 1, tzinfo=UTC), False),
]


def ignored(now: datetime, rules: Rules) -> bool:
    """Tell whether the finding is set aside at that moment; both who list and who tidy up have to agree."""
    rows = replace(snapshot(customer("1042", None)), now=now, rules=rules)
    (found,) = (f for result in judge(discover(), rows) for f in result.findings if f.key == UNLINKED)
    word = Ignored(UNLINKED, found.basis, "moves", "anna", now - timedelta(days=9), LAST_DAY)
    results = judge(discover(), rows, (word,))
    aside = any(f.key == UNLINKED for result in results for f in result.ignored)
    assert (UNLINKED in ended(results, (word,), rules.day(now))) is not aside
    return aside


@pytest.mark.parametrize(("zone", "now", "still"), MOMENTS)
def test_an_ignore_lasts_to_the_end_of_its_day_where_the_site_is(zone: str, now: datetime, still: bool) -> None:
    assert ignored(now, Rules(zone=ZoneInfo(zone))) is still


@pytest.mark.parametrize(("zone", "now", "still"), MOMENTS)
def test_without_a_zone_the_machines_day_counts(zone: str, now: datetime, still: bool) -> None:
    with time_machine.travel(now.astimezone(ZoneInfo(zone)), tick=False):
        assert ignored(now, Rules()) is still


async def test_a_day_that_is_over_where_the_site_is_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with troubled(tmp_path) as holm:
        for name in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME"):
            monkeypatch.setenv(name, holm.environment[name])
        holm.configure("[clienttime]\n", '[clienttime]\ntimezone = "Pacific/Kiritimati"\n')
        async with door(holm) as at:
            noon = datetime.now(UTC).replace(hour=12, minute=0)  # two in the night of the next day there
            at.ahead = noon - datetime.now(UTC)

            over = await at.monitor.ignore(UNLINKED, "moves", noon.date())
            today = await at.monitor.ignore(UNLINKED, "moves", noon.date() + timedelta(days=1))

    assert over == DAY_PASSED.with_(day=noon.date())
    assert today is None
