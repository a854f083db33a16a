"""The way to a server, one step after the other: name, port, greeting. ODBC drivers tell these apart in no way.

A refused port, an unknown host and a silent one all read “login timeout expired” with Microsoft's driver, after
the whole time-out.
"""

from __future__ import annotations

import contextlib
import errno
import math
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from checks.adapters import browser
from checks.adapters import reach_words as words
from checks.adapters.prelogin import Greeting, HungUp, NotTds, exchange
from checks.adapters.server_address import ServerAddress
from checks.engine.errors import SourceFault

MOST_ADDRESSES = 4
NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, 10049, 10050, 10051, 10065}
"""Errors that come from this machine's own network; the numbers are Windows'."""
"""Addresses of one name that are tried."""


class Step(Enum):
    """Where an attempt is, for whoever watches it."""

    RESOLVING = "resolving"
    CONNECTING = "connecting"
    GREETING = "greeting"
    LOGGING_IN = "logging in"


@dataclass(frozen=True, slots=True)
class Reached:
    """The server that was found; `greeting` is None where encryption comes before the first word."""

    host: str
    port: int
    greeting: Greeting | None


@dataclass(slots=True)
class Way:
    """`encrypt` is what the site file says; `step` is read by the watchdog from another thread.

    `port` and `places` are what was found on the way: the instance's port, and the addresses of the name.
    """

    address: ServerAddress
    encrypt: str
    timeout: float
    step: Step = Step.RESOLVING
    browser_port: int = browser.PORT
    clock: Callable[[], float] = time.monotonic
    port: int = 0
    places: tuple[str, ...] = ()
    _begun: float = field(default=0.0)

    def go(self) -> Reached:
        """Return where the server is; raises SourceFault with the step that failed."""
        self._begun = self.clock()
        host, port = self.address.host, self.address.port or self._asked()
        self.port = port
        found = self._resolved(host, port)
        self.places = tuple(dict.fromkeys(str(place[0]) for *_, place in found))
        self.step = Step.CONNECTING
        with contextlib.closing(self._connected(found, port)) as connection:
            # With encrypt = strict the server waits for TLS: a greeting in clear is none of its protocol.
            greeting = None if self.encrypt == "strict" else self._greeted(connection, port)
        if greeting is not None and self.encrypt == "yes" and not greeting.encrypts:
            raise SourceFault(words.NO_TLS.with_(server=str(self.address)))
        self.step = Step.LOGGING_IN
        return Reached(host, port, greeting)

    @property
    def left(self) -> float:
        """Return the seconds that are left; never so few that nothing could be done."""
        return max(0.2, self.timeout - (self.clock() - self._begun))

    def _asked(self) -> int:
        """Return the port of a named instance."""
        host, instance = self.address.host, str(self.address.instance)
        filled = {"server": str(self.address), "host": host, "instance": instance}
        try:
            port = browser.port_of(host, instance, self.left / 2, self.browser_port)
        except socket.gaierror:
            raise self._unknown() from None
        except OSError:
            raise SourceFault(words.NO_BROWSER.with_(**filled)) from None
        if port is None:
            raise SourceFault(words.NO_INSTANCE.with_(**filled))
        return port

    def _resolved(self, host: str, port: int) -> Sequence[tuple[Any, ...]]:
        try:
            return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[:MOST_ADDRESSES]
        except (socket.gaierror, UnicodeError):
            raise self._unknown() from None

    def _connected(self, found: Sequence[tuple[Any, ...]], port: int) -> socket.socket:
        silent = closed = False
        for family, kind, protocol, _, place in found:
            connection = socket.socket(family, kind, protocol)
            connection.settimeout(self.left / len(found))
            try:
                connection.connect(place)
            except TimeoutError:
                silent = True
            except OSError as error:
                closed = closed or error.errno not in NO_WAY
            else:
                return connection
            connection.close()
        phrase = words.SILENT if silent else words.CLOSED if closed else words.NO_ROUTE
        raise SourceFault(phrase.with_(server=str(self.address), port=port, seconds=self._seconds))

    def _greeted(self, connection: socket.socket, port: int) -> Greeting:
        self.step = Step.GREETING
        connection.settimeout(self.left)
        filled: dict[str, str | int] = {"server": str(self.address), "port": port, "seconds": self._seconds}
        try:
            return exchange(connection, self.encrypt == "yes")
        except NotTds:
            raise SourceFault(words.NOT_TDS.with_(**filled)) from None
        except TimeoutError:
            raise SourceFault(words.MUTE.with_(**filled)) from None
        except (HungUp, OSError):
            raise SourceFault(words.HUNG_UP.with_(**filled)) from None

    def _unknown(self) -> SourceFault:
        return SourceFault(words.UNKNOWN_HOST.with_(server=str(self.address), host=self.address.host))

    @property
    def _seconds(self) -> int:
        return math.ceil(self.timeout)
