"""One client: a thread that answers, and another that listens, so that an ATTENTION is heard while a statement runs."""

from __future__ import annotations

import queue
import ssl
import threading
from dataclasses import dataclass, field
from enum import IntEnum

from tests.support.tds import login, prelogin, procedures, tokens
from tests.support.tds.answer import Answer
from tests.support.tds.batch import Kind as Word
from tests.support.tds.channel import Channel
from tests.support.tds.database import Database
from tests.support.tds.engine import Engine
from tests.support.tds.errors import Interrupted, SqlError, unsupported
from tests.support.tds.executor import Cut, Executor, Muted
from tests.support.tds.faults import BEGIN, COMMIT, LOGIN, ROLLBACK, Deed, Door, Faults
from tests.support.tds.log import Log
from tests.support.tds.packet import Kind, Message, framed, message
from tests.support.tds.parameters import Call, Parameter, calls, declarations
from tests.support.tds.prelogin import Cover, Encryption
from tests.support.tds.rights import Login
from tests.support.tds.settings import Settings
from tests.support.tds.wire import Malformed, Reader

TLS_RECORD = 0x16
NO_TDS = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"


class Request(IntEnum):
    """What the drivers ask of the transaction manager."""

    BEGIN = 5
    COMMIT = 7
    ROLLBACK = 8


Prepared = dict[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class House:
    """What all sessions of a server share."""

    database: Database
    logins: tuple[Login, ...]
    faults: Faults
    log: Log
    encryption: Encryption
    context: ssl.SSLContext | None


@dataclass(slots=True, eq=False)
class Session:
    """A client from its first byte to its last."""

    house: House
    channel: Channel
    spid: int
    door: Door
    _inbox: queue.SimpleQueue[Message | None] = field(default_factory=queue.SimpleQueue[Message | None])
    _gone: threading.Event = field(default_factory=threading.Event)
    _prepared: Prepared = field(default_factory=Prepared)
    _size: int = 4096
    _answered: int = 0
    """ATTENTIONs that were answered within a statement, and are still in the inbox."""
    _engine: Engine | None = None

    def serve(self) -> None:
        """Talk until either side has had enough."""
        try:
            executor = self._admitted()
            if executor is not None:
                threading.Thread(target=self._listen, name=f"tds-listener-{self.spid}", daemon=True).start()
                self._talk(executor)
        except Cut as cut:
            if cut.reset:
                self.channel.reset()
        except (ConnectionError, Malformed, OSError):
            pass
        except Muted:
            self._gone.wait()
        finally:
            if self._engine is not None:
                self._engine.close()
            self.channel.close()

    def end(self) -> None:
        """End it from outside, as a server that goes down does."""
        self._gone.set()
        self._inbox.put(None)
        self.channel.close()
        if self._engine is not None:
            self._engine.stopped = True

    def _admitted(self) -> Executor | None:
        """Do PRELOGIN, TLS and LOGIN7."""
        match self.door:
            case Door.SILENT:
                self._until_gone()
            case Door.GARBAGE:
                self.channel.peek()
                self.channel.send(NO_TDS)
                return None
            case Door.SLAMMED:
                raise Cut
            case _:
                pass
        cover = self._greeted()
        credentials = login.read(message(self.channel).body)
        if cover is Cover.LOGIN:
            self.channel.unsecure()
        self._size = credentials.size
        return self._entered(credentials)

    def _greeted(self) -> Cover:
        context = self.house.context
        if strict := self.channel.peek() == TLS_RECORD:
            if context is None:
                raise Cut
            self._stall()
            self.channel.secure(context, wrapped=False)
        first = message(self.channel)
        if first.kind != Kind.PRELOGIN:
            raise Malformed("the first message is no PRELOGIN")
        ours = Encryption.NONE if strict or context is None else self.house.encryption
        if self.door is Door.TLS_STALL:
            ours = Encryption.REQUIRED
        said, cover = prelogin.agreed(prelogin.asked(first.body), ours)
        self.channel.send(framed(prelogin.answer(said)))
        self._stall()
        if cover is not Cover.NOTHING and context is not None:
            self.channel.secure(context, wrapped=True)
        return cover

    def _stall(self) -> None:
        if self.door is Door.TLS_STALL:
            self._until_gone()

    def _until_gone(self) -> None:
        """Take what comes and say nothing."""
        while True:
            self.channel.exactly(1)

    def _entered(self, credentials: login.Credentials) -> Executor | None:
        found, errors = login.admitted(credentials, self.house.logins, self.house.database.properties)
        for fault in self.house.faults.due(LOGIN):
            match fault.deed:
                case Deed.ERROR:
                    found, errors = None, [SqlError(fault.number, fault.text)]
                case Deed.DELAY:
                    self._gone.wait(fault.seconds)
                case Deed.MUTE:
                    self._until_gone()
                case _:
                    raise Cut
        self.house.log.count_login(found is not None)
        if found is None:
            told = b"".join(map(tokens.error, errors)) + tokens.done(tokens.DONE, tokens.Done.ERROR)
            self.channel.send(framed(told))
            return None
        engine = Engine(self.house.database, found, self.spid, credentials.host, credentials.application)
        self._engine = engine
        name = credentials.database or self.house.database.properties.database
        self.channel.send(framed(tokens.welcome(name, self._size), size=self._size))
        return Executor(engine, self.channel, self.house.faults, self.house.log)

    def _listen(self) -> None:
        try:
            while True:
                came = message(self.channel)
                if came.kind == Kind.ATTENTION and self._engine is not None:
                    self._engine.stopped = True
                self._inbox.put(came)
        except (ConnectionError, OSError, ValueError):
            pass
        finally:
            self._gone.set()
            self._inbox.put(None)
            if self._engine is not None:
                self._engine.stopped = True  # nobody waits for the rest

    def _talk(self, executor: Executor) -> None:
        while (came := self._inbox.get()) is not None:
            if came.kind == Kind.ATTENTION:
                executor.engine.stopped = False
                if self._answered:
                    self._answered -= 1
                else:
                    Answer(self.channel, self._size).stopped(within=False)
                continue
            if came.reset:
                executor.undo()
                executor.engine.settings = Settings()
            answer = Answer(self.channel, self._size, called=came.kind == Kind.RPC)
            try:
                self._answer(came, executor, answer)
            except Interrupted:
                self._answered += 1
                executor.interrupted(answer)

    def _answer(self, came: Message, executor: Executor, answer: Answer) -> None:
        start = Reader(came.body).u32() if came.body else 0
        match came.kind:
            case Kind.BATCH:
                executor.batch(came.body[start:].decode("utf-16-le", "surrogatepass"), (), answer)
                answer.close()
            case Kind.RPC:
                wanted = list(calls(came.body, start))
                for call in wanted:
                    self._called(call, executor, answer)
                    answer.close(more=call is not wanted[-1])
            case Kind.TRANSACTION:
                self._transaction(Reader(came.body, start), executor, answer)
                answer.close()
            case _:
                raise Malformed(f"a message of kind {came.kind}")

    def _transaction(self, reader: Reader, executor: Executor, answer: Answer) -> None:
        request = reader.u16()
        if request == Request.BEGIN:
            executor.transaction(BEGIN, Word.BEGIN, reader.u8(), answer)
            return
        if request not in {Request.COMMIT, Request.ROLLBACK}:
            answer.error(unsupported(f"Transaction manager request {request}"))
            return
        how = (COMMIT, Word.COMMIT) if request == Request.COMMIT else (ROLLBACK, Word.ROLLBACK)
        executor.transaction(*how, 0, answer)
        reader.short_text()
        if reader.u8() & 1:
            executor.transaction(BEGIN, Word.BEGIN, reader.u8(), answer)

    def _called(self, call: Call, executor: Executor, answer: Answer) -> None:
        try:
            handle = self._procedure(call, executor, answer)
        except SqlError as error:
            executor.log.add_refusal(call.procedure, executor.engine.login.name, error.number)
            answer.error(error)
            return
        answer.returned(handle)

    def _procedure(self, call: Call, executor: Executor, answer: Answer) -> int | None:
        given = call.parameters
        match call.procedure.lower().rpartition(".")[2]:
            case "sp_executesql":
                executor.batch(call.text(0), _bound(call.text(1), given[2:]), answer)
                return None
            case "sp_prepexec" | "sp_prepare" as name:
                handle = self._prepare(call)
                if name == "sp_prepexec":
                    executor.batch(call.text(2), _bound(call.text(1), given[3:]), answer)
                return handle
            case "sp_execute":
                declared, text = self._known(given)
                executor.batch(text, _bound(declared, given[1:]), answer)
                return None
            case "sp_unprepare":
                self._known(given)
                del self._prepared[int(given[0].value or 0)]
                return None
            case _:
                by_name = {
                    parameter.name.lower() or str(place): parameter.value for place, parameter in enumerate(given)
                }
                procedures.run(executor.engine, call.procedure, by_name, answer)
                return None

    def _prepare(self, call: Call) -> int:
        old = call.parameters[0].value if call.parameters else None
        if isinstance(old, int):
            self._prepared.pop(old, None)
        handle = max(self._prepared, default=0) + 1
        self._prepared[handle] = (call.text(1), call.text(2))
        return handle

    def _known(self, given: tuple[Parameter, ...]) -> tuple[str, str]:
        handle = given[0].value if given else None
        if not isinstance(handle, int) or handle not in self._prepared:
            raise SqlError(8179, f"Could not find prepared statement with handle {handle!r}.")
        return self._prepared[handle]


def _bound(declared: str, given: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
    """Return values under the names and types that the statement declares for them."""
    named = declarations(declared)
    if len(named) != len(given):
        raise SqlError(8178, "The parameterized query expects parameters which were not supplied.")
    by_name = {parameter.name.lower(): parameter for parameter in given if parameter.name}
    bound: list[Parameter] = []
    for (name, kind), parameter in zip(named, given, strict=True):
        value = by_name.get(name.lower(), parameter).value
        bound.append(Parameter(name, kind, value))
    return tuple(bound)
