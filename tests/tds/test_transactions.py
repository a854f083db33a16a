"""Transactions, locks and isolation: who waits for whom, for how long, and what is left afterwards."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.tds import sample
from tests.support.tds.properties import Properties
from tests.support.tds.server import TdsServer
from tests.support.tds.told import number
from tests.tds.conftest import Connect

pytestmark = pytest.mark.long
LOCKED = "SELECT Name FROM Customer WITH (UPDLOCK, ROWLOCK) WHERE CustomerId = 1"
UPDATE = "UPDATE Customer SET Name = 'mine' WHERE CustomerId = 1"
READ = "SELECT Name FROM Customer WHERE CustomerId = 1"


def test_the_drivers_own_transaction_is_committed_or_taken_back(
    connect: Connect, server: TdsServer, path: Path
) -> None:
    with connect(server) as connection:
        connection.autocommit = False
        connection.execute("UPDATE Customer SET Name = 'gone'")
        assert connection.execute("SELECT @@TRANCOUNT").fetchval() == 1
        connection.rollback()
        connection.execute(UPDATE)
        connection.commit()

    assert sample.cell(path, "Name") == "mine"
    assert sample.cell(path, "Name", 2) != "gone"
    assert (len(server.writes), server.log.committed) == (2, 1)


def test_a_closed_connection_leaves_nothing_behind(connect: Connect, server: TdsServer, path: Path) -> None:
    with connect(server) as connection:
        connection.execute("BEGIN TRANSACTION")
        connection.execute(UPDATE)
    server.close()

    assert sample.cell(path, "Name") != "mine"


@pytest.mark.parametrize("statement", [LOCKED, UPDATE])
def test_a_locked_row_is_waited_for_as_long_as_the_session_says(
    connect: Connect, server: TdsServer, statement: str
) -> None:
    with connect(server) as holder, connect(server) as other:
        holder.execute("BEGIN TRANSACTION")
        holder.execute(LOCKED).fetchall()
        other.execute("SET LOCK_TIMEOUT 300")
        began = time.monotonic()

        assert number(lambda: other.execute(statement)) == 1222
        assert 0.25 < time.monotonic() - began < 3
        holder.execute("COMMIT")
        assert number(lambda: other.execute(statement)) == 0


def test_a_waiting_writer_goes_on_as_soon_as_the_lock_is_free(connect: Connect, server: TdsServer) -> None:
    with connect(server) as holder, connect(server) as other:
        holder.execute("BEGIN TRANSACTION")
        holder.execute(LOCKED).fetchall()
        done: list[int] = []
        waiting = threading.Thread(target=lambda: done.append(other.execute(UPDATE).rowcount))
        waiting.start()
        waiting.join(0.3)
        assert done == []
        holder.execute("ROLLBACK")
        waiting.join(5)

    assert done == [1]


def test_a_lock_timeout_leaves_the_transaction_open(connect: Connect, server: TdsServer) -> None:
    with connect(server) as holder, connect(server) as other:
        holder.execute("BEGIN TRANSACTION")
        holder.execute(LOCKED).fetchall()
        other.execute("SET LOCK_TIMEOUT 0; SET XACT_ABORT ON; BEGIN TRANSACTION")

        assert number(lambda: other.execute(UPDATE)) == 1222
        assert other.execute("SELECT @@TRANCOUNT").fetchval() == 1


@pytest.mark.parametrize(("abort", "left"), [("ON", 0), ("OFF", 1)])
def test_an_error_takes_the_transaction_back_where_that_was_asked(
    connect: Connect, server: TdsServer, abort: str, left: int
) -> None:
    with connect(server) as connection:
        connection.execute(f"SET XACT_ABORT {abort}; BEGIN TRANSACTION")

        assert number(lambda: connection.execute("UPDATE Customer SET CustomerCode = NULL")) == 515
        assert connection.execute("SELECT @@TRANCOUNT").fetchval() == left


def test_a_reader_sees_the_last_commit_and_does_not_wait(connect: Connect, server: TdsServer) -> None:
    with connect(server) as holder, connect(server) as reader:
        before = reader.execute(READ).fetchval()
        holder.execute("BEGIN TRANSACTION")
        holder.execute(UPDATE)

        assert reader.execute(READ).fetchval() == before
        assert holder.execute(READ).fetchval() == "mine"
        holder.execute("COMMIT")
        assert reader.execute(READ).fetchval() == "mine"


@pytest.mark.parametrize("hint", ["", " WITH (READCOMMITTEDLOCK)"])
def test_a_reader_waits_for_a_writer_where_there_are_no_row_versions(connect: Connect, path: Path, hint: str) -> None:
    read = f"SELECT Name FROM Customer{hint} WHERE CustomerId = 1"  # noqa: S608 - our names
    with TdsServer(path, Properties(rcsi=bool(hint))) as server, connect(server) as holder, connect(server) as reader:
        reader.execute("SET LOCK_TIMEOUT 100")
        holder.execute("BEGIN TRANSACTION")
        holder.execute(LOCKED).fetchall()
        assert number(lambda: reader.execute(read)) == 0
        holder.execute(UPDATE)

        assert number(lambda: reader.execute(read)) == 1222


def test_a_snapshot_stays_as_it_was_and_a_write_into_its_past_is_refused(connect: Connect, path: Path) -> None:
    with TdsServer(path, Properties(snapshot=True)) as server, connect(server) as one, connect(server) as other:
        one.execute("SET TRANSACTION ISOLATION LEVEL SNAPSHOT; BEGIN TRANSACTION")
        before = one.execute(READ).fetchval()
        other.execute(UPDATE)

        assert one.execute(READ).fetchval() == before
        assert number(lambda: one.execute("UPDATE Customer SET Name = 'late' WHERE CustomerId = 1")) == 3960
        assert one.execute("SELECT @@TRANCOUNT").fetchval() == 0


def test_a_snapshot_is_refused_where_the_database_does_not_allow_it(connect: Connect, server: TdsServer) -> None:
    with connect(server) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL SNAPSHOT")

        assert number(lambda: connection.execute(READ)) == 3952


def test_another_program_that_holds_the_file_is_waited_for_as_well(
    connect: Connect, server: TdsServer, path: Path
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as file, connect(server) as connection:
        file.execute("BEGIN IMMEDIATE")
        connection.execute("SET LOCK_TIMEOUT 100")

        assert number(lambda: connection.execute(UPDATE)) == 1222
        file.execute("ROLLBACK")
        assert connection.execute(UPDATE).rowcount == 1


def test_two_that_race_lose_no_update(connect: Connect, server: TdsServer, path: Path) -> None:
    rounds = 40

    def count() -> None:
        with connect(server) as connection:
            for _ in range(rounds):
                connection.execute("BEGIN TRANSACTION")
                (found,) = connection.execute("SELECT Big FROM Customer WITH (UPDLOCK) WHERE CustomerId = 1").fetchall()
                connection.execute("UPDATE Customer SET Big = ? WHERE CustomerId = 1", (found[0] or 0) + 1)
                connection.execute("COMMIT")

    racers = [threading.Thread(target=count) for _ in range(3)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(60)
    server.close()

    assert sample.cell(path, "Big") == 3 * rounds
