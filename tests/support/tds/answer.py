"""The answer to one request: packets leave as they fill, and a DONE waits until it is known whether more follows."""

from __future__ import annotations

from collections.abc import Sequence

from tests.support.tds import tokens
from tests.support.tds.channel import Channel
from tests.support.tds.encode import encoders, inferred, rows
from tests.support.tds.errors import SqlError
from tests.support.tds.packet import Reply
from tests.support.tds.schema import Column
from tests.support.tds.sqltype import Kept, SqlType
from tests.support.tds.tokens import DONE, DONE_IN_PROC, DONE_PROC, Done

NULLABLE, UNKNOWN, IDENTITY, COMPUTED = 0x01, 0x08, 0x10, 0x20
Described = tuple[str, SqlType | None, Column | None]


class Answer:
    """Collects tokens for one client; `called` is an answer to a remote call."""

    def __init__(self, channel: Channel, size: int, called: bool = False) -> None:
        self._channel = channel
        self._reply = Reply(size)
        self._called = called
        self._held: tuple[int, int, int] | None = None
        self._failed = False

    def add(self, data: bytes) -> None:
        """Send tokens that are not a DONE."""
        self._release(more=True)
        self._channel.send(self._reply.add(data))

    def done(self, command: int, count: int | None) -> None:
        """Say that a statement is through, with its count where it has one."""
        self._release(more=True)
        self._held = (Done.FINAL if count is None else Done.COUNT, command, count or 0)

    def unended(self) -> None:
        """Forget the end of the statement: what follows takes its place."""
        self._held = None

    def error(self, *faults: SqlError) -> None:
        """Say what went wrong, all of it before the statement's end."""
        self.add(b"".join(map(tokens.error, faults)))
        self._held = (Done.ERROR, 0, 0)
        self._failed = True

    def columns(self, described: Sequence[Described], first: Sequence[Sequence[Kept]]) -> tuple[SqlType, ...]:
        """Announce a result and return the types of its columns; what has no declared type takes that of its values."""
        kinds = tuple(kind or inferred([row[place] for row in first]) for place, (_, kind, _) in enumerate(described))
        self.add(
            tokens.columns(
                [(name, kind, _flags(column)) for (name, _, column), kind in zip(described, kinds, strict=True)]
            )
        )
        return kinds

    def table(self, described: Sequence[Described], batch: Sequence[Sequence[Kept]]) -> None:
        """Send a small result whole."""
        kinds = self.columns(described, batch)
        if batch:
            self.add(rows(encoders(kinds), batch))
        self.done(tokens.SELECT, len(batch))

    def returned(self, handle: int | None, status: int = 0) -> None:
        """End a remote call with its status and, where it made one, the handle."""
        self.add(tokens.status(status))
        if handle is not None:
            self.add(tokens.handle(handle))

    def close(self, more: bool = False) -> None:
        """End the answer, or with `more` this call of several."""
        if self._called:
            self._release(more=True)
            last = (Done.ERROR if self._failed else Done.FINAL) | (Done.MORE if more else Done.FINAL)
            self._channel.send(self._reply.add(tokens.done(DONE_PROC, last, 0xE0)))
            self._failed = False
        else:
            self._held = self._held or (Done.FINAL, 0, 0)
            self._release(more=False)
        if not more:
            self._channel.send(self._reply.close())

    def stopped(self, within: bool) -> None:
        """Acknowledge an ATTENTION; `within` a statement, that one ends first, which is how a client knows of it."""
        self._held = None
        ended = tokens.done(DONE, Done.ERROR | Done.MORE) if within else b""
        self._channel.send(self._reply.add(ended + tokens.done(DONE, Done.ATTENTION)) + self._reply.close())

    def _release(self, more: bool) -> None:
        if self._held is None:
            return
        status, command, count = self._held
        self._held = None
        kind = DONE_IN_PROC if self._called else DONE
        self._channel.send(self._reply.add(tokens.done(kind, status | (Done.MORE if more else 0), command, count)))


def _flags(column: Column | None) -> int:
    if column is None:
        return NULLABLE | UNKNOWN
    flags = UNKNOWN | (NULLABLE if column.nullable else 0)
    return flags | (IDENTITY if column.identity else 0) | (COMPUTED if column.computed else 0)
