"""TYPE_INFO: how a type is announced before its values, and which one an announcement means."""

from __future__ import annotations

from tests.support.tds.errors import SqlError
from tests.support.tds.sqltype import MAX, SqlType
from tests.support.tds.wire import U16, Reader

COLLATION = bytes.fromhex("0604d00000")
"""Danish_Norwegian_CI_AS: Danish, ignoring case, kana and width; its code page is 1252."""
COLLATION_NAME = "Danish_Norwegian_CI_AS"
CODE_PAGE = "cp1252"
PLP = 0xFFFF
INTEGERS = {1: "tinyint", 2: "smallint", 4: "int", 8: "bigint"}
FIXED = {
    0x30: ("tinyint", 1), 0x32: ("bit", 1), 0x34: ("smallint", 2), 0x38: ("int", 4), 0x7F: ("bigint", 8),
    0x3B: ("real", 4), 0x3E: ("float", 8), 0x3C: ("money", 8), 0x7A: ("smallmoney", 4), 0x3D: ("datetime", 8),
    0x3A: ("smalldatetime", 4),
}  # fmt: skip
SIZED = {
    0x26: INTEGERS, 0x68: {1: "bit"}, 0x6D: {4: "real", 8: "float"}, 0x6E: {4: "smallmoney", 8: "money"},
    0x6F: {4: "smalldatetime", 8: "datetime"}, 0x24: {16: "uniqueidentifier"},
}  # fmt: skip
SCALED = {0x29: "time", 0x2A: "datetime2", 0x2B: "datetimeoffset"}
LONG = {0xA5: "varbinary", 0xAD: "binary", 0xA7: "varchar", 0xAF: "char", 0xE7: "nvarchar", 0xEF: "nchar"}
OLD = {0x23: "varchar", 0x63: "nvarchar", 0x22: "varbinary"}
CODES = {
    **{name: code for code, names in SIZED.items() for name in names.values()},
    **{name: code for code, name in (SCALED | LONG).items()},
    **{"date": 0x28, "decimal": 0x6A, "rowversion": 0xAD},
}


def type_info(kind: SqlType) -> bytes:
    """Return the announcement of a type, always one that may be NULL."""
    code = bytes([CODES[kind.name]])
    match kind.name:
        case "date":
            return code
        case "datetime2" | "datetimeoffset" | "time":
            return code + bytes([kind.scale])
        case "decimal":
            return code + bytes([kind.bytes_long, kind.precision, kind.scale])
        case "varbinary" | "binary" | "rowversion":
            return code + _long(kind.length)
        case "varchar" | "char":
            return code + _long(kind.length) + COLLATION
        case "nvarchar" | "nchar":
            return code + _long(kind.length * 2 if kind.length != MAX else MAX) + COLLATION
        case _:
            return code + bytes([kind.bytes_long])


def _long(length: int) -> bytes:
    return U16.pack(PLP if length == MAX else length)


class Announced:
    """A type as a client announces it, with what its values need to be read."""

    __slots__ = ("code", "kind", "size")

    def __init__(self, reader: Reader) -> None:
        self.code = reader.u8()
        self.size = 0
        self.kind = self._kind(reader)

    def _kind(self, reader: Reader) -> SqlType:
        code = self.code
        if code in FIXED:
            name, self.size = FIXED[code]
            return SqlType(name)
        if code in SIZED:
            self.size = reader.u8()
            return SqlType(SIZED[code][self.size])
        if code in SCALED:
            return SqlType(SCALED[code], scale=reader.u8())
        if code in {0x6A, 0x6C}:
            reader.u8()
            return SqlType("decimal", 0, reader.u8(), reader.u8())
        return self._long_kind(reader)

    def _long_kind(self, reader: Reader) -> SqlType:
        code = self.code
        if code == 0x28:
            return SqlType("date")
        if code in LONG:
            self.size = reader.u16()
            if code not in {0xA5, 0xAD}:
                reader.take(len(COLLATION))
            wide = 2 if code in {0xE7, 0xEF} else 1
            return SqlType(LONG[code], MAX if self.size == PLP else max(self.size // wide, 1))
        if code in OLD:
            self.size = reader.u32()
            if code != 0x22:
                reader.take(len(COLLATION))
            return SqlType(OLD[code], MAX)
        if code == 0x1F:
            return SqlType("int")
        raise SqlError(
            8009, f"The incoming RPC parameter has a type (0x{code:02X}) that this test server does not know."
        )
