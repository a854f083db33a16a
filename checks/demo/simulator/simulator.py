"""The e-conomic that plays both surfaces over one set of books, behind one lock."""

from __future__ import annotations

import copy
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from checks.demo.simulator import booking, fault, ledger, surfaces
from checks.demo.simulator.books import Books
from checks.demo.simulator.budget import ITEM_COST, LIST_COST, Budget
from checks.demo.simulator.call import Answer, Pairs, Request
from checks.demo.simulator.fault import Fault, FaultKind, Faults
from checks.demo.simulator.idempotency import Idempotency
from checks.demo.simulator.json_text import Json, without_nulls
from checks.demo.simulator.refusal import Refusal, not_found, utc_stamp
from checks.demo.simulator.tokens import GRANT_HEADER, SECRET_HEADER, Tokens, carried
from checks.demo.simulator.visit import Visit
from checks.demo.simulator.world import World

KEPT_CALLS = 20_000
SUPERUSER = frozenset({"SuperUser"})


class Manner(Enum):
    """How an answer leaves."""

    WHOLE = "whole"
    SLOW = "slow"
    DRIP = "drip"
    CUT = "cut"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer and its manner; without an answer there is nothing to send."""

    answer: Answer | None
    manner: Manner = Manner.WHOLE
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Call:
    """One call as the log keeps it: the tokens are not in it, only whether both were there."""

    method: str
    path: str
    query: Pairs
    headers: Mapping[str, str]
    tokens: bool
    body: bytes
    at: float

    def parameter(self, name: str) -> str | None:
        """Return a query parameter, whatever the case of its name."""
        return next((value for key, value in self.query if key.lower() == name.lower()), None)


class Simulator:
    """Answers calls, takes changes from the demo in process, and misbehaves on demand."""

    def __init__(
        self,
        world: World,
        tokens: Tokens,
        clock: Callable[[], float] = time.time,
        *,
        roles: frozenset[str] = SUPERUSER,
        missing_modules: frozenset[str] = frozenset(),
        danish: bool = False,
        calls_per_minute: int = 10_000,
    ) -> None:
        self._books = Books.of(world)
        self._tokens = tokens
        self._clock = clock
        self._access = surfaces.Access(roles, missing_modules)
        self._danish = danish
        self.budget = Budget(calls_per_minute)
        self._kept = Idempotency()
        self._faults = Faults()
        self._calls: deque[Call] = deque(maxlen=KEPT_CALLS)
        self._lock = threading.RLock()
        self._later: list[tuple[float, Request]] = []
        """Calls that are carried out when their time has come, although nobody waits for an answer any more."""
        self._written = 0.0
        self.mishaps: list[str] = []
        self.changes = 0
        """How often something may have been changed; whoever keeps the books looks whether it has grown."""

    @property
    def calls(self) -> list[Call]:
        """Return the calls so far, oldest first."""
        with self._lock:
            return list(self._calls)

    def now(self) -> float:
        """Return the seconds of its clock."""
        return self._clock()

    def world(self) -> World:
        """Return the present state as a seed."""
        with self._lock:
            self._catch_up()
            return self._books.world()

    def customer(self, number: int) -> Json | None:
        """Return a customer as it is stored, without links."""
        with self._lock:
            self._catch_up()
            found = self._books.customers.get(number)
            return copy.deepcopy(found)

    def upsert_customer(self, document: Json) -> Json:
        """Store a customer as somebody in e-conomic would: numbered if it has no number, updated now."""
        with self._lock:
            self._begin()
            number = document.get("customerNumber", self._books.customers.free_number())
            fresh = {"customerNumber": number} | copy.deepcopy(without_nulls(document))
            fresh["lastUpdated"] = utc_stamp(self._clock())
            self._books.customers.put(fresh)
            return copy.deepcopy(fresh)

    def add_draft(self, document: Json) -> int:
        """Store a draft invoice and return its number."""
        now = {"lastUpdated": utc_stamp(self._clock())}
        return self._add("drafts", now | document)

    def add_booked(self, document: Json) -> int:
        """Store a booked invoice, without ledger entries, and return its number."""
        return self._add("booked", document)

    def add_draft_entry(self, document: Json) -> int:
        """Store a journal line and return its number."""
        return self._add("draft_entries", document)

    def add_booked_entry(self, document: Json) -> int:
        """Store a ledger entry and return its number."""
        return self._add("booked_entries", document)

    def book(self, draft_number: int) -> Json:
        """Book a draft as somebody in e-conomic would; Refusal when that is not allowed."""
        with self._lock:
            self._begin()
            return copy.deepcopy(booking.book(self._books, draft_number, danish=self._danish))

    def move(self, entry: int, journal: int) -> Json:
        """Move a waiting line to another journal as a bookkeeper would; Refusal where there is no such line."""
        with self._lock:
            self._begin()
            line = self._books.draft_entries.get(entry)
            if line is None or self._books.journals.get(journal) is None:
                raise not_found()
            fresh = ledger.moved(self._books, line, journal)
            self._books.draft_entries.put(fresh)
            return copy.deepcopy(fresh)

    def fault(self, wanted: Fault) -> None:
        """Switch a fault on."""
        with self._lock:
            self._faults.add(wanted)

    def clear_faults(self) -> None:
        """Switch all faults off."""
        with self._lock:
            self._faults.clear()

    def reply(self, request: Request) -> Reply:
        """Answer one call, or do to it what a fault asks for."""
        with self._lock:
            self._catch_up()
            self._log(request)
            hit = self._faults.hit(request)
            if hit is None:
                return Reply(self._answer(request, self._books))
            return self._faulty(request, hit)

    def _faulty(self, request: Request, hit: Fault) -> Reply:
        kind = hit.kind
        if kind is FaultKind.CUT:
            return Reply(None, Manner.CUT)
        if kind is FaultKind.SILENT:
            return Reply(None, Manner.SILENT)
        if kind is FaultKind.EXECUTED_LATER:
            self._later.append((self._clock() + hit.seconds, request))
            return Reply(None, Manner.CUT)
        if (page := fault.instead(kind, request)) is not None:
            return Reply(page)
        if kind in fault.STATUSES and kind is not FaultKind.EXECUTED_500:
            return Reply(self._status(request, hit))
        lags = kind is FaultKind.STALE and self._clock() - self._written < hit.seconds
        answer = self._answer(request, self._books.stale() if lags and request.method == "GET" else self._books)
        match kind:
            case FaultKind.EXECUTED_CUT:
                return Reply(None, Manner.CUT)
            case FaultKind.EXECUTED_500:
                return Reply(self._status(request, hit))
            case FaultKind.SLOW:
                return Reply(answer, Manner.SLOW, hit.seconds)
            case FaultKind.DRIP:
                return Reply(answer, Manner.DRIP, hit.seconds)
            case _:
                return Reply(fault.spoiled(kind, request, answer))

    def _status(self, request: Request, hit: Fault) -> Answer:
        status = fault.STATUSES[hit.kind]
        return self._told(request, surfaces.general(status, hit.seconds, hit.retry_after), LIST_COST)

    def _answer(self, request: Request, books: Books) -> Answer:
        cost = ITEM_COST if request.path.rsplit("/", 1)[-1].isdigit() else LIST_COST
        try:
            self.budget.spend(cost, self._clock())
            answer = self._admitted(request, books)
        except Refusal as refusal:
            return self._told(request, refusal, cost)
        return self._stamped(answer, cost)

    def _admitted(self, request: Request, books: Books) -> Answer:
        surfaces.admit(request, self._tokens)
        if request.method == "GET":
            return self._handled(request, books)
        now = self._clock()
        kept = self._kept.answer(request, now)
        if kept is not None:
            return kept
        self._begin()
        try:
            answer = self._handled(request, books)
        except Refusal as refusal:
            answer = surfaces.told(request, refusal, _log_id(), now)
        self._kept.keep(request, answer, now)
        return answer

    def _handled(self, request: Request, books: Books) -> Answer:
        visit = Visit(request, books, self._clock(), self._danish)
        try:
            return surfaces.handled(visit, self._access)
        except Refusal:
            raise
        except Exception as error:
            self.mishaps.append(f"{request.method} {request.path}: {error!r}")
            raise surfaces.general(500) from error

    def _told(self, request: Request, refusal: Refusal, cost: int) -> Answer:
        return self._stamped(surfaces.told(request, refusal, _log_id(), self._clock()), cost)

    def _stamped(self, answer: Answer, cost: int) -> Answer:
        return answer.plus((*self.budget.headers(cost), ("X-RequestId", _log_id())))

    def _begin(self) -> None:
        """Begin a write, which waiting ones that are due come before."""
        self._catch_up()
        self._books.begin()
        self.changes += 1
        self._written = self._clock()

    def _catch_up(self) -> None:
        """Carry out what is due by now of the calls whose answer was cut off."""
        due = [request for at, request in self._later if at <= self._clock()]
        self._later = [waiting for waiting in self._later if waiting[0] > self._clock()]
        for request in due:
            self._answer(request, self._books)

    def _add(self, name: str, document: Json) -> int:
        with self._lock:
            self._begin()
            table = getattr(self._books, name)
            number = document.get(table.key, table.free_number())
            table.put({table.key: number} | copy.deepcopy(without_nulls(document)))
            return int(number)

    def _log(self, request: Request) -> None:
        secret = {SECRET_HEADER, GRANT_HEADER}
        headers = {name: value for name, value in request.headers.items() if name not in secret}
        tokens = carried(request.headers)
        at = self._clock()
        self._calls.append(Call(request.method, request.path, request.query, headers, tokens, request.body, at))


def _log_id() -> str:
    return f"{uuid.uuid4().hex}-CPH"
