"""What one property can be asked: its kind, its operators, whether it sorts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

Comparable = Any
"""A value in the form that is compared: a number, folded text, a full timestamp, a truth value."""

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:?\d{2})?")


class Operator(StrEnum):
    """The operators of the filter language."""

    EQ = "eq"
    NE = "ne"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"
    LIKE = "like"
    IN = "in"
    NIN = "nin"


ORDER = frozenset({Operator.EQ, Operator.NE, Operator.LT, Operator.LTE, Operator.GT, Operator.GTE})
LISTED = ORDER | {Operator.IN, Operator.NIN}
LIKED = ORDER | {Operator.LIKE}
SAME = frozenset({Operator.EQ, Operator.NE})
EVERY = frozenset(Operator)


class Kind(StrEnum):
    """How a property's values compare."""

    INTEGER = "integer"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Field:
    """One row of an allow list; a list over text finds nothing on the classic surface."""

    kind: Kind
    operators: frozenset[Operator] = EVERY
    sortable: bool = True
    text_lists: bool = False
    names: tuple[str, ...] = ()

    def parse(self, text: str) -> Comparable:
        """Return a value out of a filter in its comparable form; ValueError when it is none."""
        if self.names and text.lower() in self.names:
            return self.names.index(text.lower())
        return _PARSERS[self.kind](text)

    def normal(self, value: Any) -> Comparable:
        """Return a value out of a document in its comparable form; what is not of the kind is None."""
        if value is None:
            return False if self.kind is Kind.BOOLEAN else None
        match self.kind:
            case Kind.TEXT:
                return folded(str(value))
            case Kind.DATE:
                return _moment_or_none(str(value))
            case _:
                return value if isinstance(value, int | float) else None


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return the text without its case."""
    return text.casefold()


@lru_cache(maxsize=65536)
def moment(text: str) -> str:
    """Return a date or time as a full timestamp, so that both compare as text; a zone is not weighed."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text} is not a date")
    date.fromisoformat(match[1])
    return f"{match[1]}T{match[2] or '00:00'}:{match[3] or '00'}"


def _moment_or_none(text: str) -> str | None:
    try:
        return moment(text)
    except ValueError:
        return None


def _boolean(text: str) -> bool:
    if text.lower() not in {"true", "false"}:
        raise ValueError(f"{text} is neither true nor false")
    return text.lower() == "true"


_PARSERS: dict[Kind, Callable[[str], Comparable]] = {
    Kind.INTEGER: int,
    Kind.NUMBER: float,
    Kind.TEXT: folded,
    Kind.DATE: moment,
    Kind.BOOLEAN: _boolean,
}
Fields = dict[str, Field]
