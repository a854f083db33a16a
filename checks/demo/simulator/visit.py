"""One call being answered: the books, the clock and what the path named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from checks.demo.simulator.books import Books
from checks.demo.simulator.call import Answer, Request
from checks.demo.simulator.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Visit:
    """What a handler needs; `number` and `part` are what the path had in its places."""

    request: Request
    books: Books
    now: float
    danish: bool = False
    places: Mapping[str, str] = field(default_factory=dict[str, str])

    def number(self, name: str = "number") -> int:
        """Return a number out of the path."""
        return int(self.places[name])


Handler = Callable[[Visit], Answer]


@dataclass(frozen=True, slots=True)
class Route:
    """A path and what each method does there."""

    pattern: re.Pattern[str]
    methods: Mapping[str, Handler]
    role: str = ""


def route(path: str, role: str = "", /, **methods: Handler) -> Route:
    """Return a route; `{number}` stands for digits, `{text}` for one part of a path."""
    pattern = re.sub(r"\{(text\w*)\}", r"(?P<\1>[^/]+)", path)
    pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>\\d{1,10})", pattern)
    return Route(re.compile(pattern, re.IGNORECASE), methods, role)


def found(routes: tuple[Route, ...], path: str, method: str) -> tuple[Handler, Mapping[str, str], str] | None:
    """Return handler, places and role for a path; None where no route leads, 405 where only the method is wrong."""
    for candidate in routes:
        match = candidate.pattern.fullmatch(path)
        if match is None:
            continue
        handler = candidate.methods.get(method)
        if handler is None:
            allowed = ", ".join(sorted(candidate.methods))
            raise Refusal(405, "This method is not allowed here.", headers=(("Allow", allowed),))
        return handler, match.groupdict(), candidate.role
    return None
