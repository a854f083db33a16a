"""How two processes speak: a length, then one value, and nothing but frozen values of ours."""

from __future__ import annotations

import asyncio
import io
import pickle
import struct
from dataclasses import is_dataclass
from enum import Enum

LENGTH = struct.Struct(">I")
LARGEST = 64 * 1024 * 1024
"""Bytes of one message; a larger length means that the two sides have lost step."""

PLAIN = {
    ("datetime", "datetime"),
    ("datetime", "date"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("decimal", "Decimal"),
}

OURS = ("checks.engine.", "checks.adapters.discovery")
"""Where the dataclasses and enums come from that may cross: the engine's, and what a database says of itself."""


class WireFault(Exception):
    """The other process sent something that is not a message of ours."""


class _Values(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        """Let dataclasses and enums of ours through, and the few plain types that they hold."""
        if (module, name) in PLAIN:
            return super().find_class(module, name)
        if module.startswith(OURS):
            found: object = super().find_class(module, name)
            if _ours(found, module, name):
                return found
        raise WireFault(f"{module}.{name} does not belong on the wire")


def _ours(found: object, module: str, name: str) -> bool:
    # What a module of ours merely imports, or what is reached from it by dots, is not ours.
    if not isinstance(found, type) or (found.__module__, found.__qualname__) != (module, name):
        return False
    return is_dataclass(found) or issubclass(found, Enum)


def packed(value: object) -> bytes:
    """Return the value as one message."""
    body = pickle.dumps(value, protocol=5)
    return LENGTH.pack(len(body)) + body


def unpacked(body: bytes) -> object:
    """Return the value of one message; raises WireFault for anything that is not ours."""
    try:
        return _Values(io.BytesIO(body)).load()
    except WireFault:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a broken message raises, it is not ours
        raise WireFault(type(error).__name__) from None


async def receive(reader: asyncio.StreamReader) -> object:
    """Return the next value; raises EOFError when the other side is gone."""
    return unpacked(await receive_bytes(reader))


async def receive_bytes(reader: asyncio.StreamReader) -> bytes:
    """Return the next message's body as it came."""
    try:
        (length,) = LENGTH.unpack(await reader.readexactly(LENGTH.size))
        if length > LARGEST:
            raise WireFault(f"{length} bytes")
        return await reader.readexactly(length)
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise EOFError from error
