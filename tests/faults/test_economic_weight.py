"""H3, H15, H16: a bomb, a body without end, one that drips, a nest: time and memory stay bounded."""

from __future__ import annotations

import gzip
import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from checks.adapters.answer import MOST_VALUES
from checks.adapters.http import LARGEST_BODY, Pace
from checks.engine.lookup import Unknown
from tests.support.agreement import opened
from tests.support.scripted_server import Bytes, reply, scripted

MEGABYTE = 1024 * 1024
MOST = 50 * MEGABYTE
"""Above what was there before."""
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
PACE = Pace(call=3.0, tries=2, first_pause=0.01, lag=0.02)


def bomb() -> bytes:
    """Return 194 KB that become 200 MB where somebody unpacks them."""
    return gzip.compress(bytes(200 * MEGABYTE), 9)


def _just(value: bytes) -> Bytes:
    """Return as many values as one answer may have."""
    each = sum(map(value.count, (b",", b"[", b"{"))) + 1
    return reply(b'{"x":[' + value + (b"," + value) * (MOST_VALUES // each - 3) + b"]}")


FULL = LARGEST_BODY - 100
TOLD_BEFORE = "1 GB, and it says so"
HEAVY: dict[str, Callable[[], Bytes]] = {
    "gzip bomb": lambda: reply(bomb(), Content_Encoding="gzip"),
    "gzip bomb called plain": lambda: reply(bomb()),
    TOLD_BEFORE: lambda: Bytes(
        HEAD + b"Content-Length: %d\r\n\r\n" % 2**30, more=b" " * MEGABYTE, flood=1024, cut=True
    ),
    "1 GB, and it does not": lambda: Bytes(HEAD + b"\r\n", more=b" " * MEGABYTE, flood=1024, cut=True),
    "1 GB in chunks": lambda: Bytes(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
        more=b"100000\r\n" + b"[" * MEGABYTE + b"\r\n",
        flood=1024,
        cut=True,
    ),
    "a header without end": lambda: Bytes(HEAD + b"X: ", more=b"y" * MEGABYTE, flood=1024, cut=True),
    "a nest": lambda: reply("[" * 10 * MEGABYTE),
    "tiny objects": lambda: reply(b"[" + b"{}," * (FULL // 3) + b"0]"),
    "tiny lists": lambda: reply(b'{"collection":[' + b"[]," * (FULL // 3) + b"0]}"),
    "tiny numbers": lambda: reply(b"[" + b"0.5," * (FULL // 4) + b"0]"),
    "many names": lambda: reply("{" + ",".join(f'"{n:x}":0' for n in range(FULL // 10)) + "}"),
    "wide letters": lambda: reply('["' + "x" * (FULL - 10) + '🏠"]'),
    **{f"as many values as may be: {one!r}": partial(_just, one) for one in (b"{}", b"0.5", b'{"a":{"b":1}}')},
    "a body that drips": lambda: Bytes(reply({"agreementNumber": 1}).data, gap=0.2),
    "a header that drips": lambda: Bytes(HEAD + b"X: " + b"y" * 1000, gap=0.2),
}


@pytest.mark.parametrize("what", HEAVY)
@pytest.mark.long
async def test_time_and_memory_are_bounded(tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = HEAVY[what]()
    async with scripted(lambda _: made) as server:
        api = opened(server.url, tmp_path, pace=PACE)
        tracemalloc.start()
        began, before = time.monotonic(), tracemalloc.get_traced_memory()[0]

        answer = await api.agreement()

        taken, peak = time.monotonic() - began, tracemalloc.get_traced_memory()[1] - before
        tracemalloc.stop()
        await api.close()

    with capsys.disabled():
        sys.stdout.write(f"\n  {what}: {taken:.1f} s, {peak / MEGABYTE:.1f} MB above\n")
    assert isinstance(answer, Unknown)
    assert peak < (MEGABYTE * 5 if what == TOLD_BEFORE else MOST)
    assert taken < PACE.call * PACE.tries + 1


async def test_h16_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    async with scripted(lambda _: reply(b"\x1f\x8b" + bytes(200_000), Content_Encoding="gzip")) as server:
        api = opened(server.url, tmp_path, pace=PACE)
        answer = await api.agreement()
        await api.close()

    assert isinstance(answer, Unknown)
    assert "compressed" in answer.reason.text()
    assert {asked.headers["accept-encoding"] for asked in server.asked} == {"identity"}
