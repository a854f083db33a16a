"""What comes with a remote call: which procedure, and its parameters as SQLite takes them."""

from __future__ import annotations

import re
import struct
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tests.support.tds import moments
from tests.support.tds.sqltype import MAX, MOMENTS, Kept, SqlType, declared
from tests.support.tds.typeinfo import CODE_PAGE, FIXED, LONG, OLD, Announced
from tests.support.tds.wire import Reader

PROCEDURES = {
    10: "sp_executesql",
    11: "sp_prepare",
    12: "sp_execute",
    13: "sp_prepexec",
    15: "sp_unprepare",
}
ALL_PROCEDURES = 0xFFFF
BATCH_ENDS = frozenset({0x80, 0xFE, 0xFF})
NULL_LONG, NULL_OLD = 0xFFFF, 0xFFFF_FFFF
DECLARED = re.compile(r"@(\w+)\s+(\w+(?:\s*\([^)]*\))?)(?:\s+(?:output|out))?", re.I)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter by name, where it has one, with its type and value."""

    name: str
    kind: SqlType
    value: Kept


@dataclass(frozen=True, slots=True)
class Call:
    """One remote call."""

    procedure: str
    parameters: tuple[Parameter, ...]

    def text(self, position: int) -> str:
        """Return a parameter as text, empty where it is NULL or absent."""
        value = self.parameters[position].value if position < len(self.parameters) else None
        return value if isinstance(value, str) else ""


def calls(body: bytes, start: int) -> Iterator[Call]:
    """Yield the calls of a message whose headers end at `start`."""
    reader = Reader(body, start)
    while reader.left:
        length = reader.u16()
        if length == ALL_PROCEDURES:
            number = reader.u16()
            name = PROCEDURES.get(number, f"procedure {number}")
        else:
            name = reader.text(length)
        reader.u16()
        yield Call(name, tuple(_parameters(reader)))


def _parameters(reader: Reader) -> Iterator[Parameter]:
    while reader.left:
        if reader.data[reader.at] in BATCH_ENDS:
            reader.u8()
            return
        name = reader.short_text().lstrip("@")
        reader.u8()
        announced = Announced(reader)
        yield Parameter(name, announced.kind, _value(reader, announced))


def _value(reader: Reader, announced: Announced) -> Kept:
    raw = _raw(reader, announced)
    return None if raw is None else _kept(announced.kind, raw)


def _raw(reader: Reader, announced: Announced) -> bytes | None:
    code = announced.code
    if code == 0x1F:
        return None
    if code in FIXED:
        return reader.take(announced.size)
    if code in LONG:
        if announced.kind.length == MAX:
            return reader.plp()
        size = reader.u16()
        return None if size == NULL_LONG else reader.take(size)
    if code in OLD:
        size = reader.u32()
        return None if size == NULL_OLD else reader.take(size)
    size = reader.u8()
    return reader.take(size) if size else None


def _kept(kind: SqlType, raw: bytes) -> Kept:
    match kind.name:
        case "nvarchar" | "nchar":
            return raw.decode("utf-16-le", "surrogatepass")
        case "varchar" | "char":
            return raw.decode(CODE_PAGE, "replace")
        case "tinyint" | "bit":
            return raw[0]
        case "smallint" | "int" | "bigint":
            return int.from_bytes(raw, "little", signed=True)
        case "float" | "real":
            value: float = struct.unpack("<d" if len(raw) == 8 else "<f", raw)[0]
            return value
        case "decimal":
            number = Decimal(int.from_bytes(raw[1:], "little")).scaleb(-kind.scale)
            return str(number if raw[0] else -number)
        case "money" | "smallmoney":
            return str(Decimal(_money(raw)).scaleb(-4))
        case "uniqueidentifier":
            return str(uuid.UUID(bytes_le=raw)).upper()
        case _ if kind.name in MOMENTS:
            return _moment(kind, raw)
        case "time":
            return str(moments.from_clock(raw, kind.scale))
        case _:
            return raw


def _money(raw: bytes) -> int:
    if len(raw) == 4:
        return int.from_bytes(raw, "little", signed=True)
    return (int.from_bytes(raw[:4], "little", signed=True) << 32) | int.from_bytes(raw[4:], "little")


def _moment(kind: SqlType, raw: bytes) -> str:
    match kind.name:
        case "date":
            return moments.from_day(raw).date().isoformat()
        case "datetime":
            days = int.from_bytes(raw[:4], "little", signed=True)
            return moments.text_of(moments.from_ticks(days, int.from_bytes(raw[4:], "little")))
        case "smalldatetime":
            minutes = int.from_bytes(raw[2:], "little")
            return moments.text_of(moments.from_ticks(int.from_bytes(raw[:2], "little"), minutes * 60 * moments.TICKS))
        case "datetimeoffset":
            return moments.text_of(moments.with_offset(raw, kind.scale))
        case _:
            return moments.text_of(moments.from_day(raw[-3:]) + moments.from_clock(raw[:-3], kind.scale))


def declarations(text: str) -> tuple[tuple[str, SqlType], ...]:
    """Return the parameters that a prepared statement declares: `@P1 int,@P2 nvarchar(20)`."""
    known = [(name, declared(kind)) for name, kind in DECLARED.findall(text)]
    return tuple((name, kind) for name, kind in known if kind is not None)
