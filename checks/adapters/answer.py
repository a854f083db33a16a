"""One answer of e-conomic, and the one function that turns bytes into JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn, TypeGuard

from checks.adapters.call_fault import CallFault, garbled
from checks.engine.phrase import Phrase

Json = dict[str, object]
MOST_VALUES = 250_000
"""In one answer: 250 a row, of which the vendor's schemas have 134 at most and real rows forty. Each one costs a
hundred bytes of memory, so that their number counts and not the length of the text."""
LARGEST_TEXT = 16 * 1024 * 1024
"""In memory, where one letter beyond the basic plane makes four bytes of every letter."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float = 0.0

    def text(self) -> str:
        """Return the body as text; raises the fault for garbled answers."""
        return decoded(self.body)

    def document(self) -> Json:
        """Return the body as one JSON object; raises the fault for garbled answers."""
        kind = self.headers.get("content-type", "json")
        if "json" not in kind.lower():
            raise garbled(NOT_JSON_TYPE.with_(kind=kind.partition(";")[0][:40]))
        return document(self.text())

    def told(self) -> Json:
        """Return the body of an error, or nothing when it is no JSON object."""
        try:
            return document(self.text())
        except CallFault:
            return {}


def decoded(body: bytes) -> str:
    """Return UTF-8 bytes as text; raises the fault for garbled answers."""
    if body.startswith(b"\xef\xbb\xbf"):
        raise garbled(BOM)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise garbled(NOT_UTF8) from None
    if sys.getsizeof(text) > LARGEST_TEXT:
        raise garbled(TOO_WIDE)
    return text


def document(text: str) -> Json:
    """Parse one JSON object with exact numbers; whatever is wrong with it is one kind of fault."""
    if text.lstrip()[:1] == "<":
        raise garbled(HTML)
    if sum(map(text.count, ",[{")) > MOST_VALUES:
        raise garbled(TOO_MANY)
    try:
        value: object = json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, ArithmeticError, RecursionError):
        raise garbled(NOT_JSON) from None
    if not is_object(value):
        raise garbled(NO_OBJECT)
    return value


def is_object(value: object) -> TypeGuard[Json]:
    """Tell whether a parsed value is a JSON object."""
    return isinstance(value, dict)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


NOT_JSON_TYPE = Phrase("its content type is {kind}, not JSON", "indholdstypen er {kind}, ikke JSON")
BOM = Phrase("it starts with a byte order mark", "det begynder med et byte order mark")
NOT_UTF8 = Phrase("it is not valid UTF-8", "det er ikke gyldig UTF-8")
HTML = Phrase("a web page", "en webside")
TOO_WIDE = Phrase("more text than any page of the API holds", "mere tekst, end nogen side fra API'et rummer")
TOO_MANY = Phrase("more values than any page of the API holds", "flere værdier, end nogen side fra API'et rummer")
NOT_JSON = Phrase("no valid JSON, or only a part of it", "ikke gyldig JSON, eller kun en del af det")
NO_OBJECT = Phrase("JSON of another shape", "JSON af en anden form")
