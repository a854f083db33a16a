"""H17 to H31 as far as they concern a push: lost answers, other writers, old keys, and whose token goes where."""

from __future__ import annotations

import asyncio
import json
import re
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from checks.adapters import customer_put as put
from checks.adapters.call_fault import FACTS, Kind
from checks.adapters.row import WRONG
from checks.engine import refusals as no
from checks.engine.model import Health
from checks.engine.plan import FixPlan, Refused, Request, State
from checks.engine.runner import FOUND_DONE, FOUND_NOT_DONE
from tests.support.economic_bench import bench, ends, is_not_done, is_taken_yet_old, planned, says
from tests.support.economic_between import Done, afterwards, instead
from tests.support.economic_pages import collection
from tests.support.paged_firm import NEW, NUMBER, OLD, STALE
from tests.support.sample import sample
from tests.support.scripted_server import Asked, Bytes, reply, scripted
from tests.support.watching import opened

Patch = pytest.MonkeyPatch
RECORD = f"/customers/{NUMBER}"
executed_or_not = pytest.mark.parametrize("executed", [True, False], ids=["executed", "not-executed"])


@pytest.mark.parametrize("status", sample([301, 302, 303, 307, 308], 3))
async def test_h17_a_write_that_is_sent_elsewhere_goes_nowhere(tmp_path: Path, monkeypatch: Patch, status: int) -> None:
    async with scripted(lambda _: reply({})) as thief, planned(tmp_path, monkeypatch) as at:
        at.turn(instead(reply("", status, Location=f"{thief.url}{RECORD}")), "PUT")

        said = await ends(at, State.UNKNOWN, put.AS_YET_OLD, FACTS[Kind.FOREIGN])
        await is_not_done(at)

        assert thief.url in said
        assert thief.asked == []


async def test_h18_h19_h20_a_list_that_cannot_be_trusted_offers_no_fix(tmp_path: Path, monkeypatch: Patch) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        await at.monitor.cycle()
        row = {"customerNumber": 1, "name": "A"}
        for page in (
            collection([row], "http://127.0.0.1:1/customers", 2),
            collection([row], "/customers?skippages=0&pagesize=1000&sort=customerNumber", 2),
            collection([row], None, 2),
        ):
            at.turn(instead(page), path="/customers", query="pagesize")
            await at.monitor.cycle()
            assert at.economic.health is Health.DEGRADED

            refused = await at.monitor.plan(Request(STALE))

            assert isinstance(refused, Refused)
            assert "customers" in says(refused.reason)
            at.as_usual()
        assert (at.puts, at.entries) == (0, ())


LOST = {
    "cut": Bytes(cut=True),
    "reset": Bytes(reset=True),
    "half a header": Bytes(b"HTTP/1.1 200 OK\r\nContent-", cut=True),
    "no HTTP": Bytes(b"SSH-2.0-nonsense\r\n\r\n", cut=True),
    "a header without end": Bytes(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n", cut=True),
}


@pytest.mark.parametrize("what", sample(LOST, 3))
@executed_or_not
async def test_h21_h22_a_lost_answer_is_asked_about_and_the_write_never_sent_again(
    tmp_path: Path, monkeypatch: Patch, executed: bool, what: str
) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.turn((afterwards if executed else instead)(LOST[what]), "PUT")
        if executed:
            await ends(at, State.DONE, put.DONE_AFTER_ALL, FACTS[Kind.CUT], stands=NEW)
        else:
            await ends(at, State.UNKNOWN, put.AS_YET_OLD, FACTS[Kind.CUT])
            await is_not_done(at)


@pytest.mark.parametrize("size", [0, 1, 40])
async def test_h23_a_good_answer_whose_body_is_lost_is_done(tmp_path: Path, monkeypatch: Patch, size: int) -> None:
    async with planned(tmp_path, monkeypatch) as at:

        def without(_: Asked, done: Done) -> Bytes:
            head, _gap, body = done().data.partition(b"\r\n\r\n")
            return Bytes(head + b"\r\n\r\n" + body[:size], cut=True)

        at.turn(without, "PUT")

        await ends(at, State.DONE, put.DONE_AFTER_ALL, FACTS[Kind.CUT], stands=NEW)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("answer", [Bytes(cut=True), Bytes(reset=True), reply("", 500)], ids=["cut", "reset", "500"])
@executed_or_not
async def test_h12_h21_of_a_hundred_lost_answers_every_one_is_told_right(
    tmp_path: Path, monkeypatch: Patch, executed: bool, answer: Bytes
) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        at.api.wire.budget.limit = 10**6
        at.turn((afterwards if executed else instead)(answer), "PUT")
        for run in range(1, 101):
            at.change(address=f"Nørregade {run}")
            await at.plan()
            if executed:
                await ends(at, State.DONE, put.DONE_AFTER_ALL, puts=run, stands=NEW)
            else:
                await ends(at, State.UNKNOWN, put.AS_YET_OLD, puts=run, stands=f"Nørregade {run}")
                await is_not_done(at, puts=run)


async def test_h24_of_two_stations_with_one_fix_the_second_is_a_conflict(tmp_path: Path, monkeypatch: Patch) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        monkeypatch.setenv("CTMON_STATE_HOME", str(tmp_path / "second"))
        second = opened(at.firm).monitor()
        await second.cycle()
        theirs = await second.plan(Request(STALE))
        assert isinstance(theirs, FixPlan)

        await ends(at, State.DONE, put.DONE, stands=NEW)
        late = await second.apply(theirs.id)
        recorded = second.journal_file.entries()[-1]
        await second.close()

    assert late.state is recorded.state is State.CONFLICT
    says(late.message, put.MOVED)
    assert at.puts == 1


ODD_VALUES: tuple[object, ...] = (1.50, "x", None, True, [], {}, {"of": [1, 2.50]}, "Å", -0.0, 10**20)
ODD = {f"odd{n}": value for n, value in enumerate(ODD_VALUES)}


async def test_h25_the_whole_document_goes_back_to_the_byte(tmp_path: Path, monkeypatch: Patch) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        at.change(**ODD)
        came: list[bytes] = []

        def spaced(_: Asked, done: Done) -> Bytes:
            body = done().data.partition(b"\r\n\r\n")[2].replace(b',"', b' ,\r\n\t"')
            came.append(body)
            return reply(body)

        at.turn(spaced, path=RECORD)
        await at.plan()

        await ends(at, State.DONE, put.DONE, stands=NEW)

        (sent,) = (asked.body for asked in at.server.asked if asked.method == "PUT")
        place = rb'("address"\s*:\s*)"[^"]*"'
        assert json.loads(sent)["address"] == NEW
        assert re.sub(place, rb"\1", sent) == re.sub(place, rb"\1", came[0])


@pytest.mark.parametrize(
    "change", [{"address": "Søndergade 1"}, {"creditLimit": 7.0}, {"barred": True}, {"neverHeardOf": "x"}]
)
async def test_h26_a_customer_that_somebody_changed_meanwhile_is_a_conflict(
    tmp_path: Path, monkeypatch: Patch, change: dict[str, object]
) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.change(**change)

        await ends(at, State.CONFLICT, put.MOVED, puts=0, stands=change.get("address", OLD))


@pytest.mark.parametrize(
    ("change", "phrase"), [({"address": "Søndergade 1"}, put.OTHER_VALUE), ({"creditLimit": 7.0}, put.DAMAGE)]
)
async def test_h26_a_change_right_after_the_write_is_told(
    tmp_path: Path, monkeypatch: Patch, change: dict[str, object], phrase: object
) -> None:
    async with planned(tmp_path, monkeypatch) as at:

        def followed(_: Asked, done: Done) -> Bytes:
            answer = done()
            at.change(**change)
            return answer

        at.turn(followed, "PUT")

        await ends(at, State.CONFLICT, phrase, stands=change.get("address", NEW))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # phrases


async def test_h27_a_record_without_its_name_is_not_written_to(tmp_path: Path, monkeypatch: Patch) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        await at.monitor.cycle()
        at.turn(instead(reply({"customerNumber": NUMBER, "fullName": "Lykke Dental"})), path=RECORD)

        refused = await at.monitor.plan(Request(STALE))

        assert isinstance(refused, Refused)
        assert "name" in says(refused.reason, no.COULD_NOT_ASK, WRONG)
        assert (at.puts, at.entries) == (0, ())


async def test_h29_no_time_that_e_conomic_tells_decides_anything(tmp_path: Path, monkeypatch: Patch) -> None:
    async with bench(tmp_path, monkeypatch) as at:

        def dated(_: Asked, done: Done) -> Bytes:
            head, gap, body = done().data.partition(b"\r\n\r\n")
            return Bytes(head + b"\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nAge: 99999999" + gap + body)

        at.turn(dated)
        at.turn(dated, "PUT")
        await at.plan()

        await ends(at, State.DONE, put.DONE, stands=NEW)


async def test_h30_a_slow_write_is_waited_for_while_everything_else_goes_on(tmp_path: Path, monkeypatch: Patch) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.turn(lambda _, done: Bytes(done().data, hang=0.8), "PUT")
        longest, last = 0.0, time.monotonic()
        fix = asyncio.create_task(ends(at, State.DONE, put.DONE, stands=NEW))
        while not fix.done():
            await asyncio.sleep(0.01)
            longest, last = max(longest, time.monotonic() - last), time.monotonic()
        await fix

        assert longest < 0.5


@executed_or_not
async def test_h31_after_hours_the_record_is_asked_and_the_old_key_not_used(
    tmp_path: Path, monkeypatch: Patch, executed: bool
) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.turn((afterwards if executed else instead)(Bytes(cut=True)), "PUT", times=1)
        at.turn(instead(reply("", 503)), path=RECORD, nth=2, times=9)
        await ends(at, State.UNKNOWN, put.STILL_UNKNOWN, stands=NEW if executed else OLD)
        at.as_usual()

        monkeypatch.setattr(at.firm.simulator, "_clock", lambda: time.time() + 3 * 3600)  # what it kept is forgotten
        later = opened(at.firm).monitor()
        now = later.sides.now() + timedelta(hours=3)
        later.runner = replace(later.runner, sides=replace(later.sides, now=lambda: now))
        assert await later.settle() == ()
        await later.close()

        says(at.entries[-1].told, FOUND_DONE if executed else FOUND_NOT_DONE)
        assert at.puts == 1
        if not executed:
            await at.plan()
            await ends(at, State.DONE, put.DONE, puts=2, stands=NEW)
            keys = [asked.headers["idempotency-key"] for asked in at.server.asked if asked.method == "PUT"]
            assert len(set(keys)) == 2


async def test_h31_an_answer_that_was_kept_from_another_write_is_not_believed(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.turn(instead(reply({"customerNumber": NUMBER}, X_ResultFromCache="true")), "PUT")

        await ends(at, State.UNKNOWN, put.AS_YET_OLD, put.ACCEPTED)
        await is_taken_yet_old(at)


@pytest.mark.parametrize("code", ["PayloadChanged", "URLChanged"])
async def test_h31_a_key_that_another_program_used_is_refused_with_its_code(
    tmp_path: Path, monkeypatch: Patch, code: str
) -> None:
    async with planned(tmp_path, monkeypatch) as at:
        at.turn(instead(reply({"errorCode": code, "message": "The key was used."}, 400)), "PUT")

        assert code in await ends(at, State.REFUSED, put.REFUSED, FACTS[Kind.REJECTED])

        await at.monitor.cycle()
        assert at.economic.health is Health.OK
