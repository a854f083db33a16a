"""Where a SQL Server is: host, host,port or host\\instance, as the site file and every Microsoft tool write it."""

from __future__ import annotations

from dataclasses import dataclass

from checks.adapters.clean_text import shown
from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase

PORT = 1433
HERE = frozenset({".", "(local)", "localhost"})
DEFAULT_INSTANCE = "mssqlserver"


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """`port` is None where SQL Browser has to be asked for the one of `instance`."""

    host: str
    port: int | None = PORT
    instance: str | None = None

    def __str__(self) -> str:
        if self.port is None:
            return f"{self.host}\\{self.instance}"
        return self.host if self.port == PORT else f"{self.host},{self.port}"


def parse_address(written: str) -> ServerAddress:
    """Return the address; a port makes the instance's name superfluous. Raises SourceFault."""
    protocol, colon, rest = written.strip().partition(":")
    text = rest if colon and protocol.casefold() in {"tcp", "np", "lpc", "admin"} else written.strip()
    if text != written.strip() and protocol.casefold() != "tcp":
        raise SourceFault(NOT_TCP.with_(server=shown(written)))
    name, comma, port = text.partition(",")
    host, _, instance = (part.strip() for part in name.partition("\\"))
    host = "localhost" if host.casefold() in HERE else host.removeprefix("[").removesuffix("]")
    if not _possible(host) or not _possible(instance or "x") or (comma and not _is_port(port.strip())):
        raise SourceFault(NO_ADDRESS.with_(server=shown(written)))
    if comma:
        return ServerAddress(host, int(port))
    if instance and instance.casefold() != DEFAULT_INSTANCE:
        return ServerAddress(host, None, instance)
    return ServerAddress(host)


def _possible(name: str) -> bool:
    return bool(name) and name.isprintable() and not set(name) & set(" ;{}=()\\/\"'")


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text) < 2**16


NO_ADDRESS = Phrase(
    "[clienttime] server: “{server}” is not an address. Write host, host,port or host\\instance.",
    "[clienttime] server: “{server}” er ikke en adresse. Skriv vært, vært,port eller vært\\instans.",
)
NOT_TCP = Phrase(
    "[clienttime] server: “{server}” is not reached over TCP. Write tcp:host,port, and let TCP/IP be switched on "
    "in SQL Server Configuration Manager.",
    "[clienttime] server: “{server}” nås ikke over TCP. Skriv tcp:vært,port, og lad TCP/IP blive slået til i SQL "
    "Server Configuration Manager.",
)
