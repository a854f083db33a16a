"""A SQL Server that has no site file yet: how it is reached, and what it says of itself."""

from __future__ import annotations

from dataclasses import replace

from checks.adapters.clean_text import shown
from checks.adapters.discovery import FoundDatabases, FoundTable
from checks.adapters.server_address import parse_address
from checks.adapters.sqlserver import EVERYBODYS, Login, SqlServerDatabase, SqlServerSettings
from checks.engine.errors import SourceFault
from tui.before_file import asked, before_file
from tui.config import PASSWORD
from tui.secret import SecretSource
from tui.site_template import Place, Server
from tui.texts import server as texts
from tui.texts import set_up
from tui.wiring import refused_logins


def databases_on(server: Server) -> FoundDatabases:
    """Return the databases that hold both known columns, and those that nobody could look into; raises Fault."""
    from checks.adapters.sqlserver_discovery import databases

    with before_file():
        found = databases(database := database_of(replace(server, database=EVERYBODYS)))
    database.let_go()
    return replace(found, closed=tuple(replace(one, why=asked(one.why)) for one in found.closed))


def tables_on(server: Server) -> tuple[FoundTable, ...]:
    """Return the tables of the database that was named; raises Fault."""
    from checks.adapters.sqlserver_discovery import discovered
    from checks.adapters.sqlserver_fault import NoDatabaseFault

    with before_file():
        database = database_of(server)
        try:
            with database.connected() as session:
                found = discovered(session)
        except NoDatabaseFault:
            _tell_why_closed(server)
            raise
    database.let_go()
    return found


def _tell_why_closed(server: Server) -> None:
    """Raise why a database does not open: a login that asks for it by name is told only that it does not."""
    from checks.adapters.sqlserver_discovery import why_closed

    name = server.database or EVERYBODYS
    why = why_closed(everybodys := database_of(replace(server, database=EVERYBODYS)), name)
    everybodys.let_go()
    if why is not None:
        raise SourceFault(texts.NOT_OPENED.worded(why=asked(why)).with_(database=shown(name))) from None


def database_of(server: Server) -> SqlServerDatabase:
    """Return the database as the site will open it; raises Fault where its secret is missing."""
    place = server.password or Place(variable=PASSWORD)
    secret = SecretSource("password", place.variable, place.file, token=False)

    def login() -> Login:
        return Login() if server.user is None else Login(server.user, secret.told(set_up.PASSWORD).reveal())

    return SqlServerDatabase(
        SqlServerSettings(
            parse_address(server.address),
            server.database or EVERYBODYS,
            login,
            server.driver,
            server.encrypt,
            server.trust,
            refused=refused_logins(),
        )
    )
