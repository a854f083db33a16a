"""An HTTP server that answers exactly the bytes a test gives it, on a real socket on loopback."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came; header names in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    peer: int
    """The port that it came from: one for each connection."""

    @property
    def path(self) -> str:
        """Return the path without the query."""
        return unquote(urlsplit(self.target).path)

    def parameter(self, name: str) -> str:
        """Return a query parameter, empty where it is not there."""
        return parse_qs(urlsplit(self.target).query).get(name, [""])[0]


@dataclass(frozen=True, slots=True)
class Bytes:
    """An answer to the byte. `gap` drips it; `hang` says nothing more for so long; then `cut` resets or closes.

    `flood` is how many times `more` comes after it.
    """

    data: bytes = b""
    more: bytes = b""
    flood: int = 0
    gap: float = 0.0
    hang: float = 0.0
    cut: bool = False
    reset: bool = False


Script = Callable[[Asked], Bytes]


@dataclass(slots=True)
class Scripted:
    """The running server: where it is and what it was asked."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list[Asked])
    at_once: int = 0
    most_at_once: int = 0
    refuse: Callable[[], None] = lambda: None
    """Takes no new connection from now on; those that are there go on."""


def reply(value: object, status: int = 200, **headers: str) -> Bytes:
    """Return a whole answer: JSON for a value, the text itself for a text, the bytes for bytes."""
    kind = headers.pop("content_type", "application/json")
    if isinstance(value, bytes):
        body = value
    elif isinstance(value, str):
        body = value.encode()
    else:
        body = json.dumps(value).encode()
    lines = [f"HTTP/1.1 {status} Scripted", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {text}" for name, text in headers.items()]
    return Bytes("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


@asynccontextmanager
async def scripted(script: Script) -> AsyncGenerator[Scripted]:
    """Serve until the block ends."""
    state = Scripted()
    server = await asyncio.start_server(lambda r, w: _talk(r, w, script, state), "127.0.0.1", 0)
    state.refuse = server.close
    state.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    tasks_before = asyncio.all_tasks()
    try:
        yield state
    finally:
        server.close()
        for task in asyncio.all_tasks() - tasks_before - {asyncio.current_task()}:
            if "_talk" in repr(task):
                task.cancel()
        await asyncio.sleep(0)


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, script: Script, state: Scripted) -> None:
    with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
        peer = int(writer.get_extra_info("peername")[1])
        while (asked := await _asked(reader, peer)) is not None:
            state.asked.append(asked)
            state.at_once += 1
            state.most_at_once = max(state.most_at_once, state.at_once)
            try:
                if not await _answered(writer, script(asked)):
                    break
            finally:
                state.at_once -= 1
    writer.close()


async def _answered(writer: asyncio.StreamWriter, answer: Bytes) -> bool:
    if answer.hang:
        await asyncio.sleep(answer.hang)
    if answer.gap:
        for place in range(len(answer.data)):
            writer.write(answer.data[place : place + 1])
            await writer.drain()
            await asyncio.sleep(answer.gap)
    elif answer.data:
        writer.write(answer.data)
        await writer.drain()
    for _ in range(answer.flood):
        writer.write(answer.more)
        await writer.drain()
    if answer.reset:
        writer.transport.abort()
    return not (answer.cut or answer.reset)


async def _asked(reader: asyncio.StreamReader, peer: int) -> Asked | None:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Asked(method, target, headers, body, peer)
