"""What the status of an answer means, on both surfaces."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime

from checks.adapters.answer import Answer, Json
from checks.adapters.call_fault import CallFault, Kind, fault
from checks.adapters.clock import moment, told
from checks.adapters.complaint import code, codes, complaint, log_id
from checks.engine.phrase import Phrase

LONGEST_WAIT = 900.0
"""A wait longer than this is an error of the other side, or as good as being down."""

Clock = Callable[[], datetime]


def refused(answer: Answer, path: str, host: str, now: Clock) -> CallFault | None:
    """Return what a status other than success means, told with e-conomic's code and log id, or None."""
    if 200 <= answer.status < 300:
        return None
    said = answer.told()
    return _meant(answer, said, path, host, now).logged(codes(said), log_id(said, answer.headers))


def _meant(answer: Answer, said: Json, path: str, host: str, now: Clock) -> CallFault:
    status = answer.status
    if 300 <= status < 400:
        return fault(Kind.FOREIGN, status, host=_target(answer, host))
    if status == 429:
        wait = retry_after(answer.headers, now)
        return fault(Kind.BUSY, status, wait, pause="" if wait is None else f": {wait:.0f} s")
    if status >= 500 or status < 200:
        return fault(Kind.FAILING, status, retry_after(answer.headers, now), status=status)
    named = f", {found}" if (found := code(said)) else ""
    if status == 401:
        return (
            CallFault(Kind.TOKEN, NO_PAIR, status) if found == NO_PAIR_CODE else fault(Kind.TOKEN, status, code=named)
        )
    if status == 403:
        return fault(Kind.ROLE, status, code=named)
    if status in {404, 405, 410}:
        missing = fault(Kind.MISSING, status, path=path, status=status)
        missing.genuine = status == 404 and _classic(said)
        return missing
    return fault(Kind.REJECTED, status, status=status, text=complaint(said) or "–")


def retry_after(headers: Mapping[str, str], now: Clock) -> float | None:
    """Return the wait that was asked for, in seconds from 0 to LONGEST_WAIT; None when there is no sense in it."""
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        return _until(text, headers, now)
    return min(max(seconds, 0.0), LONGEST_WAIT) if math.isfinite(seconds) else None


def load(headers: Mapping[str, str]) -> float:
    """Return how full e-conomic's token bucket is, from 0 to 1; 0 when it does not say."""
    used, slash, limit = headers.get("x-ratelimiting", "").rpartition(":")[2].strip().partition("/")
    if not slash or not (used.isascii() and used.isdigit() and limit.isascii() and limit.isdigit()):
        return 0.0
    return min(1.0, int(used[:12]) / max(1, int(limit[:12])))


def _classic(said: Json) -> bool:
    """Tell e-conomic's own "resource not found" from a web server's or a proxy's."""
    return isinstance(said.get("message"), str) and (said.get("httpStatusCode") == 404 or "logId" in said)


def _until(text: str, headers: Mapping[str, str], now: Clock) -> float | None:
    """Return the seconds to a time of day, by the clock that told it."""
    wanted = moment(text)
    if wanted is None:
        return None
    return min(max((wanted - (told(headers) or now())).total_seconds(), 0.0), LONGEST_WAIT)


def _target(answer: Answer, host: str) -> str:
    location = answer.headers.get("location", "")
    return location.partition("?")[0][:80] if location.isascii() and location.isprintable() and location else host


NO_PAIR_CODE = "E02250"
NO_PAIR = Phrase(
    "e-conomic says that the two tokens do not belong together (401, E02250): they are swapped, or of two apps.",
    "e-conomic siger, at de to nøgler ikke hører sammen (401, E02250): de er byttet om eller fra to apps.",
)
