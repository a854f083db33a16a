"""Faults on demand: which call they hit and what they do to it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from checks.demo.simulator.call import JSON_TYPE, Answer, Request, joined_query
from checks.demo.simulator.json_text import Json, as_object, from_text, to_text


class FaultKind(StrEnum):
    """What can go wrong between here and there."""

    STATUS_400 = "status-400"
    STATUS_401 = "status-401"
    STATUS_403 = "status-403"
    STATUS_404 = "status-404"
    STATUS_409 = "status-409"
    STATUS_412 = "status-412"
    STATUS_429 = "status-429"
    STATUS_500 = "status-500"
    HTML_502 = "status-502-html"
    HTML_503 = "status-503-html"
    REDIRECT = "redirect"
    BOMB = "gzip-bomb"
    HTML_200 = "html-200"
    TRUNCATED = "truncated-json"
    NOT_UTF8 = "not-utf-8"
    MARKED = "byte-order-mark"
    NOT_A_NUMBER = "not-a-number"
    NESTED = "deep-nesting"
    SHIFTED = "shifted-page"
    CUT = "cut-connection"
    EXECUTED_CUT = "executed-then-cut"
    EXECUTED_500 = "executed-then-500"
    EXECUTED_LATER = "executed-later"
    SLOW = "slow"
    SILENT = "silent"
    DRIP = "drip"
    LOOP = "loop-next-page"
    FOREIGN = "foreign-next-page"
    EMPTY_LIE = "empty-collection-lie"
    EMPTY_PAGE = "empty-last-page"
    ENDED = "ended-early"
    STALE = "stale-read"


STATUSES = {
    FaultKind.STATUS_400: 400,
    FaultKind.STATUS_401: 401,
    FaultKind.STATUS_403: 403,
    FaultKind.STATUS_404: 404,
    FaultKind.STATUS_409: 409,
    FaultKind.STATUS_412: 412,
    FaultKind.STATUS_429: 429,
    FaultKind.STATUS_500: 500,
    FaultKind.EXECUTED_500: 500,
}
FOREIGN_BASE = "https://foreign.invalid"
_PAGE = b"<!DOCTYPE html><html><head><title>%b</title></head><body><h1>%b</h1></body></html>"
_LATER = {FaultKind.LOOP, FaultKind.FOREIGN, FaultKind.EMPTY_LIE, FaultKind.SHIFTED}
_LAST = {FaultKind.EMPTY_PAGE, FaultKind.ENDED}
"""A list that ends here although it goes on; what is said of its length elsewhere stays true."""
_UNPACKED = 200 * 1024 * 1024
"""Bytes that a bomb becomes where somebody unpacks it."""
_SPOILT: Mapping[FaultKind, Callable[[bytes], bytes]] = {
    FaultKind.TRUNCATED: lambda body: body[: len(body) // 2],
    FaultKind.NOT_UTF8: lambda body: body[:-1] + b',"\xff\xfe":"\xe6"}',
    FaultKind.MARKED: lambda body: b"\xef\xbb\xbf" + body,
    FaultKind.NOT_A_NUMBER: lambda body: body[:-1] + b',"sum":NaN}',
    FaultKind.NESTED: lambda body: body[:-1] + b',"deep":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
}
"""What becomes of the bytes of a good answer."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Hits the `nth` matching call and those after it, `times` of them (None: all).

    `seconds` is the delay of `slow`, how long after it was cut off a call is `executed-later`, for how long after a
    write a `stale-read` does not show it, the gap between two bytes of `drip`, the Retry-After of a 429, unless
    `retry_after` says it in its own words or, empty, leaves it out.
    `query` is text that has to stand in the decoded query; the method `*` is any.
    """

    kind: FaultKind
    path_prefix: str = ""
    method: str = "GET"
    nth: int = 1
    times: int | None = None
    seconds: float = 1.0
    query: str = ""
    retry_after: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", FaultKind(self.kind))

    def matches(self, request: Request) -> bool:
        """Tell whether a call is one that this fault counts."""
        query = "&".join(f"{name}={value}" for name, value in request.query)
        same_method = self.method in {"*", request.method}
        return same_method and request.path.startswith(self.path_prefix) and self.query in query


@dataclass(slots=True)
class Faults:
    """The faults that are switched on, with their counts; the first that hits is the one."""

    _on: list[list[Any]] = field(default_factory=list[list[Any]])

    def add(self, fault: Fault) -> None:
        """Switch a fault on."""
        self._on.append([fault, 0])

    def clear(self) -> None:
        """Switch all of them off."""
        self._on.clear()

    def hit(self, request: Request) -> Fault | None:
        """Count a call on every fault that it matches and return the one that hits it."""
        hits: list[Fault] = []
        for entry in self._on:
            fault: Fault = entry[0]
            if not fault.matches(request):
                continue
            entry[1] += 1
            place = entry[1] - fault.nth
            if place >= 0 and (fault.times is None or place < fault.times):
                hits.append(fault)
        return hits[0] if hits else None


def instead(kind: FaultKind, request: Request) -> Answer | None:
    """Return what something in between answers with, for the kinds in which the service is never reached."""
    match kind:
        case FaultKind.HTML_502:
            return Answer(502, _PAGE % (b"502 Bad Gateway", b"Bad Gateway"), "text/html")
        case FaultKind.HTML_503:
            return Answer(503, _PAGE % (b"Maintenance", b"Back soon"), "text/html")
        case FaultKind.HTML_200:
            return Answer(200, _PAGE % (b"Login", b"Please sign in"), "text/html; charset=utf-8")
        case FaultKind.REDIRECT:
            return Answer(302, headers=(("Location", f"{FOREIGN_BASE}{quote(request.path)}"),))
        case FaultKind.BOMB:
            return Answer(200, _bomb(), JSON_TYPE, (("Content-Encoding", "gzip"),))
        case _:
            return None


@lru_cache
def _bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    part = b" " * 1024 * 1024
    return b"".join(packer.compress(part) for _ in range(_UNPACKED // len(part))) + packer.flush()


def spoiled(kind: FaultKind, request: Request, answer: Answer) -> Answer:
    """Return a good answer as a fault leaves it."""
    if answer.status != 200 or kind not in {*_LATER, *_LAST, *_SPOILT}:
        return answer
    if kind in _SPOILT:
        return replace(answer, body=_SPOILT[kind](answer.body))
    value: Any = from_text(answer.body)
    if (document := as_object(value)) is not None:
        _spoil(kind, request, document)
    elif kind is FaultKind.EMPTY_LIE:
        value = 0 if isinstance(value, int) else []
    return Answer(200, to_text(value).encode(), answer.content_type, answer.headers)


def _spoil(kind: FaultKind, request: Request, value: Json) -> None:
    pages = as_object(value.get("pagination"))
    if kind is FaultKind.SHIFTED:
        for name in {"collection", "items"} & set(value):
            del value[name][:1]
        return
    if kind in _LAST:
        _end(kind, value, pages)
        return
    if kind is FaultKind.EMPTY_LIE:
        value |= {name: [] for name in ("collection", "items") if name in value}
        value.pop("cursor", None)
        if pages is not None:
            pages |= {"results": 0, "resultsWithoutFilter": 0}
            pages.pop("nextPage", None)
        return
    base = request.base if kind is FaultKind.LOOP else FOREIGN_BASE
    if pages is not None:
        pages["nextPage"] = f"{base}{request.path}{joined_query(request.query)}"
    elif "items" in value:
        given = request.parameter("cursor") or value.get("cursor", "again")
        value["cursor"] = given if kind is FaultKind.LOOP else FOREIGN_BASE


def _end(kind: FaultKind, value: Json, pages: Json | None) -> None:
    """Let a list end with this page: without a row of it, or without its second half where it is the last anyway."""
    goes_on = value.pop("cursor", None) or (pages or {}).pop("nextPage", None)
    for name in {"collection", "items"} & set(value):
        kept = 0 if kind is FaultKind.EMPTY_PAGE else len(value[name]) if goes_on else len(value[name]) // 2
        del value[name][kept:]
