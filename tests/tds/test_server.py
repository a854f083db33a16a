"""The test server through both real drivers: one example of each kind, quick enough for every run."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from tests.support.tds import sample
from tests.support.tds.drivers import Driver
from tests.support.tds.faults import Deed, Fault
from tests.support.tds.rights import OWNER, Login
from tests.support.tds.server import TdsServer
from tests.support.tds.told import number, state
from tests.tds.conftest import Connect


@pytest.mark.parametrize("encrypt", [False, True], ids=["login only", "whole session"])
def test_it_is_read_and_written_and_says_that_it_is_not_sql_server(
    connect: Connect, server: TdsServer, path: Path, encrypt: bool
) -> None:
    with connect(server, encrypt=encrypt) as connection:
        version = connection.execute("SELECT @@VERSION").fetchval()
        found = connection.execute("SELECT Name FROM dbo.Customer WHERE CustomerCode = ?", "k2 ").fetchall()
        touched = connection.execute("UPDATE Customer SET Name = ? WHERE CustomerId = ?", "Bøje 😀", 2).rowcount

    assert "not SQL Server" in version
    assert [tuple(row) for row in found] == [("Kunde 2 ÆØÅ",)]
    assert touched == 1
    assert sample.cell(path, "Name", 2) == "Bøje 😀"
    assert [write.rows for write in server.writes] == [1]
    assert server.log.committed == 1


def test_errors_carry_the_numbers_of_sql_server(connect: Connect, server: TdsServer) -> None:
    with connect(server) as connection:
        run = connection.execute

        assert number(lambda: run("SELECT [Nane] FROM Customer")) == 207
        assert number(lambda: run("SELECT 1 FROM Kunde")) == 208
        assert number(lambda: run("SELEC 1")) == 102
        assert number(lambda: run("EXEC hello")) == 2812
        assert number(lambda: run("IF 1 = 1 SELECT 1")) == 40510
        assert run("SELECT 1").fetchval() == 1


def test_a_wrong_password_is_refused(connect: Connect, server: TdsServer) -> None:
    assert number(lambda: connect(server, Login(OWNER.name, "wrong"))) == 18456
    assert (server.log.logins, server.log.refused) == (1, 1)


def test_a_running_statement_is_cancelled_and_the_connection_lives_on(connect: Connect, server: TdsServer) -> None:
    with connect(server) as connection:
        cursor, over = connection.cursor(), threading.Event()

        def cancel() -> None:
            while not over.wait(0.1):  # before the statement is on its way there is nothing to cancel
                cursor.cancel()

        asking = threading.Thread(target=cancel)
        asking.start()
        began = time.monotonic()

        assert state(lambda: cursor.execute("WAITFOR DELAY '00:00:20'")) == "HY008"
        over.set()
        asking.join()
        assert time.monotonic() - began < 15
        assert connection.execute("SELECT 1").fetchval() == 1


@pytest.mark.parametrize(("deed", "kept"), [(Deed.CUT_BEFORE, False), (Deed.CUT_AFTER, True)])
def test_a_commit_is_cut_before_or_after_it_is_done(
    connect: Connect, server: TdsServer, path: Path, deed: Deed, kept: bool
) -> None:
    server.faults.add(Fault(deed, "^COMMIT"))
    with connect(server) as connection:
        connection.execute("BEGIN TRANSACTION")
        connection.execute("UPDATE Customer SET Name = 'x' WHERE CustomerId = 1")

        assert state(lambda: connection.execute("COMMIT")) != ""
    server.close()

    assert (sample.cell(path, "Name") == "x") is kept
    assert len(server.writes) == 1


def test_a_driver_says_how_it_is_had_where_it_is_missing(driver: Driver) -> None:
    assert driver.driver
    assert Driver("none", missing="pip install it").missing
