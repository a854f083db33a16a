"""The tokens of an answer, each a function that returns its bytes."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from enum import IntFlag

from tests.support.tds.errors import SqlError
from tests.support.tds.sqltype import INT, SqlType
from tests.support.tds.typeinfo import COLLATION, type_info
from tests.support.tds.wire import I32, U16, U32, U64, long_text, short_text

DONE, DONE_PROC, DONE_IN_PROC = 0xFD, 0xFE, 0xFF
SELECT, INSERT, DELETE, UPDATE = 0xC1, 0xC3, 0xC4, 0xC5
ROW = b"\xd1"
NAME = "TDS test server"
DONE_BODY = struct.Struct("<BHHQ")


class Done(IntFlag):
    """What a DONE says beside the count."""

    FINAL = 0
    MORE = 0x01
    ERROR = 0x02
    COUNT = 0x10
    ATTENTION = 0x20


def done(kind: int, status: int, command: int = 0, count: int = 0) -> bytes:
    """Return one of the three DONE tokens."""
    return DONE_BODY.pack(kind, status, command, count)


def _token(kind: int, body: bytes) -> bytes:
    return bytes([kind]) + U16.pack(len(body)) + body


def error(fault: SqlError) -> bytes:
    """Return an ERROR token."""
    return _token(0xAA, _told(fault.number, fault.state, fault.severity, fault.text))


def info(number: int, text: str) -> bytes:
    """Return an INFO token."""
    return _token(0xAB, _told(number, 1, 0, text))


def _told(number: int, state: int, severity: int, text: str) -> bytes:
    # Cut where the token's own two bytes of length would no longer do.
    return (
        I32.pack(number) + bytes([state, severity]) + long_text(text) + short_text(NAME) + short_text("") + U32.pack(1)
    )


def environment(kind: int, new: bytes, old: bytes) -> bytes:
    """Return an ENVCHANGE token; both values with their lengths."""
    return _token(0xE3, bytes([kind]) + new + old)


def database(name: str) -> bytes:
    """Return the change of database, with the message that a real server sends along."""
    changed = environment(1, short_text(name), short_text("master"))
    return changed + info(5701, f"Changed database context to '{name}'.")


def begun(descriptor: int) -> bytes:
    """Return the change that starts a transaction."""
    return environment(8, b"\x08" + U64.pack(descriptor), b"\0")


def ended(descriptor: int, committed: bool) -> bytes:
    """Return the change that ends a transaction."""
    return environment(9 if committed else 10, b"\0", b"\x08" + U64.pack(descriptor))


def welcome(name: str, size: int) -> bytes:
    """Return the answer to a good login, in the order that both drivers take."""
    product = short_text(NAME)
    acknowledged = _token(0xAD, b"\x01" + bytes.fromhex("74000004") + product + bytes([16, 0, 0, 1]))
    return b"".join(
        (
            database(name),
            environment(7, b"\x05" + COLLATION, b"\0"),
            environment(2, short_text("us_english"), short_text("")),
            acknowledged,
            environment(4, short_text(str(size)), short_text(str(size))),
            done(DONE, Done.FINAL),
        )
    )


def columns(described: Sequence[tuple[str, SqlType, int]]) -> bytes:
    """Return COLMETADATA for names, types and flags."""
    parts = [b"\x81" + U16.pack(len(described))]
    for name, kind, flags in described:
        parts.append(
            U32.pack(80 if kind.name == "rowversion" else 0) + U16.pack(flags) + type_info(kind) + short_text(name)
        )
    return b"".join(parts)


def status(value: int = 0) -> bytes:
    """Return RETURNSTATUS."""
    return b"\x79" + I32.pack(value)


def handle(value: int) -> bytes:
    """Return the output parameter that holds the handle of a prepared statement."""
    return (
        b"\xac"
        + U16.pack(0)
        + short_text("")
        + b"\x01"
        + U32.pack(0)
        + U16.pack(0)
        + type_info(INT)
        + b"\x04"
        + I32.pack(value)
    )
