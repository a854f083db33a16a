"""A small TDS 7.4 server over a SQLite file, for tests. It is not SQL Server and says so.

    with TdsServer(path) as server:
        pyodbc.connect(drivers.freetds().connection(server.port))

What it does not know it refuses; see `settings`, `allowed` and `procedures` for what it knows.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from tests.support.tds import tls
from tests.support.tds.channel import Channel
from tests.support.tds.database import Database
from tests.support.tds.faults import Door, Fault, Faults
from tests.support.tds.log import Executed, Log
from tests.support.tds.prelogin import Encryption
from tests.support.tds.properties import Properties
from tests.support.tds.rights import OWNER, Login
from tests.support.tds.session import House, Session

LOOPBACK = "127.0.0.1"
FIRST_SPID = 51


class TdsServer:
    """Serves one file on loopback while the block lasts."""

    def __init__(
        self,
        path: Path,
        properties: Properties | None = None,
        *,
        logins: tuple[Login, ...] = (OWNER,),
        faults: tuple[Fault, ...] = (),
        encryption: Encryption = Encryption.OFFERED,
        certificate: tls.Certificate | None = None,
        door: Door = Door.OPEN,
        port: int = 0,
    ) -> None:
        self.properties = properties or Properties()
        self.faults = Faults(faults)
        self.log = Log()
        self.door = door
        self.port = port
        self.accepted = 0
        """Connections that were accepted, whatever became of them."""
        self._database = Database(path, self.properties)
        context = None if encryption is Encryption.NONE else (certificate or tls.shared()).context()
        self._house = House(self._database, logins, self.faults, self.log, encryption, context)
        self._listener: socket.socket | None = None
        self._sessions: dict[Session, threading.Thread] = {}
        self._guard = threading.Lock()

    def __enter__(self) -> TdsServer:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        self._database.close()

    @property
    def writes(self) -> tuple[Executed, ...]:
        """Return every statement so far that changed rows, or would have."""
        return self.log.writes

    def open(self) -> None:
        """Listen, on the same port as before after `close`."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, self.port))
        listener.listen(64)
        self.port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), name="tds-door", daemon=True).start()

    def close(self) -> None:
        """Stop listening and cut everybody off: the port is closed from here on."""
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        self.cut()

    def cut(self) -> None:
        """Cut every session, and wait until what they had open is taken back."""
        with self._guard:
            sessions = dict(self._sessions)
        for session in sessions:
            session.end()
        for thread in sessions.values():
            thread.join(5)

    def present(self, certificate: tls.Certificate) -> None:
        """Show another certificate to whoever comes from here on."""
        self._house = replace(self._house, context=certificate.context())

    @property
    def sessions(self) -> int:
        """Return how many clients are connected."""
        with self._guard:
            return len(self._sessions)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._guard:
                session = Session(self._house, Channel(sock), FIRST_SPID + self.accepted, self.door)
                self.accepted += 1
                thread = threading.Thread(target=self._serve, args=(session,), name=f"tds-{session.spid}", daemon=True)
                self._sessions[session] = thread
            thread.start()

    def _serve(self, session: Session) -> None:
        try:
            session.serve()
        finally:
            with self._guard:
                self._sessions.pop(session, None)
