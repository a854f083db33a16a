"""What stands between the program and e-conomic: it hands every call on, unless a test wants something else done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from functools import partial
from http import HTTPStatus
from urllib.parse import unquote_plus

from checks.demo.simulator import Simulator
from checks.demo.simulator.call import Answer, Request, split_target
from tests.support.scripted_server import Asked, Bytes

Done = Callable[[], Bytes]
Deed = Callable[[Asked, Done], Bytes]
"""Makes the answer to a call; e-conomic carries the call out only where the deed has it done."""


def instead(answer: Bytes) -> Deed:
    """Answer so, and let e-conomic never see the call."""
    return lambda _asked, _done: answer


def afterwards(answer: Bytes) -> Deed:
    """Have the call carried out, and answer so."""

    def deed(_: Asked, done: Done) -> Bytes:
        done()
        return answer

    return deed


@dataclass(slots=True)
class Turn:
    """Meets the `nth` call of its kind and those after it, `times` of them (None: all)."""

    deed: Deed
    method: str
    path: str
    query: str = ""
    nth: int = 1
    times: int | None = None
    met: int = 0

    def takes(self, asked: Asked) -> bool:
        """Count a call of its kind; tell whether it is one to meet."""
        same = asked.method == self.method and asked.path.startswith(self.path)
        if not same or self.query not in unquote_plus(asked.target):
            return False
        self.met += 1
        place = self.met - self.nth
        return place >= 0 and (self.times is None or place < self.times)


@dataclass(slots=True)
class Between:
    """The script of a server in front of the stand-in; where several turns take a call, the first one has it."""

    simulator: Simulator
    turns: list[Turn] = field(default_factory=list[Turn])

    def __call__(self, asked: Asked) -> Bytes:
        """Answer one call."""
        taken = [turn for turn in self.turns if turn.takes(asked)]
        done = partial(self._done, asked)
        return taken[0].deed(asked, done) if taken else done()

    def _done(self, asked: Asked) -> Bytes:
        path, query = split_target(asked.target)
        base = f"http://{asked.headers['host']}"
        answer = self.simulator.reply(Request(asked.method, path, query, asked.headers, asked.body, base)).answer
        return Bytes(cut=True) if answer is None else _bytes(answer)


def _bytes(answer: Answer) -> Bytes:
    lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}", f"Content-Length: {len(answer.body)}"]
    lines.append(f"Date: {formatdate(usegmt=True)}")
    lines += [f"Content-Type: {answer.content_type}"] if answer.content_type else []
    lines += [f"{name}: {value}" for name, value in answer.headers]
    return Bytes("\r\n".join(lines).encode() + b"\r\n\r\n" + answer.body)
