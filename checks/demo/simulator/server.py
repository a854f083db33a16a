"""The simulator on loopback: HTTP/1.1 with keep-alive, one write for each answer."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from checks.demo.simulator.call import Answer, Request, split_target
from checks.demo.simulator.control import Control
from checks.demo.simulator.simulator import Manner, Reply, Simulator

HOST = "127.0.0.1"
LARGEST_BODY = 32 * 1024 * 1024
IDLE_SECONDS = 120
_POLL = 0.05


class Server:
    """Listens from `start` to `stop`; port 0 lets the system choose."""

    def __init__(self, simulator: Simulator, port: int = 0, control_secret: str | None = None) -> None:
        self._listener = _Listener(port, simulator, Control(simulator, control_secret))
        self._thread = threading.Thread(
            target=self._listener.serve_forever, kwargs={"poll_interval": _POLL}, name="economic", daemon=True
        )

    @property
    def port(self) -> int:
        """Return the port that it listens on."""
        return int(self._listener.server_address[1])

    @property
    def url(self) -> str:
        """Return the address that both surfaces start from."""
        return f"http://{HOST}:{self.port}"

    def start(self) -> Server:
        """Begin to answer."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Answer nobody any more and cut who is connected."""
        self._listener.stopping.set()
        if self._thread.is_alive():
            self._listener.shutdown()
            self._thread.join()
        self._listener.server_close()
        self._listener.cut_all()

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, simulator: Simulator, control: Control) -> None:
        super().__init__((HOST, port), _Connection)
        self.simulator = simulator
        self.control = control
        self.stopping = threading.Event()
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._guard:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._guard:
            self._open.discard(request)
        super().shutdown_request(request)

    def cut_all(self) -> None:
        with self._guard:
            sockets = list(self._open)
        for connection in sockets:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that went away is what half of the tests are about."""


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = IDLE_SECONDS

    def __init__(self, request: Any, client_address: Any, server: _Listener) -> None:
        self._listener = server
        super().__init__(request, client_address, server)

    def serve(self) -> None:
        body = self._body()
        if body is None:
            self.close_connection = True
            self._send(Answer(413))
            return
        path, query = split_target(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, path, query, headers, body, self._base(headers))
        control = self._listener.control
        if control.concerns(request):
            self._send(control.answer(request))
        else:
            self._deliver(self._listener.simulator.reply(request))

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = serve  # noqa: N815 - names of the library

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the terminal clean: it may be the one that the screen is drawn on."""

    def _body(self) -> bytes | None:
        text = self.headers.get("Content-Length", "0")
        chunked = "Transfer-Encoding" in self.headers
        if chunked or not text.isdigit() or int(text) > LARGEST_BODY:
            return None
        return self.rfile.read(int(text))

    def _base(self, headers: dict[str, str]) -> str:
        port = self._listener.server_address[1]
        host = headers.get("host", "")
        return f"http://{host if host in {f'localhost:{port}', f'{HOST}:{port}'} else f'{HOST}:{port}'}"

    def _deliver(self, reply: Reply) -> None:
        match reply.manner:
            case Manner.CUT:
                self._cut()
            case Manner.SILENT:
                self._wait_for_the_end()
                self._cut()
            case Manner.SLOW if reply.answer:
                self._listener.stopping.wait(reply.seconds)
                self._send(reply.answer)
            case Manner.DRIP if reply.answer:
                self._drip(self._bytes(reply.answer), reply.seconds)
            case _ if reply.answer:
                self._send(reply.answer)
            case _:
                self._cut()

    def _send(self, answer: Answer) -> None:
        self.wfile.write(self._bytes(answer))

    def _bytes(self, answer: Answer) -> bytes:
        lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
        lines.append(f"Date: {formatdate(self._listener.simulator.now(), usegmt=True)}")
        if answer.content_type:
            lines.append(f"Content-Type: {answer.content_type}")
        if answer.status != HTTPStatus.NO_CONTENT:
            lines.append(f"Content-Length: {len(answer.body)}")
        if self.close_connection:
            lines.append("Connection: close")
        lines += [f"{name}: {value}" for name, value in answer.headers]
        head = "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n"
        return head if self.command == "HEAD" else head + answer.body

    def _drip(self, data: bytes, gap: float) -> None:
        for place in range(len(data)):
            self.wfile.write(data[place : place + 1])
            if self._listener.stopping.wait(gap):
                self._cut()
                return

    def _wait_for_the_end(self) -> None:
        while not self._listener.stopping.is_set():
            readable, _, _ = select.select([self.connection], [], [], _POLL)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                return
            if readable:
                self._listener.stopping.wait(_POLL)

    def _cut(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
