"""A batch, statement by statement: faults first, then what it asks for, then its tokens, and a line in the log."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.support.tds import batch, procedures, tokens
from tests.support.tds.answer import Answer
from tests.support.tds.batch import Kind, Statement
from tests.support.tds.channel import Channel
from tests.support.tds.dialect import Plan
from tests.support.tds.encode import encoders, rows
from tests.support.tds.engine import Engine
from tests.support.tds.errors import GOES_ON, KEEPS, ROLLS_BACK, Interrupted, SqlError
from tests.support.tds.faults import Deed, Fault, Faults
from tests.support.tds.locks import TICK
from tests.support.tds.log import Executed, Log
from tests.support.tds.parameters import Parameter

AT_ONCE = 1_000
"""Rows that are fetched and sent at a time."""


class Muted(Exception):
    """From here on, nothing is said to this client."""


class Cut(Exception):
    """The line is cut; the session is over."""

    def __init__(self, reset: bool = False) -> None:
        self.reset = reset
        super().__init__()


@dataclass(slots=True)
class Executor:
    """Runs what one session asks."""

    engine: Engine
    channel: Channel
    faults: Faults
    log: Log
    descriptor: int = 0
    _unsettled: int = 0
    _writing: bool = field(default=False)

    def batch(self, text: str, parameters: Sequence[Parameter], answer: Answer) -> None:
        """Run a whole batch; an error ends it, or only its statement, as the server's rules have it."""
        try:
            statements = batch.statements(text)
        except SqlError as error:
            self._note(text, 0, error)
            self._failed(error, answer)
            return
        for statement in statements:
            try:
                self.one(statement, parameters, answer)
                self.engine.last_error = 0
            except SqlError as error:
                self._failed(error, answer)
                if self.engine.settings.xact_abort or error.number not in GOES_ON:
                    return

    def one(self, statement: Statement, parameters: Sequence[Parameter], answer: Answer) -> None:
        """Run one statement between its faults."""
        due = self.faults.due(statement.text)
        self._writing = False
        try:
            self._before(due)
            count = self._run(statement, parameters, answer)
        except SqlError as error:
            self._note(statement.text, 0, error)
            raise
        self._note(statement.text, count)
        self._after(due, answer)

    def transaction(self, text: str, how: Kind, level: int, answer: Answer) -> None:
        """Begin or end a transaction for the driver."""
        try:
            self.one(Statement(how, text, str(level)), (), answer)
        except SqlError as error:
            self._failed(error, answer)

    def interrupted(self, answer: Answer) -> None:
        """Take back what a statement that was stopped does not leave behind, and acknowledge.

        SQLite takes the whole transaction back when a write in it is stopped; the client is told so.
        """
        engine = self.engine
        lost = engine.trancount and engine.writing and not engine.connection.in_transaction
        if engine.trancount and (engine.settings.xact_abort or lost):
            self.undo()
            answer.add(tokens.ended(self.descriptor, False))
        answer.stopped(within=True)

    def undo(self) -> None:
        """Take back what is open."""
        self.engine.undo()
        self._unsettled = 0

    def _run(self, statement: Statement, parameters: Sequence[Parameter], answer: Answer) -> int:
        engine = self.engine
        match statement.kind:
            case Kind.QUERY:
                return self._query(statement.text, parameters, answer)
            case Kind.SETTING:
                engine.settings.apply(statement.argument)
            case Kind.BEGIN:
                self._begin(int(statement.argument or 0), answer)
            case Kind.COMMIT:
                if engine.commit():
                    self._ended(True, answer)
            case Kind.ROLLBACK:
                engine.rollback()
                self._ended(False, answer)
            case Kind.USE:
                self._use(statement.argument, answer)
            case Kind.WAIT:
                hours, minutes, seconds = statement.argument.split(":")
                self._wait(int(hours) * 3600 + int(minutes) * 60 + float(seconds))
            case Kind.PROCEDURE:
                procedures.run(engine, *procedures.spelled(statement.text), answer)
        return 0

    def _query(self, text: str, parameters: Sequence[Parameter], answer: Answer) -> int:
        engine = self.engine
        plan = engine.plan(text, {parameter.name: parameter.kind for parameter in parameters})
        self._writing = plan.writes is not None
        values = {parameter.name: parameter.value for parameter in parameters}
        before = engine.connection.total_changes
        try:
            cursor = engine.run(plan, values)
            count = (
                self._changed(plan, cursor.rowcount, before, answer)
                if plan.writes
                else self._rows(plan, cursor, answer)
            )
            if engine.trancount == 0:
                engine.settled()
                self.log.count_committed(int(self._writing))
            else:
                self._unsettled += self._writing
        except (SqlError, Interrupted):
            if engine.trancount == 0:
                engine.undo()
            raise
        engine.rowcount = count
        return count

    def _changed(self, plan: Plan, count: int, before: int, answer: Answer) -> int:
        engine = self.engine
        others = engine.connection.total_changes - before - count
        if not engine.settings.nocount:
            if engine.properties.noisy and others > 0:
                answer.done(tokens.UPDATE, others)
            answer.done(plan.command, count)
        return count

    def _rows(self, plan: Plan, cursor: sqlite3.Cursor, answer: Answer) -> int:
        with self.engine.errors():
            fetched = cursor.fetchmany(AT_ONCE)
        described = plan.columns
        if len(described) != len(cursor.description):
            described = tuple((name, None, None) for name, *_ in cursor.description)
        kinds = answer.columns(described, fetched)
        made = encoders(kinds)
        count = 0
        try:
            while fetched:
                count += len(fetched)
                answer.add(rows(made, fetched))
                if self.engine.stopped:
                    raise Interrupted
                with self.engine.errors():
                    fetched = cursor.fetchmany(AT_ONCE)
        finally:
            cursor.close()
        answer.done(tokens.SELECT, None if self.engine.settings.nocount else count)
        return count

    def _begin(self, level: int, answer: Answer) -> None:
        self.engine.begin(level)
        if self.engine.trancount == 1:
            self.descriptor += 1
            answer.add(tokens.begun(self.descriptor))

    def _ended(self, committed: bool, answer: Answer) -> None:
        if committed:
            self.log.count_committed(self._unsettled)
        self._unsettled = 0
        answer.add(tokens.ended(self.descriptor, committed))

    def _use(self, name: str, answer: Answer) -> None:
        properties = self.engine.properties
        if (other := properties.other(name)) is not None:
            if other.refusal:
                raise SqlError(other.refusal, f"Database '{name}' cannot be opened ({other.state}).")
            answer.add(tokens.database(name))
            return
        if name.casefold() not in {properties.database.casefold(), "master"}:
            raise SqlError(911, f"Database '{name}' does not exist. Make sure that the name is entered correctly.")
        if name.casefold() != "master" and not self.engine.login.mapped:
            who = self.engine.login.name
            raise SqlError(916, f'The server principal "{who}" is not able to access the database "{name}".')
        answer.add(tokens.database(name))

    def _wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self.engine.stopped:
                raise Interrupted
            time.sleep(min(TICK, left))

    def _failed(self, error: SqlError, answer: Answer) -> None:
        """Tell an error, and take the transaction back where the server would."""
        engine = self.engine
        engine.last_error = error.number
        told = [error]
        if error.number == 50000:  # a trigger said no, in its own words or without any
            ended = SqlError(3609, "The transaction ended in the trigger. The batch has been aborted.")
            told = [error, ended] if error.text else [ended]
        numbers = {each.number for each in told}
        gone = numbers & ROLLS_BACK or (engine.settings.xact_abort and error.number not in KEEPS)
        if engine.trancount and gone:
            self.undo()
            answer.add(tokens.ended(self.descriptor, False))
        answer.error(*told)

    def _before(self, due: Sequence[Fault]) -> None:
        for fault in due:
            match fault.deed:
                case Deed.ERROR:
                    raise SqlError(fault.number, fault.text)
                case Deed.DELAY:
                    self._wait(fault.seconds)
                case Deed.MUTE:
                    raise Muted
                case Deed.CUT_BEFORE:
                    raise Cut(fault.reset)
                case Deed.CUT_WITHIN:
                    self.channel.allowance = fault.size
                case Deed.LINGER:
                    self.channel.reset() if fault.reset else self.channel.close()
                    time.sleep(fault.seconds)
                case _:
                    pass

    def _after(self, due: Sequence[Fault], answer: Answer) -> None:
        for fault in due:
            if fault.deed is Deed.ERROR_WITHIN:
                answer.unended()
            if fault.deed in {Deed.ERROR_WITHIN, Deed.ERROR_AFTER}:
                raise SqlError(fault.number, fault.text)
            if fault.deed is Deed.MUTE_AFTER:
                raise Muted
            if fault.deed in {Deed.CUT_AFTER, Deed.LINGER}:
                raise Cut(fault.reset)

    def _note(self, text: str, count: int, error: SqlError | None = None) -> None:
        login = self.engine.login.name
        self.log.add(Executed(self.engine.spid, login, text, self._writing, count, error.number if error else 0))
