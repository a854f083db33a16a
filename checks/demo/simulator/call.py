"""One call and its answer, free of sockets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, unquote_plus, urlsplit

from checks.demo.simulator.json_text import Json, as_object, from_text, to_text
from checks.demo.simulator.refusal import Refusal

JSON_TYPE = "application/json; charset=utf-8"
PROBLEM_TYPE = "application/problem+json; charset=utf-8"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A call as it came; header names are in lower case, `base` is the scheme and host to build links on."""

    method: str
    path: str
    query: Pairs
    headers: Mapping[str, str]
    body: bytes
    base: str

    def parameter(self, name: str) -> str | None:
        """Return a query parameter, whatever the case of its name."""
        lowered = name.lower()
        return next((value for key, value in self.query if key.lower() == lowered), None)

    def whole(self, name: str, usual: int, least: int, most: int) -> int | None:
        """Return a query parameter as a whole number, the usual one where it is left out; None for any other."""
        text = self.parameter(name)
        try:
            number = usual if text is None else int(text)
        except ValueError:
            return None
        return number if least <= number <= most or text is None else None

    def document(self) -> Json:
        """Return the body as one JSON object, or refuse it."""
        document = as_object(self.value())
        if document is None:
            raise Refusal(400, "The request body has to be a JSON object.")
        return document

    def value(self) -> Any:
        """Return the body as whatever JSON it is, or refuse it."""
        try:
            return from_text(self.body.decode("utf-8"))
        except (ValueError, RecursionError):
            raise Refusal(400, "The request body is not valid JSON.") from None


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back; an answer without body has no content type."""

    status: int
    body: bytes = b""
    content_type: str | None = None
    headers: Pairs = ()

    def plus(self, headers: Iterable[tuple[str, str]]) -> Answer:
        """Return the answer with further headers."""
        return Answer(self.status, self.body, self.content_type, (*self.headers, *headers))


def json_answer(value: object, status: int = 200, headers: Pairs = ()) -> Answer:
    """Return a value as a JSON answer."""
    return text_answer(to_text(value), status, headers)


def text_answer(text: str, status: int = 200, headers: Pairs = ()) -> Answer:
    """Return JSON that is text already."""
    return Answer(status, text.encode("utf-8"), JSON_TYPE, headers)


def split_target(target: str) -> tuple[str, Pairs]:
    """Return the path and the decoded query of a request line's target."""
    parts = urlsplit(target)
    pairs = [pair.partition("=") for pair in parts.query.split("&") if pair]
    return unquote(parts.path), tuple((unquote_plus(name), unquote_plus(value)) for name, _, value in pairs)


def joined_query(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a query as links carry it, percent-encoded, with its question mark."""
    text = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)
    return f"?{text}" if text else ""
