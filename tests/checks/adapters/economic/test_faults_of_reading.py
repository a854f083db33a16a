"""A part that could not be read whole has no rows and says why; the others go on."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from checks.adapters.http import Pace
from checks.engine.lookup import Absent, Found, Unknown
from checks.engine.model import Health
from checks.engine.ports import EconomicReading
from tests.support.agreement import customer, opened
from tests.support.economic_pages import (
    BOOKED,
    CUSTOMERS,
    DRAFTS,
    ENTRIES,
    JOURNAL,
    PERIODS,
    YEARS,
    always,
    but,
    collection,
    items,
    usual,
)
from tests.support.scripted_server import Asked, Bytes, Script, Scripted, reply, scripted


async def swept(script: Script, folder: Path, deadline: float = 10.0) -> tuple[EconomicReading, Scripted]:
    """Read once everything that a script answers."""
    async with scripted(script) as server:
        api = opened(server.url, folder, deadline=deadline)
        reading = await api.read()
        await api.close()
    return reading, server


def told(reading: EconomicReading) -> str:
    """Return the sentence of the source."""
    return reading.state.detail.text() if reading.state.detail else ""


GARBLED = {
    "html": reply("<html>Please sign in</html>", content_type="text/html"),
    "html called json": reply("<!DOCTYPE html><p>Please sign in"),
    "another type": reply({"collection": [], "pagination": {"results": 0}}, content_type="text/plain"),
    "half": reply('{"collection": [{"customerNumber": 1, "na'),
    "bad utf-8": reply(b'{"collection": ["\xff"], "pagination": {"results": 0}}'),
    "bom": reply(b'\xef\xbb\xbf{"collection": [], "pagination": {"results": 0}}'),
    "nan": reply('{"collection": [], "pagination": {"results": 0}, "x": NaN}'),
    "infinity": reply('{"collection": [], "pagination": {"results": 0}, "x": -Infinity}'),
    "deep": reply("[" * 100_000),
    "deep object": reply('{"a":' * 50_000 + "1" + "}" * 50_000),
    "huge number": reply('{"collection": [], "pagination": {"results": ' + "9" * 5000 + "}}"),
    "nothing": reply(""),
    "a list": reply([]),
    "another shape": reply({"customers": []}),
    "no count": reply({"collection": []}),
    "a row without number": collection([{"name": "X"}]),
    "a row of another kind": reply({"collection": [7], "pagination": {"results": 1}}),
    "a name that is a number": collection([customer(20001) | {"name": 7}]),
    "a balance beyond money": reply(
        '{"collection": [{"customerNumber": 1, "name": "A", "balance": 1e999999}], "pagination": {"results": 1}}'
    ),
    "no name": collection([{"customerNumber": 1}]),
    "compressed": reply(b"\x1f\x8b", Content_Encoding="gzip"),
}


@pytest.mark.parametrize("answer", GARBLED.values(), ids=GARBLED.keys())
async def test_a_garbled_list_is_a_fault_and_never_no_customers(tmp_path: Path, answer: Bytes) -> None:
    reading, _ = await swept(but(CUSTOMERS, answer), tmp_path)

    assert reading.debtors.fault is not None
    assert reading.debtors.rows == ()
    assert not reading.debtors.complete
    assert reading.booked.complete
    assert reading.state.health is Health.DEGRADED
    assert "customers" in told(reading)
    assert "unexpected answer" in told(reading)


@pytest.mark.parametrize("path", [CUSTOMERS, DRAFTS, BOOKED, JOURNAL, ENTRIES, YEARS, PERIODS])
@pytest.mark.parametrize("status", [400, 500, 503])
async def test_one_failing_place_leaves_the_others(tmp_path: Path, path: str, status: int) -> None:
    reading, _ = await swept(but(path, reply({"message": "no"}, status)), tmp_path)

    parts = (reading.debtors, reading.drafts, reading.booked, reading.journal, reading.entries, reading.periods)
    assert [part.complete for part in parts].count(False) == 1
    assert reading.state.health is Health.DEGRADED


@pytest.mark.parametrize("page", [2, 3])
async def test_a_later_page_that_fails_takes_the_whole_part_with_it(tmp_path: Path, page: int) -> None:
    def pages(asked: Asked) -> Bytes:
        number = int(asked.parameter("skippages")) + 1
        if number == page:
            return reply("<html>", 502)
        following = f"{CUSTOMERS}?skippages={number}&pagesize=1" if number < 3 else None
        return collection([customer(number)], following, 3)

    reading, _ = await swept(but(CUSTOMERS, pages), tmp_path)

    assert reading.debtors.rows == ()
    assert reading.debtors.fault is not None


async def test_a_role_that_is_missing_is_named_with_its_place(tmp_path: Path) -> None:
    problem = {"title": "Module", "errorCode": "AccessDeniedAgreementMissingModules", "status": 403}

    def refused(asked: Asked) -> Bytes:
        missing = asked.path == ENTRIES or asked.path.startswith("/accounting-years")  # the classic way is none either
        return reply(problem, 403) if missing else usual(asked)

    reading, server = await swept(refused, tmp_path)

    assert "booked entries" in told(reading)
    assert "AccessDeniedAgreementMissingModules" in told(reading)
    assert "Bookkeeping" in told(reading)
    assert [asked.path for asked in server.asked].count(ENTRIES) == 2  # once for each kind, never again


async def test_a_budget_that_is_used_up_ends_the_calls(tmp_path: Path) -> None:
    async with scripted(usual) as server:
        api = opened(server.url, tmp_path)
        api.wire.budget.limit = 13
        first, second = await api.read(), await api.read()
        await api.close()

    assert first.state.health is Health.OK
    assert second.state.health is Health.DOWN
    assert "budget of 13 calls" in told(second)
    assert len(server.asked) == 13
    assert dict(second.state.counts)["calls_today"] == 13


async def test_a_body_without_end_is_not_kept(tmp_path: Path) -> None:
    endless = Bytes(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + b" " * (65 * 1024 * 1024), cut=True)
    answers = [endless]

    async with scripted(lambda asked: answers.pop() if answers else usual(asked)) as server:
        api = opened(server.url, tmp_path, pace=Pace(tries=1))
        answer = await api.agreement()
        await api.close()

    assert isinstance(answer, Unknown)
    assert "larger" in answer.reason.text()


async def test_a_filling_token_bucket_slows_the_calls(tmp_path: Path) -> None:
    def full(asked: Asked) -> Bytes:
        return reply({"agreementNumber": 1}, X_RateLimiting="token-limit-10000-per-60-seconds: 9000/10000")

    async with scripted(full) as server:
        api = opened(server.url, tmp_path)
        await api.agreement()
        began = time.monotonic()
        await api.agreement()
        await api.close()

    assert time.monotonic() - began > 0.4


async def test_a_withdrawn_service_is_named_so(tmp_path: Path) -> None:
    reading, _ = await swept(but(JOURNAL, reply({"title": "Not found"}, 404)), tmp_path)

    assert "withdrawn" in told(reading)
    assert "journal lines" in told(reading)


async def test_dead_tokens_stop_everything_at_once(tmp_path: Path) -> None:
    reading, server = await swept(always(reply({"message": "no", "errorCode": "E02250"}, 401)), tmp_path)

    assert reading.state.health is Health.DOWN
    assert told(reading).count("tokens") == 1
    assert "E02250" in told(reading)
    assert len(server.asked) <= 4


async def test_dead_tokens_are_tried_eight_times_over_all_cycles(tmp_path: Path) -> None:
    async with scripted(always(reply({}, 401))) as server:
        api = opened(server.url, tmp_path)
        for _ in range(20):
            reading = await api.read()
            assert reading.state.health is Health.DOWN
        assert isinstance(await api.debtor(20001), Unknown)
        await api.close()

    assert len(server.asked) <= 8


async def test_tokens_that_work_again_are_used_again(tmp_path: Path) -> None:
    answers = [reply({}, 401)] * 5

    async with scripted(lambda asked: answers.pop() if answers else usual(asked)) as server:
        api = opened(server.url, tmp_path)
        states = [(await api.read()).state.health for _ in range(4)]
        await api.close()

    assert states[0] is Health.DOWN
    assert states[-1] is Health.OK


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_a_service_that_only_refuses_is_left_alone_soon(tmp_path: Path, status: int) -> None:
    reading, server = await swept(always(reply("<html>", status, content_type="text/html")), tmp_path)

    assert reading.state.health is Health.DOWN
    assert "<" not in told(reading)
    assert len(server.asked) <= 60


async def test_a_passing_failure_is_slept_over(tmp_path: Path) -> None:
    answers = [reply("", 503), reply("", 500)]

    reading, _ = await swept(but(CUSTOMERS, lambda asked: answers.pop() if answers else usual(asked)), tmp_path)

    assert reading.state.health is Health.OK


async def test_a_retry_after_that_fits_is_waited_for(tmp_path: Path) -> None:
    answers = [reply({}, 429, Retry_After="1")]
    began = time.monotonic()

    reading, _ = await swept(but(CUSTOMERS, lambda asked: answers.pop() if answers else usual(asked)), tmp_path)

    assert reading.state.health is Health.OK
    assert time.monotonic() - began >= 1


@pytest.mark.parametrize("wait", ["600", "1e9", "Wed, 21 Oct 2099 07:28:00 GMT", "9" * 400])
async def test_a_retry_after_that_does_not_fit_is_not_waited_for(tmp_path: Path, wait: str) -> None:
    began = time.monotonic()

    reading, server = await swept(always(reply({}, 429, Retry_After=wait)), tmp_path, deadline=5.0)

    assert reading.state.health is Health.DOWN
    assert time.monotonic() - began < 20
    assert len(server.asked) <= 60


async def test_a_pause_that_was_asked_for_is_kept_into_the_next_cycle(tmp_path: Path) -> None:
    async with scripted(always(reply({}, 429, Retry_After="600"))) as server:
        api = opened(server.url, tmp_path)
        await api.read()
        asked = len(server.asked)
        reading = await api.read()
        await api.close()

    assert len(server.asked) == asked
    assert reading.state.health is Health.DOWN
    assert reading.state.next_try is not None


async def test_a_dripping_answer_ends_with_the_cycle(tmp_path: Path) -> None:
    whole = collection([customer(20001)])
    began = time.monotonic()

    reading, _ = await swept(but(CUSTOMERS, Bytes(whole.data, gap=0.2)), tmp_path, deadline=1.5)

    assert time.monotonic() - began < 15
    assert reading.debtors.fault is not None
    assert reading.booked.complete


async def test_a_silent_side_ends_with_the_cycle(tmp_path: Path) -> None:
    began = time.monotonic()

    reading, server = await swept(always(Bytes(hang=30)), tmp_path, deadline=1.0)

    assert time.monotonic() - began < 15
    assert reading.state.health is Health.DOWN
    assert len(server.asked) <= 4


async def test_an_answer_cut_short_is_a_fault(tmp_path: Path) -> None:
    whole = collection([customer(20001)]).data

    for answer in (
        Bytes(whole[:-5], cut=True),
        Bytes(cut=True),
        Bytes(reset=True),
        Bytes(b"garbage\r\n\r\n", cut=True),
    ):
        reading, _ = await swept(but(CUSTOMERS, answer), tmp_path)

        assert reading.debtors.fault is not None
        assert reading.drafts.complete


async def test_a_port_where_nobody_listens_is_said_once(tmp_path: Path) -> None:
    async with scripted(usual) as server:
        url = server.url
    api = opened(url, tmp_path)

    reading = await api.read()
    await api.close()

    assert reading.state.health is Health.DOWN
    assert reading.agreement is None
    assert told(reading).count("cannot be reached") == 1
    assert f"({url.removeprefix('http://')}) cannot be reached: nothing takes calls at this port." in told(reading)


async def test_never_more_than_four_calls_are_under_way(tmp_path: Path) -> None:
    def slow(asked: Asked) -> Bytes:
        return Bytes(usual(asked).data, hang=0.05)

    reading, server = await swept(slow, tmp_path)

    assert reading.state.health is Health.OK
    assert server.most_at_once == 4


async def test_a_cancelled_read_ends_at_once_and_leaves_nothing_running(tmp_path: Path) -> None:
    async with scripted(always(Bytes(hang=30))) as server:
        api = opened(server.url, tmp_path)
        reading = asyncio.create_task(api.read())
        await asyncio.sleep(0.2)
        began = time.monotonic()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        await api.close()

    assert time.monotonic() - began < 8


class TestOneCustomer:
    """Absent is said by e-conomic alone."""

    ABSENT = reply({"message": "Resource not found.", "httpStatusCode": 404, "logId": "ab-CPH"}, 404)

    async def test_its_own_not_found_means_absent(self, tmp_path: Path) -> None:
        async with scripted(always(self.ABSENT)) as server:
            api = opened(server.url, tmp_path)
            assert await api.debtor(20001) == Absent()
            await api.close()

    @pytest.mark.parametrize(
        "answer",
        [
            reply("<html>404</html>", 404, content_type="text/html"),
            reply({}, 404),
            reply({"message": "gone"}, 410),
            reply({"message": "x"}, 500),
            reply({}, 403),
            reply({}, 429),
            reply({}),
            reply(customer(20002)),
            reply("", 204),
            reply({}, 302, Location="http://127.0.0.1:1/customers/20001"),
            Bytes(cut=True),
        ],
        ids=lambda answer: repr(answer.data[:30]),
    )
    async def test_everything_else_is_unknown(self, tmp_path: Path, answer: Bytes) -> None:
        async with scripted(always(answer)) as server:
            api = opened(server.url, tmp_path, deadline=2)
            assert isinstance(await api.debtor(20001), Unknown)
            await api.close()

    async def test_the_document_is_the_text_that_came(self, tmp_path: Path) -> None:
        text = '{ "customerNumber":20001,\t"name" : "Å\\u00e5","balance":100.500000,\n "odd":[1.0,1e2] }'
        async with scripted(always(reply(text))) as server:
            api = opened(server.url, tmp_path)
            found = await api.debtor(20001)
            await api.close()

        assert isinstance(found, Found)
        assert found.value.body == text

    async def test_a_number_that_cannot_be_one_is_absent_without_asking(self, tmp_path: Path) -> None:
        async with scripted(usual) as server:
            api = opened(server.url, tmp_path)
            assert await api.debtor(0) == Absent()
            assert await api.debtor(10**9) == Absent()
            await api.close()

        assert server.asked == []


async def test_a_list_of_items_of_another_shape_is_a_fault(tmp_path: Path) -> None:
    reading, _ = await swept(but(ENTRIES, items([{"number": 1}])), tmp_path)

    assert reading.entries.fault is not None
