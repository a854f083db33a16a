"""H17 to H20, and every kind of fault at every page of a sweep, whole or of changes: never a wrong finding."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from checks.adapters.call_fault import FACTS, Kind
from checks.adapters.http import Pace
from checks.adapters.pages import LOOP
from checks.adapters.places import Replicas
from checks.adapters.tally import Tail, Waiting
from checks.engine.model import Health
from tests.support.agreement import invoice
from tests.support.economic_bench import Bench, Verdicts, bench, says, truth, unknown, verdicts, wrong
from tests.support.economic_between import Deed, Done, instead
from tests.support.economic_pages import BOOKED, CUSTOMERS, DRAFTS, ENTRIES, JOURNAL
from tests.support.paged_firm import books, journal_line, small_pages
from tests.support.sample import sample
from tests.support.scripted_server import Asked, Bytes, reply, scripted

Patch = pytest.MonkeyPatch
PLACES = (CUSTOMERS, DRAFTS, BOOKED, JOURNAL, ENTRIES)


def fresh(at: Bench) -> None:
    """Have everything read whole again, as after a start."""
    at.api._kept = Replicas()  # pyright: ignore[reportPrivateUsage]  # a start of the program costs a second


def uncounted(at: Bench) -> None:
    """Have what is known of how many rows there are asked for again, so that each cycle has the same calls."""
    at.api._kept.waiting, at.api._kept.tail = Waiting(), Tail()  # pyright: ignore[reportPrivateUsage]


def leading(link: str) -> Deed:
    """Have the call carried out, and let the page name this link as its next one."""

    def deed(_: Asked, done: Done) -> Bytes:
        document = json.loads(done().data.partition(b"\r\n\r\n")[2])
        document["pagination"]["nextPage"] = link
        return reply(document)

    return deed


def cut_off(part: float) -> Deed:
    """Have the connection break off within the answer."""

    def deed(_: Asked, done: Done) -> Bytes:
        data = done().data
        return Bytes(data[: int(len(data) * part)], cut=True)

    return deed


def body(change: Callable[[bytes], bytes]) -> Deed:
    """Have the bytes of the body changed on the way, with a length that fits."""

    def deed(_: Asked, done: Done) -> Bytes:
        return reply(change(done().data.partition(b"\r\n\r\n")[2]))

    return deed


def ending(*, empty: bool) -> Deed:
    """Have the list end with this page, or without any row of it; of a bare count nothing is changed."""

    def deed(_: Asked, done: Done) -> Bytes:
        document: Any = json.loads(done().data.partition(b"\r\n\r\n")[2])
        if not isinstance(document, int):
            goes_on = document.pop("cursor", None) or document.get("pagination", {}).pop("nextPage", None)
            for name in {"collection", "items"} & document.keys():
                document[name] = document[name][: 0 if empty else -1 if not goes_on else None]
        return reply(document)

    return deed


def elsewhere(asked: Asked, _: Done) -> Bytes:
    """Point to where the call comes from: a page without end."""
    return reply({"collection": [], "items": [], "cursor": "x", "pagination": {"results": 9, "nextPage": asked.target}})


FAULTS: dict[str, Deed] = {
    **{str(status): instead(reply({"message": "no"}, status)) for status in (400, 401, 403, 404, 405, 409, 410, 418)},
    **{str(status): instead(reply({"message": "no"}, status)) for status in (429, 500, 501)},
    **{f"{s} html": instead(reply("<html>soon", s, content_type="text/html")) for s in (404, 502, 503, 504)},
    "302": instead(reply("", 302, Location="http://127.0.0.1:1/customers")),
    "200 html": instead(reply("<!DOCTYPE html><p>Please sign in")),
    "204": instead(reply("", 204)),
    "another type": lambda _, done: reply(done().data.partition(b"\r\n\r\n")[2], content_type="text/plain"),
    "compressed": instead(reply(b"\x1f\x8b", Content_Encoding="gzip")),
    "cut at once": instead(Bytes(cut=True)),
    "reset": instead(Bytes(reset=True)),
    "cut in the header": cut_off(0.05),
    "cut in the middle": cut_off(0.6),
    "cut at the end": cut_off(0.999),
    "no HTTP": instead(Bytes(b"SSH-2.0-nonsense\r\n\r\n", cut=True)),
    "silent": instead(Bytes(hang=30)),
    "dripping": instead(Bytes(reply({}).data, gap=0.1)),
    "half": body(lambda text: text[: len(text) // 2]),
    "no utf-8": body(lambda text: text.replace(b"a", b"\xff", 1)),
    "bom": body(lambda text: b"\xef\xbb\xbf" + text),
    "nan": body(lambda text: text[:-1] + b',"x":NaN}'),
    "deep": instead(reply("[" * 100_000)),
    "list": instead(reply([])),
    "nothing": instead(reply({})),
    "no rows": body(lambda text: text.replace(b'"collection"', b'"rows"').replace(b'"items"', b'"rows"')),
    "no count": body(lambda text: text.replace(b'"results"', b'"count"').replace(b'"items"', b'"rows"')),
    "no keys": body(lambda text: text.replace(b'Number"', b'No"')),
    "ended early": ending(empty=False),
    "empty page": ending(empty=True),
    "without end": elsewhere,
    "foreign": instead(
        reply({"collection": [], "pagination": {"results": 9, "nextPage": "https://127.0.0.1:1/"}, "items": 7})
    ),
}


ENDLESS = ("silent", "dripping")
PATIENT, IMPATIENT = (Pace(call=seconds, tries=2, first_pause=0.001, lag=0.001) for seconds in (5.0, 0.3))


@dataclass(slots=True)
class Pages:
    """A bench with pages of two rows, and what is true of it."""

    at: Bench
    true: Verdicts

    async def never_wrong(self, kind: str, whole: bool, path: str, nth: int, times: int | None) -> None:
        """Spoil one page; what is known afterwards is true, and with nothing spoilt all is known again."""
        (fresh if whole else uncounted)(self.at)
        self.at.turn(FAULTS[kind], path=path, nth=nth, times=times)
        self.at.api.wire.pace = IMPATIENT if kind in ENDLESS else PATIENT
        found = verdicts(await self.at.monitor.cycle())
        self.at.api.wire.pace = PATIENT
        assert not wrong(found, self.true), (path, nth, times)
        assert (self.at.economic.health is Health.OK) is (found == self.true)
        met = self.at.between.turns[0].met
        assert met >= nth, (path, nth, met)
        self.at.as_usual()
        assert verdicts(await self.at.monitor.cycle()) == self.true
        assert self.at.puts == 0


async def pages_of(at: Bench, whole: bool) -> dict[str, int]:
    """Return how many pages each place has, its counts among them."""
    (fresh if whole else uncounted)(at)
    asked = len(at.server.asked)
    await at.monitor.cycle()
    paths = [one.path.removesuffix("/count") for one in at.server.asked[asked:]]
    return {path: paths.count(path) for path in PLACES}


@asynccontextmanager
async def paged(folder: Path, patch: Patch) -> AsyncGenerator[Pages]:
    """Yield a firm whose places have several pages, read whole once; its customers were all changed just now."""
    small_pages(patch)
    async with bench(folder, patch) as at:
        at.api.wire.budget.limit = 10**9
        at.api.wire.pace = PATIENT
        for one in books().customers:
            at.firm.simulator.upsert_customer(one)
        yield Pages(at, await truth(at))


@pytest.mark.parametrize("kind", sample(["500", "cut in the middle", "half", "403", "nothing"]))
async def test_a_fault_at_the_second_page_of_the_customers_is_never_a_wrong_finding(
    tmp_path: Path, monkeypatch: Patch, kind: str
) -> None:
    async with paged(tmp_path, monkeypatch) as there:
        for whole in (True, False):
            await there.never_wrong(kind, whole, CUSTOMERS, 2, None)


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("times", [1, None], ids=["passing", "lasting"])
@pytest.mark.parametrize("whole", [True, False], ids=["whole", "changes"])
@pytest.mark.parametrize("kind", FAULTS)
async def test_a_fault_of_each_kind_at_each_page_of_each_place_is_never_a_wrong_finding(
    tmp_path: Path, monkeypatch: Patch, kind: str, whole: bool, times: int | None
) -> None:
    async with paged(tmp_path, monkeypatch) as there:
        pages = await pages_of(there.at, whole)
        assert min(pages.values()) >= (2 if whole else 1), pages
        assert pages[CUSTOMERS] >= 3
        for path, count in pages.items():
            for nth in range(1, count + 1):
                await there.never_wrong(kind, whole, path, nth, times)


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_what_was_new_while_a_page_failed_is_seen_by_the_next_reading(tmp_path: Path, monkeypatch: Patch) -> None:
    async with paged(tmp_path, monkeypatch) as there:
        at = there.at
        for number in range(3):
            at.firm.simulator.add_booked(
                invoice(
                    "bookedInvoiceNumber",
                    20_000 + number,
                    customer={"customerNumber": 20046},
                    references={"other": f"{10701 + number}"},
                )
            )
        at.turn(FAULTS["500"], path=BOOKED, nth=2)
        lost = verdicts(await at.monitor.cycle())
        at.as_usual()

        found = verdicts(await at.monitor.cycle())

        assert lost["unposted-invoice"] is None
        gone = {key for key, _ in there.true["unposted-invoice"] or ()} - {
            key for key, _ in found["unposted-invoice"] or ()
        }
        assert gone == {"unposted-invoice:10701", "unposted-invoice:10702"}


@pytest.mark.parametrize("status", sample([301, 302, 303, 307, 308]))
@pytest.mark.parametrize("where", ["another host", "http", "loop"])
async def test_h17_a_redirect_is_not_followed(tmp_path: Path, monkeypatch: Patch, status: int, where: str) -> None:
    async with scripted(lambda _: reply({})) as thief, bench(tmp_path, monkeypatch) as at:
        true = await truth(at)
        to = {"another host": thief.url, "http": thief.url.replace("127.0.0.1", "localhost"), "loop": at.server.url}
        at.turn(instead(reply("", status, Location=f"{to[where]}{CUSTOMERS}")), path=CUSTOMERS)
        asked = len(at.server.asked)

        found = verdicts(await at.monitor.cycle())

        assert unknown(found) >= {"stale-address", "only-in-economic"}
        assert not wrong(found, true)
        says(at.economic.detail, FACTS[Kind.FOREIGN])
        assert thief.asked == []
        assert [one.path for one in at.server.asked[asked:]].count(CUSTOMERS) == 1


LINKS = (
    "{thief}/customers?skippages=1",
    "http://127.0.0.2:{port}/customers?skippages=1",
    "http://localhost:{port}/customers?skippages=1",
    "https://127.0.0.1:{port}/customers?skippages=1",
    "http://a:b@127.0.0.1:{port}/customers?skippages=1",
    "//127.0.0.2:{port}/customers",
    "\\\\127.0.0.2\\customers",
)


@pytest.mark.parametrize("link", sample(LINKS, 3))
async def test_h18_a_next_page_elsewhere_is_not_followed(tmp_path: Path, monkeypatch: Patch, link: str) -> None:
    async with scripted(lambda _: reply({})) as thief, bench(tmp_path, monkeypatch) as at:
        true = await truth(at)
        full = link.format(thief=thief.url, port=urlsplit(at.server.url).port)
        at.turn(leading(full), path=CUSTOMERS, query="pagesize")

        found = verdicts(await at.monitor.cycle())

        assert not wrong(found, true)
        assert found["stale-address"] is None
        says(at.economic.detail, FACTS[Kind.FOREIGN])
        assert thief.asked == []


@pytest.mark.parametrize("path", [CUSTOMERS, JOURNAL])
async def test_h19_pages_without_end_are_left_soon(tmp_path: Path, monkeypatch: Patch, path: str) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        true = await truth(at)
        again = instead(reply({"items": [journal_line(1, 10601)], "cursor": "again"}))
        at.turn(elsewhere if path == CUSTOMERS else again, path=path)
        asked = len(at.server.asked)

        found = verdicts(await at.monitor.cycle())

        assert found["unposted-invoice"] is None
        assert not wrong(found, true)
        said = says(at.economic.detail)
        assert LOOP.en in said or FACTS[Kind.SHIFTED].en in said
        assert [one.path for one in at.server.asked[asked:]].count(path) <= 6


async def test_h20_a_list_that_shifts_once_is_read_again_and_one_that_goes_on_is_unknown(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    async with paged(tmp_path, monkeypatch) as there:
        at = there.at
        numbers = iter(range(1, 100))

        def grown(_: Asked, done: Done) -> Bytes:
            answer = done()
            at.firm.simulator.upsert_customer(books().customers[3] | {"customerNumber": next(numbers), "barred": True})
            return answer

        fresh(at)
        at.turn(grown, path=CUSTOMERS, query="pagesize", times=1)
        once = verdicts(await at.monitor.cycle())
        assert not unknown(once)
        fresh(at)
        at.as_usual()
        at.turn(grown, path=CUSTOMERS, query="pagesize")

        always = verdicts(await at.monitor.cycle())

        assert {"stale-address", "only-in-economic", "broken-link"} <= unknown(always)
        says(at.economic.detail, FACTS[Kind.SHIFTED])
