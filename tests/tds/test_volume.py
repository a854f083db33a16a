"""Large results, many clients, and the server as a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.support.tds import odbc, sample
from tests.support.tds.drivers import Driver
from tests.support.tds.server import TdsServer
from tests.tds.conftest import Connect

pytestmark = pytest.mark.long


def test_a_hundred_thousand_rows_come_through(connect: Connect, tmp_path: Path) -> None:
    path = sample.made(tmp_path / "many.db", 100_000)
    with TdsServer(path) as server, connect(server) as connection:
        began = time.monotonic()
        cursor = connection.execute("SELECT CustomerId, CustomerCode, Name, Balance, Created, IsActive FROM Customer")
        count = 0
        while batch := cursor.fetchmany(2_000):
            count += len(batch)
        took = time.monotonic() - began

    assert count == 100_000
    assert took < 30


def test_five_thousand_rows_of_ten_columns_take_well_under_a_second(connect: Connect, tmp_path: Path) -> None:
    path = sample.made(tmp_path / "some.db", 5_000)
    query = "SELECT CustomerId, CustomerCode, Name, Balance, Created, IsActive, Note, Born, Grade, Big FROM Customer"
    with TdsServer(path) as server, connect(server) as connection:
        spent = min(_spent(connection, query) for _ in range(3))

    assert spent < 0.9


def _spent(connection: odbc.Connection, query: str) -> float:
    began = time.process_time()
    assert len(connection.execute(query).fetchall()) == 5_000
    return time.process_time() - began


def test_many_clients_at_once_disturb_each_other_not(connect: Connect, server: TdsServer) -> None:
    found: list[int] = []

    def ask() -> None:
        with connect(server) as connection:
            for number in range(20):
                row = connection.execute(
                    "SELECT ? + CustomerId FROM Customer WHERE CustomerId = ?", number, 2
                ).fetchval()
                found.append(row - number)

    clients = [threading.Thread(target=ask) for _ in range(8)]
    for client in clients:
        client.start()
    for client in clients:
        client.join(60)

    assert found == [2] * 160


def test_it_runs_as_a_process_of_its_own_and_leaves_one_file_behind(driver: Driver, path: Path) -> None:
    fault = '{"deed": "ERROR", "matching": "^SELECT 1", "number": 1205}'
    command = [sys.executable, "-m", "tests.support.tds", str(path), "--fault", fault]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        port = int(running.stdout.readline().rpartition(",")[2])
        connection = odbc.connect(driver.connection(port), timeout=5, autocommit=True)
        with pytest.raises(odbc.Error, match="1205"):
            connection.execute("SELECT 1")
        assert connection.execute("SELECT 1").fetchval() == 1
        connection.close()
    finally:
        running.send_signal(signal.SIGTERM)
        assert running.wait(10) == 0
        assert running.stdout is not None
        running.stdout.close()

    assert [file.name for file in path.parent.iterdir()] == [path.name]
