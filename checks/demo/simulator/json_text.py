"""JSON as the wire carries it: UTF-8, no blanks, no NaN, and nothing that is null."""

from __future__ import annotations

import json
from typing import Any, NoReturn, TypeGuard

Json = dict[str, Any]
"""One document; its members are whatever the two surfaces publish, so nothing narrower is true."""


def to_text(value: object) -> str:
    """Write a value; floats print their shortest exact form, so 84375.0 never becomes 84374.99."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def from_text(text: str | bytes) -> Any:
    """Read a value and refuse NaN and Infinity, which are not JSON."""
    return json.loads(text, parse_constant=_refuse)


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


def _is_object(value: object) -> TypeGuard[Json]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
