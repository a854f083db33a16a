"""H14, H15, H16 and H27: an answer that is no list is told as that, and never taken for an empty one."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.adapters.call_fault import FACTS, Kind
from checks.adapters.http import Pace
from tests.support.economic_bench import ANYTHING, HTML, bench, truth, verdicts
from tests.support.economic_between import Done
from tests.support.economic_losses import PARTS, needing, place_is_lost, told
from tests.support.economic_pages import CUSTOMERS, ENTRIES, JOURNAL
from tests.support.sample import sample
from tests.support.scripted_server import Asked, Bytes, reply

Patch = pytest.MonkeyPatch
GARBLED = {
    "h14 html": reply(HTML, content_type="text/html"),
    "h14 html called json": reply(HTML),
    "h14 text": reply('{"collection": [], "items": [], "pagination": {"results": 0}}', content_type="text/plain"),
    "h14 nothing": reply("", 204),
    "h15 half": reply('{"collection": [{"customerNumber": 1, "na'),
    "h15 bad utf-8": reply(b'{"collection": [], "items": ["\xff"], "pagination": {"results": 0}}'),
    "h15 bom": reply(b'\xef\xbb\xbf{"collection": [], "items": [], "pagination": {"results": 0}}'),
    "h15 nan": reply('{"collection": [], "items": [], "pagination": {"results": 0}, "x": NaN}'),
    "h15 deep": reply("[" * 100_000),
    "h15 huge number": reply('{"items": [], "collection": [], "pagination": {"results": ' + "9" * 5000 + "}}"),
    "h16 gzip": reply(b"\x1f\x8b" + bytes(194 * 1024), Content_Encoding="gzip"),
    "h27 renamed": reply({"rows": [], "page": {}}),
    "h27 no number": reply('{"collection": [{"name": "A"}], "items": [{}], "pagination": {"results": 1}}'),
}


@pytest.mark.parametrize("what", sample(GARBLED))
@pytest.mark.parametrize("path", [CUSTOMERS, JOURNAL])
async def test_h14_h15_h16_h27_what_is_no_list_is_never_an_empty_one(
    tmp_path: Path, monkeypatch: Patch, path: str, what: str
) -> None:
    async with bench(tmp_path, monkeypatch) as at:
        await place_is_lost(at, await truth(at), path, GARBLED[what], FACTS[Kind.GARBLED].worded(what=ANYTHING))


@pytest.mark.parametrize("path", [CUSTOMERS, ENTRIES])
@pytest.mark.long
async def test_h15_a_page_that_ends_anywhere_before_its_end_is_no_page(
    tmp_path: Path, monkeypatch: Patch, path: str
) -> None:
    async with bench(tmp_path, monkeypatch, Pace(tries=1, first_pause=0.01, lag=0.02)) as at:
        at.api.wire.budget.limit = at.firm.simulator.budget.limit = 10**9  # else it asks to go slower
        true, size = await truth(at), [0]

        def shortened(asked: Asked, done: Done) -> Bytes:
            if asked.path != path:  # a count is another answer
                return done()
            body = done().data.partition(b"\r\n\r\n")[2]
            whole.append(len(body))
            return reply(body[: size[0]])

        whole: list[int] = []
        at.turn(shortened, path=path)
        while not whole or size[0] < whole[-1]:
            await told(at, true, lost=needing(PARTS[path]))
            size[0] += 7


async def test_h27_what_is_new_in_an_answer_is_passed_over(tmp_path: Path, monkeypatch: Patch) -> None:
    def newer(_: Asked, done: Done) -> Bytes:
        body = done().data.partition(b"\r\n\r\n")[2]
        return reply(body.replace(b'{"', b'{"brandNew":{"of":[1,null]},"'))

    async with bench(tmp_path, monkeypatch) as at:
        true = await truth(at)
        at.turn(newer)
        at.firm.simulator.add_booked_entry({"entryNumber": 99, "accountNumber": 1, "type": 77, "amount": 1.0})

        assert verdicts(await at.monitor.cycle()) == true
