"""H1 to H13, H29, H30, what e-conomic does to a reading: told as what it is, no wrong finding, never a write."""

from __future__ import annotations

import asyncio
import errno
import itertools
import socket
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest

from checks.adapters import call_fault as fault
from checks.adapters import http
from checks.adapters.call_fault import FACTS, Kind
from checks.adapters.http import MOST_DEAD_TRIES, Pace
from checks.adapters.origin import Origin
from checks.adapters.status import NO_PAIR
from checks.engine import refusals as no
from checks.engine.model import Health
from checks.engine.phrase import Phrase
from checks.engine.plan import Refused, Request
from checks.engine.snapshot import Part
from tests.support.economic_bench import HTML, Bench, bench, is_refused, says, truth, unknown, verdicts
from tests.support.economic_between import instead
from tests.support.economic_losses import ALL, PARTS, needing, place_is_lost, told
from tests.support.economic_pages import CUSTOMERS, DRAFTS, JOURNAL
from tests.support.paged_firm import STALE
from tests.support.sample import sample
from tests.support.scripted_server import Bytes, reply

Patch = pytest.MonkeyPatch
IMPATIENT = Pace(call=0.3, tries=2, first_pause=0.01, lag=0.02)


async def lead(at: Bench, url: str) -> None:
    """Let the adapter call another address from now on."""
    api = at.api
    origin = Origin.of(url)
    await api.close()
    api.rest = api.openapi = origin
    api.wire.origins, api.wire._trust = (origin,), None  # pyright: ignore[reportPrivateUsage]  # as if just opened


async def test_h1_a_host_that_cannot_be_reached_is_told_with_the_reason_and_found_again(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(http, "TIMEOUTS", httpx.Timeout(5, connect=0.2))
    async with bench(tmp_path, monkeypatch) as at:
        true, used = await truth(at), at.api.wire.budget.used
        with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.socket() as closed:
            waiting = [socket.socket() for _ in range(4)]
            for one in waiting:
                one.setblocking(False)
                one.connect_ex(full.getsockname())
            closed.bind(("127.0.0.1", 0))
            for url, why in (
                ("https://no-such-host.invalid", fault.NO_NAME),
                (f"http://127.0.0.1:{closed.getsockname()[1]}", fault.WHYS[errno.ECONNREFUSED]),
                (f"http://127.0.0.1:{full.getsockname()[1]}", fault.NO_ANSWER),
            ):
                await lead(at, url)
                fact = FACTS[Kind.UNREACHABLE].worded(why=why)
                await told(at, true, fact, lost=ALL, health=Health.DOWN)
                refused = await at.monitor.plan(Request(STALE))
                assert isinstance(refused, Refused)
                assert at.api.wire.budget.used == used
            for one in waiting:
                one.close()

        await lead(at, at.server.url)
        assert verdicts(await at.monitor.cycle()) == true


@pytest.mark.parametrize("path", sample(PARTS))
async def test_h2_a_silent_place_is_asked_again_and_then_told(tmp_path: Path, monkeypatch: Patch, path: str) -> None:
    async with bench(tmp_path, monkeypatch, IMPATIENT) as at:
        true = await truth(at)
        at.turn(instead(Bytes(hang=30)), path=path, times=1)
        assert verdicts(await at.monitor.cycle()) == true
        at.as_usual()

        await place_is_lost(at, true, path, Bytes(hang=30), FACTS[Kind.SILENT])


async def test_h2_h30_when_all_is_silent_the_cycle_ends_in_its_time(tmp_path: Path, monkeypatch: Patch) -> None:
    async with bench(tmp_path, monkeypatch, deadline=1.0) as at:
        true = await truth(at)
        at.turn(instead(Bytes(hang=30)))
        began = time.monotonic()

        await told(at, true, FACTS[Kind.LATE], lost=ALL, health=Health.DOWN)

        assert time.monotonic() - began < 3
        assert at.server.most_at_once <= http.AT_ONCE


@pytest.mark.parametrize("path", sample(PARTS, 5))
async def test_h3_a_dripping_place_ends_at_the_deadline(tmp_path: Path, monkeypatch: Patch, path: str) -> None:
    async with bench(tmp_path, monkeypatch, IMPATIENT) as at:
        true, began = await truth(at), time.monotonic()

        await place_is_lost(at, true, path, Bytes(reply({}).data, gap=0.05), FACTS[Kind.SILENT])

        assert time.monotonic() - began < 5


@pytest.mark.parametrize(("code", "phrase"), [(None, FACTS[Kind.TOKEN]), ("E02250", NO_PAIR)])
async def test_h5_dead_tokens_end_all_polling_and_every_fix(
    tmp_path: Path, monkeypatch: Patch, code: str | None, phrase: Phrase
) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        true = await truth(at)
        await at.plan()
        at.turn(instead(reply({"message": "no"} | ({"errorCode": code} if code else {}), 401)))
        asked = len(at.server.asked)

        for _ in range(20):
            await told(at, true, phrase, fault.STEPS[Kind.TOKEN], lost=ALL, health=Health.DOWN)
        await is_refused(at, no.AGREEMENT_UNKNOWN, phrase)

        assert len(at.server.asked) - asked <= MOST_DEAD_TRIES


async def test_h5_tokens_that_work_again_are_used_again(tmp_path: Path, monkeypatch: Patch) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        true = await truth(at)
        at.turn(instead(reply({}, 401)))
        await told(at, true, FACTS[Kind.TOKEN], lost=ALL, health=Health.DOWN)
        at.as_usual()

        assert verdicts(await at.monitor.cycle()) == true


@pytest.mark.parametrize("path", sample(PARTS, 4))
async def test_h6_a_missing_role_costs_only_what_needs_it(tmp_path: Path, monkeypatch: Patch, path: str) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        true = await truth(at)
        asked = len(at.server.asked)

        said = await place_is_lost(
            at, true, path, reply({"errorCode": "AccessDenied"}, 403), FACTS[Kind.ROLE], fault.STEPS[Kind.ROLE]
        )

        assert "AccessDenied" in said
        refused = [one for one in at.server.asked[asked:] if one.path == path]
        assert len(refused) <= 4  # never tried again: one or two in either cycle


async def test_h7_a_customer_that_was_just_listed_and_is_gone_is_told_and_listed_no_more(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        await truth(at)
        at.delete()

        refused = await at.monitor.plan(Request(STALE))

        assert isinstance(refused, Refused)
        says(refused.reason, no.ABSENT)
        found = verdicts(await at.monitor.cycle())
        assert not unknown(found)
        assert found["stale-address"] == frozenset()
        assert (at.puts, at.entries) == (0, ())


@pytest.mark.parametrize("path", [CUSTOMERS, JOURNAL])
@pytest.mark.parametrize("status", sample([404, 405, 410]))
async def test_h7_a_place_that_is_withdrawn_is_named_so(
    tmp_path: Path, monkeypatch: Patch, path: str, status: int
) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        true = await truth(at)
        answer = reply({"message": "Resource not found.", "httpStatusCode": 404, "logId": "ab-CPH"}, status)

        said = await place_is_lost(at, true, path, answer, FACTS[Kind.MISSING], fault.STEPS[Kind.MISSING])

        assert path in said


def in_seconds(seconds: float) -> str:
    """Return a date as the header has it."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize("wait", ["1", "0", "-5", "soon", None])
async def test_h9_h10_a_pause_that_fits_is_made(tmp_path: Path, monkeypatch: Patch, wait: str | None) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        true = await truth(at)
        at.turn(instead(reply({}, 429, **({"Retry_After": wait} if wait else {}))), path=CUSTOMERS, times=1)
        began = time.monotonic()

        assert verdicts(await at.monitor.cycle()) == true

        assert (time.monotonic() - began >= 1) is (wait == "1")


@pytest.mark.parametrize("wait", ["600", "1e9", pytest.param(in_seconds(3_000), id="a date"), "9" * 400])
async def test_h9_a_pause_that_does_not_fit_ends_the_calls_and_is_counted_down(
    tmp_path: Path, monkeypatch: Patch, wait: str
) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        true = await truth(at)
        at.turn(instead(reply({}, 429, Retry_After=wait)))
        await told(at, true, FACTS[Kind.BUSY], lost=ALL, health=Health.DOWN)
        asked = len(at.server.asked)

        await told(at, true, FACTS[Kind.BUSY], fault.STEPS[Kind.BUSY], lost=ALL, health=Health.DOWN)

        if wait != "9" * 400:  # no number: nothing to count down
            assert len(at.server.asked) == asked
            assert at.economic.next_try is not None
            left = (at.economic.next_try - datetime.now(UTC)).total_seconds()
            assert 500 < left <= 900


async def test_h10_without_a_time_the_pauses_grow_and_differ(tmp_path: Path, monkeypatch: Patch) -> None:
    asked: list[float] = []

    def noted(*_: object) -> Bytes:
        asked.append(time.monotonic())
        return reply({}, 429)

    pace = Pace(call=5.0, tries=4, first_pause=0.1, lag=0.02)
    async with bench(tmp_path, monkeypatch, pace) as at:
        true = await truth(at)
        at.turn(noted, path=DRAFTS)
        await told(at, true, FACTS[Kind.BUSY], lost=needing(Part.DRAFTS))

    gaps = [after - before for before, after in itertools.pairwise(asked)]
    assert len(gaps) == 3
    assert all(gap >= 0.07 * 2**n for n, gap in enumerate(gaps))
    assert len({pace.pause(0) for _ in range(20)}) > 10


async def test_h11_the_budget_ends_the_calls_until_the_next_day(tmp_path: Path, monkeypatch: Patch) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        true, budget = await truth(at), at.api.wire.budget
        budget.limit, asked = budget.used + 3, len(at.server.asked)

        await told(at, true, FACTS[Kind.SPENT], lost=needing(Part.JOURNAL, Part.ENTRIES))
        assert at.monitor.board.pulse.calls_today == budget.limit
        await told(at, true, FACTS[Kind.SPENT], fault.STEPS[Kind.SPENT], lost=ALL, health=Health.DOWN)
        assert len(at.server.asked) - asked == 3

        budget.now = lambda: datetime.now(UTC) + timedelta(days=1)
        budget.limit = 50_000
        assert verdicts(await at.monitor.cycle()) == true


@pytest.mark.parametrize("path", sample(PARTS, 4))
async def test_h12_a_place_that_fails_is_asked_again_and_then_told(
    tmp_path: Path, monkeypatch: Patch, path: str
) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        true = await truth(at)
        at.turn(instead(reply({"message": "x"}, 500)), path=path, times=2)
        assert verdicts(await at.monitor.cycle()) == true
        at.as_usual()

        await place_is_lost(at, true, path, reply({"message": "x"}, 500), FACTS[Kind.FAILING])


@pytest.mark.parametrize("status", sample([502, 503, 504]))
async def test_h13_maintenance_is_told_without_its_page(tmp_path: Path, monkeypatch: Patch, status: int) -> None:
    page = reply(HTML, status, content_type="text/html")
    async with bench(tmp_path, monkeypatch) as at:
        true = await truth(at)
        said = await place_is_lost(at, true, CUSTOMERS, page, FACTS[Kind.FAILING])
        assert str(status) in said
        at.turn(instead(page))

        await told(at, true, FACTS[Kind.FAILING], lost=ALL, health=Health.DOWN)

        assert "back soon" not in at.economic.detail.text()  # type: ignore[union-attr]  # told above


@pytest.mark.parametrize("hours", [-20, 20])
async def test_h29_a_clock_that_is_hours_off_misses_nothing(tmp_path: Path, monkeypatch: Patch, hours: int) -> None:
    monkeypatch.setattr("checks.adapters.replica.PAGE", 2)  # so that changes are asked for, not the whole
    async with bench(tmp_path, monkeypatch) as at:
        at.api.now = lambda: datetime.now(UTC) + timedelta(hours=hours)
        await truth(at)
        asked = len(at.server.asked)
        at.change(address="Vestergade 7")

        found = verdicts(await at.monitor.cycle())

        assert found["stale-address"] == frozenset()
        assert any("lastUpdated" in one.target for one in at.server.asked[asked:])
    assert "clock" in fault.STEPS[Kind.UNTRUSTED].en
    assert "ur" in fault.STEPS[Kind.UNTRUSTED].da


async def test_h30_a_slow_e_conomic_neither_blocks_nor_piles_up_and_is_left_at_once(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        await truth(at)
        at.turn(instead(Bytes(hang=30)))
        longest, last = 0.0, time.monotonic()
        cycle = asyncio.create_task(at.monitor.cycle())
        for _ in range(40):
            await asyncio.sleep(0.01)
            longest, last = max(longest, time.monotonic() - last), time.monotonic()
        began = time.monotonic()
        cycle.cancel()
        with pytest.raises(asyncio.CancelledError):
            await cycle

        assert time.monotonic() - began < 1
        assert longest < 0.5
        assert at.server.most_at_once <= http.AT_ONCE
