"""Everything that the program needs of a SQL Server, looked at one question at a time; nothing is written.

A question that is refused costs its own line. What it takes to ask at all (name, port, driver, login, database)
stops the look where it is missing.
"""

from __future__ import annotations

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
from checks.adapters.sqlserver import SqlServerDatabase, SqlServerSettings, driver
from checks.adapters.sqlserver_catalogue import SqlServerCatalogue
from checks.adapters.sqlserver_fault import NoDatabaseFault
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


@dataclass(slots=True)
class Examination:
    """One look. Afterwards `reached` tells whether there is a database from which rows can be read, and
    `unreadable` whether something that keeps them from being read was told.
    """

    side: SqlClientTime
    database: SqlServerDatabase
    writes: bool
    reached: bool = False
    unreadable: bool = False
    _who: Who | None = None
    _held: Held | None = None
    _tables: list[MappedTable] = field(default_factory=list[MappedTable])

    async def lines(self) -> AsyncGenerator[Line]:
        """Yield what is found as it is found; a later line about the same thing corrects an earlier one."""
        try:
            way = await self.side.lane.run(lambda: way_lines(self.database.settings))
            for line in way:
                yield line
            for line in [] if _failed(way) else await self.side.lane.run(self._enter):
                yield line
            if not self.reached:
                return
            for what, question in self._questions():
                lines, alive = await self.side.lane.run(partial(self._asked, what, question))
                for line in lines:
                    yield line
                if not alive:
                    self.reached = False
                    return
        except LaneBusy:
            self.reached = False
            yield Line(Sign.FAILED, words.ANSWERS, HANGS)

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
                self._who = sqlserver_rights.who(session)
                version = str(session.connection.getinfo(DRIVER_VERSION))
        except SourceFault as fault:
            return [named, *self._refused(fault)]
        self.reached = True
        sign, step = (Sign.OK, None) if found.writes else (Sign.WARNING, odbc_driver.LEGACY_READS)
        named = Line(sign, words.DRIVER, words.DRIVER_IS.with_(name=shown(found.name), version=shown(version)), step)
        return [named, self._logged_in(settings, self._who)]

    def _logged_in(self, settings: SqlServerSettings, who: Who) -> Line:
        how = words.OWN_LOGON if settings.login().user is None else words.SQL_LOGIN
        return Line(Sign.OK, words.LOGIN, how.with_(login=who.login, user=who.user))

    def _refused(self, fault: SourceFault) -> list[Line]:
        if not isinstance(fault, NoDatabaseFault):
            return [Line(Sign.FAILED, BELONGS.get(fault.phrase.en, words.LOGIN), fault.phrase)]
        login, database = self.database.settings.login().user, self.database.settings.database
        accepted = Line(Sign.OK, words.LOGIN, words.ACCEPTED)
        # Without a name (the operator's own logon) the administrator has to fill it in.
        script = sqlserver_rights.script(self._mappings, shown(login or "…"), database)
        step = words.HAND_OVER.with_(script=script)
        return [accepted, Line(Sign.FAILED, words.DATABASE, fault.phrase, step)]

    @property
    def _mappings(self) -> list[Mapping]:
        return [self.side.customers, *([self.side.invoices] if self.side.invoices else [])]

    def _questions(self) -> Iterator[tuple[Phrase, Question]]:
        """Yield what is asked; the later ones are about what the earlier ones have found."""
        yield words.DATABASE, lambda session: sqlserver_state.settings(session, self.writes)
        yield words.CLOCK, sqlserver_state.clock
        for section, mapping in zip(("customer", "invoice"), self._mappings, strict=False):
            yield sqlserver_tables.topic(section, "table"), partial(self._table, mapping, section)
        yield words.AT_LARGE, self._at_large
        for table in self._tables:
            yield from self._about(table)

    def _about(self, table: MappedTable) -> Iterator[tuple[Phrase, Question]]:
        yield words.MAY_READ.with_(section=table.section), partial(self._rights, table)
        yield words.UNIQUE.with_(key=table.section), lambda session: sqlserver_state.unique(session, table)
        if table.section == "customer":
            yield words.TRIGGERS, lambda session: sqlserver_state.triggers(session, table)
            yield words.HISTORY, lambda session: sqlserver_state.history(session, table)

    def _table(self, mapping: Mapping, section: str, session: OdbcSession) -> Iterator[Line]:
        script = " ".join(sqlserver_rights.needed(mapping, self._asker.user))
        hint = words.OR_NOT_SHOWN.with_(script=script)
        try:
            table = sqlserver_tables.mapped_table(SqlServerCatalogue(session), mapping, section)
        except SourceFault as fault:
            self.unreadable = True
            yield Line(Sign.FAILED, sqlserver_tables.topic(section, "table"), fault.phrase, hint)
            return
        self.unreadable = self.unreadable or bool(table.missing)
        self._tables.append(table)
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
        held = self._held or Held(False, False, (), ())
        yield from sqlserver_rights.surplus(table, found, self._asker, held)

    @property
    def _asker(self) -> Who:
        return self._who or Who("…", "…", self.database.settings.database)

    def _asked(self, what: Phrase, question: Question) -> tuple[list[Line], bool]:
        """Ask one question; also tell whether the connection is still good for the next."""
        session: OdbcSession | None = None
        try:
            with self.database.connected() as session:
                answer = question(session)
                return [answer] if isinstance(answer, Line) else list(answer), True
        except SourceFault as fault:
            if session is not None and session.fault is None:
                return [not_asked(what, fault.phrase)], True
            return [Line(Sign.FAILED, words.ANSWERS, fault.phrase)], False


def examination(side: SqlClientTime, writes: bool) -> Examination:
    """Return a look at a ClientTime on a SQL Server; `writes` tells whether links may be set."""
    if not isinstance(side.database, SqlServerDatabase):
        raise TypeError("only a SQL Server is looked at")
    return Examination(side, side.database, writes)


def _failed(lines: Iterable[Line]) -> bool:
    return any(line.sign is Sign.FAILED for line in lines)
