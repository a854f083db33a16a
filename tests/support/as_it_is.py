"""A ClientTime as it is found: only read, with the mapping that the set-up would propose; on a real server too."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from checks.adapters.clienttime import SqlClientTime, open_sqlserver
from checks.adapters.mapping import CustomerMapping, InvoiceMapping
from checks.adapters.sqlserver import SqlServerDatabase, SqlServerSettings
from checks.adapters.sqlserver_discovery import discovered
from tests.support.clienttime_places import BY_ID, TABLE, THREE, named_server, place
from tui.config import read
from tui.mapped import Ground
from tui.proposal import propose
from tui.site_template import Answers, Server, site_text
from tui.site_template import Place as SecretPlace

CERTAIN = ("table", "code", "foreign_id")


@dataclass(frozen=True, slots=True)
class AsItIs:
    """`rows` is for queries only."""

    clienttime: SqlClientTime
    customers: CustomerMapping
    connection: Any

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return what stands there now."""
        assert query.startswith("SELECT ")
        found: list[tuple[Any, ...]] = (
            self.connection.rows(query)
            if hasattr(self.connection, "rows")
            else [tuple(row) for row in self.connection.execute(query).fetchall()]
        )
        return found


@contextlib.contextmanager
def as_it_is(name: str, folder: Path) -> Generator[AsItIs]:
    """Yield one of the places with three customers in it; "real" is CTMON_TEST_DSN's database, whatever it holds."""
    if name != "real":
        with place(name, folder, (TABLE, *THREE)) as found:
            yield AsItIs(found.opened(), BY_ID, found)
        return
    settings = named_server()
    database = SqlServerDatabase(settings)
    with database.connected() as session:
        customers, invoices = _proposed(session, settings, folder)
        clienttime = open_sqlserver(settings, customers, invoices)
        try:
            yield AsItIs(clienttime, customers, session.connection)
        finally:
            clienttime.lane.close(clienttime.database.let_go)
    database.let_go()


def _proposed(session: Any, settings: SqlServerSettings, folder: Path) -> tuple[CustomerMapping, InvoiceMapping | None]:
    proposal = propose(discovered(session))
    if lost := [key for key in proposal.customer.of(Ground.ABSENT) if key in CERTAIN]:
        pytest.skip(f"{settings.database} has nothing that looks like ClientTime: no {', '.join(lost)}")
    server, token = Server(str(settings.address), settings.database), SecretPlace(variable="UNUSED")
    text = site_text(Answers("real", "Real", token, token, server=server), proposal, "en")
    found = read(text, folder / "real.toml", "real").clienttime
    return found.customer, found.invoice
