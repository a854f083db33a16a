"""Where calls may go: scheme, host and port, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from checks.adapters.call_fault import Kind, fault

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Origin:
    """One of the two configured addresses; `base` may end in a path, links have to stay below no path."""

    base: str
    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: str) -> Origin:
        """Take a configured address apart; plain http is for loopback only."""
        origin = _apart(url)
        if origin is None or (origin.scheme == "http" and origin.host not in LOOPBACK):
            raise fault(Kind.ADDRESS, url=url.partition("?")[0][:80])
        return origin

    def at(self, path: str) -> str:
        """Return the full address of a path on this origin."""
        return f"{self.base}{path}"

    def link(self, here: str, link: str) -> str:
        """Return a link out of an answer as a full address; raises when it leads away from here."""
        try:
            full = urljoin(here, link)
        except ValueError:
            full = link
        if not self.holds(full):
            raise fault(Kind.FOREIGN, host=_named(full))
        return full

    def holds(self, url: str) -> bool:
        """Tell whether an address is on this very scheme, host and port, and carries no login."""
        found = _apart(url)
        return found is not None and (found.scheme, found.host, found.port) == (self.scheme, self.host, self.port)


def _apart(url: str) -> Origin | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc or "\\" in url:
        return None
    base = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
    return Origin(base, parts.scheme, parts.hostname, port or _PORTS[parts.scheme])


def _named(url: str) -> str:
    found = _apart(url)
    text = f"{found.scheme}://{found.host}:{found.port}" if found else url
    return "".join(letter for letter in text if letter.isprintable())[:80]
