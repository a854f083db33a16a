"""D1, D4, D23 through the engine: a server that is lost leaves what was known, dated, and is found again by itself."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from checks.adapters import reach_words, sqlserver_words
from checks.engine.model import Health, Status
from checks.engine.patience import LONGEST, Patience
from checks.engine.snapshot import Part
from tests.support.sample import sample
from tests.support.served_firm import ServedFirm, served_firm
from tests.support.tds.faults import Deed, Door, Fault
from tests.support.tds.rights import OWNER

DRIVERS = sample(["freetds", "microsoft"])
OF_CUSTOMERS = r"SELECT .+ FROM \[dbo\]\.\[Customer\] ORDER"
OF_INVOICES = r"SELECT .+ FROM \[dbo\]\.\[Invoice\] ORDER"
OF_CLIENTTIME, INVOICES = frozenset({Part.CUSTOMERS, Part.INVOICES}), frozenset({Part.INVOICES})
Listed = dict[str, tuple[Status, frozenset[str]]]
KEY = "null-foreign-id:1042"


def nothing_is_gone(at: ServedFirm, before: Listed, parts: frozenset[Part] = OF_CLIENTTIME) -> None:
    """Assert that what was listed still is, and that every check which needs what is lost, and no other, says so."""
    rules = at.monitor.cycle_of.rules
    lost = {check.id for check in at.monitor.checks if check.required(rules) & parts}
    assert {"null-foreign-id", "unposted-invoice"} <= lost
    for name, (status, keys) in at.listed.items():
        assert (status is Status.UNKNOWN, keys) == (name in lost, before[name][1]), name
        assert (at.monitor.board.panels[name].reason is not None) == (name in lost), name
    assert KEY in before["null-foreign-id"][1]
    snapshot = at.monitor.cycle_of.snapshot
    assert snapshot is not None
    assert (len(snapshot.customers.rows), len(snapshot.invoices.rows)) == (2, 1)
    assert snapshot.customers.as_of is not None


def standing(at: ServedFirm) -> str:
    """Return how ClientTime stands, and whether a next try is named."""
    return f"{at.clienttime.health.value}{', next try' if at.clienttime.next_try else ''}"


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize(
    ("word", "health", "lost"),
    [(OF_CUSTOMERS, Health.DOWN, OF_CLIENTTIME), (OF_INVOICES, Health.DEGRADED, INVOICES)],
    ids=["customers", "invoices"],
)
@pytest.mark.parametrize("size", [0, 40])
async def test_d4_a_connection_lost_while_reading_leaves_what_was_known(
    tmp_path: Path,
    driver: str,
    word: str,
    health: Health,
    lost: frozenset[Part],
    size: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with served_firm(driver, tmp_path, monkeypatch) as at:
        before, first = at.listed, at.monitor.report
        assert first is not None
        at.server.faults.add(Fault(Deed.CUT_WITHIN, word, size=size))

        report = await at.due()

        nothing_is_gone(at, before, lost)
        assert all(not result.findings for result in report.results if result.status is Status.UNKNOWN)
        assert at.clienttime.detail is not None
        assert "was cut" in at.clienttime.detail.text()
        assert at.clienttime.health is health
        assert at.monitor.board.panels["unposted-invoice"].as_of == first.finished
        if health is Health.DOWN:
            assert at.clienttime.as_of is not None
            assert at.clienttime.as_of <= first.finished

        at.server.faults.clear()
        await at.due()
        assert (at.listed, at.clienttime.health) == (before, Health.OK)
        assert at.monitor.board.panels["unposted-invoice"].as_of != first.finished


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d23_a_server_that_is_away_is_asked_ever_more_rarely_and_found_again_by_itself(
    tmp_path: Path, driver: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served_firm(driver, tmp_path, monkeypatch) as at:
        before, asked = at.listed, list[int]()
        at.server.door = Door.SLAMMED
        at.server.cut()
        for minute in range(16):
            calls, tried = at.monitor.board.pulse.calls_today, at.server.accepted
            await at.due()
            nothing_is_gone(at, before)
            assert at.monitor.board.pulse.calls_today > calls  # e-conomic is watched all the while
            asked += [minute] if at.server.accepted > tried else []
        # The first cycle found the old connection gone; all others knock, two, four and five minutes apart.
        assert asked == [1, 3, 7, 12]
        assert at.clienttime.detail is not None
        assert at.clienttime.detail.en == reach_words.HUNG_UP.en
        assert "next try" in standing(at)

        at.server.door = Door.OPEN
        for _ in range(LONGEST // timedelta(minutes=1)):
            await at.due()
        assert (at.listed, standing(at)) == (before, "ok")


async def test_d23_whoever_asks_is_answered_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served_firm("freetds", tmp_path, monkeypatch) as at:
        at.server.close()
        for _ in range(4):
            await at.due()
        at.server.open()
        at.ahead[0] += 1
        assert (await at.monitor.cycle(asked=False)).sources[0].health is Health.DOWN

        running = asyncio.create_task(at.monitor.run())
        async with asyncio.timeout(10):
            while at.clienttime.health is not Health.OK:
                await at.monitor.refresh()
                await asyncio.sleep(0.05)
        running.cancel()


@pytest.mark.long
@pytest.mark.parametrize("driver", DRIVERS)
async def test_d23_with_nobody_at_the_keys_it_goes_on_by_itself(
    tmp_path: Path, driver: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served_firm(driver, tmp_path, monkeypatch) as at:
        before = at.listed
        at.monitor.cycle_of.patience = Patience()
        await at.monitor.pace(timedelta(seconds=1))
        running = asyncio.create_task(at.monitor.run())

        at.server.close()
        async with asyncio.timeout(20):
            while at.clienttime.next_try is None:  # noqa: ASYNC110 - the board is all there is to look at
                await asyncio.sleep(0.1)
        nothing_is_gone(at, before)
        at.server.open()
        async with asyncio.timeout(20):
            while at.clienttime.health is not Health.OK:  # noqa: ASYNC110 - the board is all there is to look at
                await asyncio.sleep(0.1)
        running.cancel()

        assert at.listed == before


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d1_whatever_time_goes_by_a_refused_login_is_tried_once(
    tmp_path: Path, driver: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served_firm(driver, tmp_path, monkeypatch) as at:
        before, secret = at.listed, tmp_path / "sql-password"
        secret.write_text("wrong")
        at.server.cut()
        first = at.server.log.logins
        for _ in range(20):
            await at.due()
            nothing_is_gone(at, before)
        assert at.clienttime.refused
        assert at.server.log.logins == first + 1
        assert at.clienttime.detail is not None
        assert at.clienttime.detail.en == sqlserver_words.LOGIN.en

        await at.monitor.cycle()
        assert at.server.log.logins == first + 2

        secret.write_text(OWNER.password)
        for _ in range(LONGEST // timedelta(minutes=1)):
            await at.due()
        assert (at.listed, at.server.log.logins) == (before, first + 3)
        assert not at.clienttime.refused
