"""SQL Browser (MC-SQLR): tells over UDP which port a named instance listens on."""

from __future__ import annotations

import contextlib
import re
import socket
import struct

PORT = 1434
ASK, ANSWER = 0x04, 0x05
LARGEST = 1024
TRIES = 3
"""Questions asked: one datagram may be lost."""


def port_of(host: str, instance: str, timeout: float, port: int = PORT) -> int | None:
    """Return the TCP port of an instance; None where it has none. Raises TimeoutError, or what the socket raises."""
    family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    with socket.socket(family, kind) as asking:
        asking.connect(place)
        asking.settimeout(timeout / TRIES)
        for _ in range(TRIES):
            with contextlib.suppress(TimeoutError):
                asking.send(bytes([ASK]) + instance.encode("ascii", "replace") + b"\0")
                return told(asking.recv(LARGEST))
    raise TimeoutError


def told(answer: bytes) -> int | None:
    """Return the port that an answer names: ServerName;SQL01;InstanceName;…;tcp;1435;;"""
    if len(answer) < 3 or answer[0] != ANSWER or struct.unpack_from("<H", answer, 1)[0] != len(answer) - 3:
        return None
    found = re.search(r"(?:^|;)tcp;([0-9]{1,5})(?:;|$)", answer[3:].decode("ascii", "replace"), re.IGNORECASE)
    return int(found[1]) if found and 0 < int(found[1]) < 2**16 else None
