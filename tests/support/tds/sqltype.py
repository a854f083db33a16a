"""A declared type, as it stands in CREATE TABLE, in a cast or before a parameter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

Kept = str | int | float | bytes | None
"""What SQLite holds."""
DECLARATION = re.compile(r"^\s*\[?([A-Za-z_][\w ]*?)\]?\s*(?:\(\s*(-?\w+)\s*(?:,\s*(\d+)\s*)?\))?\s*$")
SAME = {
    "integer": "int",
    "boolean": "bit",
    "bool": "bit",
    "numeric": "decimal",
    "dec": "decimal",
    "timestamp": "rowversion",
    "double": "float",
    "double precision": "float",
    "character varying": "varchar",
    "text": "varchar",
    "ntext": "nvarchar",
    "xml": "nvarchar",
    "sysname": "nvarchar",
    "image": "varbinary",
    "blob": "varbinary",
}
"""Other names for what travels; the old large types go as their modern ones."""
LARGE = frozenset({"text", "ntext", "xml", "image", "blob"})
UNICODE = frozenset({"nvarchar", "nchar"})
NARROW = frozenset({"varchar", "char"})
TEXTS = UNICODE | NARROW
WHOLE = {
    "tinyint": (0, 255),
    "smallint": (-(2**15), 2**15 - 1),
    "int": (-(2**31), 2**31 - 1),
    "bigint": (-(2**63), 2**63 - 1),
}
MOMENTS = frozenset({"datetime", "datetime2", "smalldatetime", "date", "datetimeoffset"})
BINARY = frozenset({"varbinary", "binary", "rowversion"})
MAX = -1


@dataclass(frozen=True, slots=True)
class SqlType:
    """A type with what belongs to it; the length is in characters or bytes, and -1 is max."""

    name: str
    length: int = 0
    precision: int = 0
    scale: int = 0

    @property
    def text(self) -> bool:
        """Tell whether it holds characters."""
        return self.name in TEXTS

    @property
    def moment(self) -> bool:
        """Tell whether it holds a date, with or without a time."""
        return self.name in MOMENTS

    @property
    def bytes_long(self) -> int:
        """Return what the catalogue calls max_length."""
        match self.name:
            case "nvarchar" | "nchar":
                return self.length * 2 if self.length > 0 else MAX
            case "varchar" | "char" | "varbinary" | "binary":
                return self.length
            case "decimal":
                return next(size for digits, size in ((9, 5), (19, 9), (28, 13), (38, 17)) if self.precision <= digits)
            case "datetime2" | "datetimeoffset" | "time":
                extra = {"datetime2": 3, "datetimeoffset": 5, "time": 0}[self.name]
                return extra + (3 if self.scale < 3 else 4 if self.scale < 5 else 5)
            case _:
                return SIZES.get(self.name, 8)


SIZES = {
    **{"tinyint": 1, "bit": 1, "smallint": 2, "date": 3, "uniqueidentifier": 16},
    **dict.fromkeys(("int", "real", "smallmoney", "smalldatetime"), 4),
}
INT, BIGINT, BIT, FLOAT = SqlType("int"), SqlType("bigint"), SqlType("bit"), SqlType("float")
KNOWN = frozenset(SIZES) | TEXTS | frozenset(WHOLE) | MOMENTS | BINARY | {"float", "money", "decimal", "time"}


@lru_cache(maxsize=2048)
def declared(text: str) -> SqlType | None:
    """Return the type that a declaration names, or None for one that this server does not know."""
    found = DECLARATION.match(text)
    if found is None:
        return None
    written = found[1].lower()
    name = SAME.get(written, written)
    if name not in KNOWN:
        return None
    if written in LARGE:
        return SqlType(name, MAX)
    if written == "sysname":
        return SqlType(name, 128)
    return _sized(name, found[2], found[3])


def _sized(name: str, first: str | None, second: str | None) -> SqlType:
    size = MAX if first is not None and first.lower() in {"max", "-1"} else int(first) if first else 0
    match name:
        case "decimal":
            return SqlType(name, 0, size or 18, int(second or 0))
        case "datetime2" | "datetimeoffset" | "time":
            return SqlType(name, 0, 0, size if first else 7)
        case "float":
            return SqlType("real" if 0 < size <= 24 else name)
        case "rowversion":
            return SqlType(name, 8)
        case _ if name in TEXTS | BINARY:
            return SqlType(name, size or 1)
        case _:
            return SqlType(name)


def nvarchar(length: int) -> SqlType:
    """Return the type of a Unicode text of at most so many characters."""
    return SqlType("nvarchar", length)
