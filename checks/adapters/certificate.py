"""Whose a certificate is and who vouches for it, for the operator to see where it is not trusted."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass

from checks.adapters.call_fault import CallFault
from checks.adapters.clean_text import shown
from checks.engine.phrase import Phrase

COMMON_NAME, ORGANISATION = b"\x55\x04\x03", b"\x55\x04\x0a"
VERSION = 0xA0
"""The tag of the member that may be left out before the others."""
LONGEST = 60
SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Names:
    """What the certificate itself says; nobody has looked whether it is true."""

    subject: str
    issuer: str


async def identified(found: CallFault, host: str, port: int) -> CallFault:
    """Return the fault of a certificate that is not trusted with the names on it, where they can be had."""
    names = await _offered(host, port)
    if names is None:
        return found
    fact = Phrase(f"{found.fact.en} {NAMED.en}", f"{found.fact.da} {NAMED.da}", found.fact.values)
    return CallFault(found.kind, fact.with_(subject=names.subject, issuer=names.issuer))


async def _offered(host: str, port: int) -> Names | None:
    """Shake hands once more, with anybody, and hang up: nothing of ours is ever sent over this connection."""
    anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    try:
        async with asyncio.timeout(SECONDS):
            _, writer = await asyncio.open_connection(host, port, ssl=anybody)
    except OSError:  # a time-out is one as well
        return None
    certificate = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
    writer.transport.abort()
    return names(certificate or b"")


def names(certificate: bytes) -> Names | None:
    """Return the names on a certificate (X.509 in DER), None where it is none."""
    try:
        ((_, whole),) = _parts(certificate)
        members = _parts(_parts(whole)[0][1])
        _, _, issuer, _, subject = [content for tag, content in members if tag != VERSION][:5]
        return Names(_named(subject), _named(issuer))
    except (IndexError, ValueError):
        return None


def _named(name: bytes) -> str:
    found: dict[bytes, str] = {}
    for _, alternatives in _parts(name):
        for _, pair in _parts(alternatives):
            (_, kind), (_, text) = _parts(pair)
            found.setdefault(kind, shown(text.decode("utf-8", "replace"))[:LONGEST])
    told = (found[kind] for kind in (COMMON_NAME, ORGANISATION) if kind in found)
    return ", ".join(dict.fromkeys(told)) or "–"


def _parts(content: bytes) -> list[tuple[int, bytes]]:
    """Return the members of a structure, each with its tag."""
    found: list[tuple[int, bytes]] = []
    place = 0
    while place < len(content):
        tag, length, place = content[place], content[place + 1], place + 2
        if length & 0x80:
            size = length & 0x7F
            length, place = int.from_bytes(content[place : place + size], "big"), place + size
        if place + length > len(content):
            raise ValueError(length)
        found.append((tag, content[place : place + length]))
        place += length
    return found


NAMED = Phrase("It is of “{subject}”, issued by “{issuer}”.", "Det er “{subject}”s, udstedt af “{issuer}”.")
