"""JSON as the wire carries it: UTF-8, no blanks, no NaN, and nothing that is null."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn, TypeGuard

LARGEST = 10**18
Json = dict[str, Any]
"""One document; its members are whatever the two surfaces publish, so nothing narrower is true."""


def to_text(value: object) -> str:
    """Write a value; floats print their shortest exact form, so 84375.0 never becomes 84374.99."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def from_text(text: str | bytes) -> Any:
    """Read a value and refuse NaN, Infinity and numbers too large to be told from it."""
    return json.loads(text, parse_constant=_refuse, parse_float=_finite)


def money(value: float) -> float:
    """Round to two decimals, so that sums do not carry the dust of binary fractions."""
    return round(float(value) + 0.0, 2)


def without_nulls(value: Any) -> Any:
    """Return the value without its null members: e-conomic never sends one."""
    if (document := as_object(value)) is not None:
        return {name: without_nulls(inner) for name, inner in document.items() if inner is not None}
    if (items := as_list(value)) is not None:
        return [without_nulls(item) for item in items]
    return value


def as_object(value: object) -> Json | None:
    """Return the value if it is a JSON object; None otherwise."""
    return value if _is_object(value) else None


def as_list(value: object) -> list[Any] | None:
    """Return the value if it is a JSON array; None otherwise."""
    return value if _is_list(value) else None


def is_whole(value: Any) -> bool:
    """Tell whether a value is a whole number; JSON's true is none."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value: Any) -> bool:
    """Tell whether a value is a number of at most eighteen digits; JSON's true is none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST


def whole_or_none(value: Any) -> int | None:
    """Return the value if it is a whole number; None otherwise."""
    return value if is_whole(value) else None


def _is_object(value: object) -> TypeGuard[Json]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text} is too large")
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
