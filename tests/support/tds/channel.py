"""The bytes of one connection: in the clear, or through TLS whose handshake rides in PRELOGIN packets."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading

from tests.support.tds.packet import Kind, framed, packet

CHUNK = 65_536


class Channel:
    """A connection that one thread reads while another one writes."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock
        self._buffer = bytearray()
        self._tls: ssl.SSLObject | None = None
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._guard = threading.Lock()  # one SSL object does not bear two threads at once
        self._writing = threading.Lock()
        self.sent = 0
        self.allowance: int | None = None
        """Bytes that may still be sent before the line is cut."""

    def peek(self) -> int:
        """Return the first byte without taking it."""
        while not self._buffer:
            self._buffer += self._received()
        return self._buffer[0]

    def exactly(self, count: int) -> bytes:
        """Return so many bytes, deciphered; raises ConnectionError at the end of the line."""
        while len(self._buffer) < count:
            self._buffer += self._deciphered() if self._tls else self._received()
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken

    def send(self, data: bytes) -> None:
        """Send all of it; raises ConnectionError when the other end has gone or the allowance is used up."""
        if not data:
            return
        with self._writing:
            if self.allowance is not None and len(data) > self.allowance:
                self._raw(data[: self.allowance])
                self.close()
                raise ConnectionAbortedError("cut by a fault")
            self._raw(data)
            if self.allowance is not None:
                self.allowance -= len(data)

    def secure(self, context: ssl.SSLContext, wrapped: bool) -> None:
        """Do the handshake as the server; `wrapped` in PRELOGIN packets, as TDS 7 has it, or bare as TDS 8."""
        tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        while True:
            try:
                tls.do_handshake()
                break
            except ssl.SSLWantReadError:
                self._hand_over(wrapped)
                self._incoming.write(packet(self)[2] if wrapped else self._taken())
        self._hand_over(wrapped)
        self._tls = tls

    def unsecure(self) -> None:
        """Go on in the clear: only the login was to be hidden."""
        self._tls = None

    def reset(self) -> None:
        """End the line as a firewall does: what is under way is lost, and the other end's next word is refused."""
        with contextlib.suppress(OSError):
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RD)  # wakes whoever reads from it
        with contextlib.suppress(OSError):
            self._socket.close()

    def close(self) -> None:
        """End the line as a process does that dies, without a goodbye of TDS, and wake whoever reads from it."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(OSError):
            self._socket.close()

    def _raw(self, data: bytes) -> None:
        if self._tls is None:
            self._socket.sendall(data)
        else:
            with self._guard:
                self._tls.write(data)
                ciphered = self._outgoing.read()
            self._socket.sendall(ciphered)
        self.sent += len(data)

    def _hand_over(self, wrapped: bool) -> None:
        if pending := self._outgoing.read():
            self._socket.sendall(framed(pending, Kind.PRELOGIN) if wrapped else pending)

    def _taken(self) -> bytes:
        self.peek()
        taken = bytes(self._buffer)
        self._buffer.clear()
        return taken

    def _deciphered(self) -> bytes:
        assert self._tls is not None
        while True:
            with self._guard:
                try:
                    if clear := self._tls.read(CHUNK):
                        return clear
                    raise ConnectionResetError("TLS closed")
                except ssl.SSLWantReadError:
                    pass
                except ssl.SSLError as error:
                    raise ConnectionResetError("TLS ended") from error
            received = self._received()
            with self._guard:
                self._incoming.write(received)

    def _received(self) -> bytes:
        try:
            received = self._socket.recv(CHUNK)
        except OSError as error:
            raise ConnectionResetError("the line is gone") from error
        if not received:
            raise ConnectionResetError("the other end closed")
        return received
