"""Everything that the program needs of a SQL Server, looked at one question at a time; nothing is written.

A question that is refused or hangs costs its own line. What it takes to ask at all (name, port, driver, login,
database) stops the look where it is missing.
"""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from checks.adapters import connection_string, odbc_driver, sqlserver_rights, sqlserver_state, sqlserver_tables
from checks.adapters import sqlserver_health_words as words
from checks.adapters import sqlserver_words as said
from checks.adapters.clean_text import shown
from checks.adapters.clienttime import SqlClientTime
from checks.adapters.clienttime_words import HANGS
from checks.adapters.lane import LaneBusy
from checks.adapters.odbc_session import OdbcSession
from checks.adapters.sqlserver import SqlServerDatabase, driver
from checks.adapters.sqlserver_catalogue import SqlServerCatalogue
from checks.adapters.sqlserver_fault import NoDatabaseFault, NoRightFault, NotOpenFault
from checks.adapters.sqlserver_rights import Held, Who
from checks.adapters.sqlserver_tables import MappedTable, Mapping
from checks.adapters.sqlserver_way import way_lines
from checks.engine.errors import Fault, SourceFault
from checks.engine.health import Line, Sign, not_asked
from checks.engine.phrase import Phrase, plain

DRIVER_VERSION = 7
"""ODBC's number for the version that a driver says of itself."""
BELONGS = {
    said.CERTIFICATE.en: words.ENCRYPTION,
    said.CERTIFICATE_NAME.en: words.ENCRYPTION,
    said.CERTIFICATE_DATES.en: words.ENCRYPTION,
    said.TLS.en: words.ENCRYPTION,
    connection_string.NO_STRICT.en: words.ENCRYPTION,
    connection_string.NO_VERIFYING.en: words.ENCRYPTION,
    connection_string.NO_ENCRYPTION.en: words.ENCRYPTION,
    said.NO_LIBRARY.en: words.DRIVER,
}
"""What a sentence about a failed login is really about."""
Question = Callable[[OdbcSession], "Iterable[Line] | Line"]
EACH, WHOLE = 8.0, 40.0
"""Seconds that one question may take, and all of them together."""
LEAST = 1.0
"""Seconds without which a question is not begun."""


@dataclass(slots=True)
class Examination:
    """One look. Afterwards `reached` tells whether there is a database from which rows can be read, and
    `unreadable` whether something that keeps them from being read was told.
    """

    side: SqlClientTime
    database: SqlServerDatabase
    writes: bool
    each: float = EACH
    whole: float = WHOLE
    reached: bool = False
    unreadable: bool = False
    _who: Who | None = None
    _held: Held | None = None
    _tables: dict[str, MappedTable] = field(default_factory=dict[str, MappedTable])
    _absent: set[str] = field(default_factory=set[str])
    """The sections whose table is not there, as the server says."""

    async def lines(self) -> AsyncGenerator[Line]:
        """Yield what is found as it is found; a later line about the same thing corrects an earlier one.

        A question that hangs costs its own line and those that go by it; the next one has a fresh connection.
        """
        async for line in self._entered():
            yield line
        if self.reached:
            end = time.monotonic() + self.whole
            for what, question in self._questions():
                for line in await self._told(what, question, end - time.monotonic()):
                    yield line

    async def _entered(self) -> AsyncGenerator[Line]:
        """Go the way there and log in; without that there is nothing to ask."""
        settings = self.database.settings
        try:
            way = await self.side.lane.run(lambda: way_lines(settings))
            for line in way:
                yield line
            for line in [] if _failed(way) else await self.side.lane.run(self._enter, settings.login_timeout * 2):
                yield line
        except LaneBusy:
            yield Line(Sign.FAILED, words.ANSWERS, HANGS)

    async def _told(self, what: Phrase, question: Question | Line, left: float) -> list[Line]:
        """Return what a question brings, with so many seconds left for it and all that follow."""
        if isinstance(question, Line):
            return [question]
        if not self.reached:
            return [not_asked(what, _goes_by(words.ANSWERS))]
        if left < LEAST:
            return [not_asked(what, words.ENOUGH.with_(seconds=round(self.whole)))]
        return await self._answers(what, question, min(self.each, left))

    async def _answers(self, what: Phrase, question: Question, seconds: float) -> list[Line]:
        """Ask one question; where the connection cannot be had any more, nothing is reached from here on."""
        try:
            return await self.side.lane.run(partial(self._asked, what, question, seconds), seconds)
        except LaneBusy:
            return [_hung(what, seconds)]
        except SourceFault as fault:
            self.reached = False
            return [not_asked(what, _goes_by(words.ANSWERS)), Line(Sign.FAILED, words.ANSWERS, fault.phrase)]

    def _enter(self) -> list[Line]:
        """Find the driver, log in, and open the database."""
        settings = self.database.settings
        try:
            found = driver(settings.driver)
        except SourceFault as fault:
            return [Line(Sign.FAILED, words.DRIVER, fault.phrase)]
        named = Line(Sign.OK, words.DRIVER, plain(shown(found.name)))
        try:
            settings.login()
        except Fault:
            return [named, Line(Sign.FAILED, words.LOGIN, words.NOT_TRIED, words.PASSWORD_FIRST)]
        try:
            with self.database.connected() as session:
                version = str(session.connection.getinfo(DRIVER_VERSION))
        except SourceFault as fault:
            return [named, *self._refused(fault)]
        self.reached = True
        filled = {"name": shown(found.name), "version": shown(version)}
        if found.writes:
            return [Line(Sign.OK, words.DRIVER, words.DRIVER_IS.with_(**filled))]
        return [Line(Sign.WARNING, words.DRIVER, words.OLD_DRIVER_IS.with_(**filled), odbc_driver.LEGACY_READS)]

    def _logged_in(self, session: OdbcSession) -> Line:
        who = self._who = sqlserver_rights.who(session)
        how = words.OWN_LOGON if self._user is None else words.SQL_LOGIN
        return Line(Sign.OK, words.LOGIN, how.with_(login=who.login, user=who.user))

    def _refused(self, fault: SourceFault) -> list[Line]:
        accepted = Line(Sign.OK, words.LOGIN, words.ACCEPTED)
        if isinstance(fault, NotOpenFault):
            return [accepted, Line(Sign.FAILED, words.DATABASE, fault.phrase)]
        if not isinstance(fault, NoDatabaseFault):
            return [Line(Sign.FAILED, BELONGS.get(fault.phrase.en, words.LOGIN), fault.phrase)]
        login, database = self._user, self.database.settings.database
        # Without a name (the operator's own logon) the administrator has to fill it in.
        script = sqlserver_rights.script(self._mappings, shown(login or "…"), database)
        step = words.HAND_OVER.with_(script=script)
        return [accepted, Line(Sign.FAILED, words.DATABASE, fault.phrase, step)]

    @property
    def _mappings(self) -> list[Mapping]:
        return [self.side.customers, *([self.side.invoices] if self.side.invoices else [])]

    def _questions(self) -> Iterator[tuple[Phrase, Question | Line]]:
        """Yield what is asked; the later ones are about what the earlier ones have found, lines where they have not."""
        yield words.LOGIN, self._logged_in
        yield words.DATABASE, lambda session: sqlserver_state.settings(session, self.writes)
        yield words.CLOCK, sqlserver_state.clock
        sections = dict(zip(("customer", "invoice"), self._mappings, strict=False))
        for section, mapping in sections.items():
            yield sqlserver_tables.topic(section, "table"), partial(self._table, mapping, section)
        yield words.AT_LARGE, self._at_large
        for section in sections:
            for what, question in self._about(section):
                if (table := self._tables.get(section)) is not None:
                    yield what, partial(question, table)
                elif section not in self._absent:
                    yield what, not_asked(what, _goes_by(sqlserver_tables.topic(section, "table")))

    def _about(
        self, section: str
    ) -> Iterator[tuple[Phrase, Callable[[MappedTable, OdbcSession], Iterable[Line] | Line]]]:
        yield words.MAY_READ.with_(section=section), self._rights
        yield words.UNIQUE.with_(key=section), lambda table, session: sqlserver_state.unique(session, table)
        if section == "customer":
            yield words.TRIGGERS, lambda table, session: sqlserver_state.triggers(session, table)
            yield words.HISTORY, lambda table, session: sqlserver_state.history(session, table)

    def _table(self, mapping: Mapping, section: str, session: OdbcSession) -> Iterator[Line]:
        script = sqlserver_rights.laid_out(sqlserver_rights.needed(mapping, self._asker.user))
        hint = words.OR_NOT_SHOWN.with_(script=script)
        try:
            table = sqlserver_tables.mapped_table(SqlServerCatalogue(session), mapping, section)
        except SourceFault as fault:
            if session.fault is not None:
                raise  # it could not be asked, which says nothing of the table
            self.unreadable = True
            self._absent.add(section)
            yield Line(Sign.FAILED, sqlserver_tables.topic(section, "table"), fault.phrase, hint)
            return
        self.unreadable = self.unreadable or bool(table.missing)
        self._tables[section] = table
        yield from sqlserver_tables.table_lines(table, self.writes, hint)
        yield sqlserver_tables.code_pages(table)

    def _at_large(self, session: OdbcSession) -> Iterator[Line]:
        self._held = sqlserver_rights.held(session)
        lines = list(sqlserver_rights.at_large(self._held, self._asker, self._mappings))
        yield from lines or [Line(Sign.OK, words.AT_LARGE, words.NOTHING_AT_LARGE)]

    def _rights(self, table: MappedTable, session: OdbcSession) -> Iterator[Line]:
        found = sqlserver_rights.on_table(session, table)
        read = sqlserver_rights.reading(table, found, self._asker)
        self.unreadable = self.unreadable or read.sign is Sign.FAILED
        yield read
        if table.section == "customer":
            yield from sqlserver_rights.linking(table, found, self._asker, self.writes)
        if self._held is None:  # what a role gives would be told as if it were granted here
            what = words.TOO_MUCH.with_(of=table.section)
            yield not_asked(what, _goes_by(words.AT_LARGE))
        else:
            yield from sqlserver_rights.surplus(table, found, self._asker, self._held)

    @property
    def _user(self) -> str | None:
        """Return who logs in, by the site file; None is the operator's own logon."""
        return self.database.settings.login().user

    @property
    def _asker(self) -> Who:
        if self._who is not None:
            return self._who
        user = shown(self._user or "…")  # the server was asked, and has not said
        return Who(user, user, self.database.settings.database)

    def _asked(self, what: Phrase, question: Question, seconds: float) -> list[Line]:
        """Ask one question; raises SourceFault where there is no connection to ask on."""
        session: OdbcSession | None = None
        try:
            with self.database.connected() as session:
                answer = question(session)
                return [answer] if isinstance(answer, Line) else list(answer)
        except SourceFault as fault:
            if session is None:
                raise
            return [self._unanswered(what, fault, session, seconds)]

    def _unanswered(self, what: Phrase, fault: SourceFault, session: OdbcSession, seconds: float) -> Line:
        if isinstance(fault, NoRightFault):
            return self._lacks(what, fault)
        if session.fault is None:
            return not_asked(what, fault.phrase)
        return _hung(what, seconds) if fault.phrase.en == said.TOO_LONG.en else Line(Sign.FAILED, what, fault.phrase)

    def _lacks(self, what: Phrase, fault: NoRightFault) -> Line:
        """Return the line of a question that this login may not ask, with what lets it."""
        told = str(dict(fault.phrase.values).get("said", ""))
        script = sqlserver_rights.missing(fault.lacking, self._asker)
        if not script:  # the server's words are of another kind
            every = (s for mapping in self._mappings for s in sqlserver_rights.needed(mapping, self._asker.user))
            script = sqlserver_rights.laid_out(every)
        result = words.LACKS.with_(user=self._asker.user, said=told)
        return Line(Sign.WARNING, what, result, words.HAND_OVER.with_(script=script))


def examination(side: SqlClientTime, writes: bool) -> Examination:
    """Return a look at a ClientTime on a SQL Server; `writes` tells whether links may be set."""
    if not isinstance(side.database, SqlServerDatabase):
        raise TypeError("only a SQL Server is looked at")
    return Examination(side, side.database, writes)


def _hung(what: Phrase, seconds: float) -> Line:
    return Line(Sign.FAILED, what, words.HUNG.with_(seconds=round(seconds)), words.ASK_BLOCKED)


def _goes_by(what: Phrase) -> Phrase:
    return words.GOES_BY.worded(what=what)


def _failed(lines: Iterable[Line]) -> bool:
    return any(line.sign is Sign.FAILED for line in lines)
