"""The frame around everything: eight bytes of header, big-endian, and a message cut into packets."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

HEADER = struct.Struct(">BBHHBB")
LAST = 0x01
RESET = 0x08 | 0x10
"""Reset the connection, with or without keeping the transaction; the drivers of pools ask for it."""
DEFAULT_SIZE = 4096


class Kind(IntEnum):
    """What a message is, by the first byte of each of its packets."""

    BATCH = 0x01
    RPC = 0x03
    REPLY = 0x04
    ATTENTION = 0x06
    BULK = 0x07
    TRANSACTION = 0x0E
    LOGIN = 0x10
    PRELOGIN = 0x12


@dataclass(frozen=True, slots=True)
class Message:
    """A whole message, put together from its packets."""

    kind: int
    body: bytes
    reset: bool = False


class Source(Protocol):
    """Where bytes come from."""

    def exactly(self, count: int) -> bytes:
        """Return so many bytes; raises ConnectionError when there are no more."""
        ...


def packet(source: Source) -> tuple[int, int, bytes]:
    """Return kind, status and content of the next packet."""
    kind, status, length, _, _, _ = HEADER.unpack(source.exactly(HEADER.size))
    if length < HEADER.size:
        raise ConnectionError("a packet shorter than its header")
    return kind, status, source.exactly(length - HEADER.size)


def message(source: Source) -> Message:
    """Return the next message; an ATTENTION has no content and one packet."""
    parts: list[bytes] = []
    reset = False
    while True:
        kind, status, content = packet(source)
        parts.append(content)
        reset = reset or bool(status & RESET)
        if status & LAST:
            return Message(kind, b"".join(parts), reset)


def framed(body: bytes, kind: int = Kind.REPLY, size: int = DEFAULT_SIZE) -> bytes:
    """Return a whole message as packets, back to back."""
    room = size - HEADER.size
    starts = range(0, len(body), room) if body else range(1)
    last = starts[-1]
    frames: list[bytes] = []
    for number, start in enumerate(starts, 1):
        content = body[start : start + room]
        status = LAST if start == last else 0
        frames += (HEADER.pack(kind, status, len(content) + HEADER.size, 0, number & 0xFF, 0), content)
    return b"".join(frames)


class Reply:
    """A message under way: whole packets leave as soon as they are full, so that a large answer is never held."""

    def __init__(self, size: int = DEFAULT_SIZE) -> None:
        self._room = size - HEADER.size
        self._waiting = bytearray()
        self._number = 0

    def add(self, tokens: bytes) -> bytes:
        """Take more tokens and return the packets that are full by now, often none."""
        waiting, room = self._waiting, self._room
        waiting += tokens
        if len(waiting) <= room:
            return b""
        frames: list[bytes] = []
        at = 0
        view = bytes(waiting)
        while len(view) - at > room:
            frames += (self._header(0, room), view[at : at + room])
            at += room
        del waiting[:at]
        return b"".join(frames)

    def close(self) -> bytes:
        """Return the last packet."""
        frame = self._header(LAST, len(self._waiting)) + bytes(self._waiting)
        self._waiting.clear()
        return frame

    def _header(self, status: int, length: int) -> bytes:
        self._number += 1
        return HEADER.pack(Kind.REPLY, status, length + HEADER.size, 0, self._number & 0xFF, 0)
