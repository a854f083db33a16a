"""Functions of their arguments alone: how values are compared, converted, measured and moved in time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from typing import cast

from tests.support.tds import collation, convert, moments
from tests.support.tds.errors import SqlError
from tests.support.tds.sqltype import Kept, SqlType, declared

UNITS = {
    **dict.fromkeys(("millisecond", "ms"), 0.001),
    **dict.fromkeys(("second", "ss", "s"), 1),
    **dict.fromkeys(("minute", "mi", "n"), 60),
    **dict.fromkeys(("hour", "hh"), 3_600),
    **dict.fromkeys(("day", "dd", "d"), 86_400),
}


def _declared(text: Kept) -> SqlType:
    kind = declared(str(text))
    if kind is None:
        raise SqlError(243, f"Type {text!r} is not a defined system type.")
    return kind


def _cast(kind: Kept, value: Kept) -> Kept:
    return convert.cast(_declared(kind), value)


def _tried(kind: Kept, value: Kept) -> Kept:
    try:
        return _cast(kind, value)
    except SqlError:
        return None


def _upper(text: Kept) -> Kept:
    return None if text is None else convert.told(text).upper()


def _lower(text: Kept) -> Kept:
    return None if text is None else convert.told(text).lower()


def _length(text: Kept) -> Kept:
    return None if text is None else convert.units(convert.told(text).rstrip(" "))


def _bytes(value: Kept, wide: Kept) -> Kept:
    if isinstance(value, str):
        return convert.units(value) * 2 if wide else len(value)
    return len(value) if isinstance(value, bytes) else None if value is None else 4


def _unit(name: Kept) -> float:
    if (size := UNITS.get(str(name).lower())) is None:
        raise SqlError(155, f"{name!r} is not a recognized datediff option.", 15)
    return size


def _difference(unit: Kept, start: Kept, end: Kept) -> Kept:
    if start is None or end is None:
        return None
    between = moments.moment(convert.told(end)) - moments.moment(convert.told(start))
    return int(between.total_seconds() // _unit(unit))


def _added(unit: Kept, count: Kept, start: Kept) -> Kept:
    if start is None or count is None:
        return None
    return moments.text_of(moments.moment(convert.told(start)) + timedelta(seconds=float(count) * _unit(unit)))


@lru_cache(maxsize=64)
def _pattern(pattern: str) -> re.Pattern[str]:
    wild = {"%": ".*", "_": "."}
    parts = cast("list[str]", re.findall(r"\[\^?[^\]]+\]|.", pattern, re.S))
    spelled = (part if len(part) > 2 else wild.get(part, re.escape(part)) for part in parts)
    return re.compile("".join(spelled), re.S | re.I)


def _like(pattern: Kept, text: Kept) -> Kept:
    if pattern is None or text is None:
        return None
    return int(_pattern(convert.told(pattern)).fullmatch(convert.told(text)) is not None)


def _bracketed(name: Kept) -> Kept:
    return None if name is None else "[" + convert.told(name).replace("]", "]]") + "]"


FUNCTIONS: dict[str, Callable[..., Kept]] = {
    "tsql_key": collation.key,
    "tsql_exact": collation.exact_key,
    "tsql_moment": moments.comparable,
    "tsql_cast": _cast,
    "tsql_try": _tried,
    "tsql_upper": _upper,
    "tsql_lower": _lower,
    "tsql_len": _length,
    "tsql_bytes": _bytes,
    "tsql_datediff": _difference,
    "tsql_dateadd": _added,
    "like": _like,
    "quotename": _bracketed,
}
