"""LOGIN7: who comes, from where, and to which database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.support.tds.errors import SqlError
from tests.support.tds.packet import DEFAULT_SIZE
from tests.support.tds.properties import Properties
from tests.support.tds.rights import Login
from tests.support.tds.wire import Reader

FIXED = 36
INTEGRATED = 0x80
SMALLEST, LARGEST = 512, 32_767


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a client says of itself."""

    name: str
    password: str
    database: str
    host: str
    application: str
    size: int
    integrated: bool


def read(body: bytes) -> Credentials:
    """Return what stands in a LOGIN7."""
    reader = Reader(body, 8)
    size = reader.u32()
    integrated = bool(body[25] & INTEGRATED)
    reader = Reader(body, FIXED)
    places = [(reader.u16(), reader.u16()) for _ in range(9)]

    def text(place: int, hidden: bool = False) -> str:
        offset, length = places[place]
        raw = Reader(body, offset).take(length * 2)
        return (_revealed(raw) if hidden else raw).decode("utf-16-le", "replace")

    asked = size if SMALLEST <= size <= LARGEST else DEFAULT_SIZE
    return Credentials(text(1), text(2, hidden=True), text(8), text(0), text(3), asked, integrated)


def _revealed(raw: bytes) -> bytes:
    """Undo what a client does to a password: every byte with its halves swapped, then mixed with A5."""
    return bytes(((byte ^ 0xA5) << 4 & 0xF0) | ((byte ^ 0xA5) >> 4) for byte in raw)


def admitted(
    given: Credentials, logins: Sequence[Login], properties: Properties
) -> tuple[Login | None, list[SqlError]]:
    """Return who it is, or the errors that a server sends before it hangs up."""
    refused = SqlError(18456, f"Login failed for user '{given.name}'.")
    if given.integrated:
        text = "Login failed. The login is from an untrusted domain and cannot be used with Integrated authentication."
        return None, [SqlError(18452, text)]
    found = next((login for login in logins if login.name.casefold() == given.name.casefold()), None)
    if found is None or found.password != given.password:
        return None, [refused]
    wanted = given.database or properties.database
    known = wanted.casefold() in {properties.database.casefold(), "master"}
    if not known or (not found.mapped and wanted.casefold() != "master"):  # every login is a guest in master
        text = f'Cannot open database "{wanted}" requested by the login. The login failed.'
        return None, [SqlError(4060, text), refused]
    return found, []
