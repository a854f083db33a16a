"""Little-endian reading and writing of what stands inside tokens and messages."""

from __future__ import annotations

import struct

U16, U32, U64, I32, I64 = (struct.Struct(f"<{code}") for code in "HIQiq")


class Malformed(Exception):
    """The client sent fewer bytes than its own lengths promise."""


class Reader:
    """Takes values off the front of a message."""

    __slots__ = ("at", "data")

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data = data
        self.at = at

    @property
    def left(self) -> int:
        """Return how many bytes are still to come."""
        return len(self.data) - self.at

    def take(self, count: int) -> bytes:
        """Return the next bytes."""
        if count > self.left:
            raise Malformed(f"{count} bytes wanted, {self.left} left")
        taken = self.data[self.at : self.at + count]
        self.at += count
        return taken

    def number(self, size: int, signed: bool = False) -> int:
        """Return an integer of so many bytes."""
        return int.from_bytes(self.take(size), "little", signed=signed)

    def u8(self) -> int:
        """Return one byte."""
        return self.take(1)[0]

    def u16(self) -> int:
        """Return two bytes as a number."""
        return self.number(2)

    def u32(self) -> int:
        """Return four bytes as a number."""
        return self.number(4)

    def text(self, characters: int) -> str:
        """Return so many UTF-16 units as text; lone surrogates stay what they are."""
        return self.take(characters * 2).decode("utf-16-le", "surrogatepass")

    def short_text(self) -> str:
        """Return a text whose length is one byte (B_VARCHAR)."""
        return self.text(self.u8())

    def plp(self) -> bytes | None:
        """Return a value sent in chunks; the total may be given, unknown, or say NULL."""
        total = self.number(8)
        if total == NULL_PLP:
            return None
        chunks: list[bytes] = []
        while size := self.u32():
            chunks.append(self.take(size))
        return b"".join(chunks)


NULL_PLP = 0xFFFF_FFFF_FFFF_FFFF


def utf16(text: str) -> bytes:
    """Return a text as it travels; lone surrogates go as they are."""
    return text.encode("utf-16-le", "surrogatepass")


def short_text(text: str) -> bytes:
    """Return a text behind one byte of length (B_VARCHAR)."""
    raw = utf16(text[:255])
    return bytes([len(raw) // 2]) + raw


def long_text(text: str) -> bytes:
    """Return a text behind two bytes of length (US_VARCHAR)."""
    raw = utf16(text[:4000])
    return U16.pack(len(raw) // 2) + raw


def plp(raw: bytes) -> bytes:
    """Return a value in one chunk with its total before it."""
    if not raw:
        return U64.pack(0) + U32.pack(0)
    return U64.pack(len(raw)) + U32.pack(len(raw)) + raw + U32.pack(0)
