"""Whole collections out of pages, on both surfaces: complete and steady, or a fault."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from checks.adapters.answer import Json, is_object
from checks.adapters.call_fault import CallFault, Kind, fault, garbled
from checks.adapters.http import Wire
from checks.adapters.origin import Origin
from checks.adapters.round import Round
from checks.adapters.row import WRONG
from checks.engine.phrase import Phrase

PAGE = 1000
MOST_PAGES = 500
"""Half a million rows: no agreement that this program is for has them, an endless list does."""
LONGEST_COUNT = 12


@dataclass(frozen=True, slots=True)
class Collection:
    """What to ask for: `key` is the property that a row is known by, `filter` is in e-conomic's language."""

    origin: Origin
    path: str
    key: str
    filter: str = ""

    @property
    def classic_url(self) -> str:
        """Return the address of the first page on the classic surface, in ascending order of the key."""
        asked = {"skippages": "0", "pagesize": str(PAGE), "sort": self.key} | self._filtered
        return self.origin.at(f"{self.path}?{urlencode(asked, quote_via=quote)}")

    def cursor_url(self, cursor: str | None) -> str:
        """Return the address of the page after `cursor` on the OpenAPI surface."""
        asked = ({} if cursor is None else {"cursor": cursor}) | self._filtered
        return self.origin.at(f"{self.path}{_query(asked)}")

    @property
    def count_url(self) -> str:
        """Return the address at which the OpenAPI surface counts the rows that the filter lets through."""
        return self.origin.at(f"{self.path}/count{_query(self._filtered)}")

    @property
    def _filtered(self) -> dict[str, str]:
        return {"filter": self.filter} if self.filter else {}


def _query(asked: Mapping[str, str]) -> str:
    return f"?{urlencode(asked, quote_via=quote)}" if asked else ""


@dataclass(frozen=True, slots=True)
class Swept:
    """The rows of one collection by their key, in the order in which they came.

    `everything` counts the rows that a filter left out as well; None where the surface does not tell.
    """

    rows: Mapping[int | str, Json]
    everything: int | None = None


Least = Callable[[Swept], Awaitable[int]]
"""Says how many rows there are at least, for somebody who holds what was read."""


@dataclass(slots=True)
class _Sweep:
    """The rows so far, by key: a row that a shifting list shows twice counts once."""

    key: str
    rows: dict[int | str, Json] = field(default_factory=dict[int | str, Json])

    def take(self, page: object) -> int:
        """Add the rows of one page and return how many were new."""
        if not isinstance(page, list):
            raise garbled(NO_LIST)
        before = len(self.rows)
        items: list[object] = page  # pyright: ignore[reportUnknownVariableType] - JSON
        if len(items) > PAGE:
            raise garbled(TOO_MANY)
        for row in items:
            self.rows[self._key(row)] = row  # type: ignore[assignment] # _key has looked at its type
        return len(self.rows) - before

    def _key(self, row: object) -> int | str:
        key = row.get(self.key) if is_object(row) else None
        if not isinstance(key, int | str) or isinstance(key, bool):
            raise garbled(NO_KEY.with_(key=self.key))
        return key


async def classic(wire: Wire, collection: Collection, round_: Round) -> Swept:
    """Return every row of a classic collection, following its links."""
    return await _steady(lambda: _classic_once(wire, collection, round_))


async def together(wire: Wire, collections: Iterable[Collection], round_: Round) -> dict[int | str, Json]:
    """Return the rows of several classic collections that share their keys; one that fails fails all."""
    found = dict[int | str, Json]()
    sweeps = (classic(wire, collection, round_) for collection in collections)
    for answer in await asyncio.gather(*sweeps, return_exceptions=True):
        if isinstance(answer, BaseException):
            raise answer
        found |= answer.rows
    return found


async def by_cursor(wire: Wire, collection: Collection, round_: Round, least: Least | None = None) -> Swept:
    """Return every row of an OpenAPI collection: a list that ends early looks like one that ends.

    So the service is asked how many there are, unless `least` knows it.
    """

    async def counted(_: Swept) -> int:
        return await count(wire, collection, round_)

    return await _steady(lambda: _cursor_whole(wire, collection, round_, least or counted))


async def count(wire: Wire, collection: Collection, round_: Round) -> int:
    """Return how many rows the OpenAPI surface counts."""
    text = (await wire.get(collection.count_url, round_)).text().strip()
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_COUNT):
        raise garbled(WRONG.with_(name="count"))
    return int(text)


async def _steady(sweep: Callable[[], Awaitable[Swept]]) -> Swept:
    """Repeat once what shifted while it was read."""
    try:
        return await sweep()
    except CallFault as found:
        if found.kind is not Kind.SHIFTED:
            raise
    return await sweep()


async def _classic_once(wire: Wire, collection: Collection, round_: Round) -> Swept:
    sweep, seen = _Sweep(collection.key), set[str]()
    url: str | None = collection.classic_url
    expected = everything = None
    while url is not None:
        if url in seen or len(seen) >= MOST_PAGES:
            raise garbled(LOOP)
        seen.add(url)
        page = (await wire.get(url, round_)).document()
        pagination = page.get("pagination")
        results = pagination.get("results") if is_object(pagination) else None
        if not is_object(pagination) or not isinstance(results, int):
            raise garbled(NO_LIST)
        new = sweep.take(page.get("collection"))
        everything = pagination.get("resultsWithoutFilter")
        link = pagination.get("nextPage")
        expected = results if expected is None else expected
        if results != expected or len(sweep.rows) > expected or (link is not None and not new):
            raise fault(Kind.SHIFTED)
        if link is not None and not isinstance(link, str):
            raise garbled(NO_LIST)
        url = None if link is None else collection.origin.link(url, link)
    if len(sweep.rows) != expected:
        raise fault(Kind.SHIFTED)
    return Swept(sweep.rows, everything if isinstance(everything, int) else None)


async def _cursor_whole(wire: Wire, collection: Collection, round_: Round, least: Least) -> Swept:
    swept = await _cursor_once(wire, collection, round_)
    there = await least(swept)
    if there > len(swept.rows):
        raise CallFault(Kind.SHIFTED, SHORT.with_(there=there, came=len(swept.rows)))
    return swept


async def _cursor_once(wire: Wire, collection: Collection, round_: Round) -> Swept:
    sweep, seen = _Sweep(collection.key), set[str]()
    cursor: str | None = None
    while True:
        page = (await wire.get(collection.cursor_url(cursor), round_)).document()
        new = sweep.take(page.get("items"))
        following = page.get("cursor")
        if following is None or following == "":
            return Swept(sweep.rows)
        cursor = str(following)
        if cursor in seen or len(seen) >= MOST_PAGES:
            raise garbled(LOOP)
        if not new:
            raise fault(Kind.SHIFTED)
        seen.add(cursor)


SHORT = Phrase(
    "e-conomic counts {there} rows and gave {came} of them, twice; half a list is not judged by.",
    "e-conomic tæller {there} rækker og gav {came} af dem, to gange; en halv liste bruges ikke.",
)
TOO_MANY = Phrase("a page with more rows than were asked for", "en side med flere rækker, end der blev bedt om")
NO_LIST = Phrase("a list without its rows or its count", "en liste uden rækker eller antal")
NO_KEY = Phrase("a row without {key}", "en række uden {key}")
LOOP = Phrase("a list whose pages never end", "en liste, hvis sider aldrig ender")
