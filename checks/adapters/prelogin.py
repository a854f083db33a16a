"""The first exchange of SQL Server's protocol (MS-TDS 2.2.6.5): is this a SQL Server, which one, does it encrypt?"""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass

PRELOGIN, REPLY, ENDS = 0x12, 0x04, 0x01
HEADER = struct.Struct(">BBHHBB")
OPTION = struct.Struct(">BHH")
VERSION, ENCRYPTION, INSTANCE, THREAD, MARS, TERMINATOR = 0, 1, 2, 3, 4, 0xFF
ENCRYPT_OFF, ENCRYPT_ON, ENCRYPT_NOT_SUPPORTED, ENCRYPT_REQUIRED = range(4)
LARGEST = 4096


class NotTds(Exception):
    """What answered speaks another protocol."""


class HungUp(Exception):
    """The other end closed before it had answered."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a server says of itself before anybody logs in."""

    version: str
    encryption: int

    @property
    def encrypts(self) -> bool:
        """Tell whether the server can encrypt at all."""
        return self.encryption != ENCRYPT_NOT_SUPPORTED


def exchange(connection: socket.socket, encrypt: bool) -> Greeting:
    """Send one PRELOGIN and read its answer; raises NotTds, HungUp, or what the socket raises."""
    connection.sendall(request(encrypt))
    kind, status, length, *_ = HEADER.unpack(_exactly(connection, HEADER.size))
    if kind != REPLY or status != ENDS or not HEADER.size < length <= LARGEST:
        raise NotTds
    return greeting(_exactly(connection, length - HEADER.size))


def request(encrypt: bool) -> bytes:
    """Return the packet a driver would send that wants, or does not want, encryption."""
    options = {
        VERSION: bytes(6),
        ENCRYPTION: bytes([ENCRYPT_ON if encrypt else ENCRYPT_OFF]),
        INSTANCE: b"\0",
        THREAD: bytes(4),
        MARS: b"\0",
    }
    offset, table, values = OPTION.size * len(options) + 1, b"", b""
    for token, value in options.items():
        table += OPTION.pack(token, offset + len(values), len(value))
        values += value
    body = table + bytes([TERMINATOR]) + values
    return HEADER.pack(PRELOGIN, ENDS, HEADER.size + len(body), 0, 1, 0) + body


def greeting(body: bytes) -> Greeting:
    """Return what the body of an answer says; raises NotTds."""
    options: dict[int, bytes] = {}
    place = 0
    while body[place : place + 1] not in {b"", bytes([TERMINATOR])}:
        if place + OPTION.size > len(body):
            raise NotTds
        token, offset, length = OPTION.unpack_from(body, place)
        options[token] = body[offset : offset + length]
        place += OPTION.size
    version, encryption = options.get(VERSION, b""), options.get(ENCRYPTION, b"")
    if len(version) < 4 or len(encryption) != 1 or encryption[0] > ENCRYPT_REQUIRED:
        raise NotTds
    major, minor, build = struct.unpack(">BBH", version[:4])
    return Greeting(f"{major}.{minor}.{build}", encryption[0])


def _exactly(connection: socket.socket, size: int) -> bytes:
    """Read this many bytes; another protocol is told by its first ones, however many follow."""
    found = b""
    while len(found) < size:
        piece = connection.recv(size - len(found))
        if not piece:
            raise NotTds if found else HungUp
        found += piece
        if size == HEADER.size and found[0] != REPLY:
            raise NotTds
    return found
