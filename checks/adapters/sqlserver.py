"""A ClientTime on a SQL Server: one connection, opened at the first question and kept open by the lane's thread."""

from __future__ import annotations

import contextlib
import math
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING

from checks.adapters import reach_words, sqlserver_words
from checks.adapters.clean_text import shown
from checks.adapters.connection_string import ConnectionFields, connection_string
from checks.adapters.database_fault import PassingFault
from checks.adapters.dialect import TSQL
from checks.adapters.login_pause import LoginPause
from checks.adapters.odbc_driver import LEGACY_READS, OdbcDriver, choose, packaged
from checks.adapters.odbc_session import OdbcSession
from checks.adapters.reach import Step, Way
from checks.adapters.refused_logins import Attempt, RefusedLogins
from checks.adapters.server_address import ServerAddress
from checks.adapters.sqlserver_catalogue import SqlServerCatalogue
from checks.adapters.sqlserver_fault import LoginFault, NoDatabaseFault, NoRightFault, Place, broken, told
from checks.adapters.watchdog import GivenUp, TooMany, Watchdog
from checks.engine.errors import Fault, SourceFault
from checks.engine.patience import BY_ITSELF

if TYPE_CHECKING:
    import pyodbc

IDLE = 1.0
"""Seconds after which an open connection is asked whether it still is one."""
EARLIER = 0.5
"""Seconds before the watchdog that a step which can end by itself does so."""
EVERYBODYS = "master"
"""The database that every login may enter."""
SETTINGS = (
    "SET NOCOUNT ON; SET XACT_ABORT ON; SET LOCK_TIMEOUT {lock}; SET DEADLOCK_PRIORITY LOW; "
    "SET TRANSACTION ISOLATION LEVEL READ COMMITTED"
)
VERSIONS = "SELECT name, snapshot_isolation_state, is_read_committed_snapshot_on FROM sys.databases"


@dataclass(frozen=True, slots=True)
class Login:
    """Who asks; without a user it is the operator's own logon."""

    user: str | None = None
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SqlServerSettings:
    """`login` is asked at each attempt to log in, so that a changed secret is seen; `refused` is what every process
    knows of logins that were refused.
    """

    address: ServerAddress
    database: str
    login: Callable[[], Login]
    driver: str = "auto"
    encrypt: str = "yes"
    trust_server_certificate: bool = False
    login_timeout: int = 10
    query_timeout: int = 30
    lock_timeout: float = 3.0
    refused: RefusedLogins | None = None


@dataclass(slots=True)
class SqlServerDatabase:
    """Yields its one open connection; opens another where it is gone, or where its thread was given up."""

    settings: SqlServerSettings
    clock: Callable[[], float] = time.monotonic
    _session: OdbcSession | None = None
    _login: Login = Login()
    _lenient: bool = False
    _pause: LoginPause = field(init=False)
    _watchdog: Watchdog[pyodbc.Connection] = field(init=False)

    def __post_init__(self) -> None:
        self._pause = LoginPause(self.clock, self.settings.refused)
        self._watchdog = Watchdog("clienttime login", lambda connection: connection.close())

    @property
    def hanging(self) -> int:
        """Return how many attempts to log in were given up and have not come back."""
        return self._watchdog.hanging

    @contextlib.contextmanager
    def connected(self, write: bool = False) -> Generator[OdbcSession]:
        """Yield the connection, in autocommit, for one piece of work; raises SourceFault."""
        if write and not driver(self.settings.driver).writes:
            raise SourceFault(LEGACY_READS)
        session = self._ready()
        try:
            with self._faults_of(session):
                yield session
        finally:
            self._put_back(session)

    def faults(self) -> contextlib.AbstractContextManager[None]:
        """Turn what the driver raises into a SourceFault."""
        return self._faults_of(self._session)

    def catalogue(self, connection: OdbcSession) -> SqlServerCatalogue:
        """Return what the server says of its tables."""
        return SqlServerCatalogue(connection)

    @contextlib.contextmanager
    def consistent(self, connection: OdbcSession) -> Generator[None]:
        """Read everything as it was at one moment where the database keeps versions, else as it is committed."""
        if not connection.snapshot:
            yield
            return
        connection.execute("SET TRANSACTION ISOLATION LEVEL SNAPSHOT")
        connection.execute("BEGIN TRANSACTION")
        try:
            yield
        finally:
            # Where this fails, the connection still counts as in a transaction, and is thrown away.
            with contextlib.suppress(Exception):
                connection.execute("COMMIT")
                connection.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")

    def interrupt(self) -> None:
        """Break off what runs; called from another thread."""
        if (session := self._session) is not None:
            session.stop(SourceFault(sqlserver_words.TOO_LONG.with_(server=str(self.settings.address))))

    def let_go(self) -> None:
        """Close the connection; nobody waits for that."""
        if (session := self._session) is not None:
            self._session = None
            session.close()

    @contextlib.contextmanager
    def _faults_of(self, session: OdbcSession | None) -> Generator[None]:
        try:
            yield
        except UnicodeDecodeError as error:
            if session is None or session.lenient:
                raise SourceFault(sqlserver_words.ODD_TEXT) from error
            self._lenient = True
            session.be_lenient()
            raise PassingFault(sqlserver_words.ODD_TEXT) from None
        except odbc().Error as error:
            fault = told(error, self._place)
            if session is not None and session.fault is not None:
                fault = session.fault
            elif session is not None and broken(error):
                session.fault = fault
            raise fault from error

    def _ready(self) -> OdbcSession:
        session = self._session
        if session is not None and session.thread is not threading.current_thread():
            # Its thread was given up: what it still does is not known, so it is left to that thread.
            self._session = session = None
        if session is not None and not self._still_good(session):
            self.let_go()
            session = None
        return session or self._opened()

    def _still_good(self, session: OdbcSession) -> bool:
        return session.fit and (self.clock() - session.used <= IDLE or session.answers())

    def _put_back(self, session: OdbcSession) -> None:
        session.used = self.clock()
        if session is not self._session:
            session.close()
        elif not session.fit:
            self.let_go()

    def _opened(self) -> OdbcSession:
        connection = self._logged_in()
        session = self._session = OdbcSession(connection, self.settings.query_timeout, lenient=self._lenient)
        try:
            with self._faults_of(session):
                session.execute(SETTINGS.format(lock=round(self.settings.lock_timeout * 1000))).close()
                session.snapshot = self._keeps_versions(session)
        except NoRightFault:
            session.snapshot = False  # not shown: then nothing is asked for that may not be there
        except SourceFault:
            self.let_go()
            raise
        session.used = self.clock()
        return session

    def _keeps_versions(self, session: OdbcSession) -> bool:
        """Tell whether list reads should ask for the database's versions; where they come unasked, they need not."""
        with contextlib.closing(session.execute(VERSIONS)) as cursor:
            rows = [tuple(row) for row in cursor.fetchall()]
        wanted = self.settings.database.casefold()
        found = next((row for row in rows if str(row[0]).casefold() == wanted), None)
        return found is not None and found[1] == 1 and not found[2]

    def _logged_in(self) -> pyodbc.Connection:
        """Return a new connection; a login that was refused is not tried again so soon, by whatever process."""
        login = self._login = self._asked_login()
        attempt = Attempt(str(self.settings.address), login.user or "", login.password)
        with self._pause.turn(attempt):
            self._pause.look(attempt, BY_ITSELF.get())
            try:
                connection = self._watched(login)
            except LoginFault as fault:
                raise self._pause.refused(attempt, fault) from fault
            except NoDatabaseFault as fault:
                self._pause.not_here(attempt, fault)
                raise
            self._pause.accepted(attempt)
            return connection

    def _watched(self, login: Login) -> pyodbc.Connection:
        """Log in; whatever hangs on the way is given up in time, and told by where it hung."""
        settings = self.settings
        found = driver(settings.driver)
        way = Way(settings.address, settings.encrypt, settings.login_timeout - EARLIER)
        try:
            return self._watchdog.run(lambda: self._connection(way, found, login), settings.login_timeout)
        except GivenUp:
            phrase = GIVEN_UP[way.step].with_(server=str(settings.address), seconds=settings.login_timeout)
            raise SourceFault(phrase.with_(port=settings.address.port or "?")) from None
        except TooMany:
            phrase = reach_words.MANY_HANGING.with_(server=str(settings.address), n=self.hanging)
            raise SourceFault(phrase) from None

    def _connection(self, way: Way, found: OdbcDriver, login: Login) -> pyodbc.Connection:
        settings, module = self.settings, odbc()
        fields = ConnectionFields(
            found,
            settings.address.host,
            settings.address.port or 0,
            settings.database if found.tells_database else EVERYBODYS,
            login.user,
            login.password,
            settings.encrypt,
            settings.trust_server_certificate,
        )
        connection_string(fields)  # what the driver cannot promise is said before anything is sent
        reached = way.go()
        text = connection_string(fields.at(reached.host, reached.port))
        with self._faults_of(None):
            connection: pyodbc.Connection = module.connect(text, autocommit=True, timeout=math.ceil(way.left))
            if not found.tells_database:
                connection.execute(f"USE {TSQL.quoted(settings.database)}").close()
            return connection

    def _asked_login(self) -> Login:
        try:
            return self.settings.login()
        except SourceFault:
            raise
        except Fault as fault:
            raise SourceFault(fault.phrase) from None

    @property
    def _place(self) -> Place:
        login = self._login
        return Place(str(self.settings.address), self.settings.database, login.user, login.password)


def odbc() -> ModuleType:
    """Return pyodbc, imported at the first need: it wants the system's ODBC library. Raises SourceFault."""
    try:
        import pyodbc
    except ImportError as error:
        raise SourceFault(sqlserver_words.NO_ODBC.with_(why=shown(str(error))[:120])) from None
    pyodbc.pooling = False  # sessions kept by the driver manager would hide what became of a transaction
    module: ModuleType = pyodbc
    return module


def driver(wanted: str) -> OdbcDriver:
    """Return the driver that the site file means; raises SourceFault."""
    return choose(wanted, [*odbc().drivers(), *packaged()])


GIVEN_UP = {
    Step.RESOLVING: reach_words.SLOW_NAMES,
    Step.CONNECTING: reach_words.SILENT,
    Step.GREETING: reach_words.MUTE,
    Step.LOGGING_IN: reach_words.STALLED,
}
