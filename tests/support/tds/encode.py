"""Values on the wire: one encoder for each column, made once for a result and then run over every row."""

from __future__ import annotations

import struct
import uuid
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import cast

from tests.support.tds import moments
from tests.support.tds.convert import converted, told, units
from tests.support.tds.errors import SqlError
from tests.support.tds.sqltype import BINARY, INT, MAX, MOMENTS, WHOLE, Kept, SqlType
from tests.support.tds.tokens import ROW
from tests.support.tds.typeinfo import CODE_PAGE
from tests.support.tds.wire import NULL_PLP, U64, plp

Encoder = Callable[[Kept], bytes]
NULL, LONG_NULL = b"\0", b"\xff\xff"
PLP_NULL = U64.pack(NULL_PLP)
LENGTH = struct.Struct("<H").pack
EXACT = 2**53
SIZED_WHOLE = {"tinyint": "B", "smallint": "h", "int": "i", "bigint": "q"}


def encoders(kinds: Sequence[SqlType]) -> tuple[Encoder, ...]:
    """Return an encoder for each column."""
    return tuple(encoder(kind) for kind in kinds)


def rows(made: Sequence[Encoder], batch: Sequence[Sequence[Kept]]) -> bytes:
    """Return many rows as ROW tokens; column by column, which is what makes a large result bearable."""
    columns = [map(make, column) for make, column in zip(made, zip(*batch, strict=True), strict=True)]
    head = (ROW,) * len(batch)
    return b"".join([b"".join(cells) for cells in zip(head, *columns, strict=True)])


def encoder(kind: SqlType) -> Encoder:
    """Return what turns a kept value into bytes with their length; a value that does not fit its column raises."""
    if kind.text:
        return _text(kind)
    if kind.name in WHOLE:
        return _whole(kind)
    if kind.name in MOMENTS:
        return _cached(lambda value: moments.on_the_wire(kind, moments.moment(told(value))))
    if kind.name in BINARY:
        return _binary(kind)
    match kind.name:
        case "bit":
            return lambda value: NULL if value is None else b"\1\1" if value else b"\1\0"
        case "decimal":
            return _decimal(kind)
        case "money" | "smallmoney":
            return _cached(lambda value: _money(kind, value))
        case "uniqueidentifier":
            return _cached(lambda value: b"\x10" + uuid.UUID(told(value)).bytes_le)
        case "time":
            return _cached(lambda value: _time(kind, told(value)))
        case _:
            pack = struct.Struct("<Bd" if kind.name == "float" else "<Bf").pack
            size = kind.bytes_long
            return lambda value: NULL if value is None else pack(size, float(value))


def _cached(make: Callable[[Kept], bytes]) -> Encoder:
    """Return an encoder that remembers: dates and amounts come again and again."""

    def encode(value: Kept) -> bytes:
        return NULL if value is None else make(value)

    return cast("Encoder", lru_cache(maxsize=4096, typed=True)(encode))


def _text(kind: SqlType) -> Encoder:
    wide = kind.name in {"nvarchar", "nchar"}
    code, errors = ("utf-16-le", "surrogatepass") if wide else (CODE_PAGE, "replace")
    if kind.length == MAX:
        return lambda value: PLP_NULL if value is None else plp(told(value).encode(code, errors))
    limit = kind.length * (2 if wide else 1)

    def encode(value: Kept) -> bytes:
        if value is None:
            return LONG_NULL
        raw = (value if type(value) is str else told(value)).encode(code, errors)
        size = len(raw)
        if size > limit:
            text = f"The file holds a text of {units(told(value))} characters in a {kind.name}({kind.length}) column."
            raise SqlError(8152, text)
        return LENGTH(size) + raw

    return encode


def _whole(kind: SqlType) -> Encoder:
    pack = struct.Struct("<B" + SIZED_WHOLE[kind.name]).pack
    size = kind.bytes_long

    def encode(value: Kept) -> bytes:
        if value is None:
            return NULL
        try:
            return pack(size, value)
        except struct.error:
            return pack(size, converted(kind, value))

    return encode


def _binary(kind: SqlType) -> Encoder:
    def raw(value: Kept) -> bytes:
        return value if isinstance(value, bytes) else told(value).encode()

    if kind.length == MAX:
        return lambda value: PLP_NULL if value is None else plp(raw(value))
    return lambda value: LONG_NULL if value is None else LENGTH(len(raw(value))) + raw(value)


def _scaled(value: Kept, unit: int) -> int:
    """Return a number as a count of 1/unit; a float is exact as far as SQLite's own fifteen digits are."""
    if isinstance(value, float) and abs(grown := value * unit) < EXACT:
        return round(grown)
    if isinstance(value, int):
        return value * unit
    exact = converted(SqlType("decimal", 0, 38, 10), value) if isinstance(value, str) else value
    return round(Decimal(told(exact)) * unit)


def _decimal(kind: SqlType) -> Encoder:
    unit, size, most = 10**kind.scale, kind.bytes_long, 10**kind.precision
    plus, minus, room = bytes([size, 1]), bytes([size, 0]), size - 1

    def encode(value: Kept) -> bytes:
        if value is None:
            return NULL
        scaled = _scaled(value, unit)
        if not -most < scaled < most:
            raise SqlError(8115, f"Arithmetic overflow error converting {told(value)} to data type numeric.")
        return plus + scaled.to_bytes(room, "little") if scaled >= 0 else minus + (-scaled).to_bytes(room, "little")

    return encode


def _money(kind: SqlType, value: Kept) -> bytes:
    scaled = _scaled(value, 10_000)
    if kind.name == "smallmoney":
        return struct.pack("<Bi", 4, scaled)
    return struct.pack("<BiI", 8, scaled >> 32, scaled & 0xFFFF_FFFF)


def _time(kind: SqlType, value: str) -> bytes:
    raw = moments.clock(moments.moment(f"1900-01-01 {value}"), kind.scale)
    return bytes([len(raw)]) + raw


def inferred(values: Sequence[Kept]) -> SqlType:
    """Return a type that holds these values, for a column whose expression names none."""
    there = [value for value in values if value is not None]
    if any(isinstance(value, bytes) for value in there):
        return SqlType("varbinary", 8000 if all(len(told(value)) <= 8000 for value in there) else MAX)
    if any(isinstance(value, str) for value in there):
        return SqlType("nvarchar", 4000 if all(units(told(value)) <= 4000 for value in there) else MAX)
    if any(isinstance(value, float) for value in there):
        return SqlType("float")
    low, high = WHOLE["int"]
    return INT if all(low <= int(value) <= high for value in there) else SqlType("bigint")
