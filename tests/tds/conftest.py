"""Both drivers, each skipped with its reason where it is not here, and a file to serve."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.support.tds import drivers, odbc, sample
from tests.support.tds.drivers import Driver
from tests.support.tds.rights import OWNER, Login
from tests.support.tds.server import TdsServer

Connect: TypeAlias = "Callable[..., AbstractContextManager[odbc.Connection]]"
LOGINS = (OWNER, sample.READER, sample.BROAD, sample.STRANGER)


@pytest.fixture(params=["freetds", "microsoft"])
def driver(request: pytest.FixtureRequest) -> Driver:
    """Return each driver in turn."""
    found = drivers.freetds() if request.param == "freetds" else drivers.microsoft()
    if found.missing:
        pytest.skip(found.missing)
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file with three customers."""
    return sample.made(tmp_path / "clienttime.db")


@pytest.fixture
def server(path: Path) -> Iterator[TdsServer]:
    """Serve that file to four logins."""
    with TdsServer(path, logins=LOGINS) as running:
        yield running


@pytest.fixture
def connect(driver: Driver) -> Connect:
    """Return what opens a connection in autocommit and closes it at the end of a block."""

    def opened(
        server: TdsServer, login: Login = OWNER, timeout: int = 5, encrypt: bool = False, **more: str
    ) -> AbstractContextManager[odbc.Connection]:
        text = driver.connection(server.port, login, encrypt=encrypt, **more)
        return closing(odbc.connect(text, timeout=timeout, autocommit=True))

    return opened
