"""The first exchange: which version we are, and how much of the session is to be enciphered."""

from __future__ import annotations

import struct
from enum import Enum, IntEnum

from tests.support.tds.wire import Malformed

OPTION = struct.Struct(">BHH")
END = 0xFF
VERSION, ENCRYPTION, INSTANCE, THREAD, MARS = range(5)
OUR_VERSION = bytes([16, 0, 0, 1, 0, 0])


class Ask(IntEnum):
    """What a client or a server says of encryption."""

    OFF = 0
    ON = 1
    NOT_SUPPORTED = 2
    REQUIRED = 3


class Encryption(Enum):
    """What this server is able to do and insists on."""

    NONE = Ask.NOT_SUPPORTED
    """No TLS at all; a client that insists on it gives up."""
    OFFERED = Ask.OFF
    """The login is enciphered; the whole session where the client asks for it."""
    REQUIRED = Ask.REQUIRED
    """The whole session is enciphered."""


class Cover(Enum):
    """How much of a session goes through TLS."""

    NOTHING = 0
    LOGIN = 1
    WHOLE = 2


def asked(body: bytes) -> Ask:
    """Return what the client says of encryption; raises Malformed for what is not a PRELOGIN."""
    at = 0
    while at < len(body) and body[at] != END:
        if at + OPTION.size > len(body):
            raise Malformed("PRELOGIN ends within an option")
        token, offset, length = OPTION.unpack_from(body, at)
        if token == ENCRYPTION and length >= 1 and offset < len(body):
            return Ask(body[offset] & 3)
        at += OPTION.size
    return Ask.NOT_SUPPORTED


def agreed(client: Ask, ours: Encryption) -> tuple[Ask, Cover]:
    """Return our answer and what follows from both."""
    if ours is Encryption.NONE:
        return Ask.NOT_SUPPORTED, Cover.NOTHING
    if ours is Encryption.REQUIRED:
        return (Ask.REQUIRED, Cover.WHOLE)
    match client:
        case Ask.OFF:
            return Ask.OFF, Cover.LOGIN
        case Ask.NOT_SUPPORTED:
            return Ask.NOT_SUPPORTED, Cover.NOTHING
        case _:
            return Ask.ON, Cover.WHOLE


def answer(encryption: Ask) -> bytes:
    """Return the server's PRELOGIN."""
    options = (
        (VERSION, OUR_VERSION),
        (ENCRYPTION, bytes([encryption])),
        (INSTANCE, b"\0"),
        (THREAD, b""),
        (MARS, b"\0"),
    )
    offset = len(options) * OPTION.size + 1
    head, data = b"", b""
    for token, value in options:
        head += OPTION.pack(token, offset + len(data), len(value))
        data += value
    return head + bytes([END]) + data
