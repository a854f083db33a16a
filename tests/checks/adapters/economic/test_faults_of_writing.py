"""The write against answers that a real e-conomic gives once a year."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

import pytest

from checks.adapters.http import Pace
from checks.engine.plan import Change, State
from checks.engine.ports import DebtorDocument, Written
from checks.engine.records import Debtor
from tests.support.agreement import HASTY, customer, opened
from tests.support.scripted_server import Asked, Bytes, Scripted, reply, scripted

ZIP = Change("zip", "8000", "8200")
BODY = json.dumps(customer(20001), ensure_ascii=False)
DOCUMENT = DebtorDocument(Debtor(20001, "Kunde"), BODY)
OLD, NEW = customer(20001), customer(20001, zip="8200")


async def pushed(
    answer: Bytes, *after: object, folder: Path, pace: Pace = HASTY, change: Change = ZIP
) -> tuple[Written, Scripted]:
    """Push; the PUT gets `answer`, the reads after it get these in turn, the last one for good."""
    state = {"put": 0, "read": 0}

    def script(asked: Asked) -> Bytes:
        if asked.method == "PUT":
            state["put"] += 1
            return answer
        if not state["put"]:
            return reply(OLD)
        state["read"] += 1
        found = after[min(state["read"], len(after)) - 1]
        return found if isinstance(found, Bytes) else reply(found)

    async with scripted(script) as server:
        api = opened(server.url, folder, pace=pace, deadline=3)
        written = await api.push(DOCUMENT, (change,))
        await api.close()
    assert state["put"] <= 1
    return written, server


@pytest.mark.parametrize(
    "answer",
    [
        Bytes(cut=True),
        Bytes(reset=True),
        Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{", cut=True),
        Bytes(b"SSH-2.0-nonsense\r\n\r\n", cut=True),
        Bytes(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n", cut=True),
        reply("<html>", 502),
        reply("", 500),
        reply("", 408),
        reply("", 204),
        reply("<html>", 200),
        reply({}, 302, Location="http://127.0.0.1:1/"),
        reply(b"\x1f\x8b", Content_Encoding="gzip"),
    ],
    ids=lambda answer: repr(answer.data[:24]),
)
class TestAnswersThatSayNothing:
    """Whatever the answer was, the record tells."""

    async def test_the_new_value_stands_there_so_it_is_done(self, tmp_path: Path, answer: Bytes) -> None:
        written, _ = await pushed(answer, NEW, folder=tmp_path)

        assert written.state is State.DONE

    async def test_the_old_value_stands_there_so_it_is_not_known_yet(self, tmp_path: Path, answer: Bytes) -> None:
        written, server = await pushed(answer, OLD, folder=tmp_path)

        assert written.state is State.UNKNOWN
        assert [asked.method for asked in server.asked].count("GET") >= 3

    async def test_another_value_stands_there_so_it_is_a_conflict(self, tmp_path: Path, answer: Bytes) -> None:
        written, _ = await pushed(answer, customer(20001, zip="9999"), folder=tmp_path)

        assert written.state is State.CONFLICT
        assert written.seen == (Change("zip", "8000", "9999"),)

    async def test_nobody_can_be_asked_so_it_stays_unknown(self, tmp_path: Path, answer: Bytes) -> None:
        written, _ = await pushed(answer, reply("", 503), folder=tmp_path)

        assert written.state is State.UNKNOWN


async def test_a_late_write_is_seen_at_the_second_look(tmp_path: Path) -> None:
    written, _ = await pushed(Bytes(cut=True), OLD, NEW, folder=tmp_path)

    assert written.state is State.DONE


async def test_an_answer_that_never_comes_is_given_up(tmp_path: Path) -> None:
    began = time.monotonic()

    written, _ = await pushed(Bytes(hang=30), NEW, folder=tmp_path, pace=Pace(call=0.5, first_pause=0.01, lag=0.02))

    assert written.state is State.DONE
    assert time.monotonic() - began < 15


async def test_a_customer_that_was_created_by_the_write_is_told_loudly(tmp_path: Path) -> None:
    written, _ = await pushed(reply(NEW, 201), NEW, folder=tmp_path)

    assert written.state is State.CONFLICT
    assert "CREATED customer 20001" in written.message.text()


async def test_a_property_that_was_lost_is_told(tmp_path: Path) -> None:
    damaged = {name: value for name, value in NEW.items() if name != "country"}

    written, _ = await pushed(reply(damaged), damaged, folder=tmp_path)

    assert written.state is State.CONFLICT
    assert "country" in written.message.text()


@pytest.mark.parametrize("status", [409, 412])
async def test_a_conflict_of_versions_is_a_conflict(tmp_path: Path, status: int) -> None:
    written, _ = await pushed(reply({"errorCode": "UpdateConflict"}, status), OLD, folder=tmp_path)

    assert written.state is State.CONFLICT


async def test_an_address_comes_back_with_other_line_breaks_and_counts_as_written(tmp_path: Path) -> None:
    address = Change("address", "Havnegade 1\rBaghuset", "Nygade 2\rBaghuset")

    written, _ = await pushed(reply({}), customer(20001, address="Nygade 2\nBaghuset"), folder=tmp_path, change=address)

    assert written.state is State.DONE
    assert written.seen == (Change("address", "Havnegade 1\rBaghuset", "Nygade 2\nBaghuset"),)


async def test_where_nobody_listens_nothing_was_sent(tmp_path: Path) -> None:
    async with scripted(lambda _: reply(OLD)) as server:
        url = server.url
    api = opened(url, tmp_path)

    written = await api.push(DOCUMENT, (ZIP,))
    await api.close()

    assert written.state is State.NOT_DONE
    assert "cannot be reached" in written.message.text()


async def test_a_document_of_another_customer_is_refused(tmp_path: Path) -> None:
    async with scripted(lambda _: reply(OLD)) as server:
        api = opened(server.url, tmp_path)
        written = await api.push(DebtorDocument(Debtor(20002, "Other"), BODY), (ZIP,))
        await api.close()

    assert written.state is State.REFUSED
    assert server.asked == []


async def test_a_cancelled_write_is_handed_up_as_cancelled(tmp_path: Path) -> None:
    arrived = asyncio.Event()

    def script(asked: Asked) -> Bytes:
        if asked.method != "PUT":
            return reply(OLD)
        arrived.set()
        return Bytes(hang=30)

    async with scripted(script) as server:
        api = opened(server.url, tmp_path)
        push = asyncio.create_task(api.push(DOCUMENT, (ZIP,)))
        await asyncio.wait_for(arrived.wait(), 5)
        push.cancel()
        with pytest.raises(asyncio.CancelledError):
            await push
        await api.close()


async def test_the_write_goes_over_a_connection_of_its_own(tmp_path: Path) -> None:
    def script(asked: Asked) -> Bytes:
        return reply(NEW if any(earlier.method == "PUT" for earlier in server.asked) else OLD)

    async with scripted(script) as server:
        api = opened(server.url, tmp_path)
        await api.debtor(20001)
        await api.push(DOCUMENT, (ZIP,))
        await api.close()

    puts = [asked for asked in server.asked if asked.method == "PUT"]
    gets = [asked for asked in server.asked if asked.method == "GET"]
    assert not {asked.peer for asked in puts} & {asked.peer for asked in gets}
    assert len({asked.peer for asked in gets}) == 1
