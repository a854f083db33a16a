"""What e-conomic says when it refuses: its code and its words, out of every shape that it has for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checks.adapters.answer import Json, is_object
from checks.adapters.clean_text import shown

MOST = 5
LONGEST = 400
DEEPEST = 12
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{7,63}")


def complaint(body: Json) -> str:
    """Return the codes and texts of an error body in one line, for the operator; empty when it says nothing."""
    leaves = [text for text, _ in zip(_leaves(body.get("errors"), "", 0), range(MOST), strict=False)]
    general = _said(body.get("errorCode"), body.get("message") or body.get("title"))
    if leaves:
        return "; ".join(dict.fromkeys(leaves))[:LONGEST]
    detail = body.get("detail")
    words = " ".join(part for part in (general, shown(detail) if isinstance(detail, str) else "") if part)
    return words[:LONGEST]


def code(body: Json) -> str | None:
    """Return e-conomic's own code of an error body."""
    found = body.get("errorCode")
    return shown(found)[:60] if isinstance(found, str) and found else None


def codes(body: Json) -> str | None:
    """Return the codes of everything that an error body complains of, else that of the whole."""
    leaves = re.findall(r"\bE\d{5}\b", complaint(body))
    return ", ".join(dict.fromkeys(leaves)) or code(body)


def log_id(body: Json, headers: Mapping[str, str]) -> str | None:
    """Return the id under which e-conomic logged the call, where it told one that looks like an id."""
    told = (body.get("logId"), headers.get("x-requestid"), body.get("traceId"))
    return next((found for found in told if isinstance(found, str) and _ID.fullmatch(found)), None)


def _leaves(value: object, place: str, depth: int) -> Iterator[str]:
    """Walk the tree of errors, which mirrors the request: leaves carry a message, branches a place."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        items: list[object] = value  # pyright: ignore[reportUnknownVariableType] - JSON
        for item in items:
            yield from _leaves(item, place, depth + 1)
    elif isinstance(value, str):
        yield shown(value)
    elif is_object(value):
        if words := _leaf(value, place):
            yield words
            return
        index = value.get("arrayIndex")
        here = f"{place}[{index}]" if isinstance(index, int) else place
        for name, inner in value.items():
            below = here if name in BRANCHES else f"{here}.{shown(name)}".lstrip(".")
            if not isinstance(inner, str):
                yield from _leaves(inner, below, depth + 1)


def _leaf(value: Json, place: str) -> str:
    message = value.get("errorMessage") or value.get("message")
    if not isinstance(message, str):
        return ""
    named = value.get("propertyName") or value.get("property")
    where = shown(named) if isinstance(named, str) and named else place
    said = _said(value.get("errorCode"), message)
    return f"{where}: {said}" if where else said


def _said(code: object, message: object) -> str:
    parts = [shown(part) for part in (code, message) if isinstance(part, str) and part]
    return " ".join(parts)


BRANCHES = frozenset({"errors", "items"})
