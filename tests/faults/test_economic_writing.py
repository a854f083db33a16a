"""H1 to H16, what e-conomic does to a fix; each with what is said, its state, its journal and its number of writes."""

from __future__ import annotations

import asyncio
import errno
import time
from pathlib import Path

import pytest

from checks.adapters import call_fault as fault
from checks.adapters import customer_put as put
from checks.adapters.call_fault import FACTS, Kind
from checks.adapters.http import Pace
from checks.adapters.status import LONGEST_WAIT, NO_PAIR
from checks.engine import refusals as no
from checks.engine.model import Health
from checks.engine.phrase import Phrase
from checks.engine.plan import Change, State
from checks.engine.runner import FOUND_DONE, FOUND_NOT_DONE
from tests.support.economic_bench import (
    ANYTHING,
    HTML,
    bench,
    ends,
    is_not_done,
    is_refused,
    is_taken_yet_old,
    planned,
    says,
)
from tests.support.economic_between import afterwards, instead
from tests.support.paged_firm import NEW, NUMBER, OLD, STALE
from tests.support.sample import sample
from tests.support.scripted_server import Bytes, reply

Patch = pytest.MonkeyPatch
IMPATIENT = Pace(call=0.4, tries=2, first_pause=0.01, lag=0.02)
RECORD = f"/customers/{NUMBER}"
executed_or_not = pytest.mark.parametrize("executed", [True, False], ids=["executed", "not-executed"])


async def settled(
    folder: Path,
    patch: Patch,
    executed: bool,
    answer: Bytes,
    *facts: Phrase,
    pace: Pace | None = None,
    ok: bool = False,
) -> None:
    """Give the write this answer, done or not, and assert that the record is asked and the truth is told.

    `ok` tells that its first line says that the write was taken, however useless the rest.
    """
    async with planned(folder, patch, pace or Pace(call=5.0, first_pause=0.01, lag=0.02)) as at:
        at.turn((afterwards if executed else instead)(answer), "PUT")
        if executed:
            said = await ends(at, State.DONE, put.DONE_AFTER_ALL, *facts, stands=NEW)
        else:
            said = await ends(at, State.UNKNOWN, put.AS_YET_OLD, *facts)
            await (is_taken_yet_old(at) if ok else is_not_done(at))
        assert "<" not in said


async def test_h1_where_the_write_finds_nobody_nothing_was_sent(tmp_path: Path, monkeypatch: Patch) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.server.refuse()  # the reads go on over the connections that are there

        await ends(
            at, State.NOT_DONE, put.NOT_SENT, FACTS[Kind.UNREACHABLE].worded(why=fault.WHYS[errno.ECONNREFUSED]), puts=0
        )


async def test_h1_where_nobody_is_there_at_all_nothing_is_begun(tmp_path: Path, monkeypatch: Patch) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.server.refuse()
        await at.api.close()

        await is_refused(at, no.AGREEMENT_UNKNOWN, FACTS[Kind.UNREACHABLE].worded(why=fault.WHYS[errno.ECONNREFUSED]))


@executed_or_not
async def test_h2_a_write_without_an_answer_is_settled_by_asking(
    tmp_path: Path, monkeypatch: Patch, executed: bool
) -> None:
    await settled(tmp_path, monkeypatch, executed, Bytes(hang=30), FACTS[Kind.SILENT], pace=IMPATIENT)


@executed_or_not
async def test_h2_where_nobody_can_be_asked_it_stays_unknown_and_blocks_the_record_until_it_is_settled(
    tmp_path: Path, monkeypatch: Patch, executed: bool
) -> None:
    async with planned(tmp_path, monkeypatch, IMPATIENT) as at:
        at.turn((afterwards if executed else instead)(Bytes(hang=30)), "PUT")
        at.turn(instead(Bytes(hang=30)), path=RECORD, nth=2)
        stands = NEW if executed else OLD
        await ends(at, State.UNKNOWN, put.STILL_UNKNOWN, FACTS[Kind.SILENT], stands=stands)
        at.as_usual()
        if not executed:
            await at.plan()
            await is_refused(at, no.UNRESOLVED, puts=1)

        if not executed:
            (left,) = await at.monitor.settle()
            assert left.state is State.UNKNOWN
        assert await at.settle_later() is (State.DONE if executed else State.NOT_DONE)
        says(at.entries[-1].told, FOUND_DONE if executed else FOUND_NOT_DONE)
        assert (at.puts, at.address) == (1, stands)


@executed_or_not
async def test_h3_an_answer_that_drips_ends_at_the_deadline(tmp_path: Path, monkeypatch: Patch, executed: bool) -> None:
    began = time.monotonic()

    await settled(tmp_path, monkeypatch, executed, Bytes(reply({}).data, gap=0.05), FACTS[Kind.SILENT], pace=IMPATIENT)

    assert time.monotonic() - began < 5


@pytest.mark.parametrize("code", [None, "E02250"])
async def test_h5_a_write_with_dead_tokens_is_refused_and_ends_the_polling(
    tmp_path: Path, monkeypatch: Patch, code: str | None
) -> None:
    told = reply({"message": "no"} | ({"errorCode": code} if code else {}), 401)
    async with planned(tmp_path, monkeypatch) as at:
        at.turn(instead(told), "PUT")
        said = await ends(at, State.REFUSED, put.REFUSED, NO_PAIR if code else FACTS[Kind.TOKEN])
        assert (code or "401") in said
        at.turn(instead(told))

        asked = len(at.server.asked)
        for _ in range(10):
            await at.monitor.cycle()

        assert len(at.server.asked) - asked <= 7  # with the write they are the eight tries that there are


async def test_h6_a_write_without_the_role_is_refused_and_the_reading_goes_on(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.turn(instead(reply({"message": "no"}, 403)), "PUT")

        said = await ends(at, State.REFUSED, put.REFUSED, FACTS[Kind.ROLE], fault.STEPS[Kind.ROLE])

        assert "SuperUser" in said
        await at.monitor.cycle()
        assert at.economic.health is Health.OK


async def test_h7_a_customer_that_is_gone_is_a_conflict_and_listed_no_more(tmp_path: Path, monkeypatch: Patch) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.delete()

        await ends(at, State.CONFLICT, put.GONE, puts=0, stands=None)

        await at.monitor.cycle()
        assert at.monitor.finding(STALE) is None


@pytest.mark.parametrize("status", [409, 412])
async def test_h8_a_conflict_is_read_again_and_not_sent_again(tmp_path: Path, monkeypatch: Patch, status: int) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        somebody = {"address": "Søndergade 1"}

        def taken(*_: object) -> Bytes:
            at.change(**somebody)
            return reply({"errorCode": "UpdateConflict"}, status)

        at.turn(taken, "PUT")

        await ends(at, State.CONFLICT, put.REFUSED, FACTS[Kind.REJECTED], stands="Søndergade 1")

        assert at.outcome is not None
        assert at.outcome.changes == (Change("address", OLD, "Søndergade 1"),)


@pytest.mark.parametrize(
    ("wait", "held"),
    [("7", 7), ("Wed, 21 Oct 2099 07:28:00 GMT", LONGEST_WAIT), ("1e9", LONGEST_WAIT), ("-5", 0), (None, 0)],
)
async def test_h9_h10_a_write_that_came_too_soon_is_refused_and_the_pause_is_kept(
    tmp_path: Path, monkeypatch: Patch, wait: str | None, held: float
) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.turn(instead(reply({}, 429, **({"Retry_After": wait} if wait else {}))), "PUT")

        await ends(at, State.REFUSED, put.REFUSED, FACTS[Kind.BUSY], fault.STEPS[Kind.BUSY])

        assert held - 3 < at.api.wire.held <= held
        asked = len(at.server.asked)
        await at.monitor.cycle()
        assert (len(at.server.asked) == asked) is (held > 0)
        assert (at.economic.next_try is not None) is (held > 0)
        assert at.puts == 1


async def test_h11_a_write_that_the_budget_does_not_allow_is_not_sent(tmp_path: Path, monkeypatch: Patch) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        budget = at.api.wire.budget
        budget.limit = budget.used + 3  # whose books, the customer as it is, and its price group

        await ends(at, State.NOT_DONE, put.NOT_SENT, FACTS[Kind.SPENT], puts=0)


async def test_h11_a_budget_that_is_used_up_lets_nothing_begin(tmp_path: Path, monkeypatch: Patch) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        budget, asked = at.api.wire.budget, len(at.server.asked)
        budget.limit = budget.used

        await is_refused(at, no.AGREEMENT_UNKNOWN, FACTS[Kind.SPENT])

        assert len(at.server.asked) == asked


@executed_or_not
@pytest.mark.parametrize("status", sample([500, 501]))
async def test_h12_a_failure_may_have_been_a_success(
    tmp_path: Path, monkeypatch: Patch, executed: bool, status: int
) -> None:
    await settled(tmp_path, monkeypatch, executed, reply({"message": "x"}, status), FACTS[Kind.FAILING])


@executed_or_not
@pytest.mark.parametrize("status", sample([502, 503, 504]))
async def test_h13_a_page_of_something_in_between_says_nothing(
    tmp_path: Path, monkeypatch: Patch, executed: bool, status: int
) -> None:
    await settled(tmp_path, monkeypatch, executed, reply(HTML, status, content_type="text/html"), FACTS[Kind.FAILING])


@pytest.mark.parametrize(
    "answer",
    [reply(HTML, content_type="text/html"), reply("fine", content_type="text/plain"), reply("", 204), reply([])],
    ids=["html", "text", "nothing", "list"],
)
@executed_or_not
async def test_h14_a_200_is_not_believed(tmp_path: Path, monkeypatch: Patch, executed: bool, answer: Bytes) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.turn((afterwards if executed else instead)(answer), "PUT")
        if executed:
            await ends(at, State.DONE, put.DONE, stands=NEW)
        else:
            await ends(at, State.UNKNOWN, put.AS_YET_OLD, put.ACCEPTED)
            await is_taken_yet_old(at)


GARBLED = {
    "half": reply('{"customerNumber": 20043, "na'),
    "bad utf-8": reply(b'{"customerNumber": 20043, "name": "\xff"}'),
    "bom": reply(b'\xef\xbb\xbf{"customerNumber": 20043, "name": "A"}'),
    "nan": reply('{"customerNumber": 20043, "name": "A", "balance": NaN}'),
    "deep": reply('{"a":' * 50_000 + "1" + "}" * 50_000),
    "huge number": reply('{"customerNumber": ' + "9" * 5000 + "}"),
    "twice": reply('{"customerNumber": 20043, "name": "A", "name": "B"}'),
    "another": reply({"customerNumber": 20046, "name": "Nord Data"}),
}


@pytest.mark.parametrize("what", sample(GARBLED, 4))
async def test_h15_a_garbled_record_stops_a_write_before_it_and_leaves_it_unknown_after_it(
    tmp_path: Path, monkeypatch: Patch, what: str
) -> None:
    answer = GARBLED[what]
    async with planned(tmp_path, monkeypatch) as at:
        at.turn(instead(answer), path=RECORD)
        await ends(at, State.NOT_DONE, put.NOT_ASKED, FACTS[Kind.GARBLED].worded(what=ANYTHING), puts=0)

        at.as_usual()
        await at.plan()
        at.turn(instead(answer), path=RECORD, nth=2)
        await ends(at, State.UNKNOWN, put.STILL_UNKNOWN, FACTS[Kind.GARBLED].worded(what=ANYTHING), stands=NEW)

        at.as_usual()
        assert await at.monitor.settle() == ()
        assert (at.entries[-1].state, at.puts) == (State.DONE, 1)


@executed_or_not
async def test_h16_a_compressed_answer_is_not_unpacked(tmp_path: Path, monkeypatch: Patch, executed: bool) -> None:
    bomb = reply(b"\x1f\x8b" + bytes(194 * 1024), Content_Encoding="gzip")

    await settled(tmp_path, monkeypatch, executed, bomb, fault.COMPRESSED, ok=True)


async def test_a_cancelled_write_is_asked_about_at_the_next_start(tmp_path: Path, monkeypatch: Patch) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.turn(afterwards(Bytes(hang=30)), "PUT")
        task = asyncio.create_task(at.fix())
        while not at.puts:  # noqa: ASYNC110 - it is the server that counts
            await asyncio.sleep(0.01)
        began = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

        assert time.monotonic() - began < 1
        assert at.entries[-1].state is State.UNKNOWN
        assert await at.monitor.settle() == ()
        assert (at.entries[-1].state, at.puts, at.address) == (State.DONE, 1, NEW)


async def test_a_sound_e_conomic_gets_one_write(tmp_path: Path, monkeypatch: Patch) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        await at.plan()
        await ends(at, State.DONE, put.DONE, stands=NEW)
