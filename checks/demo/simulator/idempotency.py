"""Answers kept under an Idempotency-Key: for one hour, then forgotten."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from checks.demo.simulator.call import Answer, Request
from checks.demo.simulator.refusal import Refusal

HEADER = "idempotency-key"
HOUR = 3600.0
REPLAYED = (("X-ResultFromCache", "true"),)


@dataclass(frozen=True, slots=True)
class _Kept:
    target: str
    digest: bytes
    answer: Answer
    at: float


@dataclass(slots=True)
class Idempotency:
    """One space of keys for everything that uses the same app and agreement."""

    _kept: dict[str, _Kept] = field(default_factory=dict[str, _Kept])

    def answer(self, request: Request, now: float) -> Answer | None:
        """Return the first answer once more; another address or body under the same key is refused."""
        kept = self._kept.get(request.headers.get(HEADER, ""))
        if kept is None or now - kept.at >= HOUR:
            return None
        if kept.target != _target(request):
            text = "The URL is not the one that this idempotency key was first used with."
            raise Refusal(400, text, "URLChanged")
        if kept.digest != _digest(request):
            text = "The payload is not the one that this idempotency key was first used with."
            raise Refusal(400, text, "PayloadChanged")
        return kept.answer.plus(REPLAYED)

    def keep(self, request: Request, answer: Answer, now: float) -> None:
        """Keep an answer, errors of the caller included; what is over an hour old goes."""
        key = request.headers.get(HEADER)
        if key and answer.status < 500:
            self._kept = {k: kept for k, kept in self._kept.items() if now - kept.at < HOUR}
            self._kept[key] = _Kept(_target(request), _digest(request), answer, now)


def _target(request: Request) -> str:
    return f"{request.method} {request.path} {request.query}"


def _digest(request: Request) -> bytes:
    return hashlib.sha256(request.body).digest()
