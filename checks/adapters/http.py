"""The one HTTP client for e-conomic: where it may go, how long it may take, how it may be answered."""

from __future__ import annotations

import asyncio
import logging
import random
import re
import ssl
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlsplit

import httpx

from checks.adapters.answer import Answer
from checks.adapters.budget import Budget
from checks.adapters.call_fault import COMPRESSED, PASSING, UNSENT, CallFault, Kind, border, fault, garbled
from checks.adapters.certificate import identified
from checks.adapters.clock import ahead
from checks.adapters.origin import Origin
from checks.adapters.recent import Recent
from checks.adapters.round import Round, Way
from checks.adapters.status import Clock, load, refused
from checks.engine.phrase import Phrase

for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)  # their debug lines hold headers, and so the tokens

LARGEST_BODY = 8 * 1024 * 1024
"""Eight thousand bytes a row; the longest rows that a page can have take six."""
AT_ONCE = 4
TIMEOUTS = httpx.Timeout(connect=5, read=20, write=10, pool=5)
KEPT_ALIVE = 90.0
"""Longer than the usual interval, so that a cycle finds the last one's connections; a stale one is retried."""
MOST_DEAD_TRIES = 8
DEAD_PAUSE = 3600.0
"""Tokens that were refused so often are tried once an hour: a revoked grant does not come back by itself."""
_TOKEN = re.compile(r"[\x21-\x7e]{1,512}")


class Secret(Protocol):
    """A value that shows itself only when asked."""

    def reveal(self) -> str:
        """Return the value."""
        ...


@dataclass(frozen=True, slots=True)
class Pace:
    """How long one call may take, how often a read is tried, how long a failure is slept over."""

    call: float = 25.0
    tries: int = 3
    first_pause: float = 0.5
    lag: float = 1.5
    """e-conomic's reads may show a write only after so many seconds."""

    def pause(self, attempt: int) -> float:
        """Return the growing pause before another try, spread so that many callers do not come at once."""
        return float(self.first_pause * 2**attempt * random.uniform(0.7, 1.3))  # noqa: S311 - no secret


USUAL = Pace()


@dataclass(slots=True)
class Wire:
    """Calls one or the other of two origins with both tokens; nothing else ever gets them."""

    origins: tuple[Origin, ...]
    app_secret: Secret = field(repr=False)
    agreement_grant: Secret = field(repr=False)
    budget: Budget
    pace: Pace = USUAL
    now: Clock = lambda: datetime.now(UTC)
    _client: httpx.AsyncClient | None = field(default=None, repr=False)
    _trust: ssl.SSLContext | bool | None = field(default=None, repr=False)
    _gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE), repr=False)
    recent: Recent = field(init=False, repr=False)
    """The calls that failed lately."""
    ahead: float | None = None
    """By how many seconds this machine's clock is before e-conomic's, None until that has told a time."""
    dead_tries: int = 0
    """How often in a row the tokens were not accepted."""
    _dead: CallFault | None = field(default=None, repr=False)
    _dead_since: float = 0.0
    _held_until: float = 0.0
    _load: float = 0.0

    def __post_init__(self) -> None:
        """Note what fails by the same clock."""
        self.recent = Recent(self.now)

    @property
    def shut(self) -> float:
        """Return the seconds for which tokens that were refused too often are not tried by themselves."""
        if self._dead is None or self.dead_tries < MOST_DEAD_TRIES:
            return 0.0
        return max(0.0, self._dead_since + DEAD_PAUSE - time.monotonic())

    def ask_again(self) -> None:
        """Let one more call try tokens that were refused: somebody asks, who may have put them right."""
        self.dead_tries = min(self.dead_tries, MOST_DEAD_TRIES - 1)

    def take(self, app_secret: Secret, agreement_grant: Secret) -> bool:
        """Use these tokens from now on; tells whether they are others than before."""
        both = (app_secret.reveal(), agreement_grant.reveal())
        if both == (self.app_secret.reveal(), self.agreement_grant.reveal()):
            return False
        self.app_secret, self.agreement_grant = app_secret, agreement_grant
        return True

    def shut_for(self, why: CallFault) -> None:
        """Send nothing until somebody asks again: there are no tokens to send."""
        self.dead_tries, self._dead, self._dead_since = MOST_DEAD_TRIES, why, time.monotonic()

    @property
    def held(self) -> float:
        """Return the seconds for which e-conomic asked to be left alone."""
        return max(0.0, self._held_until - time.monotonic())

    async def get(self, url: str, round_: Round) -> Answer:
        """Return a successful answer; passing faults are slept over and tried again within the round."""
        attempt, way, tries_on, lost = 0, round_.ways[urlsplit(url).netloc], False, False
        try:
            while True:
                if not tries_on:
                    await way.passable()
                try:
                    return await self._get_once(url, round_, None if tries_on else way)
                except CallFault as found:
                    attempt += 1
                    tries_on = tries_on or way.tried_by(found)
                    pause = max(found.wait or 0.0, self.pace.pause(attempt - 1))
                    hopeless = found.kind not in PASSING or attempt >= self.pace.tries
                    if hopeless or round_.dead is not None or pause >= round_.left:
                        lost = found.kind is Kind.UNREACHABLE
                        raise
                    if found.kind is Kind.UNREACHABLE and not tries_on:
                        continue
                await asyncio.sleep(pause)
        finally:
            if tries_on:
                way.settle(lost)

    async def put(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send once, on a connection of its own, and return whatever the answer is; never tries again."""
        if not self.budget.spend():
            raise fault(Kind.SPENT, limit=self.budget.limit)
        request = self._request("PUT", url, headers, body)
        client = self._made(keep=0)
        try:
            return await self._sent(client, request, self.pace.call)
        except CallFault as found:
            if found.kind in UNSENT:
                self.budget.give_back()
            self.recent.note("PUT", url, found)
            raise
        finally:
            await client.aclose()

    async def close(self) -> None:
        """Close the connections that are kept."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _get_once(self, url: str, round_: Round, way: Way | None) -> Answer:
        async with self._gate:
            await self._unhurried(round_)
            if way is not None:
                way.check()
            if not self.budget.spend():
                round_.failed(spent := fault(Kind.SPENT, limit=self.budget.limit))
                raise spent
            round_.calls += 1
            try:
                answer = await self._answered(url, round_)
            except CallFault as found:
                if found.kind in UNSENT:
                    round_.calls -= 1
                    self.budget.give_back()
                round_.failed(found)
                self.remember("GET", url, found)
                raise
        self.dead_tries, self._dead = 0, None
        if (by := ahead(answer, self.now())) is not None:
            self.ahead = by
        round_.answered(answer.seconds)
        return answer

    def remember(self, method: str, url: str, found: CallFault) -> None:
        """Keep over the cycles what failed, and what e-conomic said about calling it at all."""
        self.recent.note(method, url, found)
        if found.kind is Kind.BUSY:
            self._held_until = max(self._held_until, time.monotonic() + (found.wait or 0.0))
        elif found.kind is Kind.TOKEN:
            self.dead_tries += 1
            self._dead, self._dead_since = found, time.monotonic()

    async def _unhurried(self, round_: Round) -> None:
        """Wait while e-conomic wants to be left alone, and go slower while its token bucket is filling up."""
        round_.check()
        if self._dead is not None and self.shut:
            raise self._dead.again()
        if self.held >= round_.left:
            raise fault(Kind.BUSY, 429, None, pause=f": {self.held:.0f} s")
        easing = 0.0 if self._load <= 0.5 else self._load - 0.4
        if pause := max(self.held, min(easing, round_.left)):
            await asyncio.sleep(pause)
            round_.check()

    async def _answered(self, url: str, round_: Round) -> Answer:
        if self._client is None:
            self._client = self._made(keep=AT_ONCE)
        request = self._request("GET", url, {}, None)
        try:
            answer = await self._sent(self._client, request, min(self.pace.call, round_.left))
        except CallFault as found:
            raise round_.late() if found.kind is Kind.SILENT and round_.left <= 0 else found from None
        self._load = load(answer.headers)
        refusal = refused(answer, request.url.path, place(request.url), self.now)
        if refusal is not None:
            raise refusal
        return answer

    def _request(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> httpx.Request:
        if not any(origin.holds(url) for origin in self.origins):
            raise fault(Kind.FOREIGN, host=url.partition("?")[0][:80])
        tokens = {
            "X-AppSecretToken": self.app_secret.reveal(),
            "X-AgreementGrantToken": self.agreement_grant.reveal(),
        }
        if not all(_TOKEN.fullmatch(token) for token in tokens.values()):
            raise CallFault(Kind.TOKEN, MALFORMED)
        if len(set(tokens.values())) == 1:
            raise CallFault(Kind.TOKEN, ONE_TWICE)
        with border(url):
            return httpx.Request(method, url, headers={**FIXED, **headers, **tokens}, content=body)

    async def _sent(self, client: httpx.AsyncClient, request: httpx.Request, seconds: float) -> Answer:
        host, started, status = place(request.url), time.perf_counter(), None
        try:
            async with asyncio.timeout(seconds), _opened(client, request) as response:
                status = response.status_code
                body = await _whole(response, host)
        except (TimeoutError, CallFault) as lost:
            found = lost if isinstance(lost, CallFault) else fault(Kind.SILENT, host=host)
            if found.kind is Kind.UNTRUSTED:
                found = await identified(found, request.url.host, request.url.port or 443)
            found.answered = status
            raise found from None
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, body, time.perf_counter() - started)

    def _made(self, keep: int) -> httpx.AsyncClient:
        if self._trust is None:
            secure = any(origin.scheme == "https" for origin in self.origins)  # else TLS is not spoken at all
            self._trust = httpx.create_ssl_context(trust_env=False) if secure else False
        return httpx.AsyncClient(
            verify=self._trust,
            follow_redirects=False,
            trust_env=False,
            timeout=TIMEOUTS,
            limits=httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=keep, keepalive_expiry=KEPT_ALIVE),
            event_hooks={"request": [self._refuse_foreign]},
        )

    async def _refuse_foreign(self, request: httpx.Request) -> None:
        """Look once more at what httpx is about to send, whatever it made of the address."""
        if not any(origin.holds(str(request.url)) for origin in self.origins):
            raise fault(Kind.FOREIGN, host=request.url.host)


def place(url: httpx.URL) -> str:
    """Return where a call goes, as the operator knows it: the port only where it is not the usual one."""
    return url.netloc.decode("ascii", "replace")


@asynccontextmanager
async def _opened(client: httpx.AsyncClient, request: httpx.Request) -> AsyncGenerator[httpx.Response]:
    with border(place(request.url)):
        response = await client.send(request, stream=True)
    try:
        yield response
    finally:
        with border(place(request.url)):
            await response.aclose()


async def _whole(response: httpx.Response, host: str) -> bytes:
    """Read the body up to a bound; a compressed one is refused, since a small one can unpack to anything."""
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        raise garbled(COMPRESSED)
    if int(response.headers.get("content-length", "0")[:18]) > LARGEST_BODY:
        raise garbled(TOO_LARGE)
    body = bytearray()
    with border(host):
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > LARGEST_BODY:
                raise garbled(TOO_LARGE)
    return bytes(body)


FIXED = {"Accept": "application/json", "Accept-Encoding": "identity", "Content-Type": "application/json"}

TOO_LARGE = Phrase("larger than any page of the API", "større end nogen side fra API'et")
ONE_TWICE = Phrase(
    "Both tokens of e-conomic are the same value: one of them stands in the other's place, so nothing was sent.",
    "Begge e-conomic-nøgler er den samme værdi: den ene står på den andens plads, så intet blev sendt.",
)
MALFORMED = Phrase(
    "A token of e-conomic is empty or holds blanks or line breaks, so nothing was sent.",
    "En e-conomic-nøgle er tom eller rummer blanktegn eller linjeskift, så intet blev sendt.",
)
