"""Faults on demand: which call they hit and what they do to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from checks.demo.simulator.call import Answer, Request, joined_query
from checks.demo.simulator.json_text import Json, as_object, from_text, to_text


class FaultKind(StrEnum):
    """What can go wrong between here and there."""

    STATUS_400 = "status-400"
    STATUS_401 = "status-401"
    STATUS_403 = "status-403"
    STATUS_404 = "status-404"
    STATUS_429 = "status-429"
    STATUS_500 = "status-500"
    HTML_502 = "status-502-html"
    HTML_200 = "html-200"
    TRUNCATED = "truncated-json"
    CUT = "cut-connection"
    EXECUTED_CUT = "executed-then-cut"
    EXECUTED_500 = "executed-then-500"
    SLOW = "slow"
    SILENT = "silent"
    DRIP = "drip"
    LOOP = "loop-next-page"
    FOREIGN = "foreign-next-page"
    EMPTY_LIE = "empty-collection-lie"
    STALE = "stale-read"


STATUSES = {
    FaultKind.STATUS_400: 400,
    FaultKind.STATUS_401: 401,
    FaultKind.STATUS_403: 403,
    FaultKind.STATUS_404: 404,
    FaultKind.STATUS_429: 429,
    FaultKind.STATUS_500: 500,
    FaultKind.EXECUTED_500: 500,
}
FOREIGN_BASE = "https://foreign.invalid"
_PAGE = b"<!DOCTYPE html><html><head><title>%b</title></head><body><h1>%b</h1></body></html>"
_LATER = {FaultKind.TRUNCATED, FaultKind.LOOP, FaultKind.FOREIGN, FaultKind.EMPTY_LIE}


@dataclass(frozen=True, slots=True)
class Fault:
    """Hits the `nth` matching call and those after it, `times` of them (None: all).

    `seconds` is the delay of `slow`, the gap between two bytes of `drip`, the Retry-After of a 429.
    `query` is text that has to stand in the decoded query; the method `*` is any.
    """

    kind: FaultKind
    path_prefix: str = ""
    method: str = "GET"
    nth: int = 1
    times: int | None = None
    seconds: float = 1.0
    query: str = ""

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


def html(kind: FaultKind) -> Answer | None:
    """Return the page that a proxy in between answers with, for the two kinds that are one."""
    if kind is FaultKind.HTML_502:
        return Answer(502, _PAGE % (b"502 Bad Gateway", b"Bad Gateway"), "text/html")
    if kind is FaultKind.HTML_200:
        return Answer(200, _PAGE % (b"Login", b"Please sign in"), "text/html; charset=utf-8")
    return None


def spoiled(kind: FaultKind, request: Request, answer: Answer) -> Answer:
    """Return a good answer as a fault leaves it."""
    if kind not in _LATER or answer.status != 200:
        return answer
    if kind is FaultKind.TRUNCATED:
        return Answer(200, answer.body[: len(answer.body) // 2], answer.content_type, answer.headers)
    value: Any = from_text(answer.body)
    if (document := as_object(value)) is not None:
        _spoil(kind, request, document)
    elif kind is FaultKind.EMPTY_LIE:
        value = 0 if isinstance(value, int) else []
    return Answer(200, to_text(value).encode(), answer.content_type, answer.headers)


def _spoil(kind: FaultKind, request: Request, value: Json) -> None:
    pages = as_object(value.get("pagination"))
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
