"""The opening belongs to the site: every run finds it, while it lasts, and none once it is over."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest

from checks.adapters.journal import FileJournal
from checks.engine.errors import JournalFault
from checks.engine.opening import LASTS, OVER, Opening
from checks.engine.plan import Refused, Request, State
from checks.engine.refusals import FIXES_OFF, READ_ONLY
from tests.support.door import broken_journal, door
from tests.support.firm import Firm
from tests.support.troubled import STALE, UNLINKED, troubled
from tests.support.watching import opened, watching


@pytest.fixture(name="holm")
def _holm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Firm]:
    with troubled(tmp_path) as made:
        made.configure("enabled = true", "enabled = false")
        for name in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME"):
            monkeypatch.setenv(name, made.environment[name])
        yield made


def openings(holm: Firm) -> list[Opening]:
    """Return the openings on record."""
    (folder,) = holm.folder.glob("state/sites/*")
    return [one for one in FileJournal(folder).history() if isinstance(one, Opening)]


async def test_another_run_that_starts_while_it_lasts_may_write(holm: Firm) -> None:
    opened(holm, "--write", "called by Anna", "check")
    async with door(holm, "fix", UNLINKED) as at:
        assert at.monitor.board.pulse.opening == openings(holm)[0]
        assert (await at.applied(await at.planned(UNLINKED))).state == State.DONE


async def test_a_run_that_was_there_before_may_write_too(holm: Firm) -> None:
    async with door(holm, "fix", UNLINKED) as at:
        assert (await at.planned(UNLINKED)).blocked == FIXES_OFF

        opened(holm, "--write", "called by Anna", "check")

        assert (await at.applied(await at.planned(UNLINKED))).state == State.DONE


async def test_a_run_that_was_opened_during_it_is_refused_once_it_is_over(holm: Firm) -> None:
    opened(holm, "--write", "called by Anna", "check")
    async with door(holm) as at:
        plan = await at.planned(UNLINKED)
        assert plan.blocked is None

        at.ahead = LASTS
        outcome, later = await at.applied(plan), await at.planned(UNLINKED)

        over = OVER.with_(end=openings(holm)[0].end, operator="anna")
        assert (outcome.state, outcome.message, later.blocked) == (State.REFUSED, over, over)
        assert at.writes == 0


async def test_a_second_one_extends_it_by_a_record_of_its_own(holm: Firm) -> None:
    opened(holm, "--write", "first", "check")
    opened(holm, "--write", "second", "check")

    first, second = openings(holm)

    assert (first.reason, second.reason) == ("first", "second")
    assert second.until - first.until == second.at - first.at > timedelta(0)
    async with door(holm) as at:
        assert at.monitor.board.pulse.opening == second


async def test_read_only_wins_over_the_sites_opening_and_makes_none(holm: Firm) -> None:
    opened(holm, "--write", "called by Anna", "check")
    opened(holm, "--write", "not me", "--read-only", "check")
    async with door(holm, "--read-only") as at:
        assert (await at.planned(UNLINKED)).blocked == READ_ONLY
        assert at.monitor.board.pulse.opening is None
    assert len(openings(holm)) == 1


async def test_a_site_with_fixes_enabled_needs_none_and_writes_none(holm: Firm) -> None:
    holm.configure("enabled = false", "enabled = true")
    opened(holm, "--write", "to be sure", "check")
    async with door(holm) as at:
        assert at.monitor.board.pulse.opening is None
        assert (await at.planned(UNLINKED)).blocked is None
    assert openings(holm) == []


async def test_a_broken_journal_opens_nothing(holm: Firm) -> None:
    opened(holm, "--write", "called by Anna", "check")
    async with door(holm) as at:
        with broken_journal(at):
            blocked = (await at.planned(UNLINKED)).blocked
            assert blocked == at.monitor.journal_file.broken()
            with pytest.raises(JournalFault):
                opened(holm, "--write", "called again", "check")
        assert (await at.planned(UNLINKED)).blocked is None
    assert len(openings(holm)) == 1


async def test_the_screens_engine_finds_it_and_one_that_follows_makes_no_other(holm: Firm) -> None:
    async with watching(holm, "--write", "called by Anna") as on:
        await on.cycled()
        assert on.board.pulse.opening == openings(holm)[0]

        on.processes[-1].kill()
        await on.until(lambda: len(on.processes) == 2)
        async with asyncio.timeout(20):
            # The new engine reads first, and can only be asked whether it has.
            while isinstance(plan := await on.link.plan(Request(STALE)), Refused):  # noqa: ASYNC110
                await asyncio.sleep(0.05)

        assert plan.blocked is None
        assert (await on.link.apply(plan.id)).state == State.DONE
    assert len(openings(holm)) == 1


def test_a_fix_under_an_opening_of_an_earlier_run_says_so(holm: Firm) -> None:
    closed = holm.run("undo", "1")
    opened(holm, "--write", "called by Anna", "check")
    (opening,) = openings(holm)

    told = holm.run("undo", "1").stderr.splitlines()[0]

    assert "open until" not in closed.stderr
    assert told == f"open until {opening.end} by {opening.operator}: called by Anna"
