"""What a value becomes in a column or a cast of some type: conversions that SQLite does not do, with their errors."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from tests.support.tds import moments
from tests.support.tds.errors import SqlError
from tests.support.tds.sqltype import MAX, WHOLE, Kept, SqlType
from tests.support.tds.typeinfo import CODE_PAGE


def narrowed(text: str) -> str:
    """Return a text as a varchar holds it: what the code page does not have becomes a question mark."""
    return text.encode(CODE_PAGE, "replace").decode(CODE_PAGE)


def told(value: Kept) -> str:
    """Return a value as text."""
    if isinstance(value, bytes):
        return value.decode(CODE_PAGE, "replace")
    return repr(value) if isinstance(value, float) else str(value)


def cast(kind: SqlType, value: Kept) -> Kept:
    """Return a value as CAST has it: texts are cut to their length, the rest has to fit."""
    if value is None:
        return None
    if kind.text:
        text = narrowed(told(value)) if kind.name in {"varchar", "char"} else told(value)
        length = (kind.length if kind.length != 1 else 30) if kind.length != MAX else len(text)
        return text[:length].ljust(kind.length) if kind.name in {"char", "nchar"} else text[:length]
    return converted(kind, value)


def stored(kind: SqlType, value: Kept, table: str, column: str) -> Kept:
    """Return a value as a column keeps it, or raise what says that it does not fit."""
    if value is None:
        return None
    if not kind.text:
        return converted(kind, value)
    text = narrowed(told(value)) if kind.name in {"varchar", "char"} else told(value)
    if kind.length != MAX and units(text) > kind.length:
        # Blanks that do not fit are dropped without a word.
        if units(text.rstrip(" ")) > kind.length:
            said = f"String or binary data would be truncated in table 'dbo.{table}', column '{column}'. "
            raise SqlError(2628, f"{said}Truncated value: '{text[: kind.length]}'.")
        text = text[: kind.length]
    return text.ljust(kind.length) if kind.name in {"char", "nchar"} else text


def units(text: str) -> int:
    """Return the length as SQL Server counts it: in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text) if not text.isascii() else len(text)


def converted(kind: SqlType, value: Kept) -> Kept:
    """Return a value in a type that is not text; raises 245, 8114, 241, 8115 or 8169."""
    maker = MAKERS.get(kind.name)
    return maker(kind, value) if maker is not None and value is not None else value


def _whole(kind: SqlType, value: Kept) -> int:
    try:
        number = int(str(value).strip() or "0") if isinstance(value, str) else int(value or 0)
    except ValueError as error:
        text = f"Conversion failed when converting the nvarchar value '{told(value)}' to data type {kind.name}."
        raise SqlError(245, text) from error
    low, high = WHOLE[kind.name]
    if low <= number <= high:
        return number
    if isinstance(value, str):
        raise SqlError(248, f"The conversion of the nvarchar value '{value}' overflowed an {kind.name} column.")
    raise SqlError(8115, f"Arithmetic overflow error converting expression to data type {kind.name}.")


def _bit(_: SqlType, value: Kept) -> int:
    words = {"true": 1, "false": 0}
    if isinstance(value, str):
        if (word := words.get(value.strip().lower())) is not None:
            return word
        return int(bool(_whole(SqlType("int"), value)))
    return int(bool(value))


def _number(kind: SqlType, value: Kept) -> Kept:
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation as error:
        raise SqlError(8114, f"Error converting data type nvarchar to {kind.name}.") from error
    if kind.name in {"float", "real"}:
        return float(number)
    scale, digits = (kind.scale, kind.precision) if kind.name == "decimal" else (4, 19)
    rounded = round(number, scale)
    if abs(rounded) >= Decimal(10) ** (digits - scale):
        raise SqlError(8115, f"Arithmetic overflow error converting numeric to data type {kind.name}.")
    return str(rounded)


def _moment(kind: SqlType, value: Kept) -> Kept:
    if not isinstance(value, str):
        raise SqlError(206, f"Operand type clash: int is incompatible with {kind.name}")
    when = moments.moment(value)
    match kind.name:
        case "date":
            return when.date().isoformat()
        case "datetime":
            return moments.text_of(moments.from_ticks(*moments.ticks(when)))
        case "datetime2" if when.tzinfo is not None:
            return moments.text_of(when.replace(tzinfo=None))
        case _:
            return moments.text_of(when)


def _identifier(_: SqlType, value: Kept) -> Kept:
    try:
        return str(uuid.UUID(str(value))).upper()
    except ValueError as error:
        raise SqlError(
            8169, "Conversion failed when converting from a character string to uniqueidentifier."
        ) from error


def _binary(kind: SqlType, value: Kept) -> Kept:
    if not isinstance(value, bytes):
        raise SqlError(257, f"Implicit conversion from data type nvarchar to {kind.name} is not allowed.")
    if kind.length != MAX and len(value) > kind.length:
        raise SqlError(2628, "String or binary data would be truncated.")
    return value.ljust(kind.length, b"\0") if kind.name == "binary" else value


MAKERS: dict[str, Callable[[SqlType, Kept], Kept]] = {
    **dict.fromkeys(WHOLE, _whole),
    "bit": _bit,
    **dict.fromkeys(("decimal", "money", "smallmoney", "float", "real"), _number),
    **dict.fromkeys(("datetime", "datetime2", "smalldatetime", "date", "datetimeoffset"), _moment),
    "uniqueidentifier": _identifier,
    "varbinary": _binary,
    "binary": _binary,
}
